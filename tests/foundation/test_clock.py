"""Only the demo sets the clock, and only for a while."""

import datetime as dt

from foundation import clock
from foundation.waiting import Waiting
from tests.clock import on

CASE_DAY = dt.datetime(2021, 1, 15, 20, tzinfo=dt.UTC)  # already the 16th in Đà Nẵng


def test_the_clock_is_set_and_goes_back():
    with on(dt.date(2026, 6, 15)):
        with clock.at(CASE_DAY):
            assert clock.now() == CASE_DAY
            assert clock.today() == dt.date(2021, 1, 16)
        assert clock.today() == dt.date(2026, 6, 15)


def test_what_waits_says_how_long_in_words():
    today = dt.date(2026, 6, 15)
    words = []
    with on(today):
        for days in (-2, -1, 0, 1, 5):
            due = today + dt.timedelta(days=days)
            words.append(Waiting("Sign", "/", "Sign", due_on=due).words_until)

    assert words == ["2 days late", "1 day late", "Today", "1 day left", "5 days left"]


def test_what_is_wanted_soonest_comes_first_and_what_has_no_day_last():
    dated = [Waiting("b", "", "", due_on=dt.date(2026, 1, 2)), Waiting("c", "", "")]
    first = Waiting("a", "", "", due_on=dt.date(2026, 1, 1))

    assert sorted([*dated, first], key=Waiting.sort_key) == [first, *dated]
