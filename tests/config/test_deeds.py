"""What the demo makes up of boards' deeds: better boards did more, and always the same."""

from decimal import Decimal

import pytest

from campaigns.scoring import ADJUSTMENT, COUNTED, MET, QUANTITATIVE
from config.demo.deeds import Deed, deed
from config.demo.figures import FLAG, MERIT, NEITHER

BOARDS = [f"B{number}" for number in range(60)]
TWENTY, TEN, FIVE = Decimal(20), Decimal(10), Decimal(5)


def sum_of(kind, maximum, each, standing):
    deeds = [deed(kind, maximum, each, standing, board, "line") for board in BOARDS]
    return sum((one.count or 0) + bool(one.is_met) for one in deeds)


@pytest.mark.parametrize(
    ("kind", "maximum", "each"),
    [(MET, TEN, None), (COUNTED, TWENTY, FIVE), (ADJUSTMENT, TWENTY, TEN)],
)
def test_who_is_proposed_did_more(kind, maximum, each):
    flag, merit, neither = (
        sum_of(kind, maximum, each, standing) for standing in (FLAG, MERIT, NEITHER)
    )

    assert flag >= merit > neither


def test_who_is_proposed_never_came_late_and_some_others_did():
    late = {
        standing: sum_of(ADJUSTMENT, Decimal(0), -FIVE, standing)
        for standing in (FLAG, MERIT, NEITHER)
    }

    assert late[FLAG] == late[MERIT] == 0 < late[NEITHER] < len(BOARDS)


def test_no_more_is_counted_than_gives_points():
    assert max(deed(COUNTED, TWENTY, FIVE, FLAG, board).count for board in BOARDS) == TWENTY / FIVE


def test_the_same_seed_makes_the_same_deed():
    assert deed(COUNTED, TWENTY, FIVE, MERIT, "A") == deed(COUNTED, TWENTY, FIVE, MERIT, "A")


def test_what_follows_from_figures_is_not_made_up():
    assert deed(QUANTITATIVE, TEN, None, FLAG, "A") == Deed()
