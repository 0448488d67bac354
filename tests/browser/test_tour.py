"""Every page of the site is walked through, as the person that it is for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.checks import look_at
from tests.browser.conftest import SCREEN
from tests.furnished import furnish
from tests.tour import NO_PAGES, NOBODY, PAGES, names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARE = 40  # pages of one walk: the walks share the cores
OUTLINE = "element => getComputedStyle(element).outlineStyle + getComputedStyle(element).boxShadow"


def walks():
    """The pages in shares, those of one person together."""
    pages = sorted(PAGES, key=lambda page: page.part)
    shares = [pages[first : first + SHARE] for first in range(0, len(pages), SHARE)]
    return [pytest.param(share, id=f"{share[0].part}-{share[-1].part}") for share in shares]


@pytest.fixture
def site(settings):
    """Everything there is, every way of signing switched on."""
    settings.KEY_FILE_SIGNING = True
    settings.REMOTE_SIGNING_URL = "https://ky-so.khoithidua.example"
    return furnish()


def test_the_tour_leaves_nothing_out():
    assert {page.name for page in PAGES} ^ NO_PAGES == set(names())


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize("pages", walks())
def test_every_page_is_fit_to_be_used(  # noqa: PLR0913, PLR0917 -- fixtures
    pages, site, another_page, complaints, server, axe
):
    people = {NOBODY: None} | site.people
    screens = {part: another_page(people[part]) for part in {page.part for page in pages}}

    troubles = []
    for each in pages:
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
