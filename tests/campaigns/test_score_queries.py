"""The three figures of a year, and the table in one query."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns import actions, ranking
from campaigns.layouts import Layout
from campaigns.models import SheetKind, SheetState
from campaigns.queries import scores, tables
from campaigns.queries.table_rows import table_at_once
from foundation import clock
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scored(today, world, cast):
    """A year whose table is in force, with all kinds of lines."""
    table = actions.draft_table(world.campaign, template="1000", by=cast["secretary"])
    actions.ask_for_comments(table, comments_due_on=today, by=cast["secretary"])
    actions.approve_table(table, despite=True, by=cast["chief"])
    world.scoring = make.ScoringFactory(campaign=world.campaign)
    world.table = tables.table_in_force(world.campaign)
    world.lines = scores.criteria_of(world.table)
    return world


def sheet(scored, kind, scorer, points, state=SheetState.GIVEN):
    """A sheet about the plain board, its first lines with these points."""
    account = make.AccountFactory()
    given = {"given_at": clock.now(), "given_by": account}
    found = make.SheetFactory(
        scoring=scored.scoring,
        table=scored.table,
        board=scored.board,
        scorer=scorer,
        kind=kind,
        state=state,
        begun_by=account,
        **(given if state == SheetState.GIVEN else {}),
    )
    for line, value in zip(scored.lines, points, strict=False):
        make.MarkFactory(sheet=found, criterion=line, points=value and Decimal(value))
    return found


@pytest.fixture
def three_figures(scored):
    sheet(scored, SheetKind.SELF, scored.board, ["60", "50", None])
    sheet(scored, SheetKind.CROSS, scored.chief, ["60", "40", "5"])
    sheet(scored, SheetKind.CROSS, scored.deputy, ["60", "41", None])
    sheet(scored, SheetKind.OFFICIAL, scored.chief, ["60", "42"], SheetState.DRAFT)
    return scored


def test_the_table_at_once_is_the_table_in_force(scored):
    with CaptureQueriesContext(connection) as captured:
        found = table_at_once(scored.campaign)
        read = (
            Layout.of(found),
            tables.scale_of(found),
            [tables.rule_of(line) for line in scores.criteria_of(found)],
            tables.tie_breaks_of(found),
            tables.least_of(found),
        )

    assert len(captured) == 1
    table = scored.table
    rules = [tables.rule_of(line) for line in scored.lines]
    assert read[0] == Layout.of(table)
    assert read[1:3] == (tables.scale_of(table), rules)
    assert read[3:] == (tables.tie_breaks_of(table), tables.least_of(table))
    assert [line.pk for line in scores.criteria_of(found)] == [line.pk for line in scored.lines]
    assert ranking.standings([], tables.scale_of(found), tables.tie_breaks_of(found)) == []


def test_without_a_table_or_a_scoring_there_are_no_figures(world):
    assert table_at_once(world.campaign) is None
    assert scores.scoring_of(world.campaign) is None
    assert scores.figures_of(world.campaign) is None


def test_three_figures_stand_side_by_side(three_figures):
    first, second, third = three_figures.lines[:3]

    with CaptureQueriesContext(connection) as captured:
        found = scores.figures_of(three_figures.campaign)

    assert len(captured) == 4
    lines = found.boards[three_figures.board.pk]
    assert len(lines) == len(three_figures.lines)
    assert lines[first.key].own == 60
    assert lines[first.key].official is None  # under hand
    assert not lines[first.key].differs
    assert lines[second.key].mean == Decimal("40.5")
    assert lines[second.key].differs
    assert lines[third.key].own is None
    assert lines[third.key].differs
    assert lines[three_figures.lines[3].key].mean is None


def test_what_is_under_hand_counts_where_it_is_asked_for(three_figures):
    found = scores.figures_of(three_figures.campaign, drafts=True)

    lines = found.boards[three_figures.board.pk]
    assert lines[three_figures.lines[1].key].official == 42


def test_groups_and_totals_are_told_by_kind(three_figures):
    figures = scores.figures_of(three_figures.campaign)
    board, table = three_figures.board.pk, three_figures.table
    group = table.groups.all()[0].key

    own = scores.totals(figures, table, SheetKind.SELF)[board]
    checked = scores.group_points_of(figures, table, SheetKind.CROSS)[board]

    assert own.total == 110
    assert own.groups[group] == 110
    assert checked[group] == Decimal("105.5")
    assert scores.totals(figures, table, SheetKind.OFFICIAL)[board].total == 0


def test_figures_come_from_the_annual_reports_that_were_handed_in(today, world):
    figure = make.FigureFactory(
        report__request__campaign=world.campaign,
        report__request__kind="annual",
        report__board=world.board,
        actual=120,
    )
    report, account = figure.report, make.AccountFactory()
    assert scores.pairs_of(world.campaign) == {}
    type(report).objects.filter(pk=report.pk).update(
        state="submitted", submitted_at=clock.now(), submitted_by=account
    )

    pairs = scores.pairs_of(world.campaign)

    assert pairs[world.board.pk][figure.indicator_id].actual == 120
    assert scores.others_of(pairs, world.board.pk, figure.indicator_id) == ()
    assert scores.others_of(pairs, world.chief.pk, figure.indicator_id) == (
        pairs[world.board.pk][figure.indicator_id],
    )
