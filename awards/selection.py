"""Whom the ranking puts forward for which kind, within the quotas. Pure.

The kinds are filled in their order, each along the ranking; a board that was put forward for one
is left out of the kinds which that one excludes. Who shares the last rank is put forward by
nobody's hand: all of them stand as tied, and the conference decides.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from awards.eligibility import Verdict


class Place(StrEnum):
    """Where a board stands towards a kind."""

    CHOSEN = "chosen"
    TIED = "tied"
    BEYOND = "beyond"
    TAKEN = "taken"  # put forward for a kind that excludes this one
    OPEN = "open"
    INELIGIBLE = "ineligible"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Candidate:
    """A board as it comes to the choice; ``rank`` None: not ranked, stands behind all others."""

    board: Hashable
    rank: int | None
    order: int = 0


@dataclass(frozen=True)
class Kind:
    """What there is to give: ``limit`` None, as many as are eligible."""

    key: Hashable
    limit: int | None
    excludes: frozenset[Hashable] = frozenset()


Pair = tuple[Hashable, Hashable]  # board, kind


@dataclass(frozen=True)
class Case:
    """What is known of one board and one kind."""

    verdict: Verdict
    is_excepted: bool = False
    is_left_out: bool = False

    @property
    def is_admitted(self) -> bool:
        return not self.is_left_out and (self.verdict == Verdict.MET or self.is_excepted)


def selected(
    candidates: Iterable[Candidate], kinds: Sequence[Kind], cases: Mapping[Pair, Case]
) -> dict[Pair, Place]:
    """The place of every board in every kind; the order of what comes in never matters."""
    ranked = sorted(candidates, key=standing)
    places: dict[Pair, Place] = {}
    for kind in kinds:
        taken = taken_by_others(kind, kinds, places)
        running = []
        for candidate in ranked:
            case = cases[candidate.board, kind.key]
            if case.is_admitted and candidate.board not in taken:
                running.append(candidate)
            else:
                places[candidate.board, kind.key] = kept_out(case)
        places |= {(board, kind.key): place for board, place in filled(running, kind.limit)}
    return places


def standing(candidate: Candidate) -> tuple[bool, int, int, str]:
    """The ranked before the others, the best first."""
    return candidate.rank is None, candidate.rank or 0, candidate.order, str(candidate.board)


def taken_by_others(kind: Kind, kinds: Sequence[Kind], places: Mapping[Pair, Place]) -> set:
    """Who was put forward already for a kind that does not go together with this one."""
    barred = {
        other.key for other in kinds if kind.key in other.excludes or other.key in kind.excludes
    }
    return {
        board for (board, key), place in places.items() if key in barred and place == Place.CHOSEN
    }


def kept_out(case: Case) -> Place:
    """Why a board does not run for the kind."""
    if case.is_left_out:
        return Place.LEFT_OUT
    if case.is_admitted:
        return Place.TAKEN
    return Place.OPEN if case.verdict == Verdict.OPEN else Place.INELIGIBLE


def filled(running: Sequence[Candidate], limit: int | None) -> list[tuple[Hashable, Place]]:
    """The first so many are chosen; a rank that only partly fits is tied as a whole."""
    found = []
    for candidate in running:
        before = sum(is_ahead(other, candidate) for other in running)
        up_to = sum(not is_ahead(candidate, other) for other in running)
        if limit is None or up_to <= limit:
            place = Place.CHOSEN
        else:
            place = Place.TIED if before < limit else Place.BEYOND
        found.append((candidate.board, place))
    return found


def is_ahead(one: Candidate, other: Candidate) -> bool:
    """Whether the first stands on a better rank; the unranked share the place behind all."""
    return (one.rank is None, one.rank or 0) < (other.rank is None, other.rank or 0)
