"""What we know of activities."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum, prefetch_related_objects
from django.db.models.functions import Coalesce

from bloc import queries as bloc_queries
from campaigns.models import Activity, Attendance, Campaign, Photo
from campaigns.queries.years import campaigns_visible_to
from foundation import clock
from members.models import Account, Board

WRITTEN = ("kind", "name", "since", "until", "place", "host", "about")


def activities_visible_to(account: Account) -> QuerySet[Activity]:
    """The activities of the years of which the person may know."""
    rows = Activity.objects.filter(campaign__in=campaigns_visible_to(account))
    return rows.select_related("campaign__bloc", "host")


def activities_of(campaign: Campaign) -> QuerySet[Activity]:
    """All activities of the year by their days, those that were called off among them.

    Each with how many boards come (``boards``) and people (``people``), the sum of the shares
    (``cost``, in đồng), and its first photo (``cover``, ``cover_caption``).
    """
    answers = Attendance.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    coming = answers.filter(people__gt=0)
    photos = Photo.objects.filter(activity=OuterRef("pk"), removed_at=None)
    first = photos.order_by("added_at", "pk")
    return (
        campaign.activities.annotate(
            boards=Coalesce(Subquery(coming.annotate(n=Count("pk")).values("n")), 0),
            people=Coalesce(Subquery(coming.annotate(n=Sum("people")).values("n")), 0),
            cost=Coalesce(Subquery(answers.annotate(n=Sum("share")).values("n")), 0),
            cover=Subquery(first.values("pk")[:1]),
            cover_caption=Subquery(first.values("caption")[:1]),
        )
        .select_related("host")
        .prefetch_related("host__names")
        .order_by("since", "name")
    )


def held_in(campaign: Campaign) -> QuerySet[Activity]:
    """Those that have begun and were not called off: what a report may tell of."""
    return activities_of(campaign).filter(since__lte=clock.today(), called_off_at=None)


def boards_of_year(campaign: Campaign) -> list[Board]:
    """The boards that sit in the bloc on some day of the year, in its order, with their names."""
    from_then_on = Q(until=None) | Q(until__gte=campaign.opens_on)
    seats = campaign.bloc.seats.filter(from_then_on, since__lte=campaign.closes_on)
    rows = seats.select_related("board").prefetch_related("board__names")
    return list({seat.board_id: seat.board for seat in rows.order_by("position", "pk")}.values())


def boards_on_roll(activity: Activity) -> list[Board]:
    """The boards that are invited, and others that have answered."""
    members = invited_to(activity)
    others = [each.board for each in attendances_of(activity, members)]
    return [*members, *(board for board in others if board not in members)]


def invited_to(activity: Activity) -> list[Board]:
    """The bloc's boards on the day on which it begins, with their names."""
    return bloc_queries.members_on(activity.bloc, activity.since)


def attendances_of(activity: Activity, members: Iterable[Board]) -> list[Attendance]:
    """Who has answered; the names of ``members`` are at hand, those of others are fetched."""
    by_key = {board.pk: board for board in members}
    found = list(activity.attendances.order_by("answered_at", "pk"))
    for each in found:
        each.activity = activity
        if each.board_id in by_key:
            each.board = by_key[each.board_id]
    others = [each for each in found if each.board_id not in by_key]
    prefetch_related_objects(others, "board__names")
    return found


def photos_of(activity: Activity) -> QuerySet[Photo]:
    """The photos that are shown, the first one first."""
    return activity.photos.filter(removed_at=None).order_by("added_at", "pk")


def photos_visible_to(account: Account) -> QuerySet[Photo]:
    """The photos that are shown, of the years of which the person may know."""
    rows = Photo.objects.filter(
        removed_at=None, activity__campaign__in=campaigns_visible_to(account)
    )
    return rows.select_related("activity__campaign__bloc", "picture__blob", "thumbnail__blob")


def facts_of(activity: Activity) -> dict[str, Any]:
    """What is written of it, as two writers may differ about it."""
    facts = {name: getattr(activity, name) for name in WRITTEN}
    return {**facts, "kind": str(activity.kind)}  # the code alone, before it is saved and after


def outcome_of(activity: Activity) -> dict[str, str]:
    """The same of what came of it."""
    return {"outcome": activity.outcome}


def roll_of(activity: Activity) -> dict[str, tuple[int, int]]:
    """Board (its key, as text) → people and share, of all that have answered."""
    rows = activity.attendances.order_by("pk").values_list("board_id", "people", "share")
    return {str(board): (people, share) for board, people, share in rows}
