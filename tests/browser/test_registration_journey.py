"""From the empty catalogue to a registration that the chief has accepted."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from campaigns.models import Indicator, Registration
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
JOBS, TITLE = "Số lao động làm việc trong các khu", "Lao động tiên tiến"


def save(page):
    """The visible button; Enter presses a hidden one."""
    page.get_by_role("button", name="Save the registration").last.click()


def test_a_board_registers_and_the_chief_accepts(server, another_page, world, cast):
    year = server + reverse("campaigns:registrations", args=[world.campaign.pk])
    secretary = another_page(cast["secretary"])
    secretary.goto(server + reverse("campaigns:indicators", args=[world.bloc.pk]))
    secretary.get_by_role("link", name="Take typical indicators").click()
    secretary.get_by_role("button", name="Take into the catalogue").click()
    expect(secretary.get_by_text(JOBS)).to_be_visible()
    secretary.get_by_role("button", name=f"Move “{JOBS}” up").click()

    page = another_page(cast["leader"])
    page.goto(year)
    page.get_by_role("button", name="Begin the registration").click()
    page.get_by_label(JOBS, exact=True).fill("1,5")
    page.get_by_role("button", name="Add a title").click()
    page.get_by_label("Title 1", exact=True).fill(TITLE)
    page.get_by_label("For whom, title 1").select_option(label="persons")
    page.get_by_label("How many, title 1").fill("20")
    save(page)
    expect(page.get_by_text("A whole number is wanted here")).to_be_visible()
    page.get_by_label(JOBS, exact=True).fill("12.500")
    save(page)
    expect(page.get_by_role("status")).to_have_text("The registration has been saved.")
    page.get_by_role("link", name="Hand in the registration").click()
    page.get_by_label("I have read the registration").check()
    page.get_by_role("button", name="Hand in the registration").click()

    chief = another_page(cast["chief"])
    chief.goto(year)
    chief.get_by_role("link", name=world.board.short_name).click()
    chief.get_by_role("link", name="Accept the registration").click()
    expect(chief.get_by_text("12.500 người")).to_be_visible()
    chief.get_by_role("button", name="Accept the registration").click()
    expect(chief.locator(".page-head .badge")).to_have_text("accepted")

    row = Registration.objects.get()
    target, aim = row.targets.get(), row.aims.get()
    assert (target.indicator, target.agreed) == (Indicator.objects.get(name=JOBS), 12_500)
    assert (aim.title, aim.holder, aim.count) == (TITLE, "person", 20)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_titles_are_added_and_removed_without_scripts(page, server, sign_in, world, cast):
    make.IndicatorFactory(bloc=world.bloc)
    row = make.RegistrationFactory(campaign=world.campaign, board=world.board)
    sign_in(cast["writer"])
    page.goto(server + reverse("campaigns:edit_registration", args=[row.pk]))

    page.get_by_label("Title 1", exact=True).fill("A")
    page.get_by_role("button", name="Add a title").click()
    page.get_by_label("Title 2", exact=True).fill("B")
    page.get_by_role("button", name="Remove title 1").click()

    expect(page.get_by_label("Title 1", exact=True)).to_have_value("B")
    save(page)
    assert [aim.title for aim in row.aims.all()] == ["B"]
