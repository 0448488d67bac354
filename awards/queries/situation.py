"""How every board stands towards every kind of the year: what the simulator and the list go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery

from awards.eligibility import Facts, Judgement, Verdict, judged
from awards.queries.law import KindOfYear, kinds_of_year
from awards.queries.nominations import with_award_facts
from awards.selection import Candidate, Case, Place, selected
from bloc.models import Seat
from campaigns.models import (
    Campaign,
    Ranking,
    Report,
    ReportKind,
    ReportRequest,
    ReportState,
    Standing,
)

Pair = tuple[int, int]  # board, kind


@dataclass(frozen=True)
class WhatIf:
    """What is only tried out: other quotas by kind, boards left out; stored nowhere."""

    quotas: Mapping[int, int] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


AS_IT_IS = WhatIf()


@dataclass(frozen=True)
class Situation:
    """Every board and every kind of a year. ``standings`` is empty before a ranking is taken."""

    kinds: list[KindOfYear]
    standings: list[Any]
    quotas: dict[int, dict[str, Any]]
    attested: dict[Pair, dict[str, Any]]  # board, criterion
    waivers: dict[Pair, dict[str, Any]]
    judgements: dict[Pair, Judgement]
    limits: dict[int, int] = field(default_factory=dict)
    places: Mapping[Any, Place] = field(default_factory=dict)

    def tried(self, what_if: WhatIf) -> "Situation":
        """The same with these quotas, and without these boards."""
        limits = {pk: row["count"] for pk, row in self.quotas.items()} | dict(what_if.quotas)
        cases: Any = {
            (board, kind): Case(
                found.verdict, (board, kind) in self.waivers, board in what_if.left_out
            )
            for (board, kind), found in self.judgements.items()
        }
        candidates = [Candidate(each.board_id, each.rank, each.position) for each in self.standings]
        asked = [kind.with_limit(limits.get(kind.kind.pk, 0)) for kind in self.kinds]
        places: Any = selected(candidates, asked, cases)
        return replace(self, limits=limits, places=places)

    def nominated(self, kind: int) -> list[Any]:
        """The standings of whom the ranking puts forward, the tied ones too."""
        wanted = {Place.CHOSEN, Place.TIED}
        return [each for each in self.standings if self.places[each.board_id, kind] in wanted]


def situation_of(campaign: Campaign, *, are_named: bool = True) -> Situation:
    """As things stand now; ``are_named``: the boards with their names."""
    year: Any = campaign
    if not hasattr(campaign, "quota_rows"):
        year = with_award_facts(Campaign.objects.filter(pk=campaign.pk)).get()
    kinds, standings = kinds_of_year(campaign), standings_with_facts(campaign, are_named=are_named)
    attested = {(row["board"], row["criterion"]): row for row in year.attested_rows}
    return Situation(
        kinds,
        standings,
        {row["kind"]: row for row in year.quota_rows},
        attested,
        {(row["board"], row["kind"]): row for row in year.waiver_rows},
        {
            (each.board_id, kind.kind.pk): judgement_of(kind, facts_of(each, campaign, attested))
            for each in standings
            for kind in kinds
        },
    ).tried(AS_IT_IS)


def judgement_of(kind: KindOfYear, facts: Facts) -> Judgement:
    """Whether a board of these facts may be proposed for the kind."""
    return judged((row.criterion.as_rule(row.one_of) for row in kind.criteria), facts)


def standings_with_facts(campaign: Campaign, *, are_named: bool) -> list[Any]:
    """The boards in the ranking that counts, with what else is known of them in the year."""
    newest = Ranking.objects.filter(campaign=campaign).order_by("-number").values("pk")[:1]
    requests = ReportRequest.objects.filter(campaign=campaign, kind=ReportKind.ANNUAL)
    accepted = Report.objects.filter(
        request__in=requests, board=OuterRef("board"), state=ReportState.ACCEPTED
    )
    all_year = Seat.objects.filter(
        Q(until=None) | Q(until__gte=campaign.closes_on),
        bloc=campaign.bloc_id,
        board=OuterRef("board"),
        since__lte=campaign.opens_on,
    )
    rows = Standing.objects.filter(ranking=Subquery(newest)).annotate(
        highest=F("ranking__table__maximum"),
        is_asked_to_report=Exists(requests),
        is_reported=Exists(accepted),
        is_seated_all_year=Exists(all_year),
    )
    rows = rows.select_related("ranking", "board").order_by("position")
    return list(rows.prefetch_related("board__names") if are_named else rows)


def facts_of(standing: Any, campaign: Campaign, attested: Mapping[Pair, Any]) -> Facts:
    """What is known of a board, as the pure module judges it; no record of awards is kept yet."""
    share = standing.total / Decimal(standing.highest) if standing.highest else None
    return Facts(
        rank=standing.rank,
        exclusions=tuple(reason["kind"] for reason in standing.exclusions),
        share=share,
        is_reported=standing.is_reported if standing.is_asked_to_report else None,
        is_seated_all_year=standing.is_seated_all_year,
        year=campaign.year,
        attested={
            criterion: row["is_met"]
            for (board, criterion), row in attested.items()
            if board == standing.board_id
        },
    )


def is_eligible(situation: Situation, board: int, kind: int) -> bool:
    """Whether every criterion is met, without any exception."""
    found = situation.judgements.get((board, kind))
    return found is not None and found.verdict == Verdict.MET
