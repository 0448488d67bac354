"""Which law the proposals of a year fall under, and what it lets a bloc propose."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.models import (
    AwardKind,
    Incompatibility,
    KindCriterion,
    Occasion,
    Proposer,
    Recipient,
)
from awards.selection import Kind
from bloc.models import Regime
from campaigns.models import Campaign, Phase, PhaseKind

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class KindOfYear:
    """A kind with what it asks for and what it excludes."""

    kind: AwardKind
    criteria: tuple[KindCriterion, ...]
    excludes: frozenset[int]

    def with_limit(self, limit: int | None) -> Kind:
        """As the pure module fills it."""
        return Kind(self.kind.pk, limit, self.excludes)


def regime_of(campaign: Campaign) -> Any:
    """The key of the law in force when the bloc's dossier is received, for a query.

    That is the last day of the submission, else the day after the year; where no law that we
    know holds then, the law of the year.
    """
    submission = Phase.objects.filter(campaign=campaign.pk, kind=PhaseKind.SUBMISSION)
    received = Coalesce(Subquery(submission.values("closes_on")[:1]), campaign.closes_on + ONE_DAY)
    unended = Q(valid_to=None) | Q(valid_to__gte=received)
    in_force = Regime.objects.filter(unended, valid_from__lte=received).order_by("-valid_from")
    return Coalesce(Subquery(in_force.values("pk")[:1]), campaign.regime_id)


def kinds_to_propose(campaign: Campaign) -> QuerySet[AwardKind]:
    """What the bloc proposes by ranking and vote in that year, the highest first."""
    rows = AwardKind.objects.filter(regime=regime_of(campaign)).select_related("regime")
    return rows.filter(
        proposer=Proposer.BLOC, occasion=Occasion.YEARLY, recipient=Recipient.COLLECTIVE
    ).order_by("position")


def kinds_of_year(campaign: Campaign) -> list[KindOfYear]:
    """The same with their criteria, in one query."""
    excluded = Incompatibility.objects.filter(kind=OuterRef("kind"))
    rows = KindCriterion.objects.filter(kind__in=kinds_to_propose(campaign).values("pk"))
    rows = rows.select_related("kind__regime", "kind__cap", "criterion").annotate(
        excluded=ArraySubquery(excluded.values("other"))
    )
    return grouped(rows.order_by("kind__position", "position"))


def grouped(rows: Iterable[Any]) -> list[KindOfYear]:
    """Criteria that come in the order of their kinds, by kind."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.kind_id, []).append(row)
    return [
        KindOfYear(each[0].kind, tuple(each), frozenset(each[0].excluded))
        for each in found.values()
    ]
