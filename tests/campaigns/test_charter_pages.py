"""Pages of regulation and plan: who reads, who writes, what is refused, what is drawn."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns.models import Charter, CharterState
from tests.budget import assert_same_queries
from tests.campaigns.test_charters import adopted, asked, drafted, edited, opinion_of
from tests.conftest import TODAY
from tests.foundation.papers import reading

pytestmark = pytest.mark.usefixtures("today")

FORBIDDEN, MISSING, STALE = HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def as_(client, person):
    client.force_login(person)
    return client


def test_all_members_and_the_ministry_read_them(client, world, cast):
    charter = adopted(world, cast)

    for part in ("writer", "leader", "clerk", "chief", "deputy", "reviewer"):
        page = as_(client, cast[part]).get(at("charters", world.campaign.pk))
        assertContains(page, "01/QC-KTĐ")
        assertContains(client.get(charter.get_absolute_url()), "Điều 1.")
    assert as_(client, cast["outsider"]).get(charter.get_absolute_url()).status_code == MISSING
    assert client.get(at("charters", world.campaign.pk)).status_code == MISSING


@pytest.mark.parametrize("verb", ["edit_charter", "consult_on_charter", "adopt_charter"])
def test_verbs_are_closed_to_members(client, world, cast, verb):
    charter = asked(world, cast)

    assert as_(client, cast["leader"]).get(at(verb, charter.pk)).status_code == FORBIDDEN


def test_only_chief_and_secretary_begin_one(client, world, cast):
    url = at("draft_charter", world.campaign.pk, "plan")
    assert as_(client, cast["leader"]).post(url).status_code == FORBIDDEN

    response = as_(client, cast["secretary"]).post(url)

    assertRedirects(response, at("edit_charter", Charter.objects.get().pk))
    assert client.get(at("draft_charter", world.campaign.pk, "song")).status_code == MISSING


def test_what_is_typed_is_saved(client, world, cast):
    charter = drafted(world, cast)

    response = as_(client, cast["secretary"]).post(
        at("edit_charter", charter.pk), {"text": "Điều 1. Một\r\nHai", "seen_edition": 1}
    )

    assertRedirects(response, charter.get_absolute_url())
    charter.refresh_from_db()
    assert charter.text == "Điều 1. Một\nHai"


def test_two_writers_see_both_texts(client, world, cast):
    charter = drafted(world, cast)
    edited(charter, "Của Khối trưởng", cast["chief"])
    url = at("edit_charter", charter.pk)

    response = as_(client, cast["secretary"]).post(url, {"text": "Của thư ký", "seen_edition": 1})

    assertContains(response, ["Của", "Khối", "trưởng"][-1], status_code=STALE)
    assertContains(response, "Của thư ký", status_code=STALE)
    assertRedirects(
        client.post(url, {"text": "Của thư ký", "seen_edition": 2}), charter.get_absolute_url()
    )


def test_a_leader_agrees_on_the_page(client, world, cast):
    charter = asked(world, cast)
    url = at("answer_charter", charter.pk, world.board.pk)
    assert as_(client, cast["writer"]).get(url).status_code == FORBIDDEN
    assertContains(
        as_(client, cast["leader"]).post(url, {"text": ""}), "Agree, or say what should be"
    )

    response = client.post(url, {"agrees": "on"})

    assertRedirects(response, charter.get_absolute_url())
    assert charter.opinions.get().agrees


def test_an_opinion_is_answered_on_the_page(client, world, cast):
    opinion = opinion_of(asked(world, cast), world.board, cast["leader"])
    url = at("reply_to_opinion", opinion.pk)
    assert as_(client, cast["leader"]).get(url).status_code == FORBIDDEN

    response = as_(client, cast["secretary"]).post(url, {"text": "Đã sửa."})

    assertRedirects(response, opinion.charter.get_absolute_url())
    assertContains(client.get(opinion.charter.get_absolute_url()), "Đã sửa.")


def test_the_chief_asks_and_adopts_on_the_page(client, world, cast):
    charter = drafted(world, cast)
    as_(client, cast["chief"]).post(
        at("consult_on_charter", charter.pk), {"comments_due_on": f"{TODAY:%d/%m/%Y}"}
    )
    assertContains(client.post(at("adopt_charter", charter.pk)), "until")

    response = client.post(at("adopt_charter", charter.pk), {"despite": "on"})

    assertRedirects(response, charter.get_absolute_url())
    charter.refresh_from_db()
    assert charter.state == CharterState.ADOPTED
    assertNotContains(client.get(charter.get_absolute_url()), at("edit_charter", charter.pk))
    assertRedirects(client.get(at("edit_charter", charter.pk)), charter.get_absolute_url())


def test_the_paper_bears_number_and_name(client, world, cast):
    charter = adopted(world, cast)

    response = as_(client, cast["leader"]).get(at("charter_paper", charter.pk))

    words = reading.poppler("pdftotext", response.content, "-layout")
    assert "01/QC-KTĐ" in words
    assert "QUY CHẾ" in words
    assert str(cast["chief"]) in words
    assert "DỰ THẢO" not in words


def test_a_draft_is_drawn_as_a_draft(client, world, cast):
    charter = drafted(world, cast, "plan")

    response = as_(client, cast["leader"]).get(at("charter_paper", charter.pk))

    words = reading.poppler("pdftotext", response.content, "-layout")
    assert "DỰ THẢO" in words
    assert "KẾ HOẠCH" in words


def test_one_opinion_or_many_are_the_same_queries(client, world, cast):
    charter = asked(world, cast)
    as_(client, cast["leader"])

    assert_same_queries(
        client,
        charter.get_absolute_url(),
        lambda: opinion_of(charter, world.board, cast["leader"]),
    )
