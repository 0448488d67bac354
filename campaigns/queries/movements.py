"""What we know of movements."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import JSONObject

from campaigns.models import (
    Campaign,
    Movement,
    MovementReview,
    MovementYear,
    Participation,
    Progress,
)
from members.models import Board


def movements_of(campaign: Campaign) -> QuerySet[Movement]:
    """The bloc's movements that run in the year.

    Each with how many boards take part (``taking_part``), and how many have told of it
    (``reported``).
    """
    runs = Q(until=None) | Q(until__gte=campaign.opens_on)
    found = campaign.bloc.movements.filter(runs, since__lte=campaign.closes_on)
    here = Q(participations__campaign=campaign)
    told = here & Q(participations__progress__isnull=False)
    return found.annotate(
        taking_part=Count("participations", filter=here, distinct=True),
        reported=Count("participations", filter=told, distinct=True),
    ).order_by("launcher", "since", "name")


def shown_in(campaign: Campaign) -> QuerySet[Movement]:
    """The movements of the year, each with its reviews of that year as rows."""
    row = JSONObject(stage="stage", held_on="held_on", text="text")
    reviews = MovementReview.objects.filter(campaign=campaign, movement=OuterRef("pk"))
    rows = ArraySubquery(reviews.order_by("held_on").values(row=row))
    return movements_of(campaign).annotate(review_rows=rows)


def reviews_shown(movement: Movement) -> list[MovementReview]:
    """The reviews of a movement that came by ``shown_in``."""
    rows: list[dict[str, str]] = movement.review_rows  # type: ignore[attr-defined]
    days = [dt.date.fromisoformat(row.pop("held_on")) for row in rows]
    return [MovementReview(**row, held_on=day) for row, day in zip(rows, days, strict=True)]


def participations_in(year: MovementYear, members: Iterable[Board]) -> list[Participation]:
    """Who takes part this year, with all that was told.

    ``members``: boards that are at hand with their names; of others the names are fetched.
    """
    told = Progress.objects.select_related("document").order_by("told_on", "told_at")
    rows = year.movement.participations.filter(campaign=year.campaign).order_by("joined_at")
    found = list(rows.prefetch_related(Prefetch("progress", told)))
    by_key = {board.pk: board for board in members}
    for each in found:
        each.campaign, each.movement = year.campaign, year.movement
        if each.board_id in by_key:
            each.board = by_key[each.board_id]
    prefetch_related_objects(
        [each for each in found if each.board_id not in by_key], "board__names"
    )
    return found


def progress_in(year: MovementYear) -> QuerySet[Progress]:
    """All that was told of a movement in a year."""
    here = {"participation__campaign": year.campaign, "participation__movement": year.movement}
    return Progress.objects.filter(**here).select_related("document__blob")
