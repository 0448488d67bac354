"""A person's own calendar: its address, who reads it, and what the file says."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions, addresses
from campaigns.models import CalendarFeed, PhaseKind
from foundation.audit.log import sentence
from foundation.audit.models import Event
from members.models import Role
from tests import factories as make
from tests.campaigns.test_activities import planned
from tests.clock import on

pytestmark = pytest.mark.usefixtures("today")

YEAR = make.YEAR
UNTIL = dt.date(YEAR, 4, 20)


@pytest.fixture
def phase(world):
    return make.PhaseFactory(campaign=world.campaign)


def address(account):
    feed = actions.make_calendar_address(account, by=account)
    return reverse("campaigns:calendar_feed", args=[addresses.token_of(feed)])


def events(client, account):
    response = client.get(address(account))
    assert response.status_code == HTTPStatus.OK
    return Calendar.from_ical(response.content).walk("VEVENT")


# -- make and withdraw -----------------------------------------------------------------------------
def test_make_calendar_address_replaces_the_one_before(client, world, cast, phase):
    first, second = address(cast["writer"]), address(cast["writer"])

    assert first != second
    assert client.get(first).status_code == HTTPStatus.NOT_FOUND
    assert client.get(second).status_code == HTTPStatus.OK
    assert CalendarFeed.objects.filter(withdrawn_at=None).count() == 1
    event = Event.objects.filter(verb="campaigns.make_calendar_address").last()
    assert sentence(event) == "made a new calendar address"


def test_withdraw_calendar_address_ends_it(client, cast):
    url = address(cast["writer"])

    actions.withdraw_calendar_address(cast["writer"], by=cast["writer"])

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    event = Event.objects.get(verb="campaigns.withdraw_calendar_address")
    assert (event.actor_name, sentence(event)) == ("writer", "withdrew the calendar address")


def test_withdraw_calendar_address_twice_is_once(cast):
    address(cast["writer"])
    actions.withdraw_calendar_address(cast["writer"], by=cast["writer"])
    actions.withdraw_calendar_address(cast["writer"], by=cast["writer"])

    assert Event.objects.filter(verb="campaigns.withdraw_calendar_address").count() == 1


def test_nobody_elses_address_is_touched(client, cast):
    url = address(cast["leader"])

    address(cast["writer"])
    actions.withdraw_calendar_address(cast["writer"], by=cast["writer"])

    assert client.get(url).status_code == HTTPStatus.OK


def test_an_address_is_oneself_alone(cast):
    for verb in ("make_calendar_address", "withdraw_calendar_address"):
        assert cast["writer"].has_perm(f"campaigns.{verb}", cast["writer"])
        assert not cast["leader"].has_perm(f"campaigns.{verb}", cast["writer"])


# -- who reads it ----------------------------------------------------------------------------------
def test_an_address_that_we_did_not_sign_leads_nowhere(client, cast):
    feed = actions.make_calendar_address(cast["writer"], by=cast["writer"])
    forged = [
        feed.key.hex,
        f"{feed.key.hex}.abc",
        signing.Signer(sep=".", salt="another").sign(feed.key.hex),
        addresses.token_of(CalendarFeed(account=cast["writer"])),
        addresses.signer().sign("no-key"),
    ]

    for token in forged:
        url = reverse("campaigns:calendar_feed", args=[token])
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND, token


def test_the_calendar_of_a_person_who_was_shut_out_is_gone(client, cast):
    url = address(cast["writer"])
    cast["writer"].is_active = False
    cast["writer"].save()

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_whoever_asks_too_often_has_to_wait(client, cast):
    url = address(cast["writer"])
    answers = [client.get(url).status_code for _ in range(31)]

    assert answers == [HTTPStatus.OK] * 30 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert client.get(url, REMOTE_ADDR="192.0.2.9").status_code == HTTPStatus.OK


def test_guessing_is_counted_too(client, cast):
    url = reverse("campaigns:calendar_feed", args=["abc.def"])
    answers = [client.get(url).status_code for _ in range(31)]

    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_the_calendar_is_only_read(client, cast):
    assert client.post(address(cast["writer"])).status_code == HTTPStatus.METHOD_NOT_ALLOWED


# -- what the file says ----------------------------------------------------------------------------
def test_a_phase_is_one_entry_of_whole_days(client, world, cast, phase):
    [event] = events(client, cast["writer"])

    assert event["SUMMARY"] == f"Registration of targets {YEAR} ({world.board.short_name})"
    assert event["DTSTART"].dt == phase.opens_on
    assert event["DTEND"].dt == phase.closes_on + dt.timedelta(days=1)
    assert event["UID"] == f"phase-{phase.pk}-{world.board.code}@localhost"
    assert event["TRANSP"] == "TRANSPARENT"
    assert str(world.bloc) in event["DESCRIPTION"]
    page = reverse("campaigns:calendar", args=[world.campaign.pk])
    assert event["URL"] == f"http://localhost:8000{page}"


def test_it_reminds_seven_days_and_one_day_before_the_end(client, cast, phase):
    [event] = events(client, cast["writer"])

    end = dt.datetime.combine(event["DTEND"].dt, dt.time())
    last = dt.datetime.combine(phase.closes_on, dt.time(9))
    reminded = [end + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert reminded == [last - dt.timedelta(days=7), last - dt.timedelta(days=1)]
    assert {alarm["TRIGGER"].params["RELATED"] for alarm in event.walk("VALARM")} == {"END"}


def test_the_boards_own_extension_counts_and_the_entry_stays_the_same(client, world, cast, phase):
    [before] = events(client, cast["writer"])
    facts = {"until": UNTIL, "reason": "Bão số 5; mưa, lũ", "by": cast["chief"]}
    actions.extend_phase(phase, board=world.board, **facts)

    [after], [others] = events(client, cast["writer"]), events(client, cast["deputy"])

    assert after["UID"] == before["UID"]
    assert after["DTEND"].dt == UNTIL + dt.timedelta(days=1)
    assert "Bão số 5; mưa, lũ" in after["DESCRIPTION"]
    assert others["DTEND"].dt == phase.closes_on + dt.timedelta(days=1)


def test_every_line_ends_as_the_standard_wants_and_none_is_too_long(client, world, cast, phase):
    reason = "Bão số 5, mưa lũ kéo dài, nhiều tuyến đường bị chia cắt; " * 5
    actions.extend_phase(phase, until=UNTIL, reason=reason, by=cast["chief"])

    content = client.get(address(cast["writer"])).content

    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content


def test_it_speaks_vietnamese_unless_english_was_chosen(client, settings, cast, phase):
    settings.LANGUAGE_CODE = "vi"
    client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)

    [event] = events(client, cast["writer"])

    with translation.override("vi"):
        name = str(PhaseKind.REGISTRATION.label)
    assert event["SUMMARY"].startswith(name[:1].upper() + name[1:])
    assert "Hạn cuối: 31/03/2026" in event["DESCRIPTION"]


def test_a_person_on_two_boards_has_an_entry_for_each(client, world, cast, phase):
    make.PostFactory(account=cast["writer"], board=world.deputy, role=Role.WRITER)

    found = {event["UID"] for event in events(client, cast["writer"])}

    codes = (world.board.code, world.deputy.code)
    assert found == {f"phase-{phase.pk}-{code}@localhost" for code in codes}


def test_the_ministrys_people_see_what_holds_for_all(client, world, cast, phase):
    facts = {"until": UNTIL, "reason": "Bão", "by": cast["chief"]}
    actions.extend_phase(phase, board=world.board, **facts)

    [event] = events(client, cast["reviewer"])

    assert event["UID"] == f"phase-{phase.pk}@localhost"
    assert event["DTEND"].dt == phase.closes_on + dt.timedelta(days=1)


def test_nobody_reads_the_days_of_another_bloc_or_of_long_ago(client, world, cast, phase):
    make.PhaseFactory()
    old = make.CampaignFactory(bloc=world.bloc, year=YEAR - 2)
    make.PhaseFactory(campaign=old)

    assert len(events(client, cast["writer"])) == 1
    assert events(client, cast["outsider"]) == []


def test_a_board_that_has_left_reads_nothing_any_more(client, world, cast, phase):
    world.bloc.seats.filter(board=world.board).update(until=dt.date(YEAR, 6, 1))

    assert events(client, cast["writer"]) == []
    with on(dt.date(YEAR, 5, 1)):
        assert len(events(client, cast["writer"])) == 1


# -- the page --------------------------------------------------------------------------------------
def post(client, account, name):
    client.force_login(account)
    return client.post(reverse(f"campaigns:{name}"))


def test_the_page_makes_shows_and_withdraws_the_address(client, cast):
    page = reverse("campaigns:feed")
    client.force_login(cast["writer"])
    assertContains(client.get(page), "Make my address")

    assertRedirects(post(client, cast["writer"], "make_calendar_address"), page)
    held = CalendarFeed.objects.get(account=cast["writer"])
    path = reverse("campaigns:calendar_feed", args=[addresses.token_of(held)])
    shown = client.get(page)
    assertContains(shown, f'value="http://localhost:8000{path}"')
    assertContains(shown, f'href="webcal://localhost:8000{path}"')
    assertContains(shown, "Whoever has this address can read the days")
    assert client.get(path).status_code == HTTPStatus.OK

    assertRedirects(post(client, cast["writer"], "withdraw_calendar_address"), page)
    assertNotContains(client.get(page), path)
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_the_page_shows_nobody_elses_address(client, cast):
    url = address(cast["leader"])
    client.force_login(cast["writer"])

    assertNotContains(client.get(reverse("campaigns:feed")), url)


def test_the_calendar_page_leads_there(client, world, cast):
    client.force_login(cast["writer"])
    page = client.get(reverse("campaigns:calendar", args=[world.campaign.pk]))

    assertContains(page, reverse("campaigns:feed"))


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(reverse("campaigns:feed")).status_code == HTTPStatus.FOUND


def test_an_activity_stands_on_its_days_and_is_cancelled_when_called_off(client, world, cast):
    activity = planned(world, cast)
    planned(world, cast, name="Chạy", since=activity.since)
    actions.call_off_activity(activity, reason="Bão số 5", by=cast["secretary"])

    off, on_ = events(client, cast["writer"])

    assert (off["SUMMARY"], off["LOCATION"]) == ("Hội thao Khối thi đua", "Nhà thi đấu")
    assert (off["DTSTART"].dt, off["DTEND"].dt) == (
        activity.since,
        activity.until + dt.timedelta(days=1),
    )
    assert (off["STATUS"], on_["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert "Bão số 5" in off["DESCRIPTION"]


def test_activities_of_other_blocs_are_nobodys_business(client, world, cast):
    planned(world, cast)

    assert events(client, cast["outsider"]) == []
