"""Money: base wage by date, coefficient, collective factor, rounded up (domain, §1.5)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.money import STEP, money_for, wage_on


@dataclass(frozen=True)
class Wage:
    since: dt.date
    until: dt.date | None
    amount: int


WAGES = [
    Wage(dt.date(2019, 7, 1), dt.date(2023, 6, 30), 1_490_000),
    Wage(dt.date(2023, 7, 1), dt.date(2024, 6, 30), 1_800_000),
    Wage(dt.date(2024, 7, 1), None, 2_340_000),
]


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (dt.date(2019, 7, 1), 1_490_000),
        (dt.date(2023, 6, 30), 1_490_000),
        (dt.date(2023, 7, 1), 1_800_000),
        (dt.date(2024, 6, 30), 1_800_000),
        (dt.date(2024, 7, 1), 2_340_000),
        (dt.date(2026, 11, 23), 2_340_000),
    ],
)
def test_the_wage_of_the_day_of_the_decision(day, amount):
    assert wage_on(WAGES, day).amount == amount
    assert wage_on(reversed(WAGES), day).amount == amount


def test_before_the_first_one_none_is_known():
    assert wage_on(WAGES, dt.date(2019, 6, 30)) is None


@pytest.mark.parametrize(
    ("wage", "coefficient", "factor", "money"),
    [
        (1_490_000, "8", "1", 11_920_000),  # a ministry's flag of 2020, decided in 2021
        (1_490_000, "1.0", "2", 2_980_000),  # a merit of a collective by Decree 91
        (2_340_000, "8", "1", 18_720_000),
        (2_340_000, "1.5", "2", 7_020_000),  # a merit of a collective by Decree 98 and 152
        (2_340_000, "0.3", "1", 710_000),  # 702 000, rounded up
    ],
)
def test_worked_figures(wage, coefficient, factor, money):
    assert money_for(wage, Decimal(coefficient), Decimal(factor)) == money


@given(
    st.integers(1, 10_000_000),
    st.decimals(0, 20, places=2),
    st.sampled_from([Decimal(1), Decimal("1.5"), Decimal(2)]),
)
def test_rounded_up_by_less_than_a_step(wage, coefficient, factor):
    money = money_for(wage, coefficient, factor)

    assert money % STEP == 0
    assert 0 <= money - wage * coefficient * factor < STEP
