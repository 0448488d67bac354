"""What a board has recorded of movements and activities, for its report."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject

from campaigns.models import Activity, Attendance, Drawn, Participation, Progress, Report
from campaigns.queries.reports import WRITABLE
from campaigns.recorded import activity_lines, movement_lines
from foundation import clock


def with_recorded(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With ``movement_rows`` and ``activity_rows`` of the board's year, in the same query."""
    mine = {"board": OuterRef("board"), "campaign": OuterRef("request__campaign")}
    return rows.annotate(movement_rows=movements(mine), activity_rows=activities(mine))


def movements(mine: dict[str, OuterRef]) -> ArraySubquery:
    """The movements that the board joined in the year, the oldest first."""
    told = Progress.objects.filter(participation=OuterRef("pk")).order_by("told_on", "pk")
    words = JSONObject(told_on="told_on", is_result="is_result", text="text")
    joined = Participation.objects.filter(**mine).order_by("movement__since", "movement__name")
    return ArraySubquery(
        joined.values(
            row=JSONObject(
                name="movement__name",
                launched_by="movement__launched_by",
                joined_at="joined_at",
                told=ArraySubquery(told.values(row=words)),
            )
        )
    )


def activities(mine: dict[str, OuterRef]) -> ArraySubquery:
    """What has begun, was not called off, and the board held or came to, by the days."""
    board = OuterRef(mine["board"])
    answers = Attendance.objects.filter(activity=OuterRef("pk"), board=board)
    is_host = ExpressionWrapper(Q(host=mine["board"]), output_field=BooleanField())
    held = Activity.objects.filter(
        campaign=mine["campaign"], since__lte=clock.today(), called_off_at=None
    )
    own = held.filter(Q(host=mine["board"]) | Exists(answers.filter(people__gt=0)))
    return ArraySubquery(
        own.order_by("since", "name").values(
            row=JSONObject(
                name="name",
                since="since",
                until="until",
                place="place",
                is_host=is_host,
                people=Coalesce(Subquery(answers.values("people")[:1]), 0),
                share=Coalesce(Subquery(answers.values("share")[:1]), 0),
            )
        )
    )


def hang_recorded(sections: Iterable[Any], report: Any) -> None:
    """Give each section what its heading draws in, as ``recorded``."""
    found = recorded_for(report)
    for section in sections:
        section.recorded = found.get(section.heading.draws, [])


def recorded_for(report: Any) -> dict[str, list[str]]:
    """What the report draws in, by the kind; as it was when the report was handed in."""
    if report.state not in WRITABLE:
        return report.recorded
    return recorded_now(report)


def recorded_now(report: Any) -> dict[str, list[str]]:
    """The same from the records of today; a query more where the report came without them."""
    if not hasattr(report, "movement_rows"):
        report = with_recorded(Report.objects.filter(pk=report.pk)).get()
    return {
        Drawn.MOVEMENTS: movement_lines(report.movement_rows),
        Drawn.ACTIVITIES: activity_lines(report.activity_rows),
    }
