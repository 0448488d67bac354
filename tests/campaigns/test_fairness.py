"""Who checks harshly, who leniently, and who favours whom."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.fairness import differences, favours, leanings, lift, trimmed_mean

D = Decimal
MOST = D(1000)
POINTS = st.decimals(0, 1000, places=2)
BOARDS = st.sampled_from("ABCDEF")
TOTALS = st.dictionaries(BOARDS, st.dictionaries(BOARDS, POINTS, max_size=6), max_size=6)


def shifted(totals, checker, by):
    """The same totals, that checker's all higher by so much."""
    return {
        board: {who: total + (by if who == checker != board else 0) for who, total in given.items()}
        for board, given in totals.items()
    }


def of(found, checker):
    return next(each for each in found if each.checker == checker)


@pytest.mark.parametrize(
    ("figures", "mean"),
    [([], None), ([4], 4), ([1, 2, 9], 4), ([0, 2, 3, 4, 100], 3)],
)
def test_trimmed_mean_leaves_out_a_fifth_at_both_ends(figures, mean):
    assert trimmed_mean(D(each) for each in figures) == mean


def test_a_harsh_and_a_lenient_checker_stand_out():
    usual = {"A": D(900), "B": D(900), "X": D(850), "Y": D(950)}
    totals = {board: usual | {board: D(900)} for board in ("C", "D", "E")}

    found = leanings(totals, MOST)

    assert [each.checker for each in found] == ["X", "A", "B", "Y"]
    assert [each.checker for each in found if each.is_harsh] == ["X"]
    assert [each.checker for each in found if each.is_lenient] == ["Y"]
    assert of(found, "X").boards == 3


def test_where_nobody_else_scored_nothing_is_said():
    assert leanings({"A": {"B": D(900)}}, MOST) == []
    assert leanings({}, MOST) == []


@given(TOTALS, BOARDS, POINTS)
def test_shifting_all_points_of_a_checker_shifts_its_leaning(totals, checker, by):
    before, after = leanings(totals, MOST), leanings(shifted(totals, checker, by), MOST)

    for each in before:
        if each.checker == checker:
            assert abs(of(after, checker).points - each.points - by) < D("0.000001")


@given(TOTALS, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_never_matters(totals, random):
    boards = list(totals)
    random.shuffle(boards)
    mixed = {board: dict(reversed(totals[board].items())) for board in boards}

    assert leanings(mixed, MOST) == leanings(totals, MOST)
    assert favours(mixed, MOST) == favours(totals, MOST)


@given(TOTALS, BOARDS, BOARDS, POINTS)
def test_being_lenient_to_all_is_no_favour(totals, checker, board, by):
    before = differences(totals)
    after = differences(shifted(totals, checker, by))

    if len(before.get(checker, {})) > 1 and board in before[checker]:
        parts = lift(after, checker, board) - lift(before, checker, board)
        assert abs(parts) < D("0.000001")


def test_two_that_lift_each_other_are_named():
    fair = {name: {"A": D(900), "B": D(900), "Z": D(900), name: D(900)} for name in ("C", "D")}
    totals = fair | {
        "A": {"B": D(940), "Z": D(900), "A": D(900)},
        "B": {"A": D(930), "Z": D(900), "B": D(900)},
    }

    (found,) = favours(totals, MOST)

    assert (found.first, found.second, found.given, found.returned) == ("A", "B", 30, 40)


def test_one_sided_favour_is_not_mutual():
    totals = {
        "A": {"B": D(900), "Z": D(900), "A": D(900)},
        "B": {"A": D(960), "Z": D(900), "B": D(900)},
        "C": {"A": D(900), "B": D(900), "C": D(900)},
    }

    assert favours(totals, MOST) == []
