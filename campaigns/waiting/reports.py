"""What of the boards' reports waits for whom."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.deadlines import Window
from campaigns.models import (
    BoardRequest,
    Figure,
    Report,
    ReportRequest,
    ReportState,
    Section,
)
from campaigns.queries import reports as queries
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.departures import seats_at_work
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account, Board

STILL_WANTED = 1  # years: what was not begun by then waits no longer
DRAFT, RETURNED = ReportState.DRAFT, ReportState.RETURNED
SUBMITTED = ReportState.SUBMITTED


def waiting_for(account: Account) -> list[Waiting]:
    """A report to write, to submit, to mend or to decide about; one query."""
    if not account.posts_today:  # nothing of it waits for somebody of a ministry alone
        return []
    wanted = queries.requests_visible_to(account).filter(
        campaign__year__gte=clock.today().year - STILL_WANTED
    )
    requests = with_reports(wanted, account).order_by("campaign__year", "asked_at")
    return [
        waiting
        for request in requests
        for waiting in (*to_write(request, account), *to_decide(request, account))
    ]


def with_reports(requests: QuerySet[ReportRequest], account: Account) -> QuerySet[ReportRequest]:
    """With the reports, the days of their phase, and the person's boards that sit there."""
    year = {"bloc": OuterRef("campaign__bloc"), "campaign": OuterRef("campaign")}
    seats = seats_at_work(account, **year).order_by("board")
    return with_days(requests).annotate(
        written=ArraySubquery(written_rows(account)),
        my_seats=ArraySubquery(seats.values("board_id").distinct()),
    )


def written_rows(account: Account) -> QuerySet:
    """The reports that may wait for the person; of each whether something is missing."""
    mine = {"report": OuterRef("pk")}
    empty = Section.objects.filter(**mine, heading__is_required=True, text__regex=r"^\s*$")
    missing = Figure.objects.filter(**mine, plan__isnull=False, actual=None)
    wanted = Q(board__in=account.boards_today) | Q(state=SUBMITTED)
    reports = Report.objects.filter(wanted, request=OuterRef("pk")).order_by()
    row = JSONObject(
        pk="pk",
        board="board_id",
        state="state",
        why="return_reason",
        lacks=F("lacks"),
    )
    return reports.annotate(lacks=Exists(empty) | Exists(missing)).values(row=row)


def to_write(request: Any, account: Account) -> Iterator[Waiting]:
    """What the person's own boards have in hand, or have yet to begin."""
    hand_days(request, request.campaign)
    rows = {row["board"]: row for row in request.written}
    for board_id in request.my_seats:
        window, row = queries.window_for(request, board_id), rows.get(board_id)
        if row is None:
            yield from to_begin(request, window)
        elif row["state"] == RETURNED:
            yield to_mend(request, row)
        elif row["state"] == DRAFT:
            yield in_hand(request, row, window, leads=account.leads(board_id))


def to_begin(request: ReportRequest, window: Window | None) -> Iterator[Waiting]:
    """Its days have come, and the board has not begun."""
    if window is None or window.has_begun(clock.today()):
        title = _("Write: %(report)s") % {"report": named(request)}
        due_on = window.closes_on if window else None
        url = request.get_absolute_url()
        yield Waiting(title, url, _("Begin"), due_on=due_on, bloc=str(request.bloc))


def in_hand(
    request: ReportRequest, row: dict[str, Any], window: Window | None, *, leads: bool
) -> Waiting:
    """Begun: to be written on, or, where nothing is missing, to be submitted by the leader."""
    is_ready = leads and not row["lacks"]
    title = _("Submit: %(report)s") if is_ready else _("Write on: %(report)s")
    return Waiting(
        title % {"report": named(request)},
        reverse("campaigns:report" if is_ready else "campaigns:write_report", args=[row["pk"]]),
        _("Submit") if is_ready else _("Go on"),
        due_on=window.closes_on if window else None,
        bloc=str(request.bloc),
    )


def to_mend(request: ReportRequest, row: dict[str, Any]) -> Waiting:
    """It came back."""
    return Waiting(
        _("Mend: %(report)s") % {"report": named(request)},
        reverse("campaigns:write_report", args=[row["pk"]]),
        _("Go on"),
        detail=row["why"],
        bloc=str(request.bloc),
    )


def to_decide(request: Any, account: Account) -> Iterator[Waiting]:
    """Reports that the person may accept or return."""
    submitted = [row for row in request.written if row["state"] == SUBMITTED]
    found = [row for row in submitted if decides(account, request, row["board"])]
    if found:
        count = len(found)
        said = ngettext(
            "Decide about %(n)s report: %(report)s", "Decide about %(n)s reports: %(report)s", count
        )
        one = reverse("campaigns:report", args=[found[0]["pk"]])
        url = one if count == 1 else request.get_absolute_url()
        title = said % {"n": count, "report": named(request)}
        yield Waiting(title, url, _("Look at it"), bloc=str(request.bloc))


def decides(account: Account, request: ReportRequest, board_id: int) -> bool:
    """Whether the person accepts or returns that board's report."""
    subject: Any = BoardRequest(request, Board(pk=board_id))
    return account.has_perm("campaigns.accept_report", subject)


def named(request: ReportRequest) -> str:
    """The report with its year, where its title does not say it."""
    title, year = request.title, str(request.year)
    return title if year in title else f"{title} ({year})"
