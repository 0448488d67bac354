"""The pages of boards that came, left or merged within the year."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import Departure, Treatment
from tests import factories as make
from tests.campaigns.test_departures import FACTS, LAST_DAY, POINTS, leave, left, settle
from tests.scored import scored

__all__ = ["left"]
pytestmark = pytest.mark.usefixtures("today")
TYPED = FACTS | {"decision_on": "20/04/2026"}


def url(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def sign_in(client, account):
    client.force_login(account)
    return client


# -- who -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("part", ["writer", "leader", "secretary", "deputy", "reviewer", "keeper"])
def test_settling_is_the_chiefs(client, left, world, cast, part):
    departure = settle(world, cast)
    actions.withdraw_departure(departure, reason="Nhầm", by=cast["chief"])
    sign_in(client, cast[part])

    for address in (
        url("settle_departure", world.campaign.pk, left.pk),
        url("withdraw_departure", departure.pk),
    ):
        assert client.post(address, TYPED).status_code == HTTPStatus.FORBIDDEN
    assert Departure.objects.filter(withdrawn_at=None).count() == 0


def test_strangers_see_nothing(client, left, world, cast):
    departure = settle(world, cast)
    sign_in(client, cast["outsider"])

    for name, args in [
        ("departures", [world.campaign.pk]),
        ("settle_departure", [world.campaign.pk, left.pk]),
        ("withdraw_departure", [departure.pk]),
    ]:
        assert client.get(url(name, *args)).status_code == HTTPStatus.NOT_FOUND, name


def test_the_deputy_settles_the_chiefs_board(client, world, cast):
    make.MergerFactory(predecessor=world.chief, successor=world.board, year=make.YEAR)
    address = url("settle_departure", world.campaign.pk, world.chief.pk)

    assert sign_in(client, cast["chief"]).get(address).status_code == HTTPStatus.FORBIDDEN
    assert sign_in(client, cast["deputy"]).post(address, TYPED).status_code == HTTPStatus.FOUND
    assert Departure.objects.get().settled_by == cast["deputy"]


def test_a_board_that_sits_has_no_such_page(client, world, cast):
    page = sign_in(client, cast["chief"]).get(
        url("settle_departure", world.campaign.pk, world.board.pk)
    )

    assert page.status_code == HTTPStatus.NOT_FOUND


# -- departures ----------------------------------------------------------------------------------
def test_departures_is_empty_in_a_quiet_year(client, world, cast):
    page = sign_in(client, cast["leader"]).get(url("departures", world.campaign.pk))

    assertContains(page, "No board left or merged within this year")
    year = client.get(reverse("year", args=[world.campaign.pk]))
    assertNotContains(year, url("departures", world.campaign.pk))


def test_departures_says_until_when_into_which_and_how(client, left, world, cast):
    make.MergerFactory(
        predecessor=left, successor=world.deputy, year=make.YEAR, happened_on=LAST_DAY
    )
    sign_in(client, cast["chief"])
    address = url("departures", world.campaign.pk)
    to_settle = url("settle_departure", world.campaign.pk, left.pk)

    page = client.get(address)
    assertContains(page, left.short_name)
    assertContains(page, world.deputy.short_name)
    assertContains(page, to_settle)
    departure = settle(world, cast)
    page = client.get(address)
    assertContains(page, "reported and scored apart")
    assertContains(page, FACTS["reason"])
    assertContains(page, url("withdraw_departure", departure.pk))
    assertNotContains(page, to_settle)


def test_departures_has_one_red_button_however_many_wait(client, left, world, cast):
    make.MergerFactory(predecessor=world.deputy, successor=world.chief, year=make.YEAR)

    page = sign_in(client, cast["chief"]).get(url("departures", world.campaign.pk))

    assertContains(page, "btn-primary", count=1)
    for board in (left, world.deputy):
        assertContains(page, url("settle_departure", world.campaign.pk, board.pk))


def test_departures_offers_nothing_to_others_nor_after_the_lock(client, left, world, cast):
    to_settle = url("settle_departure", world.campaign.pk, left.pk)
    sign_in(client, cast["leader"])
    page = client.get(url("departures", world.campaign.pk))
    assertContains(page, "not settled yet")
    assertNotContains(page, to_settle)

    scored(world, cast, {world.deputy: POINTS[0]})

    page = sign_in(client, cast["chief"]).get(url("departures", world.campaign.pk))
    assertContains(page, "The points are locked")
    assertNotContains(page, to_settle)


def test_departures_names_who_joined(client, world, cast):
    since = dt.date(make.YEAR, 6, 1)
    joined = make.SeatFactory(bloc=world.bloc, position=9, since=since).board

    page = sign_in(client, cast["leader"]).get(url("departures", world.campaign.pk))

    exclude = url("declare_exclusion", world.campaign.pk, joined.pk)
    assertContains(page, joined.short_name)
    assertContains(page, "They take part from that day.")
    assertNotContains(page, exclude)
    chiefs = sign_in(client, cast["chief"]).get(url("departures", world.campaign.pk))
    assertContains(chiefs, exclude)


def test_the_page_of_the_year_leads_there(client, left, world, cast):
    sign_in(client, cast["chief"])
    year = reverse("year", args=[world.campaign.pk])
    there = url("departures", world.campaign.pk)

    page = client.get(year)
    assertContains(page, there)
    assertContains(page, "A board left or merged within the year.")
    assertNotContains(page, left.get_absolute_url())
    settle(world, cast)
    page = client.get(year)
    assertContains(page, there)
    assertNotContains(page, "A board left or merged within the year.")
    assertContains(page, left.get_absolute_url())  # its row of the matrix


def test_the_home_page_of_the_chief_asks(client, left, world, cast):
    there = url("departures", world.campaign.pk)

    assertContains(sign_in(client, cast["chief"]).get("/"), there)
    assertNotContains(sign_in(client, cast["leader"]).get("/"), there)


# -- settle_departure, withdraw_departure --------------------------------------------------------
def test_settle_departure_by_the_form(client, left, world, cast):
    sign_in(client, cast["chief"])
    address = url("settle_departure", world.campaign.pk, left.pk)
    assertContains(client.get(address), "Its points are never added")

    response = client.post(address, TYPED | {"treatment": Treatment.CLOSED})

    assertRedirects(response, url("departures", world.campaign.pk))
    departure = Departure.objects.get()
    assert (departure.treatment, departure.decision_on) == ("closed", FACTS["decision_on"])


def test_settle_departure_says_what_is_refused_and_keeps_what_was_typed(client, left, world, cast):
    sign_in(client, cast["chief"])
    address = url("settle_departure", world.campaign.pk, left.pk)

    page = client.post(address, TYPED | {"decision_on": "20/12/2026"})

    assertContains(page, "The day of the decision still lies ahead.")
    assertContains(page, FACTS["reason"])
    assert not Departure.objects.exists()


def test_withdraw_departure_by_the_form(client, left, world, cast):
    departure = settle(world, cast)
    sign_in(client, cast["chief"])

    response = client.post(url("withdraw_departure", departure.pk), {"reason": "Ghi nhầm"})

    assertRedirects(response, url("departures", world.campaign.pk))
    departure.refresh_from_db()
    assert departure.withdraw_reason == "Ghi nhầm"


def test_the_provisional_ranking_tells_why_a_closed_board_is_not_ranked(client, world, cast):
    boards = (world.chief, world.deputy, world.board)
    scored(world, cast, dict(zip(boards, POINTS, strict=True)), locked=False)
    leave(world)
    settle(world, cast, treatment=Treatment.CLOSED)

    page = sign_in(client, cast["chief"]).get(url("provisional_ranking", world.campaign.pk))

    assertContains(page, "not ranked: Closed early by decision 45/QĐ-BTC of 20/04/2026")
