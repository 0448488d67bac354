"""A year whose boards have their points: table in force, sheets handed in, locked."""

from decimal import Decimal
from types import SimpleNamespace

from campaigns import actions
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout, TieText
from campaigns.models import (
    ConditionKind,
    Criterion,
    CriterionKind,
    Scoring,
    ScoringState,
    SheetKind,
    SheetState,
    Tie,
)
from campaigns.queries.table_rows import table_at_once
from foundation import clock
from tests import factories as make

DISCIPLINE = "Tập thể hoặc người đứng đầu bị kỷ luật"


def layout_of_100() -> Layout:
    """100 points: 70 in two lines, 20 in one, 10 of bonus; the first group breaks ties."""
    first = GroupText("Nhiệm vụ chính trị", Decimal(70), criteria=(line("A", 40), line("B", 30)))
    second = GroupText("Thi đua", Decimal(20), criteria=(line("C", 20),))
    bonus = GroupText("Điểm thưởng", Decimal(10), is_bonus=True, criteria=(line("D", 10),))
    conditions = (
        ConditionText(ConditionKind.LEAST, group=second.key, points=Decimal(10)),
        ConditionText(ConditionKind.EXCLUSION, DISCIPLINE, ""),
    )
    ties = (TieText(Tie.GROUP, first.key), TieText(Tie.BONUS))
    return Layout(
        maximum=Decimal(100), groups=(first, second, bonus), conditions=conditions, tie_breaks=ties
    )


def line(name: str, points: int) -> CriterionText:
    return CriterionText(name, CriterionKind.MET, Decimal(points))


def table_in_force(campaign, secretary, chief, layout=None):
    """Drafted, shown and approved by the actions."""
    table = actions.draft_table(campaign, by=secretary)
    actions.edit_table(table, layout or layout_of_100(), seen_edition=1, by=secretary)
    actions.ask_for_comments(table, comments_due_on=clock.today(), by=secretary)
    actions.approve_table(table, despite=True, by=chief)
    return table_at_once(campaign)


def hand_in(  # noqa: PLR0913 what a sheet is made of
    scoring, table, board, points, *, kind=SheetKind.SELF, scorer=None, by
):
    """A sheet with the points of the lines in their order, handed in."""
    now = clock.now()
    sheet = make.SheetFactory(
        scoring=scoring, table=table, board=board, scorer=scorer or board, kind=kind,
        state=SheetState.GIVEN, first_given_at=now, given_at=now, given_by=by, begun_by=by,
    )  # fmt: skip
    criteria = [each for group in table.groups.all() for each in group.criteria.all()]
    rows = {each.key: each for each in lines_in_database(table)}
    for criterion, given in zip(criteria, points, strict=True):
        make.MarkFactory(sheet=sheet, criterion=rows[criterion.key], points=Decimal(str(given)))
    return sheet


def lines_in_database(table):
    return Criterion.objects.filter(group__table=table)


def scored(world, cast, points, *, locked=True):
    """Every board of ``points`` (board → its lines) with self-score and official points."""
    chief = cast["chief"]
    table = table_in_force(world.campaign, cast["secretary"], chief)
    scoring = make.ScoringFactory(campaign=world.campaign, begun_by=chief)
    made = SimpleNamespace(table=table, scoring=scoring, official={})
    for board, given in points.items():
        hand_in(scoring, table, board, given, by=chief)
        scorer = world.deputy if board == world.chief else world.chief
        made.official[board.pk] = hand_in(
            scoring, table, board, given, kind=SheetKind.OFFICIAL, scorer=scorer, by=chief
        )
    if locked:
        lock(scoring, chief)
    return made


def lock(scoring: Scoring, by) -> None:
    scoring.move(ScoringState.LOCKED)
    scoring.locked_at, scoring.locked_by = clock.now(), by
    scoring.save()
