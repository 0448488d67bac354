"""Whom the ranking puts forward for which kind, within the quotas. Pure.

The kinds are filled in their order, each along the ranking; a board that was put forward for one
is left out of the kinds which that one excludes. Who shares the last rank is put forward by
nobody's hand: all of them stand as tied, and the conference decides. After the ballots the same
limits hold once more for those who passed.
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


class Fate(StrEnum):
    """What a ballot, and the limits after it, have made of a board towards a kind."""

    PROPOSED = "proposed"
    FEW = "few"
    TIED = "tied"
    BEYOND = "beyond"
    TAKEN = "taken"  # proposed for a kind that excludes this one
    INELIGIBLE = "ineligible"  # by now, without an exception
    UNLISTED = "unlisted"  # was voted on without being nominated


@dataclass(frozen=True)
class Vote:
    """What a ballot says of a board; PROPOSED: it has passed there."""

    board: Hashable
    agree: int
    said: Fate


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
    barred = barred_by(kind, kinds)
    return {
        board for (board, key), place in places.items() if key in barred and place == Place.CHOSEN
    }


def barred_by(kind: Kind, kinds: Sequence[Kind]) -> set[Hashable]:
    """The kinds that do not go together with this one, whichever of the two says so."""
    return {
        other.key for other in kinds if kind.key in other.excludes or other.key in kind.excludes
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


def proposed(
    kinds: Sequence[Kind],
    rounds: Mapping[Hashable, Sequence[Sequence[Vote]]],
    cases: Mapping[Pair, Case],
) -> dict[Pair, Fate]:
    """What becomes of every board that was voted on; the order of the votes never matters.

    ``rounds``: by kind, the ballots as they were held; a later one decides again about whom it
    is about, but for those who are proposed already. ``cases``: of those who were nominated.
    """
    fates: dict[Pair, Fate] = {}
    for kind in kinds:
        won = proposed_for(barred_by(kind, kinds), fates)
        for votes in rounds.get(kind.key, ()):
            before = proposed_for({kind.key}, fates)
            judged = [
                (vote, fate_before_limit(vote, cases.get((vote.board, kind.key)), won))
                for vote in votes
                if vote.board not in before
            ]
            free = None if kind.limit is None else kind.limit - len(before)
            fates |= {(board, kind.key): fate for board, fate in limited(judged, free)}
    return fates


def proposed_for(keys: set[Hashable], fates: Mapping[Pair, Fate]) -> set[Hashable]:
    """The boards that are proposed for one of these kinds so far."""
    return {board for (board, key), fate in fates.items() if key in keys and fate == Fate.PROPOSED}


def fate_before_limit(vote: Vote, case: Case | None, won: set[Hashable]) -> Fate:
    """What the ballot says, unless the board may not be proposed at all."""
    if vote.said != Fate.PROPOSED:
        return vote.said
    if case is None:
        return Fate.UNLISTED
    if not case.is_admitted:
        return Fate.INELIGIBLE
    return Fate.TAKEN if vote.board in won else Fate.PROPOSED


def limited(judged: Sequence[tuple[Vote, Fate]], free: int | None) -> list[tuple[Hashable, Fate]]:
    """The most votes first, as far as there is room; who shares the last place has none."""
    running = [vote.agree for vote, fate in judged if fate == Fate.PROPOSED]
    found = []
    for vote, said in judged:
        fate = said
        if said == Fate.PROPOSED and free is not None:
            ahead = sum(agree > vote.agree for agree in running)
            up_to = sum(agree >= vote.agree for agree in running)
            if up_to > free:
                fate = Fate.TIED if ahead < free else Fate.BEYOND
        found.append((vote.board, fate))
    return found
