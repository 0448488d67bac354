"""The key tasks of a year's summary become the next year's pledge by one click."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns.models import Summary
from pledges import actions
from pledges.models import Pledge
from pledges.regulations import text as regulations
from tests import factories as make


@pytest.fixture
def after(world):
    return make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 1)


@pytest.fixture
def summary(today, world, cast):
    """Two tasks, one a line, with the marks of a list."""
    found = Summary.objects.create(campaign=world.campaign, compiled_by=cast["secretary"])
    text = "- Thu hút đầu tư;\n- Chuyển đổi số."
    found.sections.create(position=1, code="tasks", title="2. Nhiệm vụ trọng tâm", text=text)
    return found


@pytest.fixture
def as_(client, cast):
    def sign_in(name):
        client.force_login(cast[name])
        return client

    return sign_in


def drafted(campaign):
    return [task.text for task in Pledge.objects.get(campaign=campaign).tasks.all()]


def test_the_tasks_stand_in_the_place_of_those_of_the_former_text(summary, after, world, cast):
    pledge = actions.draft_pledge(
        after, start_from=world.pledge, tasks_of=summary, by=cast["secretary"]
    )

    assert drafted(after) == ["Thu hút đầu tư", "Chuyển đổi số"]
    assert pledge.grounds == world.pledge.grounds


def test_tasks_of_another_year_are_refused(summary, world, cast):
    later = make.CampaignFactory(bloc=world.bloc, year=make.YEAR + 2)

    with pytest.raises(regulations.TasksOfAnotherYear):
        actions.draft_pledge(later, tasks_of=summary, by=cast["secretary"])

    assert not Pledge.objects.filter(campaign=later).exists()


def test_tasks_of_another_bloc_are_refused(summary, cast):
    foreign = make.CampaignFactory(year=make.YEAR + 1)

    with pytest.raises(regulations.TasksOfAnotherYear):
        actions.draft_pledge(foreign, tasks_of=summary, by=cast["secretary"])


def test_one_click_on_the_summary_drafts_the_pledge(as_, summary, after, world):
    client, url = as_("secretary"), reverse("pledges:draft_pledge", args=[after.pk])
    page = client.get(reverse("campaigns:summary", args=[world.campaign.pk]))
    assertContains(page, f'action="{url}"')

    response = client.post(url, {"tasks_of": "on"})

    pledge = Pledge.objects.get(campaign=after)
    assertRedirects(response, reverse("pledges:edit_pledge", args=[pledge.pk]))
    assert drafted(after) == ["Thu hút đầu tư", "Chuyển đổi số"]
    assert pledge.grounds == world.pledge.grounds
    assertContains(client.post(url, {"tasks_of": "on"}), "has been begun already")


def test_the_drafts_own_page_offers_the_tasks(as_, summary, after):
    url = reverse("pledges:draft_pledge", args=[after.pk])
    assertContains(as_("secretary").get(url), "Take the key tasks")

    as_("secretary").post(url, {"start_from": "", "tasks_of": "on"})

    assert drafted(after) == ["Thu hút đầu tư", "Chuyển đổi số"]
    assert Pledge.objects.get(campaign=after).grounds == ""


def test_without_tasks_there_is_nothing_to_take(as_, summary, after):
    summary.sections.update(text="")

    url = reverse("pledges:draft_pledge", args=[after.pk])
    assertNotContains(as_("secretary").get(url), "Take the key tasks")


def test_a_year_that_is_not_open_is_opened_first(as_, summary, world):
    page = as_("secretary").get(reverse("campaigns:summary", args=[world.campaign.pk]))

    assertContains(page, "They become the draft of the pledge once that year is open.")


def test_readers_get_no_button(as_, summary, after, world):
    page = as_("deputy").get(reverse("campaigns:summary", args=[world.campaign.pk]))

    assertNotContains(page, "Draft the pledge")
    url = reverse("pledges:draft_pledge", args=[after.pk])
    assert as_("deputy").post(url, {"tasks_of": "on"}).status_code == 403
