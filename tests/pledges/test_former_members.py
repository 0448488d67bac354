"""A board that has left the bloc goes on reading what it took part in, and nothing else."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pledges import queries
from pledges.models import PledgeState
from tests import factories as make
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def left(world, cast, client):
    """The board left yesterday; its leader looks on."""
    world.bloc.seats.filter(board=world.board).update(until=TODAY - dt.timedelta(days=1))
    client.force_login(cast["leader"])
    return client


def pledge_of(world, year):
    return make.PledgeFactory(campaign=make.CampaignFactory(bloc=world.bloc, year=year))


@pytest.mark.parametrize("name", ["pledge", "versions", "history", "consultation"])
def test_the_pledge_of_its_year_is_still_read(left, world, name):
    assert left.get(reverse(f"pledges:{name}", args=[world.pledge.pk])).status_code == 200


@pytest.mark.parametrize("year", [make.YEAR - 30, make.YEAR + 1])
def test_the_pledge_of_another_year_is_not(left, world, year):
    pledge = pledge_of(world, year)

    assert left.get(pledge.get_absolute_url()).status_code == 404


def test_home_and_lists_name_the_pledge_and_ask_for_nothing(left, world):
    other = pledge_of(world, make.YEAR + 1)
    for address in ("home", "pledges:pledges"):
        page = left.get(reverse(address))
        assertContains(page, world.pledge.get_absolute_url())
        assertNotContains(page, other.get_absolute_url())
    assertContains(left.get(reverse("home")), "Nothing waits for you")


def test_the_years_of_the_bloc_are_those_in_which_it_sat(left, world):
    make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)

    page = left.get(reverse("campaigns:campaigns", args=[world.bloc.pk]))

    assert [campaign.year for campaign in page.context["page"]] == [make.YEAR]


@pytest.mark.parametrize("name", ["edit_pledge", "issue_pledge", "close_pledge"])
def test_nothing_can_be_done_to_it(left, world, name):
    assert left.get(reverse(f"pledges:{name}", args=[world.pledge.pk])).status_code == 403


def test_it_neither_answers_nor_signs(left, world, cast):
    places = queries.signatories_visible_to(cast["leader"])

    assert list(places) == []
    world.pledge.state = PledgeState.CONSULTATION
    world.pledge.save(update_fields=["state"])
    assert queries.answers_of(cast["leader"], world.pledge) == []
    args = [world.pledge.pk, world.board.pk, "targets"]
    left.post(reverse("pledges:comment_on_pledge", args=args), {"text": "Góp ý"})
    assert not world.pledge.comments.exists()
