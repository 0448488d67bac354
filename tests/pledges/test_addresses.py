"""Where people and agents are sent: to the address at which the program really answers."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pledges import paper
from tests import signing

ADDRESS = "http://may-chu.example:8123"
OR = "Or run this command on the computer"


@pytest.fixture
def place(today, world, cast, settings):
    """A board's place under a pledge; the program answers on a port of its own."""
    settings.BASE_URL = ADDRESS
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])[2]


@pytest.fixture
def leader(client, cast):
    """The plain board's leader, having shown the password just now."""
    account = cast["leader"]
    account.set_password("mật khẩu 123")
    account.save(update_fields=["password"])
    client.force_login(account)
    client.post(reverse("account_reauthenticate"), {"password": "mật khẩu 123"})
    return client


def test_the_command_names_the_address_and_stands_alone_without_an_agents_address(
    leader, place, settings
):
    settings.AGENT_URL = ""

    page = leader.get(reverse("pledges:prepare_signature", args=[place.pk]))

    assertContains(page, f"script/agent --server {ADDRESS} --pkcs11 MODULE --ticket ")
    assertContains(page, "Plug in the device and run this command on that computer.")
    assertNotContains(page, OR)


def test_the_command_is_the_second_way_where_an_agent_may_be_called(leader, place, settings):
    settings.AGENT_URL = "http://127.0.0.1:9795"

    page = leader.get(reverse("pledges:prepare_signature", args=[place.pk]))

    assertContains(page, f"script/agent --server {ADDRESS} --pkcs11 MODULE --ticket ")
    assertContains(page, OR)


def test_wall_and_paper_name_the_address(leader, place):
    wall = leader.get(reverse("pledges:wall", args=[place.pledge.pk]))
    drawn = paper.of_version(place.pledge, place.pledge.versions.latest("number"))

    assertContains(wall, "may-chu.example:8123/xac-minh/")
    assert drawn["verify_url"] == "may-chu.example:8123/xac-minh/"
    assert drawn["qr_url"] == f"{ADDRESS}/xac-minh/AB12-CD34/"
