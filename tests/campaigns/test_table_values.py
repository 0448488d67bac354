"""A table as a value: what does not add up, what another one says otherwise, how it is scored."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest

from campaigns import actions, scoring
from campaigns.faults import faults_of
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout
from campaigns.models import ConditionKind, CriterionKind, Formula
from campaigns.points import point_words, read_points
from campaigns.queries import tables as queries
from campaigns.ranking import BONUS, GROUP, MARK, Entry, TieBreak, standings, what_if
from campaigns.scoring import Facts, Least, Pair
from campaigns.table_changes import changes_between
from campaigns.table_templates import TEMPLATES, layout_of
from foundation.refusals import Refusal
from tests import factories as make
from tests.campaigns.test_table_actions import approved, drafted, fresh, met, rich, small


def texts(layout):
    return [fault.text for fault in faults_of(layout)]


def only(line, maximum=None, **more):
    """A table of one line."""
    most = line.maximum if maximum is None else Decimal(maximum)
    return Layout(most, groups=(GroupText("I", most, criteria=(line,)),), **more)


# -- what does not add up ------------------------------------------------------------------------
@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_the_examples_add_up(template):
    known = {each.name.casefold(): 1 for each in layout_of(template, {}).criteria}

    assert texts(layout_of(template, known)) == []


def test_a_table_that_adds_up_has_no_faults():
    assert texts(small()) == []


BANDED = CriterionText(
    "Vốn", CriterionKind.QUANTITATIVE, Decimal(20), formula=Formula.RATE_BANDS, indicator=1,
    bands=((Decimal(100), Decimal(15)),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (Layout(), "The table has no groups yet."),
        (
            replace(small(), maximum=Decimal(110)),
            "The groups add up to 100, but the table gives 110.",
        ),
        (
            Layout(Decimal(5), groups=(GroupText("I", Decimal(5)),)),
            "Group I has no criteria yet.",
        ),
        (
            only(met("A", 30), 20),
            "The criteria of group I add up to 30 instead of 20.",
        ),
        (only(met("A", "20.1")), "20,1 cannot be divided into steps of 0,25."),
        (only(met("A", "20.1")), "The 20,1 points of group I are no multiple of 0,25."),
        (only(met("A", "20.1")), "The points of “A” are no multiple of 0,25."),
        (only(BANDED), "The highest band of “Vốn” gives 15 instead of 20."),
        (
            only(replace(BANDED, formula=Formula.LEADER, bands=(), indicator=None)),
            "No indicator yet: its figures will be typed by hand.",
        ),
        (
            only(met("A", 20), conditions=(
                ConditionText(ConditionKind.LEAST, points=Decimal(21)),
            )),
            "A condition wants 21 points where there are 20 at most.",
        ),
        (
            only(met("A", 20), bonus_inside=False, cap=Decimal("20.1")),
            "20,1 cannot be divided into steps of 0,25.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told(layout, words):
    assert words in texts(layout)


def test_a_condition_on_a_group_is_measured_by_the_group():
    layout = small()
    asked = ConditionText(ConditionKind.LEAST, group=layout.groups[1].key, points=Decimal(21))

    assert texts(replace(layout, conditions=(asked,))) == [
        "A condition wants 21 points where there are 20 at most."
    ]


def test_a_group_of_bonus_may_hold_more_than_it_gives():
    bonus = GroupText("Thưởng", Decimal(10), is_bonus=True, criteria=(met("A", 8), met("B", 8)))

    assert texts(Layout(Decimal(10), groups=(bonus,))) == []


def test_bonus_outside_does_not_count_into_the_total():
    first = GroupText("I", Decimal(100), criteria=(met("A", 100),))
    bonus = GroupText("Thưởng", Decimal(10), is_bonus=True, criteria=(met("B", 10),))
    layout = Layout(Decimal(100), groups=(first, bonus))

    assert texts(layout) == ["The groups add up to 110, but the table gives 100."]
    assert texts(replace(layout, bonus_inside=False)) == []


# -- what another table says otherwise -----------------------------------------------------------
def told(before, after):
    return [
        (change.kind, change.name, change.detail, change.touches_scores)
        for change in changes_between(before, after)
    ]


def test_the_same_table_changes_nothing():
    layout = small()

    assert told(layout, layout) == []
    assert told(layout, layout.moved(layout.groups[1].key, up=True)) == []


def test_changes_of_the_whole_are_told():
    before = small()
    asked = (ConditionText(ConditionKind.LEAST, points=Decimal(1)),)
    after = replace(
        before, maximum=Decimal(110), step=Decimal("0.5"), bonus_inside=False, conditions=asked
    )

    assert told(before, after) == [
        ("changed", "Highest total", "100 → 110", True),
        ("changed", "Step of points", "0,25 → 0,5", True),
        ("changed", "How bonus counts", "", True),
        ("changed", "Conditions", "", False),
    ]


def test_changes_of_tie_breaks_are_told():
    layout = layout_of(TEMPLATES["100"], {})

    assert told(layout, replace(layout, tie_breaks=())) == [("changed", "Tie-breaks", "", False)]


def test_changes_of_groups_are_told():
    before = small()
    first, second = before.groups
    third = GroupText("Thưởng", Decimal(10), is_bonus=True)
    after = replace(before, groups=(replace(first, name="Mới", maximum=Decimal(90)), third))

    assert told(before, after) == [
        ("changed", "I. Mới", "was: Nhiệm vụ chính trị; 80 → 90", True),
        ("new", "II. Thưởng", "10", False),
        ("gone", "Thi đua", "", True),
        ("gone", "C", "20", True),
    ]
    renamed = replace(before, groups=(first, replace(second, is_bonus=True)))
    assert told(before, renamed) == [("changed", "II. Thi đua", "", False)]


def test_changes_of_lines_are_told_with_what_they_mean_for_scores():
    before = small()
    first, second = before.groups
    one, other = first.criteria
    counted = replace(one, kind=CriterionKind.COUNTED, points_each=Decimal(5))
    after = replace(
        before,
        groups=(
            replace(first, criteria=(counted, replace(other, name="B mới", evidence="Báo cáo"))),
            replace(second, criteria=(replace(second.criteria[0], evidence="Ảnh"),)),
        ),
    )

    assert told(before, after) == [
        ("changed", "A", "scored in another way", True),
        ("changed", "B mới", "was: B", False),
        ("changed", "C", "", False),
    ]


# -- rearranged ----------------------------------------------------------------------------------
def test_what_is_not_there_is_left_alone():
    layout = small()

    assert layout.copied(uuid4()) == layout
    assert layout.without(uuid4()) == layout
    assert layout.group_of(uuid4()) is None


def test_at_the_end_a_line_stays():
    layout = small()
    one, other = layout.groups[0].criteria

    assert layout.moved(one.key, up=True) == layout
    assert layout.moved(other.key, up=False) == layout


# -- points as people write them -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "found"),
    [("12,5", "12.5"), ("-5", "-5"), ("− 5", "-5"), ("1.000", "1000"), ("0", "0"), ("-0", "0")],
)
def test_points_are_read_as_they_are_typed(typed, found):
    assert read_points(typed) == Decimal(found)


def test_points_may_be_missing_or_wrong():
    assert read_points(" ") is None
    with pytest.raises(Refusal):
        read_points("1,234")


@pytest.mark.parametrize(
    ("value", "words"),
    [("12.50", "12,5"), ("1000.00", "1.000"), ("-5.00", "-5"), ("0.25", "0,25"), ("0.00", "0")],
)
def test_points_are_written_with_as_many_decimals_as_they_need(value, words):
    assert point_words(Decimal(value)) == words


# -- as the pure modules take it -----------------------------------------------------------------
@pytest.mark.usefixtures("today")
def test_a_table_scores_and_ranks_boards(world, cast):
    layout = rich(world)
    table = queries.table_in_force(approved(world, cast, layout).campaign)
    scale, (first, bonus) = queries.scale_of(table), layout.groups
    rules = {
        row.name: queries.rule_of(row)
        for group in table.groups.all()
        for row in group.criteria.all()
    }

    def entry(board, actual, late, *, is_met):
        own = Facts(own=Pair(Decimal(100), Decimal(actual)), count=late, is_met=is_met)
        given = {name: scoring.points_of(rule, own, scale.step) for name, rule in rules.items()}
        points = {first.key: [given["Vốn"], given["B"], given["Nộp muộn"]], bonus.key: [given["C"]]}
        return Entry(board, scoring.score_of(scale, points).groups)

    entries = [entry("a", 100, 0, is_met=True), entry("b", 92, 1, is_met=True)]
    found = standings(entries, scale, queries.tie_breaks_of(table))

    assert [(each.board, each.rank, each.score.total) for each in found] == [
        ("a", 1, 90), ("b", 2, 85),  # 80 + 20 ends at the cap; 40 + 30 - 5 + 20
    ]  # fmt: skip
    assert what_if("b", entries, scale, queries.tie_breaks_of(table))[0].points == 15
    least = queries.least_of(table)
    assert least == [Least(Decimal(40), first.key), Least(Decimal(50))]
    assert scoring.missed(least, found[1].score) == []


@pytest.mark.usefixtures("today")
def test_tie_breaks_go_by_keys_and_the_vote_is_a_mark(world, cast):
    layout = rich(world)
    table = fresh(drafted(world, cast, layout))

    assert queries.tie_breaks_of(table) == [
        TieBreak(GROUP, layout.groups[0].key), TieBreak(BONUS), TieBreak(MARK, "vote"),
    ]  # fmt: skip


@pytest.mark.usefixtures("today")
def test_less_is_better_where_the_indicator_says_so(world, cast):
    indicator = make.IndicatorFactory(bloc=world.bloc, better="less")
    line = replace(BANDED, formula=Formula.LINEAR, bands=(), indicator=indicator.pk)
    table = fresh(drafted(world, cast, only(line)))

    rule = queries.rule_of(table.groups.get().criteria.get())

    assert rule.better == "less"


@pytest.mark.usefixtures("today")
def test_a_year_without_a_table_has_none_in_force(world, cast):
    assert queries.table_in_force(world.campaign) is None
    assert queries.table_shown(world.campaign) is None
    actions.draft_table(world.campaign, by=cast["secretary"])
    assert queries.table_in_force(world.campaign) is None
