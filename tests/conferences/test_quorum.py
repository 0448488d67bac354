"""How many boards must be there."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conferences.quorum import Quorum, at_least

SHARES = some.integers(1, 40).flatmap(
    lambda whole: some.builds(Fraction, some.integers(1, whole), some.just(whole))
)


@pytest.mark.parametrize(
    ("share", "of", "wanted"),
    [
        (Fraction(2, 3), 11, 8),
        (Fraction(4, 5), 11, 9),
        (Fraction(4, 5), 15, 12),
        (Fraction(9, 10), 11, 10),
        (Fraction(1, 2), 11, 6),
        (Fraction(2, 3), 9, 6),
        (Fraction(1), 11, 11),
        (Fraction(2, 3), 0, 0),
    ],
)
def test_at_least_is_rounded_up_and_never_where_it_comes_out_even(share, of, wanted):
    assert at_least(share, of) == wanted


@given(SHARES, some.integers(0, 300))
def test_at_least_is_the_smallest_number_that_suffices(share, of):
    found = at_least(share, of)

    assert Fraction(found) >= share * of
    assert found == 0 or Fraction(found - 1) < share * of


@pytest.mark.parametrize(
    ("present", "missing", "is_reached"),
    [(0, 8, False), (7, 1, False), (8, 0, True), (11, 0, True)],
)
def test_of_eleven_boards_eight_are_two_thirds(present, missing, is_reached):
    quorum = Quorum(Fraction(2, 3), boards=11, present=present)

    assert (quorum.wanted, quorum.missing, quorum.is_reached) == (8, missing, is_reached)


def test_where_there_are_no_boards_there_is_no_quorum():
    assert not Quorum(Fraction(2, 3), boards=0, present=0).is_reached
