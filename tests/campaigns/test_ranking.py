"""Ranking: totals, tie-breaks, shared ranks, exclusions, and why a board stands where it does."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.ranking import (
    BONUS,
    GROUP,
    MARK,
    TOTAL,
    Comparison,
    Entry,
    TieBreak,
    WhatIf,
    level_of,
    standings,
    what_if,
)
from campaigns.scoring import GroupRule, Scale, total_of

STEP = Decimal("0.25")
SCALE = Scale(
    (
        GroupRule("I", Decimal(600)),
        GroupRule("II", Decimal(200)),
        GroupRule("III", Decimal(150)),
        GroupRule("IV", Decimal(50), is_bonus=True),
    ),
    maximum=Decimal(1000),
    step=STEP,
)
BY_I, BY_III = TieBreak(GROUP, "I"), TieBreak(GROUP, "III")
LIST = (BY_I, BY_III, TieBreak(BONUS), TieBreak(MARK, "vote"))


def entry(board, first, *, second=200, third=150, bonus=0, **more):
    points = zip(("I", "II", "III", "IV"), (first, second, third, bonus), strict=True)
    groups = {key: Decimal(value) for key, value in points}
    return Entry(board, groups, **more)


def ranks(*entries, tie_breaks=LIST):
    return {each.board: each.rank for each in standings(entries, SCALE, tie_breaks)}


def test_the_highest_total_comes_first():
    found = standings([entry("b", 500), entry("a", 600), entry("c", 400)], SCALE, LIST)

    assert [(each.board, each.rank, each.score.total) for each in found] == [
        ("a", 1, 950), ("b", 2, 850), ("c", 3, 750),
    ]  # fmt: skip


def test_tie_breaks_decide_in_their_order():
    more_in_one = entry("x", 590, third=140)
    more_in_three = entry("y", 580, third=150)

    assert ranks(more_in_one, more_in_three) == {"x": 1, "y": 2}
    assert ranks(more_in_one, more_in_three, tie_breaks=[BY_III, BY_I]) == {"x": 2, "y": 1}


def test_where_the_list_ends_a_rank_is_shared_and_the_next_one_skipped():
    rows = [entry("a", 600), entry("b", 500, order=2), entry("c", 500, order=1), entry("d", 400)]

    found = standings(rows, SCALE, LIST)

    assert [(each.board, each.rank, each.is_shared) for each in found] == [
        ("a", 1, False), ("c", 2, True), ("b", 2, True), ("d", 4, False),
    ]  # fmt: skip


def test_a_vote_decides_where_points_do_not():
    voted = [
        entry("a", 500, marks={"vote": Decimal(4)}),
        entry("b", 500, marks={"vote": Decimal(7)}),
    ]

    assert ranks(*voted) == {"a": 2, "b": 1}


def test_a_missing_mark_stands_below_all_others():
    rows = [entry("a", 500), entry("b", 500, marks={"vote": Decimal(0)})]

    assert ranks(*rows) == {"a": 2, "b": 1}


def test_excluded_boards_stand_apart_with_their_conditions():
    rows = [entry("late", 600, exclusions=("no report",)), entry("a", 500), entry("b", 400)]

    found = standings(rows, SCALE, LIST)

    assert [(each.board, each.rank, each.exclusions) for each in found] == [
        ("a", 1, ()), ("b", 2, ()), ("late", None, ("no report",)),
    ]  # fmt: skip


# -- why ----------------------------------------------------------------------------------------
def test_each_board_learns_which_figure_parted_it_from_the_next():
    rows = [entry("a", 590, third=140), entry("b", 580, third=150), entry("c", 400)]

    first, second, third = standings(rows, SCALE, LIST)

    assert first.above is None
    assert second.above == Comparison("a", BY_I, Decimal(580), Decimal(590))
    assert third.above == Comparison("b", TieBreak(TOTAL), Decimal(750), Decimal(930))


def test_what_if_says_how_many_points_in_which_group_make_a_better_rank():
    rows = [entry("a", 590), entry("b", 580, bonus=9), entry("c", 570)]

    assert what_if("b", rows, SCALE, LIST) == [
        # the same total as the first and more bonus are not enough: group I comes first
        WhatIf("I", Decimal("1.25"), 1),
        WhatIf("IV", Decimal("1.25"), 1),
    ]


def test_what_if_uses_the_tie_breaks():
    rows = [entry("a", 590, second=190), entry("b", 580)]

    assert what_if("b", rows, SCALE, [BY_III]) == []  # they share the first rank
    assert what_if("b", rows, SCALE, [BY_I]) == [WhatIf("I", STEP, 1), WhatIf("IV", STEP, 1)]
    rows = [entry("a", 580, second=191), entry("b", 580, second=190)]
    assert what_if("b", rows, SCALE, [BY_I])[0] == WhatIf("I", Decimal(1), 1)


def test_what_if_may_lead_to_a_shared_rank():
    rows = [entry("a", 500, second=101), entry("b", 500, second=100)]

    assert WhatIf("II", Decimal(1), 1) in what_if("b", rows, SCALE, LIST)


def test_what_if_has_nothing_to_say_to_the_first_and_the_excluded():
    rows = [entry("a", 590), entry("b", 100, exclusions=("no report",))]

    assert what_if("a", rows, SCALE, LIST) == []
    assert what_if("b", rows, SCALE, LIST) == []


def test_what_if_offers_no_group_without_room():
    rows = [entry("a", 600, bonus=50), entry("b", 600, bonus=0)]

    assert what_if("b", rows, SCALE, LIST) == [WhatIf("IV", Decimal(50), 1)]


def test_an_unknown_comparison_is_an_error():
    with pytest.raises(ValueError, match="no comparison"):
        standings([entry("a", 1)], SCALE, [TieBreak("luck")])


# -- properties ----------------------------------------------------------------------------------
def points(most):
    return st.integers(0, int(most / STEP)).map(lambda count: STEP * count)


few = st.sampled_from([Decimal(0), Decimal(10), Decimal(20)])
lists = st.lists(st.sampled_from(LIST), unique=True, max_size=4)


@st.composite
def fields(draw):
    """Some boards, many of them close together, so that ties are common."""
    boards = range(draw(st.integers(1, 8)))
    close = draw(st.booleans())
    return [
        Entry(
            board,
            {rule.key: draw(few if close else points(rule.maximum)) for rule in SCALE.groups},
            marks=draw(st.dictionaries(st.just("vote"), st.none() | few)),
            exclusions=draw(st.sampled_from([(), (), (), ("no report",)])),
            order=draw(st.integers(0, 3)),
        )
        for board in boards
    ]


@given(fields(), lists, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(entries, tie_breaks, chance):
    mixed = list(entries)
    chance.shuffle(mixed)

    assert standings(mixed, SCALE, tie_breaks) == standings(entries, SCALE, tie_breaks)


@given(fields(), lists, st.sampled_from(SCALE.groups), st.integers(0, 200))
def test_more_points_never_lower_a_rank(entries, tie_breaks, rule, more):
    own = entries[0]
    raised = min(own.groups[rule.key] + more * STEP, rule.maximum)
    better = replace(own, groups={**own.groups, rule.key: max(raised, own.groups[rule.key])})

    before = {each.board: each.rank for each in standings(entries, SCALE, tie_breaks)}
    after = {each.board: each.rank for each in standings([better, *entries[1:]], SCALE, tie_breaks)}

    if before[own.board] is None:
        assert after == before
    else:
        assert after[own.board] <= before[own.board]


@given(fields(), lists)
def test_ranks_are_shared_only_where_the_list_ends(entries, tie_breaks):
    found = standings(entries, SCALE, tie_breaks)
    levels = {
        each.board: level_of(each, total_of(SCALE, each.groups), tie_breaks) for each in entries
    }
    ranked = [each for each in found if each.rank is not None]

    for one in ranked:
        same = [each for each in ranked if levels[each.board] == levels[one.board]]
        assert {each.rank for each in same} == {one.rank}
        assert one.is_shared == (len(same) > 1)
        assert one.rank == 1 + sum(levels[each.board] > levels[one.board] for each in ranked)


@given(fields(), lists)
def test_everybody_is_there_once_and_the_excluded_last(entries, tie_breaks):
    found = standings(entries, SCALE, tie_breaks)

    assert sorted(each.board for each in found) == sorted(each.board for each in entries)
    assert [each.rank is None for each in found] == sorted(each.rank is None for each in found)


@given(fields(), lists)
def test_what_if_keeps_its_word_and_asks_for_no_more_than_needed(entries, tie_breaks):
    own = entries[0]
    before = {each.board: each.rank for each in standings(entries, SCALE, tie_breaks)}

    def rank_with(group, more):
        raised = replace(own, groups={**own.groups, group: own.groups[group] + more})
        rows = standings([raised, *entries[1:]], SCALE, tie_breaks)
        return next(each.rank for each in rows if each.board == own.board)

    answers = what_if(own.board, entries, SCALE, tie_breaks)
    for rule in SCALE.groups:
        if before[own.board] is not None and rule.key not in {each.group for each in answers}:
            room = rule.maximum - own.groups[rule.key]
            assert rank_with(rule.key, room) == before[own.board]  # not even all of it would do
    for answer in answers:
        assert answer.points % STEP == 0
        assert rank_with(answer.group, answer.points) == answer.rank < before[own.board]
        assert rank_with(answer.group, answer.points - STEP) == before[own.board]
