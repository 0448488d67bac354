"""Which law applies to a paper received on a day. Pure: knows no database."""

import datetime as dt
from collections.abc import Iterable
from typing import Protocol, TypeVar


class InForce(Protocol):
    valid_from: dt.date
    valid_to: dt.date | None


Law = TypeVar("Law", bound=InForce)


def regime_on(regimes: Iterable[Law], day: dt.date) -> Law | None:
    """The regime in force on the day a paper is received; where two are, the younger one.

    None where no regime that we know was in force (domain reference, §1.0).
    """
    return max(
        (law for law in regimes if in_force(law, day)),
        key=lambda law: law.valid_from,
        default=None,
    )


def nearest(regimes: Iterable[Law], day: dt.date) -> Law:
    """The regime whose time lies closest to the day; to be verified wherever it is shown.

    Raises ValueError where there is no regime at all.
    """
    return min(regimes, key=lambda law: days_between(law, day))


def in_force(law: InForce, day: dt.date) -> bool:
    """Whether the law holds on that day, its first and last counted."""
    return law.valid_from <= day and (law.valid_to is None or day <= law.valid_to)


def days_between(law: InForce, day: dt.date) -> int:
    """How many days lie between the day and the law's time; 0 while it is in force."""
    if day < law.valid_from:
        return (law.valid_from - day).days
    if law.valid_to is not None and day > law.valid_to:
        return (day - law.valid_to).days
    return 0
