"""What a summary report is compiled from: all of a year in one query and that of its boards."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from bloc.models import Office, Term
from campaigns import sources as told
from campaigns.models import (
    Activity,
    Aim,
    Attendance,
    Campaign,
    Direction,
    Example,
    Figure,
    Group,
    Indicator,
    Movement,
    MovementReview,
    PhaseKind,
    Ranking,
    RegisteredPaper,
    Registration,
    RegistrationState,
    Report,
    ReportKind,
    ReportState,
    ScoringTable,
    Section,
    Standing,
    SummaryVersion,
    TableState,
)
from campaigns.queries import evaluation_rows
from campaigns.queries.calendar import phases_of, window_of
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.registrations import boards_of_year, day_of_year
from campaigns.queries.rows import MINE, NOT_A_MEMBER, Row, listed, of, words_of
from campaigns.summary_parts import lines_of
from foundation import clock
from members.models import Board

RANKED = [Office.CHIEF, Office.DEPUTY]  # who stands first
HANDED_IN = {RegistrationState.SUBMITTED, RegistrationState.ACCEPTED, RegistrationState.CHANGING}


def sources_of(campaign: Campaign) -> told.Sources:
    """All that was recorded of the year, as it stands now."""
    rows = row_of(with_days(Campaign.objects.select_related("bloc"), "pk"))
    return sources_in(rows.get(pk=campaign.pk))


def row_of(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Each year with what was recorded of it as rows; it must also come ``with_days``."""
    return campaigns.annotate(
        office_facts=offices(),
        registration_facts=registrations(),
        report_facts=reports(),
        indicator_facts=indicators(),
        movement_facts=movements(),
        activity_facts=activities(),
        example_facts=examples(),
        paper_facts=papers(),
        table_facts=tables(),
        ranking_facts=rankings(),
        evaluation_facts=evaluation_rows.published(),
    )


def offices() -> ArraySubquery:
    """Chief and deputy of the year."""
    rows = Term.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"), office__in=RANKED)
    return listed(
        rows.order_by("since"), board="board_id", office="office", since="since", until="until"
    )


def registrations() -> ArraySubquery:
    aims = Aim.objects.filter(**of("registration")).order_by("position")
    rows = Registration.objects.filter(**MINE).order_by("board")
    facts = listed(aims, title="title", holder="holder", count="count")
    return listed(rows, board="board_id", state="state", sent="first_submitted_at", aims=facts)


def reports() -> ArraySubquery:
    """The annual reports, with figures and words."""
    figures = Figure.objects.filter(**of("report")).order_by("indicator")
    sections = Section.objects.filter(**of("report")).exclude(text="").order_by("heading__position")
    rows = Report.objects.filter(request__campaign=OuterRef("pk"), request__kind=ReportKind.ANNUAL)
    return listed(
        rows.order_by("board"),
        board="board_id",
        state="state",
        sent="first_submitted_at",
        figures=listed(
            figures, indicator="indicator_id", plan=words_of("plan"), actual=words_of("actual")
        ),
        words=listed(sections, title="heading__title", text="text"),
    )


def indicators() -> ArraySubquery:
    """Of the bloc's catalogue those that stand in an annual report of the year."""
    used = Figure.objects.filter(
        report__request__campaign=OuterRef(OuterRef("pk")),
        report__request__kind=ReportKind.ANNUAL,
    )
    rows = Indicator.objects.filter(pk__in=used.values("indicator")).order_by("position", "pk")
    return listed(rows, key="pk", name="name", unit="unit", decimals="decimals", better="better")


def movements() -> ArraySubquery:
    """Those that run in the year (campaigns.queries.movements.movements_of says the same)."""
    runs = Q(until=None) | Q(until__gte=OuterRef("opens_on"))
    rows = Movement.objects.filter(runs, bloc=OuterRef("bloc"), since__lte=OuterRef("closes_on"))
    here = Q(participations__campaign=OuterRef("pk"))
    reviews = MovementReview.objects.filter(
        movement=OuterRef("pk"), campaign=OuterRef(OuterRef("pk"))
    )
    rows = rows.annotate(
        joined=Count("participations", filter=here, distinct=True),
        told=Count(
            "participations",
            filter=here & Q(participations__progress__isnull=False),
            distinct=True,
        ),
    )
    return listed(
        rows.order_by("launcher", "since", "name"),
        name="name",
        launcher="launcher",
        launched_by="launched_by",
        taking_part="joined",
        told="told",
        reviews=listed(reviews.order_by("held_on"), stage="stage", day="held_on", text="text"),
    )


