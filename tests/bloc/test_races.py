"""Two people at the same moment: one succeeds, the other is told why not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bloc import actions, regulations
from bloc.models import BlocYear, Office, Seat, Term
from foundation.refusals import Refusal
from members.models import Account
from tests import factories as make
from tests.conftest import TODAY
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.usefixtures("committed", "today")]


def at_once(*calls):
    """Call all of them at the same moment, each in a thread and connection of its own."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return call()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_a_board_is_seated_once_by_two_keepers(world, cast):
    other = make.BlocFactory(organiser=world.ministry)
    board = make.BoardFactory()

    def seat(bloc):
        keeper = Account.objects.get(pk=cast["keeper"].pk)
        fresh = type(board).objects.get(pk=board.pk)
        return actions.seat_board(bloc, board=fresh, since=TODAY, by=keeper)

    outcomes = at_once(lambda: seat(world.bloc), lambda: seat(other))

    assert outcomes.count(regulations.AlreadySeated) == 1
    assert Seat.objects.filter(board=board).count() == 1


def test_an_office_is_given_once_by_two_keepers(world, cast):
    def begin(board):
        bloc = type(world.bloc).objects.get(pk=world.bloc.pk)
        return actions.begin_term(
            BlocYear(bloc, make.YEAR + 1),
            office=Office.CHIEF,
            board=board,
            since=TODAY,
            by=cast["keeper"],
        )

    outcomes = at_once(lambda: begin(world.board), lambda: begin(world.deputy))

    assert outcomes.count(regulations.OfficeTaken) == 1
    assert Term.objects.filter(year=make.YEAR + 1).count() == 1
