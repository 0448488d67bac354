"""Every page of the site is walked through, as the person that it is for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.checks import look_at
from tests.browser.conftest import SCREEN
from tests.furnished import furnish
from tests.tour import NO_PAGES, NOBODY, PAGES, names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUTLINE = "element => getComputedStyle(element).outlineStyle + getComputedStyle(element).boxShadow"


@pytest.fixture
def site(settings):
    """Everything there is, every way of signing switched on."""
    settings.KEY_FILE_SIGNING = True
    settings.REMOTE_SIGNING_URL = "https://ky-so.khoithidua.example"
    return furnish()


def test_the_tour_leaves_nothing_out():
    assert {page.name for page in PAGES} ^ NO_PAGES == set(names())


@pytest.mark.usefixtures("vietnamese")
def test_every_page_is_fit_to_be_used(site, another_page, complaints, server, axe):
    people = {NOBODY: None} | site.people
    screens = {part: another_page(people[part]) for part in {page.part for page in PAGES}}

    troubles = []
    for each in PAGES:
        screen, url = screens[each.part], server + each.url(site)
        answer = screen.goto(url)
        found = (
            [] if (answer.status, screen.url) == (200, url) else [f"{answer.status} {screen.url}"]
        )
        found += look_at(screen, axe, SCREEN) + complaints
        complaints.clear()
        troubles += [f"{each.name} ({each.part}): {trouble}" for trouble in found]

    assert not troubles, "\n".join(troubles)


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(page, server):
    page.goto(server + reverse("account_login"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()
    assert page.locator(":focus").evaluate(OUTLINE) != "nonenone"
