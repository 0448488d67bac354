"""How many, of how many, rounded how. Pure, in exact fractions: knows no database."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Rounding(StrEnum):
    """What becomes of a part of one; the law leaves it open, so it is data."""

    FLOOR = "floor"
    CEIL = "ceil"
    MIN_ONE = "min_one"


@dataclass(frozen=True)
class Allotment:
    """So many awards of a kind, or such a share of the boards that come into question.

    Where both are said, the smaller one holds; where neither is, there is no limit.
    """

    count: int | None = None
    share: Fraction | None = None
    rounding: Rounding = Rounding.FLOOR

    def limit(self, of: int) -> int | None:
        """The most that may be proposed of so many boards; None where nothing limits it."""
        shared = None if self.share is None else rounded(self.share * of, self.rounding)
        limits = [limit for limit in (self.count, shared) if limit is not None]
        return min(limits) if limits else None


def rounded(amount: Fraction, rounding: Rounding) -> int:
    """A share as a whole number: 0.8 is 0 by FLOOR, 1 by CEIL and by MIN_ONE.

    MIN_ONE rounds down, but grants one where anything is to be shared at all.
    """
    if rounding == Rounding.CEIL:
        return ceil(amount)
    whole = floor(amount)
    return max(whole, 1) if rounding == Rounding.MIN_ONE and amount > 0 else whole
