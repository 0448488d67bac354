"""Who stands where, and why (xếp hạng). Pure; the order of what comes in never matters.

Boards are compared by their total, then by a list of tie-breaks that is data; where the list
ends they share a rank, and the next one skips as many (1, 2, 2, 4). Excluded boards stand apart.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from campaigns.scoring import Scale, Score, total_of

TOTAL, GROUP, BONUS, MARK = "total", "group", "bonus", "mark"


@dataclass(frozen=True)
class TieBreak:
    """One comparison between boards of the same total (tiêu chí phụ); more is better.

    ``by``: points of a GROUP (``key``: the group's), of all BONUS groups, or a MARK that
    comes from elsewhere (``key``: "vote", "women", …).
    """

    by: str
    key: Any = None


@dataclass(frozen=True)
class Entry:
    """A board as it enters the ranking.

    ``marks``: what tie-breaks ask for beside points; a missing one stands below all others.
    ``exclusions``: the conditions that keep it from being ranked. ``order``: its place among
    those that share a rank.
    """

    board: Hashable
    groups: Mapping[Any, Decimal]
    marks: Mapping[Any, Decimal | None] = field(default_factory=dict)
    exclusions: tuple[Any, ...] = ()
    order: int = 0


@dataclass(frozen=True)
class Comparison:
    """Where two boards part: the first figure in which they differ; None where one is missing."""

    other: Hashable
    by: TieBreak
    own: Decimal | None
    others: Decimal | None


@dataclass(frozen=True)
class Standing:
    """A board in the ranking (kết quả xếp hạng); ``rank`` None: not ranked, with the reasons."""

    board: Hashable
    rank: int | None
    score: Score
    is_shared: bool = False
    exclusions: tuple[Any, ...] = ()
    above: Comparison | None = None  # with the nearest board of a better rank


@dataclass(frozen=True)
class WhatIf:
    """So many more points in that group would have made that rank."""

    group: Any
    points: Decimal
    rank: int


Level = tuple[tuple[bool, Decimal], ...]
BY_TOTAL = TieBreak(TOTAL)


def standings(
    entries: Iterable[Entry], scale: Scale, tie_breaks: Sequence[TieBreak]
) -> list[Standing]:
    """All boards: the ranked ones first, best first, then the excluded ones in their order."""
    scored = [(entry, total_of(scale, entry.groups)) for entry in entries]
    apart = sorted((each for each in scored if each[0].exclusions), key=_by_place)
    ranked = sorted((each for each in scored if not each[0].exclusions), key=_by_place)
    ranked.sort(key=lambda each: level_of(each[0], each[1], tie_breaks), reverse=True)
    excluded = [
        Standing(entry.board, None, score, exclusions=entry.exclusions) for entry, score in apart
    ]
    return [*_ranked(ranked, tie_breaks), *excluded]


def _by_place(scored: tuple[Entry, Score]) -> tuple[int, str]:
    return scored[0].order, str(scored[0].board)


def _ranked(scored: list[tuple[Entry, Score]], tie_breaks: Sequence[TieBreak]) -> list[Standing]:
    """Ranks along boards that stand in their order already."""
    levels = [level_of(entry, score, tie_breaks) for entry, score in scored]
    found = []
    for (entry, score), level in zip(scored, levels, strict=True):
        first = levels.index(level)  # how many stand before all of this level
        found.append(
            Standing(
                entry.board,
                first + 1,
                score,
                is_shared=levels.count(level) > 1,
                above=compared((entry, score), scored[first - 1], tie_breaks) if first else None,
            )
        )
    return found


def level_of(entry: Entry, score: Score, tie_breaks: Sequence[TieBreak]) -> Level:
    """The figures that the board is compared by, in their order; a missing one comes last."""
    figures = [figure_of(by, entry, score) for by in (BY_TOTAL, *tie_breaks)]
    return tuple((figure is not None, figure or Decimal(0)) for figure in figures)


def figure_of(by: TieBreak, entry: Entry, score: Score) -> Decimal | None:
    """What one comparison looks at."""
    if by.by == TOTAL:
        return score.total
    if by.by == GROUP:
        return score.groups[by.key]
    if by.by == BONUS:
        return score.bonus
    if by.by == MARK:
        return entry.marks.get(by.key)
    raise ValueError(f"no comparison: {by.by}")


def compared(
    own: tuple[Entry, Score], other: tuple[Entry, Score], tie_breaks: Sequence[TieBreak]
) -> Comparison:
    """The first figure in which two boards differ; they stand on different levels."""
    by = next(
        each for each in (BY_TOTAL, *tie_breaks) if figure_of(each, *own) != figure_of(each, *other)
    )
    return Comparison(other[0].board, by, figure_of(by, *own), figure_of(by, *other))


# -- what if -------------------------------------------------------------------------------------
def what_if(
    board: Hashable, entries: Iterable[Entry], scale: Scale, tie_breaks: Sequence[TieBreak]
) -> list[WhatIf]:
    """For each group that has room for it: the fewest points more that make a better rank.

    All else stays as it is, the points are multiples of the step. Empty for the first, for
    an excluded board, and where no single group would do. The rank may be shared.
    """
    ranked = [each for each in entries if not each.exclusions]
    own = next((each for each in ranked if each.board == board), None)
    if own is None:
        return []
    others = [
        level_of(each, total_of(scale, each.groups), tie_breaks)
        for each in ranked
        if each.board != board
    ]

    def rank_with(group: Any, more: Decimal) -> int:
        raised = {**own.groups, group: own.groups[group] + more}
        mine = level_of(own, total_of(scale, raised), tie_breaks)
        return 1 + sum(level > mine for level in others)

    answers = []
    for rule in scale.groups:
        ranks = partial(rank_with, rule.key)
        room = rule.maximum - own.groups[rule.key]
        points = fewest(ranks, room, scale.step)
        if points is not None:
            answers.append(WhatIf(rule.key, points, ranks(points)))
    return answers


def fewest(ranks: Callable[[Decimal], int], room: Decimal, step: Decimal) -> Decimal | None:
    """The fewest points, in steps within the room, that make a better rank; None if none do.

    More points never lower a rank, so the search halves what is left.
    """
    counts, now = range(1, int(room // step) + 1), ranks(Decimal(0))

    def is_enough(count: int) -> bool:
        return ranks(count * step) < now

    place = bisect_left(counts, 1, key=is_enough)
    return counts[place] * step if place < len(counts) else None
