"""Who checks whom, whatever the bloc looks like."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.checking import BALANCED, LEADERS, RING, TEAM, checkers_of_gone, duties

BLOCS = st.integers(0, 40).map(lambda count: [f"B{number}" for number in range(count)])
PATTERNS = st.sampled_from([LEADERS, RING, TEAM, BALANCED])


@st.composite
def blocs(draw):
    """Boards, and which of them hold an office."""
    boards = draw(BLOCS)
    officers = draw(st.permutations(boards).map(lambda names: names[:2]))
    return boards, officers[: draw(st.integers(0, 2))]


@given(PATTERNS, blocs(), st.integers(2000, 2100))
def test_nobody_checks_itself_and_no_duty_is_given_twice(pattern, bloc, year):
    found = duties(pattern, *bloc, seed=year)

    assert all(checker != board for checker, board in found)
    assert len(found) == len(set(found))


@given(PATTERNS, blocs(), st.integers(2000, 2100))
def test_everybody_is_checked_where_there_are_two_or_more(pattern, bloc, year):
    boards, officers = bloc

    checked = {board for _checker, board in duties(pattern, boards, officers, seed=year)}

    assert checked == (set(boards) if len(boards) > 1 else set())


@given(st.sampled_from([RING, BALANCED]), BLOCS, st.integers(2000, 2100))
def test_shares_are_equal(pattern, boards, year):
    found = duties(pattern, boards, seed=year)

    for side in (0, 1):
        assert len(set(Counter(duty[side] for duty in found).values())) <= 1


@given(st.sampled_from([RING, BALANCED]), BLOCS, st.integers(2000, 2100))
def test_no_two_boards_check_each_other_where_that_can_be_avoided(pattern, boards, year):
    found = set(duties(pattern, boards, seed=year))

    if len(boards) > 2:
        assert [duty for duty in found if duty[::-1] in found] == []


@given(blocs(), st.integers(2000, 2100))
def test_the_shares_are_the_same_each_time(bloc, year):
    assert duties(BALANCED, *bloc, seed=year) == duties(BALANCED, *bloc, seed=year)


def test_chief_and_deputy_check_all_but_themselves():
    found = duties(LEADERS, ["a", "b", "c"], ["c", "a"])

    assert found == [("c", "a"), ("c", "b"), ("a", "b"), ("a", "c")]


def test_where_there_is_no_deputy_somebody_else_checks_the_chief():
    assert duties(LEADERS, ["a", "b", "c"], ["a"])[-2:] == [("b", "a"), ("b", "c")]


def test_a_team_is_of_three():
    found = duties(TEAM, ["a", "b", "c", "d", "e"], ["e"])

    assert {checker for checker, _board in found} == {"e", "a", "b"}


def test_in_a_ring_each_checks_the_next():
    assert duties(RING, ["a", "b", "c"]) == [("a", "b"), ("b", "c"), ("c", "a")]


def test_five_boards_check_two_each():
    assert len(duties(BALANCED, list("abcde"), seed=2026)) == 10


def test_another_year_shares_out_otherwise():
    boards = [f"B{number}" for number in range(11)]
    assert duties(BALANCED, boards, seed=2026) != duties(BALANCED, boards, seed=2027)


def test_another_word_is_no_pattern():
    with pytest.raises(ValueError, match="no pattern"):
        duties("dice", [])


# -- who left within the year --------------------------------------------------------------------
@given(PATTERNS, blocs(), st.integers(2000, 2100))
def test_who_left_is_checked_by_some_of_the_others_each_once(pattern, bloc, year):
    boards, officers = bloc

    found = checkers_of_gone(pattern, boards, officers, seed=year)

    assert len(found) == len(set(found))
    assert set(found) <= set(boards)
    assert bool(found) == bool(boards)


@pytest.mark.parametrize(("pattern", "count"), [(LEADERS, 2), (TEAM, 3), (RING, 1), (BALANCED, 2)])
def test_who_left_is_checked_by_as_many_as_the_pattern_gives(pattern, count):
    assert len(checkers_of_gone(pattern, ["a", "b", "c", "d", "e"], ["e"])) == count


def test_chief_and_deputy_check_who_left_but_not_the_half_that_they_took_over():
    """The caller leaves the heir out: here the deputy "b"."""
    assert checkers_of_gone(LEADERS, ["a", "c", "d"], ["a", "b"]) == ["a", "c"]
