"""A leader invites somebody, who follows the letter and is in."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.jobs import queue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHOSEN = re.compile(r"^\s*Password")
PASSWORD = "hoa ban nở trắng rừng"


def invite(page, full_name, email):
    """Fill in the leader's form and send it."""
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Full name").fill(full_name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Role").select_option(label="officer")
    with queue.inline():
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.get_by_role("status")).to_contain_text("the person is told")


def test_the_invited_person_follows_the_letter_and_is_in(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, another_page, mailoutbox, cast, world
):
    sign_in(cast["leader"])
    page.goto(server + reverse("members:people", args=[world.board.pk]))
    invite(page, "Lê Thị Mới", "moi@khoithidua.example")
    [letter] = mailoutbox
    assert letter.to == ["moi@khoithidua.example"]
    [link] = re.findall(rf"{server}/\S+", letter.body)

    newcomer = another_page()
    newcomer.goto(link)
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Welcome, Lê Thị Mới")
    newcomer.get_by_label(CHOSEN).fill(PASSWORD)
    newcomer.get_by_label("The same password again").fill(PASSWORD)
    newcomer.get_by_role("button", name="Join").click()
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Lê Thị Mới")
    expect(newcomer.get_by_role("cell", name="officer")).to_be_visible()

    late = another_page()
    late.goto(link)
    expect(late.get_by_label(CHOSEN)).to_have_count(0)
