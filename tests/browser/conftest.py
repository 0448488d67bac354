"""A real browser on a real server: the pages as people meet them."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from pledges import actions
from tests.clock import on
from tests.conftest import TODAY
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs an event loop of its own

PASSWORD = "giao ước thi đua 2026"
PATIENCE = 30_000  # milliseconds: of a machine that is busy with the other tests too
SCREEN = {"width": 1366, "height": 768}
BARE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def base_url():
    """Each test has a server of its own; pytest-playwright's fixture of this name warns."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium: nothing is downloaded, nothing is looked up."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": BARE}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Without transitions: what is measured stands still."""
    return {
        **browser_context_args,
        "viewport": SCREEN,
        "locale": "vi-VN",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def axe():
    """Finds what a screen reader would stumble on."""
    return Axe()


@pytest.fixture(autouse=True)
def house(committed):
    """Rows are really committed, nobody has been counted yet, and it is the middle of the year."""
    cache.clear()
    with on(TODAY):
        yield


@pytest.fixture
def server(live_server, settings):
    """The server's address; links in letters lead there."""
    settings.BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def vietnamese(settings):
    """The house's own language, in which the officials work."""
    settings.LANGUAGE_CODE = "vi"


@pytest.fixture
def complaints(context):
    """What the browser complains of on any page: scripts, policy, console, dead addresses."""
    return listen(context, [])


def listen(context, found):
    """Write down what goes wrong on the pages of this context."""
    context.on("console", lambda said: said.type == "error" and found.append(said.text))
    context.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture
def page(page, complaints):
    """No page may complain, whatever the journey is about."""
    page.set_default_timeout(PATIENCE)
    yield page
    assert complaints == []


@pytest.fixture
def give_session(server, settings):
    """Give a browser context the session of an account that has just shown its password."""

    def give(context, account):
        if not account.check_password(PASSWORD):  # a new one would end the other sessions
            account.set_password(PASSWORD)
            account.save(update_fields=["password"])
        client = Client()  # one browser each: another account would end this one's session
        client.force_login(account)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": server}
        context.add_cookies([cookie])

    return give


@pytest.fixture
def sign_in(context, give_session):
    """The page's person becomes this account."""
    return lambda account: give_session(context, account)


@pytest.fixture
def another_page(browser, browser_context_args, give_session, complaints):
    """A second screen: another person's, or nobody's."""
    contexts = []

    def open_page(account=None):
        context = browser.new_context(**browser_context_args)
        listen(context, complaints)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if account:
            give_session(context, account)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def consulted(world, cast):
    """The pledge of the year lies before the boards."""
    actions.consult_boards(world.pledge, by=cast["secretary"])
    world.pledge.refresh_from_db()
    return world.pledge
