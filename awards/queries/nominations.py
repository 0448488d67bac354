"""What we know of quotas, attestations, exceptions and nominations of a year."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from awards.models import (
    Attestation,
    AwardBallot,
    AwardKind,
    Nomination,
    NominationState,
    NotProposed,
    Proposal,
    Quota,
    Waiver,
)
from bloc import queries as bloc_queries
from campaigns.models import Campaign
from conferences.models import BallotOption, BallotStage, ConferenceBallot
from conferences.queries.conferences import conferences_of
from foundation import clock
from members.models import Account


def list_for_ballot(campaign: Campaign, kind: AwardKind) -> list[Nomination]:
    """Whom the conference votes on for a kind, in the order of the ranking, boards with names.

    More than the quota allows where the last rank is shared (``is_tied``).
    """
    return list(with_boards(standing(campaign).filter(kind=kind)))


def whole_list(campaign: Campaign) -> list[Nomination]:
    """The same for all kinds, the highest first."""
    return list(with_boards(standing(campaign)))


def with_boards(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """With what a list shows of each."""
    rows = rows.select_related("kind", "board", "waiver__granted_by", "made_by")
    return rows.prefetch_related("board__names")


def kinds_on_ballot(campaign: Campaign) -> list[AwardKind]:
    """The kinds for which boards are nominated, the highest first."""
    listed = standing(campaign).values("kind")
    return list(AwardKind.objects.filter(pk__in=listed).order_by("position"))


def standing(campaign: Campaign) -> QuerySet[Nomination]:
    """The nominations of the year that have not been dropped."""
    rows = Nomination.objects.filter(campaign=campaign, state=NominationState.NOMINATED)
    return rows.order_by("kind__position", "position")


def ballots_in_force(campaign: Campaign) -> QuerySet[AwardBallot]:
    """What was put to the vote and is not void, or is held anew; who stands there by the keys."""
    options = BallotOption.objects.filter(ballot=OuterRef("ballot"), board__isnull=False)
    follows = Q(after=OuterRef("ballot")) | Q(after__after=OuterRef("ballot"))
    anew = ConferenceBallot.objects.filter(follows).exclude(state=BallotStage.VOID)
    stands = ~Q(ballot__state=BallotStage.VOID) | Exists(anew)
    rows = AwardBallot.objects.filter(stands, campaign=campaign)
    return rows.select_related("ballot").annotate(option_rows=rows_of(options, "position", "board"))


def passed_in(ballot: Any) -> set[int]:
    """The boards that a declared ballot proposes; never more than its places."""
    if ballot.ballot.state != BallotStage.DECLARED:
        return set()
    boards = {str(row["position"]): row["board"] for row in ballot.option_rows}
    lines = ballot.ballot.outcome["lines"]
    return {boards[line["option"]] for line in lines if line["has_passed"]}


def conferences_to_vote(campaign: Campaign) -> list[Any]:
    """The conferences of the year that are still to come."""
    rows = conferences_of(campaign).filter(called_off_at=None, held_on__gte=clock.today())
    return list(rows)


def with_award_facts(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With ``quota_rows``, ``attested_rows`` and ``waiver_rows`` in force, in the same query.

    ``has_proposals``: whether the ballots' results have been taken over.
    """
    quotas = Quota.objects.filter(campaign=OuterRef("pk"))
    attested = Attestation.objects.filter(campaign=OuterRef("pk"))
    waivers = Waiver.objects.filter(campaign=OuterRef("pk"), revoked_at=None)
    proposed, failed = (
        Exists(model.objects.filter(campaign=OuterRef("pk"))) for model in (Proposal, NotProposed)
    )
    return rows.annotate(
        has_proposals=proposed | failed,
        quota_rows=rows_of(quotas, "kind", "count", "document_number", "document_on"),
        attested_rows=rows_of(
            attested, "board", "criterion", "is_met", "grounds", by="attested_by__full_name"
        ),
        waiver_rows=rows_of(
            waivers, "board", "kind", "reason", by="granted_by__full_name", pk="pk"
        ),
    )


def rows_of(rows: QuerySet[Any], *fields: str, **named: str) -> ArraySubquery:
    """These fields of the rows, as a list of objects beside another row."""
    facts = JSONObject(**{name: name for name in fields} | named)
    return ArraySubquery(rows.order_by("pk").values(row=facts))


def waivers_visible_to(account: Account) -> QuerySet[Waiver]:
    """Those of the years that the person may know of, the revoked ones too."""
    rows = Waiver.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc__organiser", "board", "kind")
