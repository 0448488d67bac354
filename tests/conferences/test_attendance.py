"""Boards arrive and leave; the quorum counts boards, never guests."""

import pytest
import time_machine
from django.db import IntegrityError, transaction

from conferences import actions, addresses
from conferences.models import BoardAtConference, DelegateBasis, Way
from conferences.queries import attendance as queries
from conferences.queries import delegates
from conferences.regulations import attendance as regulations
from conferences.regulations.agenda import ItemRemoved
from conferences.regulations.conferences import ConferenceCalledOff
from conferences.regulations.delegates import BoardDoesNotVote
from conferences.regulations.invitations import InvitationTakenBack
from tests import factories as make
from tests.conferences.called import DAY, called, events, item_on, last
from tests.conferences.test_invitations import guest_of
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def conference(world, cast):
    """It is today."""
    return called(world, cast, held_on=TODAY)


@pytest.fixture
def who(conference, world):
    return BoardAtConference(conference, world.board)


@pytest.fixture
def named(who, cast):
    """The board has a delegate."""
    return actions.name_delegate(who, person=cast["writer"], by=cast["leader"])


def at(minute):
    """It is so many minutes past nine."""
    return time_machine.travel(f"{TODAY}T09:{minute:02}+07:00", tick=False)


def counted(conference):
    quorum = queries.quorum_of(conference)
    return (quorum.present, quorum.boards, quorum.is_reached)


# -- check_in ------------------------------------------------------------------------------------
def test_check_in_counts_the_board(conference, who, named, cast):
    arrival = actions.check_in(who, by=cast["secretary"])

    assert (arrival.delegate, arrival.way, arrival.arrived_by) == (
        named, Way.SECRETARY, cast["secretary"],
    )  # fmt: skip
    assert counted(conference) == (1, 3, False)
    assert list(queries.present_delegates(conference)) == [named]
    board = who.board.short_name
    assert last("check_in") == (
        f"entered {board} as present, with writer (entered by the secretary)"
    )


def test_twice_is_once(conference, who, named, cast):
    first = actions.check_in(who, way=Way.DOOR, by=cast["writer"])

    assert actions.check_in(who, by=cast["secretary"]) == first
    assert events("check_in") == 1
    with pytest.raises(IntegrityError, match="once_at_a_time"), transaction.atomic():
        conference.arrivals.create(board=who.board, delegate=named, arrived_by=cast["chief"])


def test_a_leader_who_comes_where_nobody_was_named_stands_by_right(conference, who, cast):
    actions.check_in(who, way=Way.ONESELF, by=cast["leader"])

    delegate = delegates.delegate_of(conference, who.board)
    assert (delegate.account, delegate.basis) == (cast["leader"], DelegateBasis.RIGHT)


def test_two_thirds_of_three_boards_are_two(conference, world, cast):
    for board, part in ((world.chief, "chief"), (world.deputy, "deputy")):
        actions.check_in(BoardAtConference(conference, board), by=cast[part])

    assert counted(conference) == (2, 3, True)


def test_whoever_is_replaced_leaves_the_board_there(conference, who, named, cast):
    actions.check_in(who, by=cast["secretary"])

    second = actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    assert list(queries.present_delegates(conference)) == [second]
    assert counted(conference)[0] == 1


def test_a_board_that_joins_no_more_is_not_counted(conference, who, named, world, cast):
    actions.check_in(who, by=cast["secretary"])
    world.bloc.seats.filter(board=world.board).update(until=TODAY - DAY)

    assert counted(conference) == (0, 2, False)


def test_check_in_refuses_nobody_and_strangers(conference, who, cast):
    with pytest.raises(regulations.DelegateMissing):
        actions.check_in(who, by=cast["secretary"])
    with pytest.raises(BoardDoesNotVote):
        actions.check_in(BoardAtConference(conference, make.BoardFactory()), by=cast["secretary"])

    assert not conference.arrivals.exists()


def test_attendance_is_taken_on_the_day(world, cast):
    conference = called(world, cast)
    who = BoardAtConference(conference, world.board)
    item, guest = item_on(conference, cast), guest_of(conference, cast)
    acts = [
        lambda: actions.check_in(who, by=cast["leader"]),
        lambda: actions.check_out(who, by=cast["secretary"]),
        lambda: actions.check_in_guest(guest, by=cast["secretary"]),
        lambda: actions.begin_agenda_item(item, by=cast["secretary"]),
    ]

    for act in acts:
        with pytest.raises(regulations.NotToday):
            act()
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])
    for act in acts:
        with pytest.raises(ConferenceCalledOff):
            act()


# -- check_out -----------------------------------------------------------------------------------
def test_check_out_makes_room_for_coming_back(conference, who, named, cast):
    actions.check_in(who, by=cast["secretary"])

    actions.check_out(who, by=cast["secretary"])

    assert counted(conference)[0] == 0
    board = who.board.short_name
    assert last("check_out") == f"entered that {board} is no longer there"
    with pytest.raises(regulations.NotThere):
        actions.check_out(who, by=cast["secretary"])
    actions.check_in(who, by=cast["secretary"])
    assert conference.arrivals.count() == 2


# -- guests --------------------------------------------------------------------------------------
def test_a_guest_who_comes_never_counts(conference, cast):
    guest = guest_of(conference, cast)

    actions.check_in_guest(guest, by=cast["secretary"])

    assert counted(conference) == (0, 3, False)
    assert last("check_in_guest") == "entered the guest Trần Thị Bình as present"
    with pytest.raises(regulations.GuestThere):
        actions.check_in_guest(guest, by=cast["secretary"])


def test_whose_invitation_was_taken_back_is_not_entered(conference, cast):
    guest = guest_of(conference, cast)
    actions.withdraw_guest(guest, by=cast["secretary"])

    with pytest.raises(InvitationTakenBack):
        actions.check_in_guest(guest, by=cast["secretary"])


# -- the agenda ----------------------------------------------------------------------------------
def test_begin_agenda_item_is_what_is_spoken_of_now(conference, cast):
    first, second = item_on(conference, cast, "Khai mạc"), item_on(conference, cast, "Báo cáo")
    assert queries.item_now(conference) is None

    for minute, item in enumerate((first, second, second)):
        with at(minute):
            actions.begin_agenda_item(item, by=cast["secretary"])

    assert queries.item_now(conference) == second
    assert last("begin_agenda_item") == "went on to “Báo cáo”"
    assert events("begin_agenda_item") == 2
    with at(3):
        actions.begin_agenda_item(first, by=cast["chief"])
    assert queries.item_now(conference) == first


def test_what_was_taken_off_is_not_begun(conference, cast):
    item = item_on(conference, cast)
    actions.remove_agenda_item(item, by=cast["secretary"])

    with pytest.raises(ItemRemoved):
        actions.begin_agenda_item(item, by=cast["secretary"])


# -- the door ------------------------------------------------------------------------------------
def test_the_code_at_the_door_is_of_that_day(conference, cast):
    token = addresses.door_token(conference)
    assert addresses.read_door(token) == conference
    assert addresses.read_screen(token) is None

    actions.change_conference(conference, held_on=TODAY + DAY, by=cast["secretary"])

    assert addresses.read_door(token) is None
    assert addresses.read_door("1-20260615.x") is None
