"""The pages on which a board signs: the right person, the wrong one, the refused one."""

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from foundation.signing.models import PartyState
from tests import signing
from tests.budget import queries_of


@pytest.fixture
def places(today, world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def place(places):
    """The plain board's place: `leader` and `clerk` are its people."""
    return places[2]


@pytest.fixture
def as_(client, cast):
    """Sign in as one of the cast, having shown the password just now."""

    def sign_in(name):
        account = cast[name]
        account.set_password("mật khẩu 123")
        account.save(update_fields=["password"])
        client.force_login(account)
        client.post(reverse("account_reauthenticate"), {"password": "mật khẩu 123"})
        return client

    return sign_in


def url(name, place):
    return reverse(f"pledges:{name}", args=[place.pk])


PAGES = ["prepare_signature", "sign_with_key_file", "upload_signed", "upload_scan"]


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge"])
def test_the_boards_leader_sees_each_page(as_, place, settings, name):
    settings.KEY_FILE_SIGNING = True

    response = as_("leader").get(url(name, place))

    assertContains(response, place.party.name)


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge"])
def test_another_boards_leader_may_not_sign_for_it(as_, place, name):
    assert as_("deputy").get(url(name, place)).status_code == 403


@pytest.mark.parametrize("name", [*PAGES, "decline_pledge", "confirm_scan", "scan"])
def test_a_stranger_learns_nothing(as_, place, name):
    assert as_("outsider").get(url(name, place)).status_code == 404


def test_who_signed_in_long_ago_is_asked_again(client, cast, place):
    client.force_login(cast["leader"])

    response = client.get(url("prepare_signature", place))

    asked = reverse("account_reauthenticate") + "?next=" + url("prepare_signature", place)
    assertRedirects(response, asked, fetch_redirect_response=False)


def test_the_clerk_sees_why_not_before_the_release(as_, place):
    response = as_("clerk").get(url("prepare_signature", place))

    assertContains(response, "has not released the pledge to the registry yet")
    assertNotContains(response, "--ticket")
