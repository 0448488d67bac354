"""Points as people read and type them: "12,5", "-5"."""

from decimal import Decimal

from foundation.documents.words import in_figures
from foundation.figures import read_figure

DECIMALS = 2


def point_words(value: Decimal) -> str:
    """With as many decimals as it needs: "12,5"; penalties with a minus sign."""
    shortest = value.normalize()
    decimals = max(-int(shortest.as_tuple().exponent), 0)
    return in_figures(value, decimals)


def read_points(typed: str, decimals: int = DECIMALS) -> Decimal | None:
    """What was typed; None where nothing was. Raises the refusals of ``read_figure``.

    A sign before it makes a penalty.
    """
    words = typed.strip()
    is_penalty = words[:1] in {"-", "−", "–"}
    found = read_figure(words[1:] if is_penalty else words, decimals)
    return -found if found and is_penalty else found
