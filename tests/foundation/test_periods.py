"""What holds from a day to a day; what no two rows may share."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from members.models import BoardName
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (FIRST - dt.timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + dt.timedelta(days=1), False),
    ],
)
def test_both_ends_of_a_period_count(day, holds):
    name = make.BoardNameFactory(board=make.BoardFactory(bears=None), since=FIRST, until=LAST)

    assert name.holds_on(day) is holds
    assert BoardName.objects.held_on(day).exists() is holds


def test_a_period_without_end_goes_on():
    name = make.BoardNameFactory(board=make.BoardFactory(bears=None), since=FIRST)

    assert name.holds_on(dt.date(2999, 1, 1))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (LAST, None),
        (FIRST, FIRST),
        (FIRST - dt.timedelta(days=9), FIRST),
        (dt.date(1999, 1, 1), None),
    ],
)
def test_two_names_never_share_a_day(since, until):
    board = make.BoardFactory(bears=None)
    make.BoardNameFactory(board=board, since=FIRST, until=LAST)

    with (
        pytest.raises(IntegrityError, match="board_bears_one_name_at_a_time"),
        transaction.atomic(),
    ):
        make.BoardNameFactory(board=board, since=since, until=until)


def test_the_next_name_begins_the_day_after():
    board = make.BoardFactory(bears=None)
    make.BoardNameFactory(board=board, since=FIRST, until=LAST)

    make.BoardNameFactory(board=board, since=LAST + dt.timedelta(days=1))

    assert board.names.count() == 2


def test_no_period_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.BoardNameFactory(board=make.BoardFactory(bears=None), since=LAST, until=FIRST)
