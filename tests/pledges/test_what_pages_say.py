"""What the pages say once a board has signed, a scan came back, or a round has ended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from foundation import clock
from foundation.documents.uploads import PNG
from foundation.jobs import queue
from pledges import actions, queries
from tests.budget import queries_of
from tests.pledges.test_signing_views import (  # noqa: F401 -- fixtures
    PIXEL,
    as_,
    place,
    places,
    sign,
    url,
)

WAYS = ["prepare_signature", "sign_with_key_file", "sign_remotely", "upload_signed", "upload_scan"]
ASKS = ('type="file"', 'name="pin"', "--ticket")


@pytest.fixture(autouse=True)
def _every_way_is_offered(settings):
    settings.KEY_FILE_SIGNING = True
    settings.REMOTE_SIGNING_URL = "https://csc.example"


def shows_no_form(response):
    for field in ASKS:
        assertNotContains(response, field)


@pytest.mark.parametrize("name", WAYS)
def test_each_way_asks_something_while_it_can_be_gone(as_, place, name):
    response = as_("leader").get(url(name, place))

    assert any(field in response.content.decode() for field in ASKS)


@pytest.mark.parametrize("name", WAYS)
def test_a_board_that_has_signed_is_told_so_and_asked_nothing(as_, place, cast, name):
    sign(place, cast["leader"])

    response = as_("leader").get(url(name, place))

    assertContains(response, "Your board has signed")
    assertContains(response, "15/06/2026")
    assertContains(response, place.pledge.get_absolute_url())
    assertNotContains(response, "cannot sign")
    shows_no_form(response)


def close(pledge, by):
    actions.close_pledge(pledge, reason="Hết hạn", by=by)


def withdraw(pledge, by):
    actions.withdraw_pledge(pledge, reason="Sai chỉ tiêu", by=by)


@pytest.mark.parametrize("end", [close, withdraw])
@pytest.mark.parametrize("name", WAYS)
def test_when_the_round_is_over_nothing_is_asked(as_, places, cast, name, end):
    sign(places[0], cast["chief"])
    end(places[2].pledge, cast["chief"])

    response = as_("leader").get(url(name, places[2]))

    assertContains(response, "The signing is over")
    shows_no_form(response)


def test_who_signed_under_a_void_round_is_not_told_that_it_holds(as_, place, cast):
    sign(place, cast["leader"])
    withdraw(place.pledge, cast["chief"])

    response = as_("leader").get(url("prepare_signature", place))

    assertContains(response, "The signing is over")
    assertNotContains(response, "Your board has signed")


@pytest.mark.parametrize("name", WAYS)
def test_the_clerk_is_told_whose_signature_it_is(as_, place, cast, name):
    actions.release_pledge(place, by=cast["leader"])

    response = as_("clerk").get(url(name, place))

    assertContains(response, "This is the signature of the agency")
    assertContains(response, "leader released the pledge to the registry at")
    assertNotContains(as_("leader").get(url(name, place)), "signature of the agency")


def test_a_scan_that_came_back_says_why_where_the_next_one_is_uploaded(as_, places, cast):
    for each in places[1:]:
        by = cast["leader" if each == places[2] else "deputy"]
        actions.upload_scan(each, content=PIXEL, media_type=PNG, by=by)
    waiting, other = places[2].party, places[1]
    actions.reject_scan(other, scan_id=other.party.scan_id, reason="Của ai", by=cast["secretary"])
    facts = {"scan_id": waiting.scan_id, "reason": "Mờ quá", "by": cast["secretary"]}
    assertNotContains(as_("leader").get(url("upload_scan", places[2])), "was sent back")
    actions.reject_scan(places[2], **facts)

    response = as_("leader").get(url("upload_scan", places[2]))

    assertContains(response, "The last scan was sent back")
    assertContains(response, "Mờ quá")
    assertNotContains(response, "Của ai")


def page_of(pledge):
    return reverse("pledges:pledge", args=[pledge.pk])


def test_a_closed_pledge_says_when_why_and_who_did_not_sign(as_, places, cast):
    sign(places[0], cast["chief"])
    close(places[0].pledge, cast["chief"])

    response = as_("leader").get(page_of(places[0].pledge))

    assertContains(response, "Closed on 15/06/2026 with boards missing")
    assertContains(response, "Reason: Hết hạn")
    assertContains(response, "did not sign", count=2)
    assertNotContains(response, "waiting for signature")


def test_a_withdrawn_pledge_says_so_until_it_is_signed_anew(as_, places, cast):
    pledge, client = places[0].pledge, as_("leader")
    assertNotContains(client.get(page_of(pledge)), "Withdrawn on")
    withdraw(pledge, cast["chief"])

    response = client.get(page_of(pledge))

    assertContains(response, "Withdrawn on 15/06/2026 by chief; all its signatures are void")
    assertContains(response, "Reason: Sai chỉ tiêu")
    assertContains(response, f'href="{reverse("pledges:revisions", args=[pledge.pk])}">The void')
    assert queries_of(client, page_of(pledge)) <= 12


def test_a_pledge_that_was_withdrawn_undrawn_says_so_too(as_, today, world, cast):
    actions.consult_boards(world.pledge, by=cast["secretary"])
    actions.issue_pledge(world.pledge, despite=True, by=cast["chief"])
    withdraw(world.pledge, cast["chief"])

    response = as_("leader").get(page_of(world.pledge))

    assertContains(response, "Withdrawn on 15/06/2026 by chief, before anybody could sign")
    assertNotContains(response, "The void")


def test_a_scan_that_came_back_is_found_after_the_board_was_renamed(as_, place, cast):
    actions.upload_scan(place, content=PIXEL, media_type=PNG, by=cast["leader"])
    facts = {"scan_id": place.party.scan_id, "reason": "Mờ quá", "by": cast["secretary"]}
    actions.reject_scan(place, **facts)
    place.board.names.update(short_name="Tên mới")

    assertContains(as_("leader").get(url("upload_scan", place)), "Mờ quá")


def test_a_form_that_came_after_the_end_is_not_shown_again(as_, places, cast):
    client, place = as_("leader"), places[2]
    client.get(url("upload_scan", place))
    withdraw(place.pledge, cast["chief"])
    scan = SimpleUploadedFile("scan.png", PIXEL)

    response = client.post(url("upload_scan", place), {"content": scan})

    assertContains(response, "The signing is over")
    assertContains(response, page_of(place.pledge))
    shows_no_form(response)


def test_a_second_tab_says_that_the_board_has_signed(as_, place, cast):
    sign(place, cast["leader"])

    scan = SimpleUploadedFile("scan.png", PIXEL)
    response = as_("leader").post(url("upload_scan", place), {"content": scan})

    assertContains(response, "Your board has signed")
    shows_no_form(response)


def agree(world, cast):
    for board, person in (
        (world.chief, "chief"),
        (world.deputy, "deputy"),
        (world.board, "leader"),
    ):
        answer = next(
            each
            for each in queries.answers_of(cast[person], world.pledge)
            if each.board_id == board.pk
        )
        actions.agree_to_pledge(answer, by=cast[person])


def asked_again(as_, world, cast, mailoutbox):
    """The form of the secretary, and the letter that goes out when it is sent."""
    form = as_("secretary").get(reverse("pledges:consult_boards", args=[world.pledge.pk]))
    queue.sweep()
    mailoutbox.clear()
    world.pledge.targets = f"{world.pledge.targets} Thêm"
    world.pledge.save()
    actions.consult_boards(world.pledge, by=cast["secretary"])
    queue.sweep()
    return form.content.decode(), mailoutbox[0].body


def test_the_boards_are_told_which_parts_they_are_asked_for(as_, today, world, cast, mailoutbox):
    form, letter = asked_again(as_, world, cast, mailoutbox)
    assert "asked again" not in form
    assert "asked anew" not in form
    assert "đồng ý lại" not in letter
    assert "từng phần" in letter

    agree(world, cast)
    form, letter = asked_again(as_, world, cast, mailoutbox)
    assert "not asked again" in form
    assert "không cần đồng ý lại" in letter

    world.pledge.consents.update(voided_at=clock.now())
    form, letter = asked_again(as_, world, cast, mailoutbox)
    assert "all parts are asked anew" in form
    assert "mọi phần đều cần đồng ý lại" in letter
