"""A conference begins and ends; afterwards nothing of who was there changes."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from conferences import actions, addresses
from conferences.models import BoardAtConference
from conferences.regulations import conferences as regulations
from conferences.regulations.attendance import NotToday
from tests.conferences import balloting
from tests.conferences.called import called, events, item_on, last
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def conference(world, cast):
    """It is today."""
    return called(world, cast, held_on=TODAY)


@pytest.fixture
def opened(conference, cast):
    with at(5):
        actions.open_conference(conference, by=cast["secretary"])
    return conference


@pytest.fixture
def closed(opened, cast):
    with at(50):
        actions.close_conference(opened, by=cast["chief"])
    return opened


def at(minute):
    """It is so many minutes past eight."""
    return time_machine.travel(f"{TODAY}T08:{minute:02}+07:00", tick=False)


# -- open_conference -----------------------------------------------------------------------------
def test_open_conference_keeps_the_hour(opened, cast):
    assert (f"{opened.opened_at:%H:%M}", opened.opened_by) == ("01:05", cast["secretary"])
    assert last("open_conference") == "opened the conference"


def test_open_conference_once(opened, cast):
    with pytest.raises(regulations.ConferenceOpened, match="08:05"):
        actions.open_conference(opened, by=cast["chief"])

    assert events("open_conference") == 1


def test_open_conference_on_its_day(world, cast):
    with pytest.raises(NotToday):
        actions.open_conference(called(world, cast), by=cast["secretary"])


def test_open_conference_not_if_called_off(conference, cast):
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])

    with pytest.raises(regulations.ConferenceCalledOff):
        actions.open_conference(conference, by=cast["secretary"])


def test_an_opened_conference_is_not_called_off(opened, cast):
    with pytest.raises(regulations.ConferenceOpened):
        actions.call_off_conference(opened, reason="Bão", by=cast["chief"])


# -- close_conference ----------------------------------------------------------------------------
def test_close_conference_keeps_the_hour(closed, cast):
    assert (f"{closed.closed_at:%H:%M}", closed.closed_by) == ("01:50", cast["chief"])
    assert last("close_conference") == "closed the conference"


def test_close_conference_once(closed, cast):
    with pytest.raises(regulations.ConferenceClosed, match="08:50"):
        actions.close_conference(closed, by=cast["chief"])


def test_close_conference_after_the_opening(conference, cast):
    with pytest.raises(regulations.ConferenceNotOpened):
        actions.close_conference(conference, by=cast["chief"])


def test_close_conference_with_no_ballot_under_way(world, cast):
    held = balloting.with_tellers(balloting.held_today(world, cast), cast)
    actions.open_conference(held, by=cast["secretary"])
    ballot = balloting.opened(held, cast, "Đơn vị A")

    with pytest.raises(regulations.BallotUnderWay, match=ballot.title):
        actions.close_conference(held, by=cast["chief"])
    actions.void_ballot(ballot, reason="Nhầm danh sách", by=cast["chief"])
    actions.close_conference(held, by=cast["chief"])


def test_a_conference_closes_after_it_has_opened(conference, cast):
    conference.closed_at, conference.closed_by = conference.called_at, cast["chief"]

    with pytest.raises(IntegrityError, match="closes_after"), transaction.atomic():
        conference.save()


# -- after the closing ---------------------------------------------------------------------------
def test_who_was_there_stays_after_the_closing(opened, world, cast):
    who = BoardAtConference(opened, world.board)
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])
    actions.check_in(who, by=cast["secretary"])
    actions.close_conference(opened, by=cast["chief"])

    for verb in (actions.check_in, actions.check_out):
        with pytest.raises(regulations.ConferenceClosed):
            verb(who, by=cast["secretary"])


def test_the_agenda_stays_after_the_closing(opened, cast):
    item = item_on(opened, cast)
    actions.close_conference(opened, by=cast["chief"])
    item.refresh_from_db()

    for verb in (actions.begin_agenda_item, actions.remove_agenda_item):
        with pytest.raises(regulations.ConferenceClosed):
            verb(item, by=cast["secretary"])
    with pytest.raises(regulations.ConferenceClosed):
        item_on(opened, cast)
    with pytest.raises(regulations.ConferenceClosed):
        actions.change_conference(opened, place="Nơi khác", by=cast["secretary"])


# -- the pages -----------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["secretary", "chief", "deputy"])
def test_whoever_writes_or_chairs_opens_and_closes(client, cast, conference, who):
    client.force_login(cast[who])

    for verb in ("open_conference", "close_conference"):
        client.post(reverse(f"conferences:{verb}", args=[conference.pk]))

    conference.refresh_from_db()
    assert (conference.opened_by, conference.closed_by) == (cast[who], cast[who])


@pytest.mark.parametrize("verb", ["open_conference", "close_conference"])
def test_others_do_not(client, cast, conference, verb):
    client.force_login(cast["leader"])

    assert client.post(reverse(f"conferences:{verb}", args=[conference.pk])).status_code == 403


def test_the_page_offers_the_next_hour(client, cast, conference):
    client.force_login(cast["secretary"])
    url = reverse("conferences:attendance", args=[conference.pk])

    assert "Open the conference" in client.get(url).content.decode()
    actions.open_conference(conference, by=cast["secretary"])
    assert "Close the conference" in client.get(url).content.decode()
    actions.close_conference(conference, by=cast["secretary"])
    shown = client.get(url).content.decode()
    assert "the conference</button>" not in shown


def test_the_screen_says_that_it_is_over(client, closed):
    url = reverse("conferences:screen", args=[addresses.screen_token(closed)])

    assert "opened at 08:05 and closed at 08:50" in client.get(url).content.decode()
