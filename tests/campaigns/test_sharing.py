"""A cost in equal shares: not one đồng is lost."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.sharing import equal_shares


@given(st.integers(0, 10**12), st.integers(1, 40))
def test_the_shares_make_the_total_and_differ_by_one_at_most(total, boards):
    shares = equal_shares(total, boards)

    assert (sum(shares), len(shares)) == (total, boards)
    assert max(shares) - min(shares) <= 1


def test_nobody_bears_nothing():
    assert equal_shares(1000, 0) == []
