"""How the boards stand with targets and reports: all in the query that fetches the year."""

import datetime as dt
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns import progress
from campaigns.deadlines import Window
from campaigns.models import (
    Campaign,
    PhaseKind,
    Registration,
    RegistrationState,
    Report,
    ReportKind,
    ReportRequest,
    ReportState,
    SheetState,
)
from campaigns.models.report import PHASE_OF
from campaigns.progress import Mark, Step
from campaigns.queries.calendar import window_of
from campaigns.queries.score_progress import cross_checking, self_scoring, with_scores
from campaigns.queries.years import campaigns_visible_to
from foundation import clock
from members.models import Account

BEFORE_REPORTS = {PhaseKind.REGISTRATION: gettext_lazy("Registration")}
AFTER_REPORTS = {
    PhaseKind.EXPLANATION: gettext_lazy("Explanation"),
    PhaseKind.SETTLING: gettext_lazy("Settling"),
    PhaseKind.CONFERENCE: gettext_lazy("Conference"),
    PhaseKind.SUBMISSION: gettext_lazy("To the ministry"),
}
REPORTS = {
    ReportKind.MIDYEAR: gettext_lazy("Mid-year report"),
    ReportKind.ANNUAL: gettext_lazy("Annual report"),
}
IN_HAND = {RegistrationState.DRAFT, RegistrationState.RETURNED}


def years_with_progress(account: Account) -> QuerySet[Campaign]:
    """The visible years, each with its registrations, requests and reports as rows."""
    return with_progress(campaigns_visible_to(account))


def steps_now(campaign: Campaign, boards: list[int]) -> list[Step]:
    """The steps as they stand now, whatever was fetched before."""
    return steps_of(with_progress(Campaign.objects.all()).get(pk=campaign.pk), boards)


def reminded_today(campaign: Campaign) -> set[int]:
    """The boards to which a reminder went out today."""
    sent = campaign.reminders.filter(sent_on=clock.today())
    return set(sent.values_list("board_id", flat=True))


def with_progress(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With registrations, requests, reports and sheets of points as rows."""
    mine = {"campaign": OuterRef("pk")}
    paper = {"pk": "pk", "board": "board_id", "state": "state", "sent": "first_submitted_at"}
    registrations = Registration.objects.filter(**mine).order_by()
    requests = ReportRequest.objects.filter(**mine).order_by("asked_at")
    reports = Report.objects.filter(request__campaign=OuterRef("pk")).order_by()
    asked = JSONObject(pk="pk", kind="kind", title="title", due_on="due_on")
    return with_scores(campaigns).annotate(
        registration_rows=ArraySubquery(registrations.values(row=JSONObject(**paper))),
        request_rows=ArraySubquery(requests.values(row=asked)),
        report_rows=ArraySubquery(reports.values(row=JSONObject(request="request_id", **paper))),
    )


def steps_of(campaign: Any, boards: list[int]) -> list[Step]:
    """The steps of the year after the pledge, each with the marks of these boards.

    The campaign must come by ``years_with_progress``.
    """
    return [
        registration_step(campaign, boards),
        *report_steps(campaign, boards),
        self_scoring(campaign, boards, mark),
        cross_checking(campaign, boards, mark),
        *[Step(kind, label, window_of(campaign, kind)) for kind, label in AFTER_REPORTS.items()],
    ]


def registration_step(campaign: Any, boards: list[int]) -> Step:
    """Who has registered targets."""
    kind = PhaseKind.REGISTRATION
    rows = {row["board"]: row for row in campaign.registration_rows}
    begin = reverse("campaigns:registrations", args=[campaign.pk])
    marks = {}
    for board in boards:
        row = rows.get(board)
        url = reverse("campaigns:registration", args=[row["pk"]]) if row else begin
        marks[board] = mark(window_of(campaign, kind, board), row, url)
    return Step(kind, BEFORE_REPORTS[kind], window_of(campaign, kind), marks)


def report_steps(campaign: Any, boards: list[int]) -> list[Step]:
    """Who has reported: mid-year, for the year, and what was asked besides."""
    asked = {row["kind"]: row for row in campaign.request_rows}
    planned = [
        Step(kind, label, window_of(campaign, PHASE_OF[kind]))
        if kind not in asked
        else report_step(campaign, asked[kind], label, boards)
        for kind, label in REPORTS.items()
    ]
    besides = [row for row in campaign.request_rows if row["kind"] == ReportKind.AD_HOC]
    return [planned[0], *[report_step(campaign, row, row["title"], boards) for row in besides],
            planned[1]]  # fmt: skip


def report_step(campaign: Any, request: dict[str, Any], label: Any, boards: list[int]) -> Step:
    """Who has handed in one report."""
    rows = {row["board"]: row for row in campaign.report_rows if row["request"] == request["pk"]}
    begin = reverse("campaigns:report_request", args=[request["pk"]])
    marks = {}
    for board in boards:
        row = rows.get(board)
        url = reverse("campaigns:report", args=[row["pk"]]) if row else begin
        marks[board] = mark(report_window(campaign, request, board), row, url)
    return Step(f"report-{request['pk']}", label, report_window(campaign, request, None), marks)


def report_window(campaign: Campaign, request: dict[str, Any], board: int | None) -> Window | None:
    """The days of a report: those of its phase, or up to the day that the request gives."""
    kind = PHASE_OF.get(request["kind"])
    if kind:
        return window_of(campaign, kind, board)
    due_on = dt.date.fromisoformat(request["due_on"])
    return Window(min(campaign.opens_on, due_on), due_on, due_on)


def mark(window: Window | None, row: dict[str, Any] | None, url: str) -> Mark:
    """How a board stands with a paper: nothing yet, in hand, sent, accepted."""
    today = clock.today()
    state = row["state"] if row else ""
    is_done = bool(row) and state not in IN_HAND
    sent_on = sent_day(row)
    stands = progress.standing(window, today, is_done=is_done)
    late = progress.days_late(window, sent_on or today) if stands != progress.LATER else 0
    said = lazy(words, str)(stands, state, sent_on, late)  # in the language of whoever reads
    return Mark(stands, said, url, late)


def sent_day(row: dict[str, Any] | None) -> dt.date | None:
    """The day on which a paper was first handed in."""
    return clock.day_of(dt.datetime.fromisoformat(row["sent"])) if row and row["sent"] else None


def words(stands: str, state: str, sent_on: dt.date | None, late: int) -> str:
    """The same in a few words: “submitted 12/03, 3 days late”."""
    said: dict[str, str] = {
        ReportState.RETURNED: _("returned"),
        ReportState.DRAFT: _("being written"),
        ReportState.ACCEPTED: _("accepted"),
        RegistrationState.CHANGING: _("being changed"),
    }
    found = said.get(state, "")
    if state in {ReportState.SUBMITTED, SheetState.GIVEN} and sent_on:
        day = date_format(sent_on, "SHORT_DATE_FORMAT")
        found = _("submitted %(day)s") % {"day": day}
    if not found:
        found = _("not begun") if stands in {progress.NOW, progress.LATE} else ""
    if not late:
        return found
    days = ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
    return f"{found}, {days}"
