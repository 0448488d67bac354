"""A year that is scored, for tests: its table, its boards' sheets, who fills them in."""

from decimal import Decimal
from types import SimpleNamespace

from campaigns import actions
from campaigns.models import CheckPattern, SheetKind
from campaigns.queries.sheets import marks_of
from campaigns.queries.table_rows import table_at_once
from campaigns.sheets import Entry, SheetPlan, asks_for
from foundation import clock
from tests import factories as make


def approve(table, cast):
    """The boards are asked, the chief approves."""
    actions.ask_for_comments(table, comments_due_on=clock.today(), by=cast["secretary"])
    actions.approve_table(table, despite=True, by=cast["chief"])


def small_table(world, cast):
    """Four lines: met, counted, a quantity of the reports, one that checkers fill in."""
    table = make.ScoringTableFactory(
        campaign=world.campaign, maximum=100, drafted_by=cast["secretary"]
    )
    group = make.GroupFactory(table=table, maximum=100)
    indicator = make.IndicatorFactory(bloc=world.bloc)
    make.CriterionFactory(group=group, name="pledged", maximum=10)
    make.CriterionFactory(group=group, name="models", kind="counted", maximum=20, points_each=5)
    make.CriterionFactory(
        group=group,
        name="capital",
        kind="quantitative",
        formula="linear",
        indicator=indicator,
        maximum=60,
    )
    make.CriterionFactory(group=group, name="meetings", maximum=10, filled_by="checker")
    approve(table, cast)
    return table, indicator


def scored_year(world, cast, pattern=CheckPattern.LEADERS):
    """The small table is in force and the scoring has begun; the plain board has reported.

    By the pattern of leaders, chief and deputy check.
    """
    table, indicator = small_table(world, cast)
    scoring = actions.begin_scoring(world.campaign, pattern=pattern, by=cast["chief"])
    figure = report_of(world, world.board, indicator)
    facts = {"table": table, "indicator": indicator, "scoring": scoring, "figure": figure}
    return SimpleNamespace(**vars(world), cast=cast, **facts)


def report_of(world, board, indicator, *, plan=100, actual=50):
    """A figure of the board's annual report, which is handed in."""
    request = world.campaign.report_requests.filter(kind="annual").first()
    request = request or make.ReportRequestFactory(campaign=world.campaign, kind="annual")
    report = make.ReportFactory(request=request, board=board)
    facts = {"submitted_at": clock.now(), "submitted_by": make.AccountFactory()}
    type(report).objects.filter(pk=report.pk).update(state="submitted", **facts)
    return make.FigureFactory(report=report, indicator=indicator, plan=plan, actual=actual)


def begun(year, by, *, kind=SheetKind.SELF, board=None, scorer=None):
    """A sheet about the plain board, or another; the board's own, or by a scorer."""
    board = board or year.board
    return actions.begin_sheet(SheetPlan(year.scoring, board, scorer or board, kind), by=by)


def lines(sheet):
    """The marks as they are in the database now, by the names of their criteria."""
    sheet.refresh_from_db()
    table = table_at_once(sheet.campaign)
    sheet.table = table
    return {mark.criterion.name: mark for mark in marks_of(sheet, table)}


def entry(mark, value=None, reason="", evidence=None):
    """What somebody types into the line: a fact or points, whichever it asks for."""
    asked = asks_for(mark.sheet.kind, mark.criterion, is_computed=mark.is_computed)
    typed = Decimal(str(value)) if asked == "points" and value is not None else value
    given = {asked or "points": typed}
    return Entry(
        mark.criterion.key, reason=reason, evidence=evidence, seen_edition=mark.edition, **given
    )


def write(sheet, by, reason="", **values):
    """Type a value into each of the named lines."""
    marks = lines(sheet)
    typed = [entry(marks[name], value, reason) for name, value in values.items()]
    actions.edit_sheet(sheet, typed, by=by)


def self_score(year, *, models=3):
    """The plain board's, handed in: 10 + 5 each model + 30 computed."""
    sheet = begun(year, year.cast["writer"])
    write(sheet, year.cast["writer"], pledged=True, models=models)
    actions.submit_sheet(sheet, by=year.cast["leader"])
    return sheet


def check(year, scorer, by, *, models=10, reason="Hai mô hình đã tính năm trước"):
    """A check of the plain board, handed in."""
    sheet = begun(year, by, kind=SheetKind.CROSS, scorer=scorer)
    write(sheet, by, pledged=10, meetings=10)
    write(sheet, by, models=models, reason=reason)
    actions.submit_sheet(sheet, by=by)
    return sheet


def official(year, by, scorer, board=None, **values):
    """Official points, handed in; the lines that are named as typed, the rest as proposed."""
    sheet = begun(year, by, kind=SheetKind.OFFICIAL, board=board, scorer=scorer)
    typed = {"pledged": 10, "models": 10, "meetings": 10} | values
    write(sheet, by, reason="Theo kiểm tra", **typed)
    actions.submit_sheet(sheet, by=by)
    return sheet
