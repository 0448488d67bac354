"""What we know of what was said at a conference."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from conferences.models import AgendaItem, Arrival, Conference, Minutes, Speech
from conferences.queries.conferences import items_visible_to
from members.models import Account


def speeches_visible_to(account: Account) -> QuerySet[Speech]:
    """The speeches at the conferences of which the person may know."""
    items = items_visible_to(account).values("pk")
    rows = Speech.objects.filter(removed_at=None, item__in=items)
    return rows.select_related("item__conference__campaign__bloc")


def spoken_items(conference: Conference) -> list[tuple[AgendaItem, list[Speech]]]:
    """The agenda in its order, each item with what was said on it as it was noted: one query."""
    said = Speech.objects.filter(removed_at=None, item=OuterRef("pk")).order_by("noted_at", "pk")
    row = JSONObject(pk="pk", speaker="speaker", gist="gist")
    items = conference.items.filter(removed_at=None).order_by("position")
    return [
        (item, [Speech(item=item, **facts) for facts in item.said])
        for item in items.annotate(said=ArraySubquery(said.values(row=row)))
    ]


def minutes_of(conference: Conference) -> Minutes:
    """The minutes; empty ones where nobody has written any yet."""
    rows = Minutes.objects.filter(conference=conference).select_related("paper")
    return rows.first() or Minutes(conference=conference)


def left_early(conference: Conference) -> dict[int, Arrival]:
    """Board (its key) → when it left, of those that are not there any more."""
    there = conference.arrivals.there().values("board")
    gone = conference.arrivals.exclude(board__in=there).order_by("left_at")
    return {each.board_id: each for each in gone}


def facts_of(speech: Speech) -> dict[str, str]:
    """What two writers may differ about."""
    return {"speaker": speech.speaker, "gist": speech.gist}