def activities() -> ArraySubquery:
    """Those that have begun and were not called off (campaigns.queries.activities.held_in)."""
    answers = Attendance.objects.filter(**of("activity")).order_by().values("activity")
    coming = answers.filter(people__gt=0)
    rows = Activity.objects.filter(**MINE, since__lte=clock.today(), called_off_at=None).annotate(
        boards=Coalesce(Subquery(coming.annotate(n=Count("pk")).values("n")), 0),
        people=Coalesce(Subquery(coming.annotate(n=Sum("people")).values("n")), 0),
        cost=Coalesce(Subquery(answers.annotate(n=Sum("share")).values("n")), 0),
    )
    written = ("name", "kind", "since", "until", "place", "outcome", "boards", "people", "cost")
    return listed(
        rows.order_by("since", "name"), host="host_id", **{name: name for name in written}
    )


def examples() -> ArraySubquery:
    rows = Example.objects.filter(**MINE, withdrawn_at=None)
    rows = rows.annotate(adopted=Count("adoptions")).order_by("-adopted", "published_at")
    return listed(rows, name="name", kind="kind", board="board_id", adopted="adopted")


def papers() -> ArraySubquery:
    """The register within the year's days, without what was cancelled and the summaries."""
    rows = RegisteredPaper.objects.filter(
        bloc=OuterRef("bloc"),
        dated_on__gte=OuterRef("opens_on"),
        dated_on__lte=OuterRef("closes_on"),
        cancelled_at=None,
    )
    rows = rows.exclude(pk__in=SummaryVersion.objects.values("paper")).order_by("year", "number")
    return listed(
        rows, number="number", symbol="symbol", on="dated_on", subject="subject", way="direction"
    )


def tables() -> ArraySubquery:
    rows = ScoringTable.objects.filter(**MINE, state=TableState.APPROVED)
    return listed(rows, number="number", maximum=words_of("maximum"), approved="approved_at")


def rankings() -> ArraySubquery:
    """The newest ranking with its standings, and the groups of its table in their order."""
    groups = Group.objects.filter(table=OuterRef("table")).order_by("position")
    standings = Standing.objects.filter(**of("ranking")).order_by("position")
    rows = Ranking.objects.filter(**MINE).order_by("-number")
    return listed(
        rows[:1],
        number="number",
        taken="taken_at",
        table="table__number",
        groups=listed(groups, key="key", name="name"),
        standings=listed(
            standings,
            name="name",
            rank="rank",
            is_shared="is_shared",
            total=words_of("total"),
            groups="groups",
            exclusions="exclusions",
        ),
    )


# -- rows become plain values ----------------------------------------------------


def sources_in(campaign: Any) -> told.Sources:
    """The values of a year that came by ``row_of``; its boards are asked for here."""
    hand_days(campaign, campaign)
    day = day_of_year(campaign)
    offices_held = {
        row["board"]: row["office"]
        for row in campaign.office_facts
        if row["since"] <= str(day) and (row["until"] or str(day)) >= str(day)
    }
    boards = boards_of_year(campaign)
    boards.sort(
        key=lambda board: (
            RANKED.index(offices_held[board.pk]) if board.pk in offices_held else len(RANKED)
        )
    )
    names = {board.pk: board.short_name_on(day) for board in boards}
    out = [each for each in campaign.paper_facts if each["way"] == Direction.OUT]
    return told.Sources(
        bloc=campaign.bloc.name,
        year=campaign.year,
        slogan=campaign.slogan,
        key_tasks=tuple(lines_of(campaign.key_tasks)),
        members=tuple(
            member(campaign, board, names[board.pk], offices_held.get(board.pk, ""))
            for board in boards
        ),
        indicators=tuple(told.Measured(**each) for each in campaign.indicator_facts),
        movements=tuple(moved(each) for each in campaign.movement_facts),
        activities=tuple(held(each, names) for each in campaign.activity_facts),
        examples=tuple(shown(each, names) for each in campaign.example_facts),
        extensions=tuple(extensions(campaign, names)),
        papers_out=tuple(sent(each) for each in out),
        papers_in=len(campaign.paper_facts) - len(out),
        table=next((table(each) for each in campaign.table_facts), None),
        ranking=next((ranked(each) for each in campaign.ranking_facts), None),
        evaluation=next(
            (evaluation_rows.evaluated(each, names) for each in campaign.evaluation_facts), None
        ),
    )


