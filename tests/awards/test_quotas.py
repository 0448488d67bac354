"""Quotas: counts, shares and what becomes of a part of one (domain reference, §1.5)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.quotas import Allotment, Rounding, rounded

FIFTH = Fraction(1, 5)


@pytest.mark.parametrize(
    ("units", "floor", "min_one", "ceil"),
    [(0, 0, 0, 0), (4, 0, 1, 1), (5, 1, 1, 1), (9, 1, 1, 2), (10, 2, 2, 2)],
)
def test_a_fifth_of_the_leading_units(units, floor, min_one, ceil):
    by = {Rounding.FLOOR: floor, Rounding.MIN_ONE: min_one, Rounding.CEIL: ceil}

    assert {rule: Allotment(share=FIFTH, rounding=rule).limit(units) for rule in Rounding} == by


def test_a_share_is_exact():
    assert rounded(Fraction(29, 100) * 100, Rounding.FLOOR) == 29  # 0.29 × 100 as floats: 28.99…


def test_a_count_stands_whatever_the_number_of_boards():
    assert Allotment(count=2).limit(11) == 2
    assert Allotment(count=0).limit(11) == 0


def test_of_count_and_share_the_smaller_one_holds():
    assert Allotment(count=2, share=FIFTH).limit(5) == 1
    assert Allotment(count=2, share=FIFTH).limit(50) == 2


def test_where_nothing_is_said_nothing_limits():
    assert Allotment().limit(11) is None


shares = st.fractions(min_value=0, max_value=1, max_denominator=1000)


@given(shares, st.integers(0, 1000))
def test_roundings_part_by_less_than_one(share, of):
    limits = {rule: Allotment(share=share, rounding=rule).limit(of) for rule in Rounding}

    assert limits[Rounding.FLOOR] <= limits[Rounding.MIN_ONE] <= limits[Rounding.CEIL] <= of
    assert limits[Rounding.CEIL] - limits[Rounding.FLOOR] <= 1


@given(shares, st.integers(0, 1000), st.sampled_from(Rounding))
def test_of_more_boards_never_fewer(share, of, rounding):
    allotment = Allotment(share=share, rounding=rounding)

    assert allotment.limit(of) <= allotment.limit(of + 1)
