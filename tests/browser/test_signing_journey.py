"""A leader signs with the device of the office, the hall watches, and the pledge is sealed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import expect

from foundation.documents.uploads import PNG
from foundation.signing.models import PartyState
from pledges import actions
from tests import signing
from tests.pledges.test_signing_actions import PIXEL, with_device

pytestmark = pytest.mark.browser
AGENT = Path(__file__).parents[2] / "script" / "agent"


def meanwhile(act, *words, **facts):
    """Somebody else does something, over a connection of their own."""

    def apart():
        try:
            return act(*words, **facts)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(apart).result()


@pytest.fixture
def places(world, cast):
    signing.trust_the_tests()
    return signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])


@pytest.fixture
def agent(server, places, tmp_path, settings):
    """The signer's own agent, which waits on this machine for the page to call."""
    path = tmp_path / "key.p12"
    path.write_bytes(signing.identity_of(places[2].board).pkcs12(b"4711"))
    listening = subprocess.Popen(
        [
            sys.executable,
            AGENT,
            "--listen",
            "--port",
            "0",
            "--server",
            server,
            "--p12",
            path,
            "--yes",
        ],
        env=os.environ | {"AGENT_PIN": "4711"},
        stdout=subprocess.PIPE,
        text=True,
    )
    settings.AGENT_URL = listening.stdout.readline().split()[-1]
    yield listening
    listening.send_signal(signal.SIGINT)
    listening.communicate(timeout=10)


def test_a_leader_signs_with_the_device_and_the_hall_sees_it(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, another_page, agent, places, cast
):
    pledge = places[0].pledge
    meanwhile(with_device, places[0], cast["chief"])
    hall = another_page(cast["deputy"])
    hall.goto(server + pledge.get_absolute_url())
    hall.get_by_role("link", name="Wall of the conference room").click()
    expect(hall.locator(".wall-count")).to_contain_text("1/3")
    sign_in(cast["leader"])

    page.goto(server + pledge.get_absolute_url())
    page.get_by_role("link", name="Sign with the office's device").click()
    page.get_by_role("button", name="Sign with the device on this computer").click()

    expect(page.get_by_role("heading", name=str(pledge), level=1)).to_be_visible()
    expect(page.locator(".sign.state-signed")).to_have_count(2)
    expect(hall.locator(".wall-count")).to_contain_text("2/3")
    expect(hall.locator(".wall .state-signed")).to_have_count(2)


def test_the_wall_heals_after_the_line_was_cut(another_page, server, places, cast, complaints):
    hall = another_page(cast["deputy"])
    hall.goto(server + f"/giao-uoc/{places[0].pledge.pk}/hoi-truong/")
    hall.context.set_offline(True)
    meanwhile(with_device, places[0], cast["chief"])
    with hall.expect_event("requestfailed"):
        pass
    hall.context.set_offline(False)

    expect(hall.locator(".wall-count")).to_contain_text("1/3")
    assert all("htmx:" in each or "ERR_INTERNET_DISCONNECTED" in each for each in complaints)
    complaints.clear()


def test_the_secretary_confirms_what_was_signed_on_paper(page, server, sign_in, places, cast):
    meanwhile(actions.upload_scan, places[2], content=PIXEL, media_type=PNG, by=cast["leader"])
    sign_in(cast["secretary"])

    page.goto(server)
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("Name under the signature").fill("Lê Văn C")
    page.get_by_role("button", name="Confirm: signed on paper").click()

    expect(page.get_by_role("status")).to_contain_text("has been confirmed")
    expect(page.locator(".sign.state-on_paper")).to_contain_text("signed on paper")
    places[2].party.refresh_from_db()
    assert places[2].party.state == PartyState.ON_PAPER


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_pages_of_signing_can_be_read_by_everybody(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, places, cast, axe, size, settings
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settings.KEY_FILE_SIGNING = True
    sign_in(cast["leader"])
    for name in ("", "tep-khoa/", "tai-ban-da-ky/", "tren-giay/", "tu-choi/"):
        page.goto(f"{server}/giao-uoc/ky/{places[2].pk}/{name}")

        found = axe.run(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")

        assert found.violations_count == 0, found.generate_report()
        assert not wide, name