def member(campaign: Any, board: Board, name: str, office: str) -> told.Member:
    """A board with its registration and its annual report."""
    registration = of_board(campaign.registration_facts, board)
    report = of_board(campaign.report_facts, board)
    has_registered = registration.get("state") in HANDED_IN
    is_accepted = report.get("state") == ReportState.ACCEPTED
    return told.Member(
        name=name,
        office=office,
        has_registered=has_registered,
        registered_late=late(campaign, PhaseKind.REGISTRATION, board, registration),
        has_reported=bool(report.get("sent")),
        is_accepted=is_accepted,
        reported_late=late(campaign, PhaseKind.REPORTING, board, report),
        aims=tuple(told.Aimed(**each) for each in registration.get("aims", []) if has_registered),
        figures=tuple(reached(each) for each in report.get("figures", []) if is_accepted),
        words=tuple((each["title"], each["text"]) for each in report.get("words", []))
        if is_accepted
        else (),
    )


def of_board(rows: list[Row], board: Board) -> Row:
    return next((row for row in rows if row["board"] == board.pk), {})


def late(campaign: Campaign, kind: str, board: Board, row: Row) -> int:
    """Days after the last one on which it was first handed in; 0 as long as it was not."""
    window = window_of(campaign, kind, board.pk)
    if window is None or not row.get("sent"):
        return 0
    return window.days_late(day_of(row["sent"]))


def day_of(moment: str) -> dt.date:
    return clock.day_of(dt.datetime.fromisoformat(moment))


def number_of(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def reached(row: Row) -> told.Reached:
    return told.Reached(row["indicator"], number_of(row["plan"]), number_of(row["actual"]))


def moved(row: Row) -> told.Moved:
    reviews = [
        (each["stage"], dt.date.fromisoformat(each["day"]), each["text"]) for each in row["reviews"]
    ]
    return told.Moved(**{**row, "reviews": tuple(reviews)})


def shown(row: Row, names: Mapping[int, str]) -> told.Shown:
    return told.Shown(**{**row, "board": names.get(row["board"], NOT_A_MEMBER)})


def held(row: Row, names: Mapping[int, str]) -> told.Held:
    days = {name: dt.date.fromisoformat(row[name]) for name in ("since", "until")}
    return told.Held(**{**row, **days, "host": names.get(row["host"], NOT_A_MEMBER)})


def extensions(campaign: Campaign, names: Mapping[int, str]) -> list[told.Extended]:
    """Every one that was granted, in the order of the phases."""
    return [
        told.Extended(
            phase.kind,
            each.until,
            names.get(each.board_id, NOT_A_MEMBER) if each.board_id else "",
            each.reason,
        )
        for phase in phases_of(campaign)
        for each in phase.extensions.all()
    ]


def sent(row: Row) -> told.Sent:
    number = f"{row['number']:02d}"
    marked = f"{number}/{row['symbol']}" if row["symbol"] else number
    return told.Sent(marked, dt.date.fromisoformat(row["on"]), row["subject"])


def table(row: Row) -> told.PointsTable:
    return told.PointsTable(row["number"], Decimal(row["maximum"]), day_of(row["approved"]))


def ranked(row: Row) -> told.Ranked:
    """With each board's points in the order of the table's groups."""
    groups = {each["key"]: each["name"] for each in row["groups"]}
    return told.Ranked(
        number=row["number"],
        taken_on=day_of(row["taken"]),
        table=row["table"],
        groups=tuple(groups.values()),
        standings=tuple(stood(each, groups) for each in row["standings"]),
    )


def stood(row: Row, groups: Mapping[str, str]) -> told.Stood:
    """A reason names the group that it is about."""
    reasons = [{**each, "group": groups.get(each.get("group"))} for each in row["exclusions"]]
    return told.Stood(
        name=row["name"],
        rank=row["rank"],
        is_shared=row["is_shared"],
        total=Decimal(row["total"]),
        groups=tuple(number_of(row["groups"].get(key)) for key in groups),
        exclusions=tuple(reasons),
    )
