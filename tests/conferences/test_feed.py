"""The conferences in a person's calendar, and on the rail of the year."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar
from pytest_django.asserts import assertContains

from campaigns import addresses
from campaigns.actions import make_calendar_address
from conferences import actions
from conferences.models import ConferenceKind
from tests.clock import on
from tests.conferences.called import DAY, called, item_on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


def entries(client, account):
    feed = make_calendar_address(account, by=account)
    url = reverse("campaigns:calendar_feed", args=[addresses.token_of(feed)])
    found = Calendar.from_ical(client.get(url).content).walk("VEVENT")
    return [each for each in found if str(each["UID"]).startswith("conference-")]


def test_the_calendar_has_the_conference_at_its_hour(client, world, cast):
    conference = called(world, cast)
    item_on(conference, cast, minutes=90)

    (entry,) = entries(client, cast["writer"])

    begins = dt.datetime.combine(conference.held_on, dt.time(1), dt.UTC)
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (
        begins, begins + dt.timedelta(minutes=90),
    )  # fmt: skip
    assert (entry["LOCATION"], entry["STATUS"]) == ("Hội trường tầng 2", "CONFIRMED")


def test_the_calendar_follows_changes_and_the_calling_off(client, world, cast):
    conference = called(world, cast)
    actions.change_conference(conference, place="Nơi khác", by=cast["secretary"])
    actions.call_off_conference(conference, reason="Bão số 4", by=cast["secretary"])

    (entry,) = entries(client, cast["leader"])

    assert (entry["LOCATION"], entry["STATUS"]) == ("Nơi khác", "CANCELLED")
    assert "Bão số 4" in entry["DESCRIPTION"]


def test_another_blocs_people_do_not_see_it(client, world, cast):
    called(world, cast)

    assert entries(client, cast["outsider"]) == []


@pytest.mark.parametrize(("days", "words"), [(-1, "called for"), (1, "held")])
def test_the_rail_leads_to_the_closing_conference(client, world, cast, days, words):
    conference = called(world, cast, kind=ConferenceKind.YEAR_END, held_on=TODAY + 10 * DAY)

    with on(conference.held_on + days * DAY):
        client.force_login(cast["leader"])
        shown = client.get(reverse("year", args=[world.campaign.pk]))

    assertContains(shown, f'href="{conference.get_absolute_url()}"')
    assertContains(shown, f"{words} {conference.held_on:%d/%m/%Y}")
