"""Where the way ends, the page says so in the reader's language, and what to do next."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.furnished import furnish

pytestmark = pytest.mark.django_db

PAGE = {"accept": "text/html"}


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast["leader"])
    return client


def button(name, *subject):
    return reverse(name, args=subject)


def test_an_address_of_a_button_leads_to_the_page_with_the_button(signed_in, world):
    answer = signed_in.get(button("pledges:remind_boards", world.pledge.pk), headers=PAGE)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assertContains(answer, "Nothing can be read here", status_code=405)
    assertContains(answer, f'href="{world.pledge.get_absolute_url()}"', status_code=405)
    assertContains(answer, "To my tasks", status_code=405)


def test_every_button_of_a_board_has_a_page_to_go_back_to(client, db):
    site = furnish()
    client.force_login(site.people["leader"])
    place, board = site.waiting.pk, site.board.pk
    for address in (
        button("pledges:give_up_signature", place),
        button("pledges:release_pledge", place),
        button("pledges:agree_to_pledge", site.consultation.pk, board),
        button("members:end_delegation", site.delegation.pk),
        button("members:resend_invitation", board, site.invitation.pk),
    ):
        answer = client.get(address, headers=PAGE)
        back = client.get(answer.context["above"])

        assert answer.status_code == 405
        assert back.status_code == 200 or "reauthenticate" in back.url
    assert answer.context["above"] == site.board.get_absolute_url()


def test_a_program_gets_the_bare_answer(client):
    assert client.get(button("signing:show_ticket"), headers={"accept": "*/*"}).content == b""


def test_a_page_of_others_says_whose_it_may_be(signed_in, world):
    answer = signed_in.get(button("pledges:issue_pledge", world.pledge.pk))

    assertContains(answer, "belongs to other people", status_code=403)
    assertContains(answer, reverse("home"), status_code=403)


def test_a_stranger_who_is_lost_may_sign_in_or_verify(client):
    answer = client.get("/khong-co/")

    assertContains(answer, "Page not found", status_code=404)
    assertContains(answer, reverse("verify"), status_code=404)


def test_an_expired_form_says_to_load_it_anew():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "an"})

    assertContains(answer, "reload the page", status_code=403)


def test_a_request_that_makes_no_sense(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assertContains(answer, "Yêu cầu không đọc được", status_code=400)


def test_what_is_broken_speaks_without_database_or_session(cast, monkeypatch):
    def broken(_account):
        raise RuntimeError

    monkeypatch.setattr("members.queries.waiting_for", broken)
    client = Client(raise_request_exception=False)
    client.force_login(cast["leader"])

    answer = client.get(reverse("home"))

    assertContains(answer, "Hệ thống gặp lỗi", status_code=500)
    assertNotContains(answer, "RuntimeError", status_code=500)
