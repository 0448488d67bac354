"""What we know of conferences and their agendas."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from bloc import queries as bloc_queries
from bloc.models import Bloc
from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to
from conferences.models import AgendaDocument, AgendaItem, Chair, Conference, ConferenceKind
from conferences.timing import hours
from foundation import clock
from members.models import Account, Board, Post, Role

# the fields that are written as they are; chairs and quorum besides
WRITTEN = ("kind", "held_on", "hour", "place", "host", "secretary", "quorum_source")


@dataclass(frozen=True)
class Line:
    """An item of the agenda, and when it begins and ends."""

    item: AgendaItem
    begins: dt.time
    ends: dt.time


def conferences_visible_to(account: Account) -> QuerySet[Conference]:
    """The conferences of the years of which the person may know."""
    rows = Conference.objects.filter(campaign__in=campaigns_visible_to(account))
    return rows.select_related("campaign__bloc", "host", "secretary", "invitation_paper")


def conferences_of(campaign: Campaign) -> QuerySet[Conference]:
    """All conferences of the year by their days, those that were called off among them."""
    rows = campaign.conferences.select_related("host", "campaign__bloc")
    return rows.prefetch_related("host__names").order_by("held_on", "hour", "pk")


def chairs_of(conference: Conference) -> list[Account]:
    """Who chairs it, the first one first."""
    rows = conference.chairs.order_by("position").select_related("account")
    return [chair.account for chair in rows]


def is_chair(conference: Conference, account: Account) -> bool:
    """Whether the person is one of those who chair it."""
    return Chair.objects.filter(conference=conference, account=account).exists()


def posts_at(boards: list[Board]) -> list[Post]:
    """Who works at these boards today, in their order, at each its leaders first."""
    places = {board.pk: place for place, board in enumerate(boards)}
    held = Post.objects.held_on(clock.today()).filter(board__in=places, account__is_active=True)
    posts = list(held.select_related("account"))
    for post in posts:
        post.board = boards[places[post.board_id]]  # with its names
    return sorted(
        posts, key=lambda post: (places[post.board_id], not leads(post), post.since, post.pk)
    )


def leads(post: Post) -> bool:
    return post.role == Role.LEADER


def leaders_of(bloc: Bloc) -> list[Post]:
    """Who leads the bloc's boards today, in the order of its list."""
    return list(filter(leads, posts_at(bloc_queries.members_on(bloc, clock.today()))))


def who_may_chair(bloc: Bloc) -> list[Account]:
    """The leaders of the bloc's boards today; each once."""
    return list(dict.fromkeys(post.account for post in leaders_of(bloc)))


def who_may_write(campaign: Campaign) -> list[Account]:
    """The people of the chief's board of that year, today: one of them keeps the minutes."""
    year = bloc_queries.deciding_year_on(campaign.bloc, campaign.year, clock.today())
    return list(bloc_queries.chiefs_people(campaign.bloc, year))


def items_of(conference: Conference) -> QuerySet[AgendaItem]:
    """The agenda in its order, each item with the papers that are read for it."""
    papers = AgendaDocument.objects.filter(removed_at=None).select_related("document__blob")
    rows = conference.items.filter(removed_at=None).order_by("position")
    return rows.prefetch_related(Prefetch("documents", papers, to_attr="papers"))


def agenda_of(conference: Conference) -> list[Line]:
    """The items with their hours and their papers."""
    return timed(conference, list(items_of(conference)))


def timed(conference: Conference, items: list[AgendaItem]) -> list[Line]:
    """Each item with its hours."""
    found = hours(conference.hour, [item.minutes for item in items])
    return [Line(item, found[n], found[n + 1]) for n, item in enumerate(items)]


def spoken_of(agenda: list[Line]) -> Line | None:
    """The line whose item has begun last."""
    begun = [(line.item.begun_at, place) for place, line in enumerate(agenda) if line.item.begun_at]
    return agenda[max(begun)[1]] if begun else None


def items_visible_to(account: Account) -> QuerySet[AgendaItem]:
    """The items on the agendas of the conferences of which the person may know."""
    rows = AgendaItem.objects.filter(
        removed_at=None, conference__campaign__in=campaigns_visible_to(account)
    )
    return rows.select_related("conference__campaign__bloc")


def agenda_documents_visible_to(account: Account) -> QuerySet[AgendaDocument]:
    """The papers on those agendas."""
    rows = AgendaDocument.objects.filter(
        removed_at=None, item__in=items_visible_to(account).values("pk")
    )
    return rows.select_related("item__conference__campaign__bloc", "document__blob")


def bare_agenda_of(conference: Conference) -> list[Line]:
    """The same without the papers, for the screen."""
    items = list(conference.items.filter(removed_at=None).order_by("position"))
    return timed(conference, items)


def neighbour_of(item: AgendaItem, *, up: bool) -> AgendaItem | None:
    """The item before it on the agenda, or after it."""
    others = item.conference.items.filter(removed_at=None)
    if up:
        return others.filter(position__lt=item.position).order_by("position").last()
    return others.filter(position__gt=item.position).order_by("position").first()


def facts_of(conference: Conference) -> dict[str, Any]:
    """What is written of it, as two writers may differ about it."""
    facts = {name: getattr(conference, name) for name in WRITTEN}
    more = {"chairs": chairs_of(conference), "quorum": conference.quorum_share}
    return {**facts, **more, "kind": str(conference.kind)}  # the code alone


def closing_held(campaign: Campaign) -> Conference | None:
    """The closing conference of the year, if it was held."""
    rows = campaign.conferences.filter(
        kind=ConferenceKind.YEAR_END, called_off_at=None, held_on__lte=clock.today()
    )
    return rows.select_related("campaign__bloc", "host", "secretary").first()
