"""Blocs, and which boards sit in them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from bloc import actions, queries, regulations
from bloc.models import Bloc, Office, Seat
from foundation.audit.log import sentence
from foundation.audit.models import Event
from tests import factories as make
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

YESTERDAY = TODAY - dt.timedelta(days=1)


def said():
    return [f"{event.actor_name} {sentence(event)}" for event in Event.objects.all()]


# -- found_bloc --------------------------------------------------------------------------
def found(world, cast, **changed):
    facts = {
        "code": "TN",
        "name": "Khối Tây Nguyên",
        "established_year": 2019,
        "by": cast["keeper"],
    }
    return actions.found_bloc(world.ministry, **{**facts, "by": cast["keeper"], **changed})


def test_found_bloc_sets_it_up_under_the_ministry(world, cast):
    bloc = found(world, cast, short_name="Khối TN", basis="TT 07/2018/TT-BKHĐT")

    assert (bloc.organiser, bloc.established_year, str(bloc)) == (world.ministry, 2019, "Khối TN")
    assert said() == ["keeper founded the bloc Khối Tây Nguyên under Bộ Kế hoạch và Đầu tư"]


def test_found_bloc_twice_is_refused(world, cast):
    found(world, cast)

    with pytest.raises(regulations.BlocCodeTaken):
        found(world, cast)

    assert Bloc.objects.filter(code="TN").count() == 1


# -- seat_board --------------------------------------------------------------------------
def seat(world, cast, board=None, **changed):
    facts = {
        "since": TODAY,
        "decision_number": "1234/QĐ-BKHĐT",
        "decision_on": YESTERDAY,
        "by": cast["keeper"],
    }
    return actions.seat_board(
        world.bloc, board=board or make.BoardFactory(), **{**facts, **changed}
    )


def test_seat_board_takes_the_next_place_by_decision(world, cast):
    board = make.BoardFactory()

    seated = seat(world, cast, board)

    assert (seated.position, seated.organiser, seated.since, seated.until) == (
        4,
        world.ministry,
        TODAY,
        None,
    )
    assert (seated.decision_number, seated.decision_on) == ("1234/QĐ-BKHĐT", YESTERDAY)
    assert queries.members_on(world.bloc, TODAY)[-1] == board
    assert said() == [
        f"keeper seated {board} at place 4 from 15 Jun 2026 (decision: 1234/QĐ-BKHĐT)"
    ]


def test_seat_board_without_a_known_decision(world, cast):
    seated = seat(world, cast, decision_number="", decision_on=None)

    assert (seated.decision_number, seated.decision_on) == ("", None)


@pytest.mark.parametrize("half", [{"decision_number": ""}, {"decision_on": None}])
def test_seat_board_refuses_half_a_decision(world, cast, half):
    with pytest.raises(regulations.DecisionIncomplete):
        seat(world, cast, **half)


def test_seat_board_twice_is_refused(world, cast):
    board = make.BoardFactory()
    seat(world, cast, board)

    with pytest.raises(regulations.AlreadySeated):
        seat(world, cast, board)

    assert board.seats.count() == 1


def test_seat_board_refuses_a_second_bloc_of_the_same_ministry(world, cast):
    other = make.BlocFactory(organiser=world.ministry)

    with pytest.raises(regulations.AlreadySeated):
        actions.seat_board(other, board=world.board, since=TODAY, by=cast["keeper"])


def test_seat_board_refuses_a_bloc_of_the_ministry_that_succeeded(world, cast):
    heir = make.MinistryFactory(succeeds=world.ministry)
    other = make.BlocFactory(organiser=heir)

    with pytest.raises(regulations.AlreadySeated):
        actions.seat_board(other, board=world.board, since=TODAY, by=cast["keeper"])


def test_seat_board_allows_a_bloc_of_another_organiser(world, cast):
    provinces = make.BlocFactory()

    actions.seat_board(provinces, board=world.board, since=TODAY, by=cast["keeper"])

    assert world.board.seats.count() == 2


def test_seat_board_allows_a_return_after_the_end(world, cast):
    world.bloc.seats.filter(board=world.board).update(until=YESTERDAY)

    seat(world, cast, world.board, position=3)

    assert world.board.seats.count() == 2


def test_seat_board_refuses_a_code_that_the_bloc_knows(world, cast):
    with pytest.raises(regulations.CodeTaken):
        seat(world, cast, make.BoardFactory(code=world.board.code))


def test_seat_board_refuses_a_place_that_is_taken(world, cast):
    with pytest.raises(regulations.PlaceTaken):
        seat(world, cast, position=3)


def test_seat_board_takes_a_place_that_has_become_free(world, cast):
    world.bloc.seats.filter(board=world.board).update(until=YESTERDAY)

    assert seat(world, cast, position=3).position == 3
    assert queries.next_place(world.bloc) == 4


def test_seat_board_refuses_a_reversed_period(world, cast):
    with pytest.raises(regulations.PeriodReversed):
        seat(world, cast, until=YESTERDAY)


def test_the_first_seat_takes_the_first_place(cast):
    bloc = make.BlocFactory()

    assert queries.next_place(bloc) == 1


# -- end_seat ----------------------------------------------------------------------------
@pytest.fixture
def sits(world):
    return world.bloc.seats.get(board=world.board)


def end(sits, cast, **changed):
    facts = {"until": TODAY, "decision_number": "9/QĐ-BTC", "decision_on": YESTERDAY}
    actions.end_seat(sits, **{**facts, "by": cast["keeper"], **changed})


def test_end_seat_ends_it_by_decision(sits, world, cast):
    end(sits, cast)

    sits.refresh_from_db()
    assert (sits.until, sits.end_decision_number, sits.end_decision_on) == (
        TODAY,
        "9/QĐ-BTC",
        YESTERDAY,
    )
    assert world.board in queries.members_on(world.bloc, TODAY)
    assert world.board not in queries.members_on(world.bloc, TODAY + dt.timedelta(days=1))
    assert said() == [f"keeper ended the membership of {world.board} on 15 Jun 2026"]


def test_end_seat_twice_is_refused(sits, cast):
    end(sits, cast)

    with pytest.raises(regulations.EndedAlready):
        end(sits, cast)


def test_end_seat_may_come_earlier_than_first_said(sits, cast):
    end(sits, cast)

    end(sits, cast, until=YESTERDAY)

    sits.refresh_from_db()
    assert sits.until == YESTERDAY


def test_end_seat_refuses_a_day_before_the_seat(sits, cast):
    with pytest.raises(regulations.PeriodReversed):
        end(sits, cast, until=make.LONG_AGO - dt.timedelta(days=1))


def test_end_seat_refuses_half_a_decision(sits, cast):
    with pytest.raises(regulations.DecisionIncomplete):
        end(sits, cast, decision_on=None)


def test_end_seat_refuses_under_a_term_of_office(world, cast):
    chief = world.bloc.seats.get(board=world.chief)

    with pytest.raises(regulations.StillInOffice):
        end(chief, cast)

    chief.refresh_from_db()
    assert chief.until is None


def test_end_seat_after_the_term_has_ended(world, cast):
    world.bloc.terms.filter(office=Office.CHIEF).update(until=TODAY)

    end(world.bloc.seats.get(board=world.chief), cast)


def test_end_seat_does_not_mind_the_terms_of_former_years(world, cast, sits):
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR - 3)

    end(sits, cast)

    assert Seat.objects.get(pk=sits.pk).until == TODAY


# -- what can never be: each constraint, tried to be broken ------------------------------
def broken(make_row):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row()


def test_a_seat_does_not_end_before_it_begins(world):
    broken(lambda: make.SeatFactory(bloc=world.bloc, since=TODAY, until=YESTERDAY))


def test_a_board_sits_in_one_bloc_of_an_organiser(world):
    other = make.BlocFactory(organiser=world.ministry)
    broken(lambda: make.SeatFactory(bloc=other, board=world.board))


def test_a_decision_has_its_date(world):
    broken(lambda: make.SeatFactory(bloc=world.bloc, decision_number="1"))
    broken(lambda: make.SeatFactory(bloc=world.bloc, until=TODAY, end_decision_number="1"))


def test_a_seat_ended_by_decision_has_its_end(world):
    facts = {"end_decision_number": "1", "end_decision_on": TODAY}
    broken(lambda: make.SeatFactory(bloc=world.bloc, **facts))


def test_codes_of_blocs_and_ministries_are_their_own(world):
    broken(lambda: make.BlocFactory(code=world.bloc.code))
    broken(lambda: make.MinistryFactory(code=world.ministry.code))


def test_an_office_is_held_by_one_board_at_a_time(world):
    broken(lambda: make.TermFactory(bloc=world.bloc, board=world.board))
    broken(lambda: make.TermFactory(bloc=world.bloc, board=world.chief, office=Office.STAND_IN))
    broken(lambda: make.TermFactory(since=TODAY, until=YESTERDAY))


def test_one_secretary_at_a_time(world, cast):
    broken(lambda: make.SecretaryFactory(bloc=world.bloc))
    broken(lambda: make.SecretaryFactory(since=TODAY, until=YESTERDAY))


def test_one_name_and_one_role_at_a_time(world, cast):
    broken(lambda: make.MinistryNameFactory(ministry=world.ministry))
    broken(lambda: make.MinistryNameFactory(since=TODAY, until=YESTERDAY))
    post = cast["keeper"].ministry_posts.get()
    broken(
        lambda: make.MinistryPostFactory(
            account=post.account, ministry=post.ministry, role=post.role
        )
    )
    broken(lambda: make.MinistryPostFactory(since=TODAY, until=YESTERDAY))
