"""What a year's ballots say of every board, and whom the bloc proposes by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, prefetch_related_objects

from awards.models import Nomination, NotProposed, Proposal
from awards.queries.nominations import rows_of, standing
from awards.queries.situation import Situation
from awards.selection import Case, Fate, Vote, proposed
from campaigns.models import Campaign
from conferences.models import BallotOption, BallotStage, ConferenceBallot


@dataclass(frozen=True)
class Result:
    """A board and a kind, by the last ballot on it; not stored yet."""

    kind_id: int
    board_id: int
    ballot: Any
    agree: int
    fate: Fate
    nomination: Nomination | None

    @property
    def name(self) -> str:
        return next(row["text"] for row in self.ballot.option_rows if row["board"] == self.board_id)

    @property
    def needed(self) -> int:
        return self.ballot.outcome["needed"]

    @property
    def members(self) -> int:
        return self.ballot.outcome["members"]


def award_rounds(campaign: Campaign) -> dict[int, list[Any]]:
    """By kind: the ballots on its list that are not void, second rounds too, in their order."""
    options = BallotOption.objects.filter(ballot=OuterRef("pk"), board__isnull=False)
    rows: Iterable[Any] = (
        ConferenceBallot.objects.filter(conference__campaign=campaign)
        .annotate(
            award_kind=F("award_ballot__kind"),
            option_rows=rows_of(options, "position", "board", "text"),
        )
        .order_by("pk")
    )
    kinds: dict[int, int] = {}
    found: dict[int, list[Any]] = {}
    for row in rows:
        kind = row.award_kind or kinds.get(row.after_id)
        if kind:
            kinds[row.pk] = kind
        if kind and row.state != BallotStage.VOID:
            found.setdefault(kind, []).append(row)
    return found


def votes_in(ballot: Any) -> dict[int, Vote]:
    """By board, what a declared ballot says of it."""
    boards = {str(row["position"]): row["board"] for row in ballot.option_rows}
    return {
        boards[line["option"]]: Vote(
            boards[line["option"]], line["agree"], said(ballot.outcome, line)
        )
        for line in ballot.outcome["lines"]
        if line["option"] in boards
    }


def said(outcome: dict[str, Any], line: dict[str, Any]) -> Fate:
    """How the count left an option."""
    if line["has_passed"]:
        return Fate.PROPOSED
    if line["option"] in outcome["tied"]:
        return Fate.TIED
    has_enough = outcome["is_quorate"] and line["agree"] >= max(outcome["needed"], 1)
    return Fate.BEYOND if has_enough else Fate.FEW


def results_of(situation: Situation, campaign: Campaign, rounds: dict[int, list[Any]]) -> list[Any]:
    """Every board that was voted on, the kinds in their order, the most votes first."""
    nominated = standing(campaign).select_related("waiver__granted_by")
    listed = {(each.kind_id, each.board_id): each for each in nominated}
    votes = {kind: [votes_in(ballot) for ballot in held] for kind, held in rounds.items()}
    limits = limits_of(situation)
    cases: Any = {
        (board, kind): Case(
            situation.judgements[board, kind].verdict, (board, kind) in situation.waivers
        )
        for kind, board in listed
        if (board, kind) in situation.judgements
    }
    fates: Any = proposed(
        [kind.with_limit(limits[kind.kind.pk]) for kind in situation.kinds],
        {kind: [list(each.values()) for each in found] for kind, found in votes.items()},
        cases,
    )
    return [
        Result(kind, *decided, fates[decided[0], kind], listed.get((kind, decided[0])))
        for kind in limits
        for decided in by_votes(rounds.get(kind, []), votes.get(kind, []))
    ]


def by_votes(held: list[Any], votes: list[dict[int, Vote]]) -> list[tuple[int, Any, int]]:
    """The boards of a kind with the ballot that decided and their votes there, the most first.

    That is the one in which a board has passed, else the last one on it.
    """
    found: dict[int, tuple[Any, Vote]] = {}
    for ballot, there in zip(held, votes, strict=True):
        for board, vote in there.items():
            if board not in found or found[board][1].said != Fate.PROPOSED:
                found[board] = (ballot, vote)
    rows = [(board, ballot, vote.agree) for board, (ballot, vote) in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def limits_of(situation: Situation) -> dict[int, int]:
    """By kind in its order: the ministry's quota, or what the law allows if that is less.

    The law's shares are of what a whole ministry awards; only it can reckon them.
    """
    found = {}
    for each in situation.kinds:
        given = situation.quotas.get(each.kind.pk, {}).get("count", 0)
        cap = getattr(each.kind, "cap", None)
        found[each.kind.pk] = given if cap is None or cap.count is None else min(given, cap.count)
    return found


def proposals_of(campaign: Campaign) -> list[Any]:
    """Whom the bloc proposes, then who was voted on and is not, with what a page shows."""
    around = ("kind", "board", "ballot", "taken_by")
    rows: list[Any] = [
        *Proposal.objects.filter(campaign=campaign).select_related(
            *around, "nomination__waiver__granted_by"
        ),
        *NotProposed.objects.filter(campaign=campaign).select_related(*around),
    ]
    prefetch_related_objects([row.board for row in rows], "names")
    return rows


def are_taken(campaign: Campaign) -> bool:
    """Whether the proposals of the year have been taken over."""
    rows = (Proposal.objects, NotProposed.objects)
    return any(each.filter(campaign=campaign).exists() for each in rows)
