"""What the dossiers of the proposals ask for, and what stands in them."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.models import DossierItem, DossierPart, Proposal
from bloc import queries as bloc_queries
from campaigns.models import Campaign
from members.models import Account


def proposals_visible_to(account: Account) -> QuerySet[Proposal]:
    """Those of the years of which the person may know."""
    rows = Proposal.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc__organiser", "kind", "board")


def parts_visible_to(account: Account) -> QuerySet[DossierPart]:
    """The files in their dossiers, the replaced ones too."""
    rows = DossierPart.objects.filter(
        bloc_queries.years_visible_to(account, "proposal__campaign__")
    )
    return rows.select_related("proposal__campaign__bloc__organiser", "document__blob")


def items_of(proposal: Proposal) -> list[DossierItem]:
    """The papers that the law of the year asks for, in their order."""
    return list(DossierItem.objects.filter(kind=proposal.kind_id).order_by("position"))


def parts_of(proposal: Proposal) -> list[DossierPart]:
    """What stands in the dossier, or stood there, the newest first."""
    rows = DossierPart.objects.filter(proposal=proposal)
    return list(rows.select_related("document", "added_by").order_by("-pk"))


def part_in_force(proposal: Proposal, item: DossierItem) -> DossierPart | None:
    """The file that stands for a paper now."""
    rows = DossierPart.objects.filter(proposal=proposal, item=item, replaced_at=None)
    return rows.select_related("document").first()


def dossiers_of(campaign: Campaign) -> list[Any]:
    """The proposals of the year with how many papers are required, and how many are there."""
    required = DossierItem.objects.filter(kind=OuterRef("kind"), is_required=True)
    counted = required.order_by().values("kind").annotate(count=Count("pk")).values("count")
    there = Q(parts__replaced_at=None, parts__item__is_required=True)
    rows = Proposal.objects.filter(campaign=campaign).select_related("kind", "board")
    return list(
        rows.annotate(
            asked=Coalesce(Subquery(counted), 0), there=Count("parts", filter=there)
        ).prefetch_related("board__names")
    )
