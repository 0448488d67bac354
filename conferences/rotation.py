"""Pure: in which order boards are suggested for an office, by who has served."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")


def suggested(served: Mapping[Key, Sequence[int]]) -> dict[Key, int]:
    """Each board's place: who never served first, then whose last year lies furthest back.

    The boards come in the bloc's order, which decides between equals.
    """
    order = sorted(served, key=lambda board: max(served[board], default=0))
    return {board: place for place, board in enumerate(order, 1)}
