"""Pages of those who are there, the door and the screen of the room."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conferences import actions, addresses
from conferences.models import BoardAtConference, Way
from conferences.queries import attendance as queries
from tests import factories as make
from tests.budget import assert_same_queries, queries_of
from tests.conferences.called import called, item_on
from tests.conferences.test_invitations import guest_of, invited, issued
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

MOST_OF_SCREEN = 8  # queries (issue 4, §7)


def address(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def conference(world, cast):
    """It is today."""
    found = called(world, cast, held_on=TODAY)
    item_on(found, cast, "Báo cáo sơ kết", 60, speaker="Khối trưởng")
    return found


@pytest.fixture
def named(conference, world, cast):
    """An officer votes for the board."""
    who = BoardAtConference(conference, world.board)
    return actions.name_delegate(who, person=cast["writer"], by=cast["leader"])


def page_of(client, person, conference):
    client.force_login(person)
    return client.get(address("attendance", conference.pk))


# -- the list ------------------------------------------------------------------------------------
def test_the_page_says_who_is_there_and_who_is_not_and_why(client, conference, world, cast, named):
    issued(conference, cast)
    actions.answer_invitation(
        invited(conference, world.deputy), reply="declines", reason="Đi công tác", by=cast["chief"]
    )
    actions.check_in(BoardAtConference(conference, world.board), by=cast["secretary"])

    page = page_of(client, cast["reviewer"], conference)

    assertContains(page, "there since")
    assertContains(page, "entered by the secretary")
    assertContains(page, "Đi công tác")
    assertContains(page, "1 more board is wanted")
    assert [bool(line.since) for line in page.context["lines"]] == [False, False, True]
    assert not page.context["enters"]
    assertNotContains(page, address("check_in", conference.pk, world.board.pk))


def test_the_secretary_enters_boards_and_guests(client, conference, world, cast, named):
    guest = guest_of(conference, cast)
    client.force_login(cast["secretary"])
    enter = address("check_in", conference.pk, world.board.pk)

    assertContains(client.get(address("attendance", conference.pk)), enter)
    sent = client.post(enter, follow=True)
    client.post(address("check_in_guest", guest.pk))

    assertContains(sent, "is there.")
    assert conference.arrivals.get().way == Way.SECRETARY
    assert guest.arrival.arrived_by == cast["secretary"]
    leave = address("check_out", conference.pk, world.board.pk)
    assertContains(client.get(address("attendance", conference.pk)), leave)
    client.post(leave)
    assert queries.quorum_of(conference).present == 0


def test_a_delegate_says_i_am_here(client, conference, world, cast, named):
    page = page_of(client, cast["writer"], conference)
    url = address("check_in", conference.pk, world.board.pk)

    assertContains(page, "I am here")
    assertRedirects(client.post(url), address("attendance", conference.pk))

    arrival = conference.arrivals.get()
    assert (arrival.way, arrival.arrived_by) == (Way.ONESELF, cast["writer"])
    assertNotContains(client.get(address("attendance", conference.pk)), "I am here")


def test_on_another_day_the_page_says_when(client, world, cast):
    page = page_of(client, cast["leader"], called(world, cast))

    assertContains(page, "Attendance is taken on")
    assertNotContains(page, "I am here")


def test_the_page_costs_the_same_for_many(client, conference, cast):
    client.force_login(cast["secretary"])

    assert_same_queries(client, address("attendance", conference.pk), lambda: one_more(conference))


def one_more(conference):
    """A board more, which is there, and a guest."""
    day = {"since": TODAY.replace(month=1, day=1)}
    board = make.SeatFactory(bloc=conference.bloc, position=50, **day).board
    delegate = make.DelegateFactory(conference=conference, board=board)
    entered = {"way": Way.DOOR, "arrived_by": delegate.account}
    conference.arrivals.create(board=board, delegate=delegate, **entered)
    facts = {"name": "Khách", "email": f"k{delegate.pk}@mpi.example"}
    conference.invitations.create(**facts, entered_by=delegate.account)


# -- who may not ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("part", "status"),
    [("leader", 403), ("deputy", 403), ("keeper", 403), ("outsider", 404)],
)
def test_nobody_is_entered_by_others(client, cast, named, part, status):
    conference = named.conference
    item, guest = conference.items.get(), guest_of(conference, cast)
    client.force_login(cast[part])

    for url in (
        address("check_in", conference.pk, named.board_id),
        address("check_out", conference.pk, named.board_id),
        address("check_in_guest", guest.pk),
        address("begin_agenda_item", item.pk),
    ):
        assert client.post(url).status_code == status, url
    assert client.get(address("door", conference.pk)).status_code == status
    assert not conference.arrivals.exists()


def test_another_bloc_does_not_see_who_is_there(client, conference, cast):
    client.force_login(cast["outsider"])

    for name in ("attendance", "attendance_now"):
        assert client.get(address(name, conference.pk)).status_code == HTTPStatus.NOT_FOUND


# -- the door ------------------------------------------------------------------------------------
def test_the_code_at_the_door_leads_to_a_button(client, cast, named, settings):
    conference = named.conference
    client.force_login(cast["secretary"])
    door = client.get(address("door", conference.pk))
    url = address("at_the_door", addresses.door_token(conference))
    assertContains(door, settings.BASE_URL + url)
    assertContains(door, "data:image/svg+xml")

    client.force_login(cast["writer"])
    assertContains(client.get(url), "I am here")
    sent = client.post(url, follow=True)

    assertContains(sent, "You are entered as present.")
    assert conference.arrivals.get().way == Way.DOOR


def test_one_who_votes_for_two_boards_enters_both(client, conference, world, cast):
    who = BoardAtConference(conference, world.board)
    actions.name_delegate(who, person=cast["deputy"], by=cast["leader"])
    client.force_login(cast["deputy"])

    client.post(address("at_the_door", addresses.door_token(conference)))

    assert queries.quorum_of(conference).present == 2


def test_others_at_the_door_are_sent_to_the_secretary(client, conference, cast, named):
    client.force_login(cast["clerk"])
    url = address("at_the_door", addresses.door_token(conference))

    assertContains(client.get(url), "Please turn to the secretary")
    client.post(url)

    assert not conference.arrivals.exists()


def test_a_forged_code_leads_nowhere_and_a_stranger_signs_in(client, conference, cast):
    url = address("at_the_door", addresses.door_token(conference))
    assertRedirects(client.get(url), f"/tai-khoan/login/?next={url}", fetch_redirect_response=False)

    client.force_login(cast["writer"])
    assert client.get(address("at_the_door", "1-20260615.x")).status_code == HTTPStatus.NOT_FOUND


# -- the screen ----------------------------------------------------------------------------------
def test_the_screen_says_what_is_spoken_of_and_who_is_there(client, conference, cast, named):
    item_on(conference, cast, "Thảo luận")
    url = address("screen", addresses.screen_token(conference))
    assertContains(client.get(url), "Next: Báo cáo sơ kết")

    actions.begin_agenda_item(conference.items.first(), by=cast["secretary"])
    actions.check_in(BoardAtConference(conference, named.board), by=cast["secretary"])

    page = client.get(url)
    assertContains(page, "<h1>Báo cáo sơ kết</h1>")
    assertContains(page, "Next: Thảo luận")
    assertContains(page, "state-signed")
    assertContains(page, named.name)


def test_the_screen_answers_shortly_while_nothing_changes(client, conference, cast, named):
    url = address("screen_now", addresses.screen_token(conference))
    first = client.get(url)

    again = client.get(url, headers={"if-none-match": first["ETag"]})
    actions.check_in(BoardAtConference(conference, named.board), by=cast["secretary"])
    later = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert later.status_code == HTTPStatus.OK
    assertContains(later, "state-signed")


@pytest.mark.parametrize("name", ["screen", "screen_now", "attendance_now"])
def test_what_asks_for_itself_costs_little_and_the_same_for_many(client, conference, cast, name):
    if name == "attendance_now":  # the projector does not sign in
        client.force_login(cast["secretary"])
    token = addresses.screen_token(conference)
    url = address(name, conference.pk if name == "attendance_now" else token)

    assert_same_queries(client, url, lambda: one_more(conference))
    assert queries_of(client, url) <= MOST_OF_SCREEN


def test_a_screen_of_what_was_called_off_says_so(client, conference, cast):
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])

    page = client.get(address("screen", addresses.screen_token(conference)))

    assertContains(page, "has been called off")


def test_a_forged_screen_shows_nothing(client, conference):
    token = addresses.door_token(conference)

    for name in ("screen", "screen_now"):
        assert client.get(address(name, token)).status_code == HTTPStatus.NOT_FOUND


def test_the_secretary_goes_on_to_the_next_item(client, conference, cast):
    client.force_login(cast["secretary"])
    url = address("begin_agenda_item", conference.items.get().pk)

    assertContains(client.get(conference.get_absolute_url()), url)
    sent = client.post(url, follow=True)

    assertContains(sent, "The screen shows it now.")
    assertNotContains(sent, url)
