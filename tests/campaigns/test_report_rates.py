"""How much of a plan was reached: a table of cases."""

from decimal import Decimal

import pytest

from campaigns.rates import is_reached, rate

MORE, LESS = "more", "less"


def figure(written):
    return None if written is None else Decimal(written)


@pytest.mark.parametrize(
    ("actual", "base", "better", "percent", "reached"),
    [
        ("120", "100", MORE, "120.0", True),
        ("100", "100", MORE, "100.0", True),
        ("99.99", "100", MORE, "100.0", False),  # shown rounded, judged exactly
        ("2", "3", MORE, "66.7", False),
        ("0.5", "400", MORE, "0.1", False),  # 0.125
        ("0", "100", MORE, "0.0", False),
        ("5", "0", MORE, None, True),
        ("0", "0", MORE, None, True),
        ("5", "10", LESS, "200.0", True),
        ("10", "10", LESS, "100.0", True),
        ("12", "10", LESS, "83.3", False),
        ("0", "10", LESS, None, True),
        ("0", "0", LESS, None, True),
        ("3", "0", LESS, "0.0", False),
        (None, "10", MORE, None, None),
        ("10", None, MORE, None, None),
        (None, None, LESS, None, None),
        ("-3", "10", MORE, "-30.0", False),
        ("-3", "10", LESS, None, True),
        ("12345678901234.5678", "0.0001", MORE, "12345678901234567800.0", True),
    ],
)
def test_rates(actual, base, better, percent, reached):
    actual, base = figure(actual), figure(base)

    assert rate(actual, base, better) == figure(percent)
    assert is_reached(actual, base, better) is reached


def test_a_rate_is_rounded_half_up():
    assert rate(Decimal("1.0005"), Decimal(1), MORE) == Decimal("100.1")
