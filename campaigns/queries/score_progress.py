"""How the boards stand with their points: all in the query that fetches the year."""

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.deadlines import Window
from campaigns.models import Campaign, PhaseKind, Sheet, SheetKind, SheetState
from campaigns.progress import Mark, Step
from campaigns.queries.calendar import window_of
from campaigns.queries.departures import duties_standing

Paper = dict[str, Any]
MarkOf = Callable[[Window | None, Paper | None, str], Mark]
LABELS = {
    PhaseKind.SELF_SCORING: _("Self-scoring"),
    PhaseKind.CROSS_CHECKING: _("Cross-checking"),
}


def with_scores(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the sheets that boards fill in, and who checks whom, as rows."""
    sheets = Sheet.objects.filter(scoring__campaign=OuterRef("pk")).order_by()
    filled = sheets.exclude(kind=SheetKind.OFFICIAL)
    duties = duties_standing().filter(scoring__campaign=OuterRef("pk")).order_by()
    sheet = JSONObject(
        pk="pk", kind="kind", board="board_id", scorer="scorer_id", state="state",
        sent="first_given_at",
    )  # fmt: skip
    duty = JSONObject(checker="checker_id", board="board_id")
    return campaigns.annotate(
        sheet_rows=ArraySubquery(filled.values(row=sheet)),
        duty_rows=ArraySubquery(duties.values(row=duty)),
    )


def self_scoring(campaign: Any, boards: list[int], mark: MarkOf) -> Step:
    """Who has handed in its own points; by its days alone until the scoring is begun."""
    kind = PhaseKind.SELF_SCORING
    own = {row["board"]: row for row in campaign.sheet_rows if row["kind"] == SheetKind.SELF}
    marks = {}
    for board in boards if campaign.duty_rows else ():
        row = own.get(board)
        marks[board] = mark(window_of(campaign, kind, board), row, address(campaign, row))
    return Step(kind, LABELS[kind], window_of(campaign, kind), marks)


def cross_checking(campaign: Any, boards: list[int], mark: MarkOf) -> Step:
    """Which checkers have handed in all their checks."""
    kind = PhaseKind.CROSS_CHECKING
    marks = {}
    for board in boards:
        row = checks_of(campaign, board)
        if row is not None:
            shown = row if row["state"] else None
            marks[board] = mark(window_of(campaign, kind, board), shown, address(campaign, None))
    return Step(kind, LABELS[kind], window_of(campaign, kind), marks)


def checks_of(campaign: Any, checker: int) -> Paper | None:
    """All checks of a board as one paper: handed in with the last of them; None without duty."""
    owed = {row["board"] for row in campaign.duty_rows if row["checker"] == checker}
    if not owed:
        return None
    rows = [
        row
        for row in campaign.sheet_rows
        if row["kind"] == SheetKind.CROSS and row["scorer"] == checker and row["board"] in owed
    ]
    given = [row for row in rows if row["state"] == SheetState.GIVEN]
    if len(given) == len(owed):
        return {"state": SheetState.GIVEN.value, "sent": max(row["sent"] for row in given)}
    return {"state": SheetState.DRAFT.value if rows else "", "sent": None}


def address(campaign: Campaign, row: Paper | None) -> str:
    """Where it goes on: the sheet, or the page of the points."""
    if row:
        return reverse("campaigns:sheet", args=[row["pk"]])
    return reverse("campaigns:scores", args=[campaign.pk])
