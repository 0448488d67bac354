"""What we know of a bloc's operating regulations and plans."""

from django.db.models import QuerySet

from bloc import queries as bloc_queries
from campaigns.models import Campaign, Charter, CharterState, Opinion
from foundation import clock
from members.models import Account

SHOWN = (CharterState.ADOPTED, CharterState.SUPERSEDED)


def charters_visible_to(account: Account) -> QuerySet[Charter]:
    """Those of the years that the person may know of, drafts too: the bloc writes in the open."""
    rows = Charter.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc__organiser", "changed_by", "adopted_by", "paper")


def charters_of_bloc(account: Account, campaign: Campaign) -> QuerySet[Charter]:
    """All visible ones of the bloc, the newest first."""
    rows = charters_visible_to(account).filter(campaign__bloc=campaign.bloc_id)
    return rows.order_by("-campaign__year", "kind", "-number")


def opinions_visible_to(account: Account) -> QuerySet[Opinion]:
    """What boards said of charters that the person may know of."""
    rows = Opinion.objects.filter(bloc_queries.years_visible_to(account, "charter__campaign__"))
    return rows.select_related("charter__campaign__bloc", "board", "given_by", "replied_by")


def open_charter(campaign: Campaign, kind: str) -> Charter | None:
    """The one that is being written."""
    return campaign.charters.filter(kind=kind).exclude(state__in=SHOWN).first()


def charter_in_force(campaign: Campaign, kind: str) -> Charter | None:
    """The one of this year that holds."""
    return campaign.charters.filter(kind=kind, state=CharterState.ADOPTED).first()


def last_adopted(campaign: Campaign, kind: str) -> Charter | None:
    """The newest of the bloc up to this year: the next draft starts from it."""
    rows = Charter.objects.filter(
        campaign__bloc=campaign.bloc_id, campaign__year__lte=campaign.year
    )
    adopted = rows.filter(kind=kind, state=CharterState.ADOPTED)
    return adopted.order_by("-campaign__year").first()


def unanswered(charter: Charter) -> int:
    """How many comments wait for an answer; a plain consent wants none."""
    return charter.opinions.filter(replied_at=None).exclude(text="").count()


def is_due(charter: Charter) -> bool:
    """Whether the days for opinions are over."""
    return charter.comments_due_on is not None and charter.comments_due_on < clock.today()
