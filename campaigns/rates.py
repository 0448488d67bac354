"""How much of a base was reached, in percent. Pure.

The base is the plan, or the figure of last year. Where less is better (a term, a count of
accidents) the base stands above the line: half of the days planned is 200 percent.
"""

from decimal import ROUND_HALF_UP, Decimal

WHOLE, TENTH = Decimal(100), Decimal("0.1")
LESS = "less"


def rate(actual: Decimal | None, base: Decimal | None, better: str) -> Decimal | None:
    """Percent to one decimal, half up; None where a figure is missing or the divisor is nought.

    ``better``: "more" or "less".
    """
    if actual is None or base is None:
        return None
    above, below = (base, actual) if better == LESS else (actual, base)
    if below <= 0:
        return None
    return (WHOLE * above / below).quantize(TENTH, ROUND_HALF_UP)


def is_reached(actual: Decimal | None, base: Decimal | None, better: str) -> bool | None:
    """Whether the base was reached; None where a figure is missing. Nought is a figure."""
    if actual is None or base is None:
        return None
    return actual <= base if better == LESS else actual >= base
