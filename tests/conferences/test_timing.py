"""When each item of an agenda begins."""

import datetime as dt

from conferences.timing import hours


def test_each_item_begins_when_the_one_before_has_ended():
    assert hours(dt.time(8), [15, 60, 5]) == [
        dt.time(8), dt.time(8, 15), dt.time(9, 15), dt.time(9, 20),
    ]  # fmt: skip


def test_an_empty_agenda_ends_as_it_begins():
    assert hours(dt.time(13, 30), []) == [dt.time(13, 30)]


def test_an_agenda_may_run_past_midnight():
    assert hours(dt.time(23, 30), [60])[-1] == dt.time(0, 30)
