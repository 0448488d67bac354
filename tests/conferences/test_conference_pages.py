"""Pages of conferences and their agendas: what people see, type and may not."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from conferences import actions, addresses
from conferences.models import AgendaDocument, ConferenceKind
from conferences.queries import conferences as queries
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conferences.called import DAY, called, item_on, past
from tests.conferences.test_agenda import laid
from tests.conftest import TODAY
from tests.furnished import picture

pytestmark = pytest.mark.usefixtures("today")


def address(name, *args):
    return reverse(f"conferences:{name}", args=args)


def typed(world, cast, **changed):
    facts = {
        "kind": "midyear", "held_on": "25/06/2026", "hour": "8:00", "place": "Hội trường tầng 2",
        "host": world.chief.pk, "chairs": [cast["chief"].pk, cast["deputy"].pk],
        "secretary": cast["secretary"].pk, "quorum": "2/3", "quorum_source": "",
    }  # fmt: skip
    return {**facts, **changed}


# -- the list ------------------------------------------------------------------------------------
def test_the_next_one_stands_first_and_what_has_been_below(client, world, cast):
    past(world, cast)
    called(world, cast, kind=ConferenceKind.YEAR_END, held_on=TODAY + 200 * DAY)
    off = called(world, cast, kind=ConferenceKind.EXTRAORDINARY)
    actions.call_off_conference(off, reason="Bão số 4", by=cast["chief"])
    client.force_login(cast["reviewer"])

    page = client.get(address("conferences", world.campaign.pk))

    assert [each.kind for each in page.context["coming"]] == ["extra", "year_end"]
    assert [each.kind for each in page.context["over"]] == ["midyear"]
    assertContains(page, "Bão số 4")
    assertNotContains(page, address("call_conference", world.campaign.pk))


def test_an_empty_list_says_what_belongs_there(client, world, cast):
    client.force_login(cast["secretary"])

    page = client.get(address("conferences", world.campaign.pk))

    assertContains(page, "No conference yet")
    assertContains(page, address("call_conference", world.campaign.pk))


def test_the_list_costs_the_same_for_many(client, world, cast):
    client.force_login(cast["secretary"])

    assert_same_queries(
        client,
        address("conferences", world.campaign.pk),
        lambda: called(world, cast, kind=ConferenceKind.EXTRAORDINARY),
    )


# -- call and change -----------------------------------------------------------------------------
def test_a_conference_is_called_on_its_page(client, world, cast):
    client.force_login(cast["secretary"])
    url = address("call_conference", world.campaign.pk)

    early = client.post(url, typed(world, cast, held_on="01/01/2020"))
    nobody = client.post(url, typed(world, cast, chairs=[]))
    stranger = client.post(url, typed(world, cast, chairs=[cast["outsider"].pk]))
    sent = client.post(url, typed(world, cast, hour="13h30", quorum="80 %"))

    assert "held_on" in early.context["form"].errors
    assert "chairs" in nobody.context["form"].errors
    assert "chairs" in stranger.context["form"].errors
    assertContains(early, "Hội trường tầng 2")
    assertRedirects(sent, address("conferences", world.campaign.pk))
    conference = world.campaign.conferences.get()
    assert (conference.hour, str(conference.quorum_share)) == (dt.time(13, 30), "4/5")
    assert queries.chairs_of(conference) == [cast["chief"], cast["deputy"]]


def test_the_form_proposes_chief_deputy_and_secretary(client, world, cast):
    client.force_login(cast["chief"])

    form = client.get(address("call_conference", world.campaign.pk)).context["form"]

    assert form.initial["host"] == world.chief
    assert form.initial["chairs"] == [cast["chief"], cast["deputy"]]
    assert form.initial["secretary"] == cast["secretary"]
    assert str(form["quorum"].value()) == "2/3"
    labels = dict(form.fields["chairs"].choices)
    assert labels[str(cast["chief"].pk)] == f"chief · {world.chief.short_name}"


@pytest.mark.parametrize("quorum", ["hai phần ba", "1/0", "3/2", "0", "-1/2"])
def test_a_quorum_that_is_none_stands_beside_its_field(client, world, cast, quorum):
    client.force_login(cast["secretary"])

    refused = client.post(
        address("call_conference", world.campaign.pk), typed(world, cast, quorum=quorum)
    )

    assert "quorum" in refused.context["form"].errors


def test_two_who_change_it_see_both_versions(client, world, cast):
    conference = called(world, cast)
    client.force_login(cast["secretary"])
    url = address("change_conference", conference.pk)
    seen = client.get(url).context["form"]["seen"].value()
    actions.change_conference(
        conference, place="Hội trường lớn", chairs=[cast["deputy"]], by=cast["chief"]
    )

    stale = client.post(url, typed(world, cast, place="Sân", hour="9:00", seen=seen))

    conference.refresh_from_db()
    assert (conference.place, conference.hour) == ("Hội trường lớn", dt.time(8))
    assertContains(stale, "Hội trường lớn")
    kept = {name: stale.context["form"].initial[name] for name in ("place", "hour", "chairs")}
    assert kept == {"place": "Sân", "hour": dt.time(9), "chairs": [cast["deputy"]]}
    again = stale.context["form"]["seen"].value()
    mine = typed(world, cast, place="Sân", hour="9:00", chairs=[cast["deputy"].pk], seen=again)
    assertRedirects(client.post(url, mine), conference.get_absolute_url())
    conference.refresh_from_db()
    assert conference.place == "Sân"


def test_what_cannot_be_stands_beside_the_field(client, world, cast):
    conference = called(world, cast)
    client.force_login(cast["secretary"])
    url = address("change_conference", conference.pk)
    seen = client.get(url).context["form"]["seen"].value()

    early = client.post(url, typed(world, cast, held_on="01/01/2020", seen=seen))
    unsound = client.post(url, typed(world, cast, held_on="x", seen=seen))

    assert "held_on" in early.context["form"].errors
    assert "held_on" in unsound.context["form"].errors


def test_people_who_left_their_posts_can_still_be_chosen_where_they_are(client, world, cast):
    conference = called(world, cast)
    cast["deputy"].posts.update(until=TODAY - DAY)
    client.force_login(cast["secretary"])

    form = client.get(address("change_conference", conference.pk)).context["form"]

    assert str(cast["deputy"].pk) in dict(form.fields["chairs"].choices)


def test_it_is_called_off_on_its_page(client, world, cast):
    conference = called(world, cast)
    client.force_login(cast["chief"])
    url = address("call_off_conference", conference.pk)

    assertContains(client.get(conference.get_absolute_url()), url)
    assertRedirects(client.post(url, {"reason": "Bão số 4"}), conference.get_absolute_url())
    twice = client.post(url, {"reason": "Bão số 4"})

    assertContains(twice, "The conference has been called off.")
    page = client.get(conference.get_absolute_url())
    assertContains(page, "Bão số 4")
    assertNotContains(page, url)
    assertNotContains(page, address("add_agenda_item", conference.pk))


def test_what_is_over_is_not_called_off(client, world, cast):
    conference = past(world, cast)
    client.force_login(cast["chief"])

    page = client.get(conference.get_absolute_url())

    assertNotContains(page, address("call_off_conference", conference.pk))
    assertContains(page, address("change_conference", conference.pk))


def test_every_page_of_an_invented_conference_says_so(client, world, cast):
    conference = called(world, cast, is_invented=True)
    item = item_on(conference, cast)
    client.force_login(cast["chief"])

    for url in (
        conference.get_absolute_url(),
        conference.get_participants_url(),
        address("attendance", conference.pk),
        address("door", conference.pk),
        address("change_agenda_item", item.pk),
        address("issue_invitations", conference.pk),
        address("screen", addresses.screen_token(conference)),
    ):
        assertContains(client.get(url), "are invented")


# -- the agenda ----------------------------------------------------------------------------------
def test_the_agenda_is_written_on_its_pages(client, world, cast):
    conference = called(world, cast)
    client.force_login(cast["secretary"])

    empty = client.get(conference.get_absolute_url())
    add = {"title": "Khai mạc", "speaker": "Khối trưởng", "minutes": "15"}
    wrong = client.post(address("add_agenda_item", conference.pk), add | {"minutes": "0"})
    for title in ("Khai mạc", "Báo cáo"):
        sent = client.post(address("add_agenda_item", conference.pk), add | {"title": title})
    item = conference.items.last()
    change = address("change_agenda_item", item.pk)
    assert client.get(change).context["form"].initial["title"] == "Báo cáo"
    client.post(change, add | {"title": "Báo cáo tổng kết", "minutes": "60"})
    client.post(address("move_agenda_item", item.pk), {"where": "up"})

    assertContains(empty, "The agenda is empty")
    assert "minutes" in wrong.context["form"].errors
    assertRedirects(sent, conference.get_absolute_url())
    page = client.get(conference.get_absolute_url())
    assertContains(page, "08:00–09:00")
    assertContains(page, "09:00–09:15")
    client.post(address("move_agenda_item", item.pk), {"where": "down"})
    client.post(address("remove_agenda_item", item.pk))
    assert [str(each) for each in queries.items_of(conference)] == ["Khai mạc"]


def test_a_document_is_added_read_and_removed(client, world, cast):
    conference = called(world, cast)
    item = item_on(conference, cast)
    client.force_login(cast["secretary"])
    url = address("add_agenda_document", item.pk)
    upload = SimpleUploadedFile("so-do.png", picture())

    nothing = client.post(url, {"title": ""})
    wrong = client.post(url, {"file": SimpleUploadedFile("a.pdf", b"MZ")})
    sent = client.post(url, {"file": upload, "title": "Sơ đồ chỗ ngồi"})
    paper = AgendaDocument.objects.get()
    client.force_login(cast["leader"])
    read = client.get(address("agenda_document", paper.pk))

    assert "file" in nothing.context["form"].errors
    assert "file" in wrong.context["form"].errors
    assertRedirects(sent, conference.get_absolute_url(), fetch_redirect_response=False)
    assert b"".join(read.streaming_content) == picture()
    page = client.get(conference.get_absolute_url())
    assertContains(page, "Sơ đồ chỗ ngồi")
    assertNotContains(page, address("remove_agenda_document", paper.pk))
    client.force_login(cast["chief"])
    client.post(address("remove_agenda_document", paper.pk))
    assert client.get(address("agenda_document", paper.pk)).status_code == HTTPStatus.NOT_FOUND


def test_the_page_costs_the_same_for_many_items_and_documents(client, world, cast):
    conference = called(world, cast)
    client.force_login(cast["secretary"])

    assert_same_queries(
        client, conference.get_absolute_url(), lambda: laid(item_on(conference, cast), cast)
    )


# -- who may not ---------------------------------------------------------------------------------
def pages_of(world, conference, item, paper):
    """(address, whether it is only posted)."""
    return [
        (address("call_conference", world.campaign.pk), False),
        (address("change_conference", conference.pk), False),
        (address("call_off_conference", conference.pk), False),
        (address("add_agenda_item", conference.pk), False),
        (address("change_agenda_item", item.pk), False),
        (address("move_agenda_item", item.pk), True),
        (address("remove_agenda_item", item.pk), True),
        (address("add_agenda_document", item.pk), False),
        (address("remove_agenda_document", paper.pk), True),
    ]


@pytest.mark.parametrize(
    ("part", "status"),
    [("leader", HTTPStatus.FORBIDDEN), ("keeper", HTTPStatus.FORBIDDEN), ("outsider", 404)],
)
def test_only_chief_and_secretary_organise_it(client, world, cast, part, status):
    conference = called(world, cast)
    item = item_on(conference, cast)
    paper = laid(item, cast)
    client.force_login(cast[part])

    for url, only_posted in pages_of(world, conference, item, paper):
        answer = client.post(url) if only_posted else client.get(url)
        assert answer.status_code == status, url

    conference.refresh_from_db()
    assert conference.called_off_at is None
    assert conference.items.get().removed_at is None


def test_another_bloc_sees_nothing_of_it(client, world, cast):
    conference = called(world, cast)
    paper = laid(item_on(conference, cast), cast)
    client.force_login(cast["outsider"])

    for url in (
        address("conferences", world.campaign.pk),
        address("conference", conference.pk),
        address("agenda_document", paper.pk),
    ):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_board_that_left_goes_on_reading(client, world, cast):
    conference = past(world, cast)
    world.bloc.seats.filter(board=world.board).update(until=dt.date(make.YEAR, 6, 12))
    client.force_login(cast["leader"])

    assertContains(client.get(conference.get_absolute_url()), "Hội trường tầng 2")
