"""Who checks harshly, who leniently, and who favours whom (nghiêm, dễ, nâng đỡ nhau). Pure.

A sign for the chief before he settles the points, never a proof: totals are compared with what
others gave the same board. Means are trimmed, so that one outlier does not decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import Any

CUT = 5  # of so many figures the highest and the lowest are left out, of twice as many two
LARGE = Decimal("0.02")  # of the highest total: what is worth a look
Key = Any  # of a board: whatever tells it from others
Totals = Mapping[Key, Mapping[Key, Decimal]]  # board → who scored it → total


@dataclass(frozen=True)
class Leaning:
    """How many points a checker gives above (below nought: under) the others, on the mean.

    ``apart``: by how much it parts from what is usual among the checkers.
    """

    checker: Key
    points: Decimal
    boards: int
    apart: Decimal
    is_harsh: bool = False
    is_lenient: bool = False


@dataclass(frozen=True)
class Favour:
    """Two boards that check each other, and by how much each lifts the other above the rest."""

    first: Key
    second: Key
    given: Decimal  # by the first to the second
    returned: Decimal


def trimmed_mean(figures: Iterable[Decimal]) -> Decimal | None:
    """The mean without a fifth at both ends; None of nothing."""
    ordered = sorted(figures)
    cut = len(ordered) // CUT
    kept = ordered[cut : len(ordered) - cut]
    return sum(kept, Decimal(0)) / len(kept) if kept else None


def differences(totals: Totals) -> dict[Key, dict[Key, Decimal]]:
    """Checker → board → its total above what all others gave, the board itself among them.

    Only where somebody else has scored the board.
    """
    found: dict[Key, dict[Key, Decimal]] = {}
    for board, given in totals.items():
        for checker, total in given.items():
            others = trimmed_mean(each for who, each in given.items() if who != checker)
            if checker != board and others is not None:
                found.setdefault(checker, {})[board] = total - others
    return found


def leanings(totals: Totals, maximum: Decimal) -> list[Leaning]:
    """All checkers, the harshest first; who stands out by a part of ``maximum`` is marked."""
    means = {
        checker: trimmed_mean(by_board.values()) or Decimal(0)
        for checker, by_board in differences(totals).items()
    }
    usual = median(means.values()) if means else Decimal(0)
    counts = {checker: len(by_board) for checker, by_board in differences(totals).items()}
    limit = maximum * LARGE
    found = [
        Leaning(
            checker,
            points,
            counts[checker],
            points - usual,
            is_harsh=points - usual <= -limit,
            is_lenient=points - usual >= limit,
        )
        for checker, points in means.items()
    ]
    return sorted(found, key=lambda each: (each.points, str(each.checker)))


def favours(totals: Totals, maximum: Decimal) -> list[Favour]:
    """Pairs that both lift each other by a part of ``maximum``, the strongest first.

    Each is measured against what it gives its other boards, so that being lenient to all is
    no favour; who checks one board alone is measured against the usual leaning.
    """
    parts, limit = differences(totals), maximum * LARGE
    found = []
    for first, second in combinations(sorted(parts, key=str), 2):
        if second not in parts[first] or first not in parts[second]:
            continue
        given, returned = lift(parts, first, second), lift(parts, second, first)
        if min(given, returned) >= limit:
            found.append(Favour(first, second, given, returned))
    return sorted(found, key=lambda each: -min(each.given, each.returned))


def lift(parts: Mapping[Key, Mapping[Key, Decimal]], checker: Key, board: Key) -> Decimal:
    """By how much the checker gives that board more than it gives others."""
    own = [points for other, points in parts[checker].items() if other != board]
    strangers = [
        points for who, by_board in parts.items() if who != checker for points in by_board.values()
    ]
    usual = trimmed_mean(own) if own else trimmed_mean(strangers)
    return parts[checker][board] - (usual or Decimal(0))
