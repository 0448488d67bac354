"""The money that goes with an award (tiền thưởng). Pure, in exact fractions.

Base wage in force on the day of the decision × coefficient of the kind × factor for collectives,
rounded up to the next 10 000 đ.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Protocol, TypeVar

STEP = 10_000  # đồng


class Wage(Protocol):
    """A base wage and the days on which it is in force (mức lương cơ sở)."""

    since: dt.date
    until: dt.date | None
    amount: int


Dated = TypeVar("Dated", bound=Wage)


def wage_on(wages: Iterable[Dated], day: dt.date) -> Dated | None:
    """The base wage in force on the day of a decision, the younger where two are."""
    return max(
        (wage for wage in wages if wage.since <= day and (not wage.until or day <= wage.until)),
        key=lambda wage: wage.since,
        default=None,
    )


def money_for(wage: int, coefficient: Decimal, factor: Decimal = Decimal(1)) -> int:
    """What one award brings, in đồng: 0.3 × 2 340 000 = 702 000, rounded up 710 000."""
    exact = wage * Fraction(coefficient) * Fraction(factor)
    return ceil(exact / STEP) * STEP
