"""Figures that no source gives: made up from the board's code, the same way every time. Pure.

Only plan and actual figures are invented, never points or ranks. A board that the case
proposes for a flag has reached more of its plan than one proposed for a merit, and that one
more than the rest; what follows from that by the rules follows by the rules alone.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

FLAG, MERIT, NEITHER = "flag", "merit", ""
REACHED = {FLAG: (112, 124), MERIT: (104, 111), NEITHER: (86, 101)}  # percent of the plan
SHARES = {FLAG: (101, 103), MERIT: (100, 101), NEITHER: (94, 100)}  # … where 100 % is the most
GROWTH = (90, 118)  # percent of the year before
MIDYEAR = (44, 56)  # percent of the year's result by the end of June
SIZES = (40, 160)  # percent of the bloc's middle: boards differ widely in size
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Measure:
    """What is known of an indicator: a bloc's usual figure, its decimals, its direction."""

    middle: Decimal
    decimals: int
    less_is_better: bool = False
    is_share: bool = False  # a percentage: never above 100

    def rounded(self, figure: Decimal) -> Decimal:
        """With as many decimals as the indicator has; a share within its bound."""
        kept = min(figure, WHOLE) if self.is_share else figure
        return kept.quantize(Decimal(1).scaleb(-self.decimals))


def between(low: int, high: int, *seed: object) -> Decimal:
    """A number from low to high, in tenths, that belongs to the seed."""
    digest = hashlib.sha256("|".join(map(str, seed)).encode()).digest()
    span = (high - low) * 10 + 1
    return low + Decimal(int.from_bytes(digest[:6], "big") % span) / 10


def planned(measure: Measure, *seed: object) -> Decimal:
    """What a board sets out to reach, around the bloc's middle; ``seed`` begins with its code."""
    size = WHOLE if measure.is_share else between(*SIZES, "size", seed[0])
    spread = (98, 102) if measure.is_share else (92, 108)
    return measure.rounded(measure.middle * size / WHOLE * between(*spread, "plan", *seed) / WHOLE)


def reached(measure: Measure, plan: Decimal, standing: str, *seed: object) -> Decimal:
    """What the board reached of it by the end of the year.

    Where less is better, a good board stays that much below its plan.
    """
    span = SHARES if measure.is_share else REACHED
    percent = between(*span[standing], "reached", *seed) / WHOLE
    return measure.rounded(plan / percent if measure.less_is_better else plan * percent)


def by_midyear(measure: Measure, actual: Decimal, *seed: object) -> Decimal:
    """The part of it that was reached by the end of June; a share is already what it is."""
    part = WHOLE if measure.is_share else between(*MIDYEAR, "midyear", *seed)
    return measure.rounded(actual * part / WHOLE)


def year_before(measure: Measure, actual: Decimal, *seed: object) -> Decimal:
    """What the board had reached the year before."""
    return measure.rounded(actual * WHOLE / between(*GROWTH, "before", *seed))
