"""What we know of the reports that a bloc asks of its boards."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from operator import itemgetter

from django.db.models import Exists, OuterRef, QuerySet

from bloc import queries as bloc_queries
from campaigns.deadlines import Window
from campaigns.models import (
    Campaign,
    Figure,
    Indicator,
    Mark,
    Proof,
    Report,
    ReportKind,
    ReportRequest,
    ReportState,
    ReportVersion,
    Section,
)
from campaigns.models.report import PHASE_OF
from campaigns.queries.calendar import window_of
from campaigns.queries.indicators import live_indicators
from campaigns.queries.oversight import own_or_overseen
from campaigns.queries.registrations import boards_of_year, targets_in_force
from foundation import clock
from members.models import Account, Board

WRITABLE = {ReportState.DRAFT, ReportState.RETURNED}
Plans = dict[Indicator, Decimal | None]


def reports_visible_to(account: Account) -> QuerySet[Report]:
    """The reports of the person's boards, and of the years that the person oversees."""
    rows = Report.objects.filter(own_or_overseen(account, "request__campaign"))
    rows = rows.select_related("request__campaign__bloc", "board", "submitted_by", "decided_by")
    return rows.prefetch_related("board__names")


def requests_visible_to(account: Account) -> QuerySet[ReportRequest]:
    """What was asked in the years of which the person may know."""
    rows = ReportRequest.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc", "asked_by")


def sections_of(report: Report) -> list[Section]:
    """The parts of the report in the order of its outline."""
    rows = report.sections.select_related("heading", "changed_by")
    found = list(rows.order_by("heading__position"))
    for section in found:
        section.report = report
    return found


def figures_of(report: Report) -> list[Figure]:
    """The rows of the table of targets, in the order of the bloc's catalogue.

    ``is_proved``: evidence hangs on the row.
    """
    rows = report.figures.select_related("indicator", "changed_by")
    rows = rows.annotate(is_proved=Exists(Proof.objects.filter(figure=OuterRef("pk"))))
    found: list[Figure] = list(rows.order_by("indicator__position", "pk"))
    for figure in found:
        figure.report = report
    return found


def versions_of(report: Report) -> list[ReportVersion]:
    """The report as it was submitted each time, the newest first."""
    return list(report.versions.select_related("made_by").order_by("-number"))


def boards_of(campaign: Campaign) -> list[Board]:
    """The boards that report in the year: see ``boards_of_year``."""
    return boards_of_year(campaign)


def sat_in_year(board: Board, campaign: Campaign) -> bool:
    """Whether the board was a member on any day of the year."""
    seats = campaign.bloc.seats.filter(board=board, since__lte=campaign.closes_on)
    return seats.exclude(until__lt=campaign.opens_on).exists()


def window_for(request: ReportRequest, board_id: int | None = None) -> Window | None:
    """The days of the report: of its phase, extensions counted, or until the day of the request.

    None while the calendar does not set the phase.
    """
    kind = PHASE_OF.get(request.kind)
    if kind:
        return window_of(request.campaign, kind, board_id)
    assert request.due_on, "a report by request has its day"
    begins = min(clock.day_of(request.asked_at), request.due_on)
    return Window(begins, request.due_on, request.due_on)


def days_late(report: Report) -> int:
    """How many days after the last one it was first submitted, or is missing by now."""
    window = window_for(report.request, report.board_id)
    day = clock.day_of(report.first_submitted_at) if report.first_submitted_at else clock.today()
    return window.days_late(day) if window else 0


def is_begun(request: ReportRequest) -> bool:
    """Whether any board writes by the outline."""
    return request.reports.exists()


def holds_figures(request: ReportRequest) -> bool:
    """Whether the table of targets stands in the outline."""
    return request.headings.filter(holds_figures=True).exists()


def plans_for(campaign: Campaign, board: Board) -> Plans:
    """Indicator → the plan that was accepted; without any, the catalogue without plans."""
    agreed: Plans = {
        target.indicator: target.agreed for target in targets_in_force(campaign, board.pk)
    }
    return agreed or dict.fromkeys(live_indicators(campaign.bloc))


def reached_last_year(request: ReportRequest, board: Board) -> dict[int, Decimal]:
    """Indicator's key → what the board's accepted report of the same kind said a year before."""
    if request.kind == ReportKind.AD_HOC:
        return {}
    figures = Figure.objects.filter(
        report__board=board,
        report__state=ReportState.ACCEPTED,
        report__request__kind=request.kind,
        report__request__campaign__bloc=request.campaign.bloc_id,
        report__request__campaign__year=request.campaign.year - 1,
    )
    return {figure.indicator_id: figure.actual for figure in figures if figure.actual is not None}


def last_change(figures: Iterable[Figure | Mark]) -> tuple[dt.datetime | None, int | None]:
    """When a line was last changed, and by whom."""
    changes = [(each.changed_at, each.changed_by_id) for each in figures if each.changed_at]
    return max(changes, key=itemgetter(0), default=(None, None))


def is_open_to(report: Report, account: Account) -> bool:
    """Whether the person may read the words: while the board has them in hand only its own people.

    Who took part reads on, also from the board into which it went.
    """
    return report.state not in WRITABLE or report.board_id in account.boards_before
