"""The days of a year fetched along with its rows: pages ask for them in one query."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from campaigns.models import Campaign, Extension, Phase


def with_days(rows: QuerySet, campaign: str = "campaign") -> QuerySet:
    """With the phases of the year and their extensions; ``campaign``: the path to the year."""
    more = Extension.objects.filter(phase=OuterRef("pk")).order_by("granted_at")
    more_row = JSONObject(board="board_id", until="until", reason="reason")
    phases = Phase.objects.filter(campaign=OuterRef(campaign)).order_by("opens_on", "closes_on")
    phase_row = JSONObject(
        pk="pk",
        kind="kind",
        opens="opens_on",
        closes="closes_on",
        more=ArraySubquery(more.values(row=more_row)),
    )
    return rows.annotate(phase_days=ArraySubquery(phases.values(row=phase_row)))


def hand_days(row: Any, campaign: Campaign) -> None:
    """Let ``queries.calendar`` find in the year what ``with_days`` has fetched with the row."""
    campaign.__dict__["phase_rows"] = [phase_of(campaign, each) for each in row.phase_days]


def phase_of(campaign: Campaign, row: dict[str, Any]) -> Phase:
    """A phase as the database has it, with its extensions at hand."""
    opens, closes = day(row["opens"]), day(row["closes"])
    phase = Phase(
        pk=row["pk"], campaign=campaign, kind=row["kind"], opens_on=opens, closes_on=closes
    )
    extensions = [
        Extension(
            phase=phase, board_id=each["board"], until=day(each["until"]), reason=each["reason"]
        )
        for each in row["more"]
    ]
    phase._prefetched_objects_cache = {"extensions": extensions}
    return phase


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)
