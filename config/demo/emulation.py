"""The year of a bloc as the demo plays it: calendar, targets, movements, reports.

What the case does not say is invented here, the same way every time, and says so. Every step
is the action that a person would use, on a day of that year; what would lie in the future is
left to be done.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import campaigns.actions
from bloc.models import Office
from bloc.queries import members_on
from campaigns import catalogue, typical
from campaigns.goals import AimText, Goal, Goals
from campaigns.models import (
    BoardRequest,
    BoardYear,
    Campaign,
    Indicator,
    Launcher,
    PhaseKind,
    Registration,
    RegistrationState,
    Report,
    ReportKind,
    ReportRequest,
    ReportState,
    TableState,
)
from campaigns.writing import FigureLine
from config.demo import activities, awarding, charters, figures, prose, summing
from config.demo.evaluation import Evaluating
from config.demo.figures import FLAG, MERIT, NEITHER, Measure
from config.demo.play import anew, on
from config.demo.points import Points
from config.demo.year import Year
from foundation import clock
from members.models import Account, Board, Role

DAY = dt.timedelta(days=1)
USUAL_CONFERENCE = (1, 1, 15)  # years after, month, day: what the proposed calendar aims at
MOVED = (
    PhaseKind.REPORTING, PhaseKind.SELF_SCORING, PhaseKind.CROSS_CHECKING, PhaseKind.EXPLANATION,
    PhaseKind.SETTLING, PhaseKind.SUBMISSION,
)  # fmt: skip
TITLES = {"MINISTRY_FLAG": FLAG, "MINISTER_MERIT_COLLECTIVE": MERIT}
MIDDLES = {
    "domestic-projects": 18, "foreign-projects": 7, "domestic-capital": 4200,
    "foreign-capital": 145, "disbursed-capital": 3100, "occupancy": 62, "public-investment": 93,
    "revenue": 1250, "export": 480, "turnover": 21500, "jobs": 24000, "income": 7, "on-time": 97,
    "online": 78, "inspections": 24, "wastewater": 88, "accidents": 4,
}  # fmt: skip
LATE = 3  # days that the last board of the list is late with its registration


class Emulation:
    """One emulation year, as far as the present day allows."""

    def __init__(
        self,
        year: Year,
        campaign: Campaign,
        *,
        held_on: dt.date | None = None,
        proposals: list[dict[str, Any]] | None = None,
        movements: list[dict[str, Any]] | None = None,
    ) -> None:
        self.year = year
        self.campaign = campaign
        self.bloc = campaign.bloc
        self.number = campaign.year
        self.today = clock.today()
        self.held_on = held_on or self.day(USUAL_CONFERENCE)
        self.movements = movements or []
        self.quotas: dict[str, int] = {}  # as far as the case says them
        self.next_tasks: list[str] = []  # what the year sets for the next one, where it is known
        self.standings = {row["board"]: TITLES.get(row["kind"], NEITHER) for row in proposals or []}

    # -- days and people ---------------------------------------------------------
    def day(self, parts: tuple[int, int, int]) -> dt.date:
        years, month, day = parts
        return dt.date(self.number + years, month, day)

    def happens(self, day: dt.date) -> bool:
        """Whether that day has come; what lies ahead is left to be done."""
        return day <= self.today

    def boards(self, day: dt.date) -> list[Board]:
        return members_on(self.bloc, day)

    def writer(self, board: Board) -> Account:
        post = board.posts.filter(role=Role.WRITER, until=None).order_by("since").first()
        assert post, "every board has an officer"
        return anew(post.account)

    def decider(self, board: Board) -> Account:
        """The chief; about the chief's own board the deputy."""
        terms = self.bloc.terms.filter(year=self.number, since__lte=clock.today())
        chief = terms.filter(office=Office.CHIEF).order_by("since").last()
        deputy = terms.filter(office=Office.DEPUTY).order_by("since").last()
        if chief and deputy and chief.board_id == board.pk:
            return self.year.leader(deputy.board)
        return self.year.chief(self.number)

    # -- the year ----------------------------------------------------------------
    def play(self, *, unfinished: bool = False) -> None:
        """The whole year; ``unfinished`` leaves something to do for everybody."""
        self.held_open = unfinished  # the pledge is half signed, and not late
        self.first = max(self.campaign.opens_on, self.first_day())
        with on(self.first):
            self.plan()
        charters.play(self, unfinished=unfinished)
        self.table()
        self.launch_movements()
        activities.play(self, unfinished=unfinished)
        boards = self.boards(self.campaign.closes_on) or self.boards(self.today)
        self.register(boards, unfinished=unfinished)
        for kind, phase in (
            (ReportKind.MIDYEAR, PhaseKind.MIDYEAR), (ReportKind.ANNUAL, PhaseKind.REPORTING)
        ):  # fmt: skip
            if phase in self.days:
                self.report(kind, self.days[phase], boards, unfinished=unfinished)
        Points(self).play(boards, unfinished=unfinished)
        Evaluating(self).play(unfinished=unfinished)
        summing.sum_up(self)
        awarding.nominate(self)

    def first_day(self) -> dt.date:
        """The day on which somebody decides about the year."""
        chiefs = self.bloc.terms.filter(year__in=[self.number - 1, self.number], office="chief")
        found = chiefs.order_by("since").first()
        assert found, "the year has a chief"
        return found.since

    def plan(self) -> None:
        """The calendar, the slogan, the catalogue of indicators."""
        secretary = self.year.secretary(self.number)
        self.days = self.calendar()
        if not self.campaign.phases.exists():
            campaigns.actions.plan_calendar(self.campaign, self.days, by=secretary)
            campaigns.actions.describe_campaign(
                self.campaign, slogan=prose.SLOGAN, key_tasks=prose.KEY_TASKS, by=secretary
            )
        if not self.bloc.indicators.exists():
            codes = [each.code for each in catalogue.TYPICAL]
            campaigns.actions.take_typical_indicators(self.bloc, chosen=codes, by=secretary)
        by_name = {each.name: each for each in catalogue.TYPICAL}
        found = self.bloc.indicators.filter(until=None).order_by("position")
        self.indicators = {
            each: measure_of(each, by_name[each.name].code)
            for each in found
            if each.name in by_name
        }

    def calendar(self) -> dict[str, tuple[dt.date, dt.date]]:
        """The usual days, moved with the conference; what then lies outside the year is left."""
        shift = self.held_on - self.day(USUAL_CONFERENCE)
        latest = dt.date(self.number + 1, 3, 31)
        days = {}
        for kind, found in typical.suggested(self.number).items():
            moved = shift if kind in MOVED else 0 * DAY
            days[kind] = (found.opens_on + moved, found.closes_on + moved)
        if self.held_open:
            opens, _closes = days[PhaseKind.PLEDGE]
            days[PhaseKind.PLEDGE] = (opens, min(self.today + 10 * DAY, self.campaign.closes_on))
        days[PhaseKind.CONFERENCE] = (self.held_on, self.held_on)
        days[PhaseKind.SUBMISSION] = (self.held_on + DAY, max(self.held_on + DAY, latest))
        return {
            kind: (opens, closes)
            for kind, (opens, closes) in days.items()
            if opens >= self.campaign.opens_on and closes <= latest
        }

    # -- the table of points -----------------------------------------------------
    def table(self) -> None:
        """From the example of 1000 points; the boards are asked, then the chief approves it."""
        asked = self.first + 6 * DAY
        self.step(self.first + 5 * DAY, self.draft_table)
        self.step(asked, self.ask_about_table)
        self.step(asked + 11 * DAY, self.approve_table)

    def draft_table(self) -> None:
        if not self.campaign.tables.exists():
            campaigns.actions.draft_table(
                self.campaign, template="1000", by=self.year.secretary(self.number)
            )

    def ask_about_table(self) -> None:
        table = self.campaign.tables.filter(state=TableState.DRAFT).first()
        if table:
            campaigns.actions.ask_for_comments(
                table,
                comments_due_on=clock.today() + 10 * DAY,
                by=self.year.secretary(self.number),
            )

    def approve_table(self) -> None:
        table = self.campaign.tables.filter(state=TableState.IN_COMMENT).first()
        if table:
            campaigns.actions.approve_table(table, despite=True, by=self.year.chief(self.number))

    # -- movements ---------------------------------------------------------------
    def launch_movements(self) -> None:
        """Those that the case names; half of the boards have told of them."""
        for number, row in enumerate(self.movements):
            if self.bloc.movements.filter(name=row["name"]).exists():
                continue
            since = dt.date(row.get("from_year") or self.number, 1, 1)
            until = dt.date(row["to_year"], 12, 31) if row.get("to_year") else None
            with on(self.first):
                movement = campaigns.actions.launch_movement(
                    self.campaign,
                    launcher=Launcher.BLOC if row["launched_by"] == "bloc" else Launcher.MINISTRY,
                    launched_by=prose.launcher(row, self.bloc),
                    name=row["name"],
                    since=since,
                    until=until,
                    by=self.year.secretary(self.number),
                )
            self.join(movement, number)

    def join(self, movement: Any, number: int) -> None:
        """Every board takes part; the first half have told something by July."""
        day, told = self.first + 20 * DAY, dt.date(self.number, 7, 5)
        boards = self.boards(self.first)
        for place, board in enumerate(boards):
            if not self.happens(day):
                return
            with on(day):
                part = campaigns.actions.join_movement(
                    BoardYear(self.campaign, board),
                    movement=movement,
                    plan=prose.joining(board, number),
                    by=self.writer(board),
                )
            if place < len(boards) // 2 and self.happens(told):
                with on(told):
                    campaigns.actions.tell_progress(
                        part,
                        told_on=told,
                        text=prose.progress(board, number),
                        by=self.writer(board),
                    )

    # -- targets -----------------------------------------------------------------
    def register(self, boards: list[Board], *, unfinished: bool) -> None:
        """Every board registers its targets; the last one late. ``unfinished``: it waits."""
        opens, closes = self.days.get(PhaseKind.REGISTRATION, (self.first, self.first))
        for place, board in enumerate(boards):
            is_last = place == len(boards) - 1
            day = closes + LATE * DAY if is_last else max(opens, self.first) + (5 + 3 * place) * DAY
            self.step(day, lambda board=board: self.register_board(board))
            if not (unfinished and is_last):
                self.step(day + DAY, lambda board=board: self.accept_registration(board))

    def step(self, day: dt.date, does: Callable[[], None]) -> None:
        """Do it on that day, in the morning, if the day has come."""
        if self.happens(day):
            with on(day):
                does()

    def registration_of(self, board: Board) -> Registration | None:
        return self.campaign.registrations.filter(board=board).first()

    def register_board(self, board: Board) -> None:
        writer = self.writer(board)
        registration = self.registration_of(board) or campaigns.actions.begin_registration(
            BoardYear(self.campaign, board), is_invented=True, by=writer
        )
        if registration.state != RegistrationState.DRAFT:
            return
        goals = Goals(
            targets={
                each.pk: Goal(figures.planned(measure, board.code, each.name, self.number))
                for each, measure in self.indicators.items()
            },
            aims=(AimText("Tập thể lao động xuất sắc"), AimText("Bằng khen của Bộ trưởng")),
            movements="\n".join(str(movement) for movement in self.bloc.movements.all()),
        )
        campaigns.actions.edit_registration(
            registration, goals, seen_edition=registration.edition, by=writer
        )
        registration.refresh_from_db()
        campaigns.actions.submit_registration(registration, by=self.year.leader(board))

    def accept_registration(self, board: Board) -> None:
        registration = self.registration_of(board)
        if registration and registration.state == RegistrationState.SUBMITTED:
            campaigns.actions.accept_registration(registration, by=self.decider(board))

    # -- reports -----------------------------------------------------------------
    def report(
        self,
        kind: str,
        days: tuple[dt.date, dt.date],
        boards: list[Board],
        *,
        unfinished: bool,
    ) -> None:
        """The secretary asks, the boards write and submit, the chief accepts.

        ``unfinished``: of the annual report a third has been accepted, a third waits or was
        returned, a third is still to be written.
        """
        opens, closes = days
        self.step(max(self.first, opens - 15 * DAY), lambda: self.request(kind))
        request = self.campaign.report_requests.filter(kind=kind).first()
        if request is None:
            return
        third = -(-len(boards) // 3)
        is_open = unfinished and kind == ReportKind.ANNUAL
        for place, board in enumerate(boards):
            day = min(opens + (2 + 2 * place) * DAY, closes)
            if is_open and place >= 2 * third:
                continue
            self.step(day, lambda board=board: self.write(request, board))
            if not (is_open and place >= third):
                self.step(day + 2 * DAY, lambda board=board: self.accept_report(request, board))
        if is_open and len(boards) > third:
            board = boards[third]
            self.step(self.today, lambda: self.return_report(request, board))

    def request(self, kind: str) -> None:
        if not self.campaign.report_requests.filter(kind=kind).exists():
            campaigns.actions.request_report(
                self.campaign,
                kind=kind,
                title=prose.title(kind, self.number),
                by=self.year.secretary(self.number),
            )

    def report_of(self, request: ReportRequest, board: Board) -> Report | None:
        return request.reports.filter(board=board).first()

    def write(self, request: ReportRequest, board: Board) -> None:
        writer = self.writer(board)
        report = self.report_of(request, board) or campaigns.actions.begin_report(
            BoardRequest(request, board), is_invented=True, by=writer
        )
        if report.state != ReportState.DRAFT:
            return
        self.write_figures(report, board, writer)
        for section in report.sections.select_related("heading"):
            text = prose.section(section.heading, board, report)
            campaigns.actions.edit_section(
                section, text=text, seen_edition=section.edition, by=writer
            )
        report.refresh_from_db()
        campaigns.actions.submit_report(report, by=self.year.leader(board))

    def write_figures(self, report: Report, board: Board, writer: Account) -> None:
        lines = []
        for figure in report.figures.select_related("indicator"):
            measure = self.indicators.get(figure.indicator)
            if measure is None or figure.plan is None:
                continue
            seed = (board.code, figure.indicator.name, self.number)
            standing = self.standings.get(board.code, NEITHER)
            actual = figures.reached(measure, figure.plan, standing, *seed)
            before = figures.year_before(measure, actual, *seed)
            if report.request.kind == ReportKind.MIDYEAR:
                actual = figures.by_midyear(measure, actual, *seed)
                before = figures.by_midyear(measure, before, *seed, "before")
            lines.append(FigureLine(figure.pk, actual, before, "", figure.edition))
        campaigns.actions.edit_figures(report, lines, by=writer)

    def accept_report(self, request: ReportRequest, board: Board) -> None:
        report = self.report_of(request, board)
        if report and report.state == ReportState.SUBMITTED:
            campaigns.actions.accept_report(report, by=self.decider(board))

    def return_report(self, request: ReportRequest, board: Board) -> None:
        report = self.report_of(request, board)
        if report and report.state == ReportState.SUBMITTED and not report.return_reason:
            section = report.sections.order_by("heading__position")[1]
            campaigns.actions.return_report(
                report,
                reason=prose.RETURNED,
                parts={f"section-{section.pk}": prose.RETURNED_PART},
                by=self.decider(board),
            )


def measure_of(indicator: Indicator, code: str) -> Measure:
    """What the invention knows of an indicator of the catalogue."""
    return Measure(
        middle=Decimal(MIDDLES[code]),
        decimals=indicator.decimals,
        less_is_better=indicator.better == "less",
        is_share=indicator.unit == "%",
    )
