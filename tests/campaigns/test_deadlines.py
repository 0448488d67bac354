"""Days: windows, working days, shifting, order. Tables of days and what they come to."""

import datetime as dt

import pytest

from campaigns import deadlines
from campaigns.deadlines import Window

D = dt.date
OPENS, CLOSES = D(2026, 3, 1), D(2026, 3, 31)
WINDOW = Window(OPENS, CLOSES, CLOSES)
HOLIDAYS = {D(2026, 4, 30), D(2026, 5, 1)}  # a Thursday and a Friday
CORRECTED = {D(2026, 5, 4): True, D(2026, 5, 9): False}  # a Monday off, a Saturday worked


@pytest.mark.parametrize(
    ("day", "stands", "late", "left"),
    [
        (D(2026, 2, 28), (False, False, False), 0, 31),
        (OPENS, (True, False, True), 0, 30),
        (D(2026, 3, 30), (True, False, True), 0, 1),
        (CLOSES, (True, False, True), 0, 0),
        (D(2026, 4, 1), (True, True, False), 1, 0),
        (D(2026, 4, 30), (True, True, False), 30, 0),
    ],
)
def test_where_a_day_lies(day, stands, late, left):
    """``stands``: begun, over, in it."""
    assert (WINDOW.has_begun(day), WINDOW.is_over(day), WINDOW.holds_on(day)) == stands
    assert (WINDOW.days_late(day), WINDOW.days_left(day)) == (late, left)


def test_a_window_of_one_day_holds_on_it():
    assert Window(OPENS, OPENS, OPENS).holds_on(OPENS)


def test_more_time_keeps_what_was_planned():
    longer = WINDOW.extended(D(2026, 4, 10), "bão")

    assert longer == Window(OPENS, D(2026, 4, 10), CLOSES, "bão")
    assert longer.is_extended
    assert not WINDOW.is_extended


@pytest.mark.parametrize("until", [CLOSES, D(2026, 3, 15), D(2025, 1, 1)])
def test_no_extension_shortens(until):
    assert WINDOW.extended(until, "nhầm") == WINDOW


def test_of_two_extensions_the_latest_day_counts_in_either_order():
    one, two = (D(2026, 4, 5), "một"), (D(2026, 4, 9), "hai")
    for first, second in ((one, two), (two, one)):
        longer = WINDOW.extended(*first).extended(*second)
        assert (longer.closes_on, longer.reason) == two


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (D(2026, 4, 29), True),
        (D(2026, 4, 30), False),  # a public holiday
        (D(2026, 5, 1), False),
        (D(2026, 5, 2), False),  # a Saturday
        (D(2026, 5, 3), False),  # a Sunday
        (D(2026, 5, 4), False),  # a Monday, off by correction
        (D(2026, 5, 5), True),
        (D(2026, 5, 9), True),  # a Saturday, worked by correction
    ],
)
def test_working_days(day, works):
    assert deadlines.is_working_day(day, HOLIDAYS.__contains__, CORRECTED) is works


def test_a_correction_wins_over_the_holiday():
    assert deadlines.is_working_day(D(2026, 5, 1), HOLIDAYS.__contains__, {D(2026, 5, 1): False})


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (D(2026, 4, 29), D(2026, 4, 29)),
        (D(2026, 4, 30), D(2026, 5, 5)),  # over holiday, week-end and the corrected Monday
        (D(2026, 5, 9), D(2026, 5, 9)),
        (D(2026, 5, 10), D(2026, 5, 11)),
    ],
)
def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day(day, ends):
    assert deadlines.working_day_from(day, HOLIDAYS.__contains__, CORRECTED) == ends


@pytest.mark.parametrize(
    ("count", "ends"),
    [(0, D(2026, 4, 28)), (1, D(2026, 4, 29)), (2, D(2026, 5, 5)), (6, D(2026, 5, 9))],
)
def test_a_term_of_working_days(count, ends):
    from_day = D(2026, 4, 28)
    ended = deadlines.after_working_days(from_day, count, HOLIDAYS.__contains__, CORRECTED)
    assert ended == ends


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (D(2025, 3, 31), 1, D(2026, 3, 31)),
        (D(2027, 1, 15), -1, D(2026, 1, 15)),
        (D(2024, 2, 29), 1, D(2025, 2, 28)),
        (D(2024, 2, 29), 4, D(2028, 2, 29)),
        (D(2025, 3, 31), 0, D(2025, 3, 31)),
    ],
)
def test_days_move_to_another_year(day, years, moved):
    assert deadlines.shifted(day, years) == moved


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Báo cáo tổng kết năm 2025", "Báo cáo tổng kết năm 2027"),
        ("So với năm 2024; nhiệm vụ năm 2026", "So với năm 2026; nhiệm vụ năm 2028"),
        ("Kế hoạch 2021-2030, số 12025", "Kế hoạch 2021-2030, số 12025"),
        ("", ""),
    ],
)
def test_words_move_to_another_year(text, moved):
    assert deadlines.years_shifted(text, 2025, 2) == moved


@pytest.mark.parametrize(
    ("spans", "wrong"),
    [
        ([], None),
        ([("a", D(2026, 1, 1), D(2026, 1, 5))], None),
        ([("a", D(2026, 1, 1), D(2026, 1, 5)), ("b", D(2026, 1, 6), D(2026, 1, 7))], None),
        ([("a", D(2026, 1, 1), D(2026, 1, 5)), ("b", D(2026, 1, 5), D(2026, 1, 7))], ("a", "b")),
        ([("a", D(2026, 2, 1), D(2026, 2, 5)), ("b", D(2026, 1, 1), D(2026, 1, 7))], ("a", "b")),
        (
            [
                ("a", D(2026, 1, 1), D(2026, 1, 5)),
                ("b", D(2026, 1, 6), D(2026, 1, 9)),
                ("c", D(2026, 1, 8), D(2026, 1, 9)),
            ],
            ("b", "c"),
        ),
    ],
)
def test_one_after_the_other(spans, wrong):
    assert deadlines.first_out_of_order(spans) == wrong


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (D(2026, 1, 31), D(2026, 1, 31), [D(2026, 1, 1)]),
        (D(2026, 11, 5), D(2027, 1, 15), [D(2026, 11, 1), D(2026, 12, 1), D(2027, 1, 1)]),
        (D(2026, 12, 31), D(2027, 1, 1), [D(2026, 12, 1), D(2027, 1, 1)]),
    ],
)
def test_months_from_one_day_to_another(first, last, months):
    assert deadlines.months_of(first, last) == months
