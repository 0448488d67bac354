"""Which name on which day, who succeeded whom, and what a search finds: tables of cases."""

import datetime as dt
from dataclasses import dataclass

import pytest

from members import names


@dataclass(frozen=True)
class Name:
    since: dt.date
    until: dt.date | None
    name: str


def day(text):
    return dt.date.fromisoformat(text)


CHU_LAI = Name(day("2003-01-01"), day("2021-07-14"), "Khu kinh tế mở Chu Lai")
QUANG_NAM = Name(day("2021-07-15"), day("2025-10-31"), "các KKT và KCN Quảng Nam")
AGAIN = Name(day("2025-11-28"), None, "Khu kinh tế mở Chu Lai")
ALL = [AGAIN, CHU_LAI, QUANG_NAM]


@pytest.mark.parametrize(
    ("when", "borne"),
    [
        ("1999-12-31", CHU_LAI),  # before the first: the first
        ("2003-01-01", CHU_LAI),
        ("2021-01-15", CHU_LAI),
        ("2021-07-14", CHU_LAI),
        ("2021-07-15", QUANG_NAM),
        ("2025-10-31", QUANG_NAM),
        ("2025-11-10", QUANG_NAM),  # in a gap: the one before it
        ("2025-11-28", AGAIN),
        ("2099-01-01", AGAIN),
    ],
)
def test_the_name_borne_on_a_day(when, borne):
    assert names.borne_on(ALL, day(when)) == borne


def test_without_a_name_there_is_none():
    assert names.borne_on([], day("2021-01-15")) is None


@pytest.mark.parametrize(
    ("start", "steps", "reached"),
    [
        (1, [], []),
        (1, [(1, 2)], [2]),
        (1, [(2, 3), (1, 2)], [2, 3]),
        (1, [(1, 2), (1, 3), (2, 4), (3, 4)], [2, 3, 4]),
        (2, [(1, 2)], []),
        (1, [(1, 2), (2, 1)], [2]),  # a circle ends
    ],
)
def test_who_succeeded_whom(start, steps, reached):
    assert names.chain(start, steps) == reached


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        ("Ban Quản lý Khu kinh tế", "ban quan ly khu kinh te"),
        ("Thừa Thiên – Huế", "thua thien hue"),
        ("ệ", "e"),
        ("e\u0323\u0302", "e"),  # the same letter, written in pieces
        ("  KCN,  KKT ", "kcn kkt"),
        ("", ""),
    ],
)
def test_letters_without_their_marks(text, folded):
    assert names.folded(text) == folded


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("quang nam", True),
        ("QUẢNG NAM", True),
        ("nam quang", True),
        ("kcn", True),
        ("qu n", True),
        ("uang", False),  # words are found by their beginning
        ("quang ngai", False),
    ],
)
def test_what_a_search_finds(query, found):
    assert names.answers_to(query, "QNA", "Ban Quản lý các KKT và KCN Quảng Nam") is found
