"""What we know of examples."""

from django.db.models import Count, Prefetch, Q, QuerySet

from campaigns.models import Adoption, Campaign, Example
from campaigns.queries.years import campaigns_visible_to
from members.models import Account


def examples_visible_to(account: Account) -> QuerySet[Example]:
    """The examples of the years of which the person may know."""
    rows = Example.objects.filter(campaign__in=campaigns_visible_to(account))
    return rows.select_related("campaign__bloc", "board", "movement", "document__blob")


def examples_of(campaign: Campaign) -> QuerySet[Example]:
    """The examples of a year that stand, the most adopted first (``adopted``: how often)."""
    rows = campaign.examples.filter(withdrawn_at=None).select_related("board")
    return (
        rows.annotate(adopted=Count("adoptions"))
        .order_by("-adopted", "-published_at")
        .prefetch_related("board__names")
    )


def with_adoptions(examples: QuerySet[Example]) -> QuerySet[Example]:
    """With the boards that have adopted each."""
    rows = Adoption.objects.select_related("board").prefetch_related("board__names")
    return examples.prefetch_related("board__names", Prefetch("adoptions", rows))


def shown_to(account: Account) -> QuerySet[Example]:
    """Those that stand, and those of the person's own boards that were withdrawn."""
    stands = Q(withdrawn_at=None) | Q(board__in=account.boards_before)
    return with_adoptions(examples_visible_to(account).filter(stands))
