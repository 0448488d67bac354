"""Which board checks which board's points (phân công chấm chéo). Pure.

The patterns are those of emulation blocs (domain reference, §2.4 and §9). Nobody checks
itself; where there are two boards or more every one is checked by somebody.
"""

import hashlib
from collections.abc import Hashable, Sequence
from typing import TypeVar

LEADERS, RING, TEAM, BALANCED = "leaders", "ring", "team", "balanced"
MOST_CHECKS = 2  # for each board, where checks are shared out equally
TEAM_SIZE = 3
Name = TypeVar("Name", bound=Hashable)
Duty = tuple[Name, Name]  # who checks, and whom


def duties(
    pattern: str, boards: Sequence[Name], officers: Sequence[Name] = (), *, seed: object = ""
) -> list[Duty[Name]]:
    """Who checks whom, in the order of the boards.

    ``boards`` in the bloc's order; ``officers``: chief and deputy, as far as there are any.
    ``seed``: with another one (the year) the equal shares fall otherwise. Raises ValueError
    for a pattern that is not known.
    """
    if pattern == RING:
        return by_steps(boards, 1)
    if pattern == BALANCED:
        found = set(by_steps(shuffled(boards, seed), checks_for(len(boards))))
        return [(a, b) for a in boards for b in boards if (a, b) in found]
    if pattern in {LEADERS, TEAM}:
        return by_few(boards, team_of(boards, officers, 2 if pattern == LEADERS else TEAM_SIZE))
    raise ValueError(f"no pattern: {pattern}")


def checkers_of_gone(
    pattern: str, boards: Sequence[Name], officers: Sequence[Name] = (), *, seed: object = ""
) -> list[Name]:
    """Who checks a board that left within the year and is scored apart; it checks nobody.

    ``boards``: those that remain, without the one that took it over. ``seed``: of this board.
    """
    if pattern in {LEADERS, TEAM}:
        return team_of(boards, officers, 2 if pattern == LEADERS else TEAM_SIZE)
    return shuffled(boards, seed)[: checks_for(len(boards)) if pattern == BALANCED else 1]


def by_steps(boards: Sequence[Name], steps: int) -> list[Duty[Name]]:
    """Each checks the next ones of the circle."""
    count = len(boards)
    return [
        (board, boards[(place + step) % count])
        for place, board in enumerate(boards)
        for step in range(1, steps + 1)
        if step < count
    ]


def checks_for(boards: int) -> int:
    """How many each checks: two, or one where two would make pairs check each other.

    Steps a and b of a circle meet where a + b is its length; with five boards no more.
    """
    return MOST_CHECKS if boards > 2 * MOST_CHECKS else 1


def shuffled(boards: Sequence[Name], seed: object) -> list[Name]:
    """In an order that nobody chose, and that the seed alone decides."""
    return sorted(boards, key=lambda board: hashlib.sha256(f"{seed}/{board}".encode()).digest())


def team_of(boards: Sequence[Name], officers: Sequence[Name], size: int) -> list[Name]:
    """Chief and deputy, then the first of the others, as many as wanted."""
    first = [board for board in officers if board in boards]
    return [*first, *(board for board in boards if board not in first)][:size]


def by_few(boards: Sequence[Name], team: Sequence[Name]) -> list[Duty[Name]]:
    """Each of the team checks everybody but itself."""
    return [(checker, board) for checker in team for board in boards if board != checker]
