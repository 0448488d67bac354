"""How boards stand with the steps of a year: done, now, late, later."""

import datetime as dt

import pytest

from campaigns import progress
from campaigns.deadlines import Window
from campaigns.progress import DONE, LATE, LATER, NOW, Mark, Step

OPENS, CLOSES = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
WINDOW = Window(OPENS, CLOSES, CLOSES)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "is_done", "state"),
    [
        (OPENS - DAY, False, LATER),
        (OPENS, False, NOW),
        (CLOSES, False, NOW),
        (CLOSES + DAY, False, LATE),
        (CLOSES + DAY, True, DONE),
        (OPENS - DAY, True, DONE),
    ],
)
def test_standing_of_a_board(day, is_done, state):
    assert progress.standing(WINDOW, day, is_done=is_done) == state


def test_standing_without_days_is_to_be_done():
    assert progress.standing(None, OPENS, is_done=False) == NOW
    assert progress.days_late(None, OPENS) == 0


def test_days_late_counts_from_the_last_day():
    assert [progress.days_late(WINDOW, CLOSES + n * DAY) for n in (0, 1, 3)] == [0, 1, 3]


def marks(*states):
    return {key: Mark(state) for key, state in enumerate(states)}


@pytest.mark.parametrize(
    ("step", "day", "state"),
    [
        (Step("s", "", WINDOW, marks(DONE, DONE)), CLOSES + DAY, DONE),
        (Step("s", "", WINDOW, marks(DONE, LATE)), CLOSES + DAY, LATE),
        (Step("s", "", WINDOW, marks(DONE, NOW)), CLOSES, NOW),
        (Step("s", "", WINDOW, marks(LATER)), OPENS - DAY, LATER),
        (Step("s", "", WINDOW), CLOSES, NOW),
        (Step("s", "", WINDOW), CLOSES + DAY, LATER),
        (Step("s", "", None, marks(NOW)), OPENS, LATER),
        (Step("s", "", None, marks(NOW, DONE)), OPENS, NOW),
        (Step("s", "", None), OPENS, LATER),
    ],
)
def test_where_the_bloc_stands_with_a_step(step, day, state):
    assert step.state_on(day) == state


def test_percent_of_a_step_counts_boards():
    assert Step("s", "", WINDOW, marks(DONE, NOW, DONE)).percent == 66
    assert Step("s", "").percent == 0


def test_late_boards_name_their_steps_in_order():
    first = Step("first", "", WINDOW, marks(LATE, DONE, LATE))
    second = Step("second", "", WINDOW, marks(LATE, LATE, NOW))

    assert progress.late_boards([first, second]) == {0: [first, second], 1: [second], 2: [first]}
