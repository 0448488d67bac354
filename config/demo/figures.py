"""Figures that no source gives: made up from the board's code, the same way every time. Pure.

Only plan and actual figures are invented, never points or ranks. A board that the case
proposes for a flag has reached more of its plan than one proposed for a merit, and that one
more than the rest; what follows from that by the rules follows by the rules alone.
"""

import hashlib
from decimal import Decimal

FLAG, MERIT, NEITHER = "flag", "merit", ""
REACHED = {FLAG: (112, 124), MERIT: (104, 111), NEITHER: (86, 101)}  # percent of the plan
GROWTH = (90, 118)  # percent of the year before
MIDYEAR = (44, 56)  # percent of the year's result by the end of June
SIZES = (40, 160)  # percent of the bloc's middle: boards differ widely in size
WHOLE = Decimal(100)


def between(low: int, high: int, *seed: object) -> Decimal:
    """A number from low to high, in tenths, that belongs to the seed."""
    digest = hashlib.sha256("|".join(map(str, seed)).encode()).digest()
    span = (high - low) * 10 + 1
    return low + Decimal(int.from_bytes(digest[:6], "big") % span) / 10


def rounded(figure: Decimal, decimals: int) -> Decimal:
    """With as many decimals as the indicator has."""
    return figure.quantize(Decimal(1).scaleb(-decimals))


def planned(middle: Decimal, decimals: int, *, most: Decimal | None, seed: tuple) -> Decimal:
    """What a board sets out to reach, around the bloc's middle; shares never above ``most``."""
    size = between(*SIZES, "size", seed[0]) if most is None else WHOLE
    plan = middle * size / WHOLE * between(92, 108, "plan", *seed) / WHOLE
    return rounded(min(plan, most) if most is not None else plan, decimals)


def reached(
    plan: Decimal, decimals: int, *, standing: str, less: bool, most: Decimal | None, seed: tuple
) -> Decimal:
    """What the board reached of it by the end of the year.

    Where less is better, a good board stays that much below its plan.
    """
    percent = between(*REACHED[standing], "reached", *seed) / WHOLE
    actual = plan / percent if less else plan * percent
    return rounded(min(actual, most) if most is not None else actual, decimals)


def by_midyear(actual: Decimal, decimals: int, *, is_share: bool, seed: tuple) -> Decimal:
    """The part of it that was reached by the end of June; a share is already what it is."""
    part = WHOLE if is_share else between(*MIDYEAR, "midyear", *seed)
    return rounded(actual * part / WHOLE, decimals)


def year_before(actual: Decimal, decimals: int, *, most: Decimal | None, seed: tuple) -> Decimal:
    """What the board had reached the year before."""
    before = actual * WHOLE / between(*GROWTH, "before", *seed)
    return rounded(min(before, most) if most is not None else before, decimals)
