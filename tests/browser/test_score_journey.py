"""A sheet of points is filled in from the keyboard, saves itself, is checked and explained."""

import re

import pytest
from playwright.sync_api import expect

from campaigns import actions
from tests.campaigns import scored
from tests.campaigns.scored import begun, lines

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = re.compile("saved 12:00")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def year(world, cast):
    return scored.scored_year(world, cast)


@pytest.fixture
def own(year, cast):
    """The plain board's sheet, begun."""
    return begun(year, cast["writer"])


@pytest.fixture
def open_sheet(page, server, sign_in):
    def look(sheet, account):
        sign_in(account)
        page.goto(server + sheet.get_absolute_url())
        return page

    return look


def test_a_sheet_is_filled_in_by_keys_and_saves_itself(own, cast, open_sheet):
    page = open_sheet(own, cast["writer"])
    pledged, models = page.get_by_label("I.1 pledged"), page.get_by_label("I.2 models")

    pledged.select_option("yes")
    pledged.press("Enter")
    expect(models).to_be_focused()
    page.keyboard.type("3")

    row = page.locator("tr").filter(has=models)
    expect(row.locator("output")).to_contain_text("15")
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    expect(page.locator(".score-bar [data-sum=total]")).to_have_text("55")
    models.press("ArrowUp")
    expect(pledged).to_be_focused()
    models.focus()
    models.press("ArrowRight")
    with page.expect_response("**/cham/"):
        page.keyboard.type("Ba mô hình")
    page.reload()
    expect(page.get_by_label("Note: models")).to_have_value("Ba mô hình")
    assert lines(own)["models"].count == 3


def test_both_versions_are_shown_where_somebody_was_faster(own, cast, open_sheet, complaints):
    page = open_sheet(own, cast["writer"])
    scored.write(own, cast["leader"], models=2)

    models = page.get_by_label("I.2 models")
    models.fill("4")

    expect(page.get_by_text("leader has saved: 10 points.")).to_be_visible()
    complaints.clear()  # the browser's own line about the 409
    page.get_by_role("link", name="Take theirs").click()
    expect(models).to_have_value("2")
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    assert lines(own)["models"].count == 2


def test_a_wrong_line_is_told_and_the_others_are_saved(own, cast, open_sheet, complaints):
    page = open_sheet(own, cast["writer"])

    page.get_by_label("I.2 models").fill("nhiều")
    page.get_by_label("I.1 pledged").select_option("no")

    expect(page.get_by_text("is not a figure")).to_be_visible()
    assert lines(own)["pledged"].is_met is False
    page.get_by_label("I.2 models").fill("1")
    expect(page.locator("[data-state]")).to_have_text(SAVED)
    complaints.clear()  # the browser's own line about the 422


@pytest.fixture(params=[None, PHONE], ids=["laptop", "phone"])
def screen(request, page):
    """A laptop's, and a phone's."""
    if request.param:
        page.set_viewport_size(request.param)
    return page


def test_three_figures_fit_the_screen(year, cast, open_sheet, screen, axe):
    own, page = scored.self_score(year), screen
    scored.check(year, year.chief, cast["chief"])
    scored.check(year, year.deputy, cast["deputy"])
    actions.explain_line(
        own, key=lines(own)["models"].criterion.key, text="Mô hình mới", by=cast["writer"]
    )
    open_sheet(own, cast["writer"])

    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert width <= 0
    assert axe.run(page).response["violations"] == []
    page.get_by_role("link", name="Only the 1 line that differs").click()
    expect(page.get_by_text("I.2. models")).to_be_visible()
    expect(page.get_by_text("I.1. pledged")).to_have_count(0)
