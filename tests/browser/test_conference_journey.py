"""A conference from the call to the room: two leaders arrive, and the screen sees it by itself."""

import pytest
from playwright.sync_api import expect

from conferences.models import ConferenceKind
from tests.conferences.called import called, item_on
from tests.conftest import TODAY

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def conference(world, cast):
    """It is today; one item on the agenda."""
    found = called(world, cast, kind=ConferenceKind.EXTRAORDINARY, held_on=TODAY)
    item_on(found, cast, "Báo cáo sơ kết", 60)
    return found


def test_boards_arrive_and_the_screen_of_the_room_sees_it(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, another_page, conference, cast
):
    sign_in(cast["secretary"])
    page.goto(server + conference.get_absolute_url())
    hall = another_page()  # the projector signs in nowhere
    hall.goto(server + page.get_by_role("link", name="Screen of the").get_attribute("href"))
    expect(hall.locator(".wall-count")).to_contain_text("0/3")

    page.get_by_role("button", name="Go on to “Báo cáo sơ kết”").click()
    expect(hall.get_by_role("heading", name="Báo cáo sơ kết")).to_be_visible()

    page.get_by_role("link", name="Who is there").click()
    page.get_by_role("link", name="Code for the door").click()
    code = page.locator("p", has_text="/cua/").inner_text()
    for part in ("leader", "deputy"):
        phone = another_page(cast[part])
        phone.set_viewport_size(PHONE)
        phone.goto(code)
        phone.get_by_role("button", name="I am here").click()
        expect(phone.get_by_text("You are entered as present.")).to_be_visible()

    expect(hall.locator(".wall-count")).to_contain_text("2/3")
    expect(hall.locator(".wall-count")).to_contain_text("enough boards are there")
    page.get_by_role("link", name="Who is there").click()
    expect(page.locator(".quorum")).to_contain_text("2/3")


def test_a_screen_that_lost_its_connection_heals_by_itself(  # noqa: PLR0913, PLR0917 -- fixtures
    page, server, sign_in, another_page, conference, cast, complaints
):
    sign_in(cast["deputy"])
    page.goto(server + conference.get_absolute_url())
    hall = another_page()
    hall.goto(server + page.get_by_role("link", name="Screen of the").get_attribute("href"))
    expect(hall.locator(".wall-count")).to_contain_text("0/3")

    hall.context.set_offline(True)
    page.get_by_role("link", name="Who is there").click()
    page.get_by_role("button", name="I am here").click()
    expect(page.locator(".quorum")).to_contain_text("1/3")
    expect(hall.locator(".wall-count")).to_contain_text("0/3")
    with hall.expect_event("requestfailed"):
        pass
    hall.context.set_offline(False)

    expect(hall.locator(".wall-count")).to_contain_text("1/3")
    assert all("htmx:" in each or "ERR_INTERNET_DISCONNECTED" in each for each in complaints)
    complaints.clear()
