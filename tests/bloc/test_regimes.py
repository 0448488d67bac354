"""Which law applies to a paper received on a day."""

import datetime as dt
from itertools import pairwise
from typing import NamedTuple

import pytest

from bloc.models import Regime
from bloc.regimes import days_between, nearest, regime_on


class Law(NamedTuple):
    code: str
    valid_from: dt.date
    valid_to: dt.date | None


LAWS = [
    Law("R2023", dt.date(2024, 1, 1), dt.date(2025, 6, 30)),
    Law("R2017", dt.date(2017, 10, 1), dt.date(2023, 12, 31)),
    Law("R2025", dt.date(2025, 7, 1), dt.date(2027, 3, 1)),
]
OPEN_ENDED = [*LAWS, Law("R2027", dt.date(2027, 3, 2), None)]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2017, 9, 30), None),
        (dt.date(2017, 10, 1), "R2017"),
        (dt.date(2021, 1, 15), "R2017"),
        (dt.date(2023, 12, 31), "R2017"),
        (dt.date(2024, 1, 1), "R2023"),
        (dt.date(2025, 6, 30), "R2023"),
        (dt.date(2025, 7, 1), "R2025"),
        (dt.date(2027, 3, 1), "R2025"),
        (dt.date(2027, 3, 2), None),
    ],
)
def test_a_paper_takes_the_law_of_the_day_it_is_received(day, code):
    found = regime_on(LAWS, day)

    assert (found.code if found else None) == code


@pytest.mark.parametrize("day", [dt.date(2027, 3, 2), dt.date(2090, 1, 1)])
def test_a_law_without_an_end_goes_on(day):
    assert regime_on(OPEN_ENDED, day).code == "R2027"


def test_of_two_laws_in_force_the_younger_one_counts():
    amended = [*LAWS, Law("R2026", dt.date(2026, 10, 1), None)]

    assert regime_on(amended, dt.date(2026, 9, 30)).code == "R2025"
    assert regime_on(amended, dt.date(2026, 10, 1)).code == "R2026"


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2000, 1, 1), "R2017"),
        (dt.date(2020, 1, 1), "R2017"),
        (dt.date(2024, 5, 1), "R2023"),
        (dt.date(2040, 1, 1), "R2025"),
    ],
)
def test_the_nearest_law_stands_in_where_none_was_in_force(day, code):
    assert nearest(LAWS, day).code == code


@pytest.mark.parametrize(
    ("day", "days"),
    [(dt.date(2024, 1, 1), 0), (dt.date(2023, 12, 31), 1), (dt.date(2025, 7, 2), 2)],
)
def test_days_between_a_law_and_a_day(day, days):
    assert days_between(LAWS[0], day) == days


def test_nearest_wants_at_least_one_law():
    with pytest.raises(ValueError, match="empty"):
        nearest([], dt.date(2024, 1, 1))


def test_the_laws_we_keep_follow_one_another_without_a_gap(db):
    laws = list(Regime.objects.order_by("valid_from"))

    assert [law.code for law in laws] == ["R2017", "R2023", "R2025"]
    assert [b.valid_from - a.valid_to for a, b in pairwise(laws)] == [dt.timedelta(days=1)] * 2
