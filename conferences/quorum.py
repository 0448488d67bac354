"""How many boards must be there: exact fractions, rounded up. Pure: knows no database."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

TWO_THIRDS = Fraction(2, 3)  # where the bloc's regulation says nothing else


def at_least(share: Fraction, of: int) -> int:
    """The smallest number that is at least that share: of 11 two thirds are 8, 80 % are 9."""
    return ceil(share * of)


@dataclass(frozen=True)
class Quorum:
    """How a conference stands: of all boards so many are there, so many are wanted."""

    share: Fraction
    boards: int
    present: int

    @property
    def wanted(self) -> int:
        return at_least(self.share, self.boards)

    @property
    def missing(self) -> int:
        return max(self.wanted - self.present, 0)

    @property
    def is_reached(self) -> bool:
        return self.boards > 0 and not self.missing
