"""Pages that come too late: why, what had been typed, and the way on instead of a form."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from foundation.documents.uploads import PNG
from pledges import actions
from pledges.models import Answer, Comment, Part
from tests import factories as make
from tests import signing
from tests.pledges.test_signing_views import (  # noqa: F401 -- fixtures
    PIXEL,
    as_,
    file,
    place,
    places,
    sign,
    url,
)
from tests.pledges.test_text_views import asked, typed  # noqa: F401 -- fixtures

WORDS = "Lời đã viết rất dài"


def page(name, *args):
    return reverse(f"pledges:{name}", args=args)


def leads_on(response, pledge, why, words=WORDS):
    """No form, but why, what was typed, and the way back."""
    assertContains(response, why)
    assertContains(response, words)
    assertContains(
        response, f'<a class="btn" href="{pledge.get_absolute_url()}">Back to the pledge'
    )
    assertNotContains(response, "<textarea")
    assertNotContains(response, 'name="submit"')
    assertNotContains(response, 'name="save"')


def issue(pledge, cast):
    actions.issue_pledge(pledge, despite=True, by=cast["chief"])


# the text


def test_a_text_that_comes_after_the_issue_is_shown_and_not_asked_again(as_, asked, cast):
    issue(asked, cast)
    sent = typed(asked, responsibilities=WORDS, task_text=["Việc thứ nhất"], task_key=[""])

    response = as_("secretary").post(page("edit_pledge", asked.pk), sent)

    leads_on(response, asked, "The text has been issued")
    assertContains(response, "Việc thứ nhất")


def test_a_letter_that_comes_after_the_issue_is_not_asked_again(as_, asked, cast):
    issue(asked, cast)

    response = as_("secretary").post(page("consult_boards", asked.pk), {"note": WORDS})

    leads_on(response, asked, "The text has been issued")
    assertNotContains(response, page("edit_pledge", asked.pk))


def test_what_the_text_still_lacks_leads_to_the_text(as_, today, world):
    world.pledge.tasks.all().delete()

    response = as_("secretary").post(page("consult_boards", world.pledge.pk), {"note": WORDS})

    leads_on(response, world.pledge, "needs at least one task")
    assertContains(response, page("edit_pledge", world.pledge.pk))


def test_a_comment_that_comes_after_the_end_is_shown(as_, asked, world, cast):
    issue(asked, cast)
    address = page("comment_on_pledge", asked.pk, world.board.pk, Part.TARGETS)

    response = as_("leader").post(address, {"text": WORDS})

    leads_on(response, asked, "not being consulted at the moment")


def test_a_second_answer_is_shown_and_the_first_one_stands(as_, asked, world, cast):
    answer = Answer(asked, world.board)
    comment = actions.comment_on_pledge(answer, part="targets", text="Cao", by=cast["leader"])
    client = as_("secretary")
    client.get(page("answer_comment", comment.pk))
    actions.answer_comment(comment, text="Đã sửa", by=cast["chief"])

    response = client.post(page("answer_comment", comment.pk), {"text": WORDS})

    leads_on(response, asked, "has answered this comment already")
    assert Comment.objects.get(pk=comment.pk).answer == "Đã sửa"


def test_an_empty_answer_is_said_beside_the_field(as_, asked, world, cast):
    answer = Answer(asked, world.board)
    comment = actions.comment_on_pledge(answer, part="targets", text="Cao", by=cast["leader"])

    response = as_("secretary").post(page("answer_comment", comment.pk), {"text": "   "})

    assert list(response.context["form"].errors) == ["text"]
    assertContains(response, "<textarea")


def test_who_issues_without_the_boards_is_told_beside_the_tick(as_, asked):
    response = as_("chief").post(page("issue_pledge", asked.pk), {"submit": "yes"})

    assert list(response.context["form"].errors) == ["despite"]
    assertContains(response, 'name="despite"')


def test_an_issue_without_day_leads_to_the_text(as_, asked):
    type(asked).objects.update(signed_on=None)

    response = as_("chief").post(page("issue_pledge", asked.pk), {"despite": "on"})

    leads_on(response, asked, "Place and day of signing", words="Edit the text")
    assertNotContains(response, "These boards have not agreed")


@pytest.mark.parametrize("name", ["close_pledge", "withdraw_pledge"])
def test_an_end_that_comes_twice_is_not_asked_again(as_, place, cast, name):
    actions.withdraw_pledge(place.pledge, reason="Sai", by=cast["chief"])

    response = as_("chief").post(page(name, place.pledge.pk), {"reason": WORDS})

    leads_on(response, place.pledge, "pledge")


def test_a_second_draft_leads_to_the_first(as_, today, world):
    response = as_("secretary").post(
        page("draft_pledge", world.pledge.campaign_id), {"submit": "1"}
    )

    assertContains(response, "has been begun already")
    assertContains(response, f'href="{world.pledge.get_absolute_url()}"')
    assertNotContains(response, 'name="submit"')


# the signatures


def scan(place, by, content=PIXEL):
    actions.upload_scan(place, content=content, media_type=PNG, by=by)
    return place.party.scan_id


def test_a_refusal_that_comes_after_the_signature_is_not_asked_again(as_, place, cast):
    sign(place, cast["leader"])

    response = as_("leader").post(url("decline_pledge", place), {"reason": WORDS})

    leads_on(response, place.pledge, "cannot sign now")
    assertNotContains(as_("leader").get(url("decline_pledge", place)), "<textarea")


@pytest.mark.parametrize("name", ["confirm_scan", "reject_scan"])
def test_a_scan_that_has_been_decided_leads_back(as_, place, cast, name):
    number = scan(place, cast["leader"])
    actions.reject_scan(place, scan_id=number, reason="Mờ", by=cast["secretary"])
    client = as_("secretary")

    leads_on(client.get(url(name, place)), place.pledge, "No scan waits", words="")
    sent = {"scan_id": number, "signer_name": WORDS, "reason": WORDS}
    leads_on(client.post(url(name, place), sent), place.pledge, "No scan waits")


@pytest.mark.parametrize("name", ["confirm_scan", "reject_scan"])
def test_another_scan_than_the_one_seen_is_to_be_looked_at(as_, place, cast, name):
    seen = scan(place, cast["leader"])
    another = PIXEL + b"\0"
    assert scan(place, cast["leader"], another) != seen
    sent = {"scan_id": seen, "signer_name": WORDS, "reason": WORDS}

    response = as_("secretary").post(url(name, place), sent)

    leads_on(response, place.pledge, "Another scan has been uploaded meanwhile")
    assertContains(response, f'href="{url("confirm_scan", place)}">Look at the scan that waits')


def test_a_page_that_waits_for_a_signature_learns_that_the_signing_is_over(as_, place, cast):
    client = as_("leader")
    actions.withdraw_pledge(place.pledge, reason="Sai", by=cast["chief"])

    response = client.get(url("signing_status", place))

    assert response["HX-Refresh"] == "true"
    leads_on(client.get(url("prepare_signature", place)), place.pledge, "signing is over", words="")


def test_a_wrong_passphrase_and_a_wrong_certificate_are_said_beside_their_fields(
    as_, place, settings
):
    settings.KEY_FILE_SIGNING = True
    address, client = url("sign_with_key_file", place), as_("leader")
    own = signing.identity_of(place.board).pkcs12(b"x")
    foreign = signing.identity_of(make.BoardFactory()).pkcs12(b"x")

    wrong = client.post(address, {"key_file": file(own), "passphrase": "sai"})
    another = client.post(address, {"key_file": file(foreign), "passphrase": "x"})

    assert list(wrong.context["form"].errors) == ["passphrase"]
    assert list(another.context["form"].errors) == ["key_file"]


def test_without_an_agent_the_ways_that_are_ready_come_first(as_, place, settings):
    settings.AGENT_URL, settings.KEY_FILE_SIGNING = "", True

    shown = as_("leader").get(url("prepare_signature", place)).content.decode()

    needs = shown.index("This way needs a program on the computer with the device")
    assert shown.index(url("sign_with_key_file", place)) < needs
    assert shown.index("the driver of the device, from its maker") > needs
    assert shown.index("--ticket") > shown.index('<details class="mb-3"') > needs
    assert shown.count(url("sign_with_key_file", place)) == 1


def test_with_an_agent_the_button_comes_first(as_, place, settings):
    settings.AGENT_URL, settings.KEY_FILE_SIGNING = "http://127.0.0.1:9795", True

    response = as_("leader").get(url("prepare_signature", place))

    shown = response.content.decode()
    assert shown.index("data-agent") < shown.index(url("sign_with_key_file", place))
    assertNotContains(response, "needs a program")
