"""Pages of activities: what people see, type and may not."""

import io
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import Attendance, Photo
from campaigns.queries import activities as queries
from campaigns.regulations import activities as regulations
from tests import factories as make
from tests.budget import assert_same_queries
from tests.campaigns.test_activities import DAY, NAME, TODAY, answered, past, photo_of, planned
from tests.foundation.test_photos import shot
from tests.furnished_activities import photograph

pytestmark = pytest.mark.usefixtures("today")


def address(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def status(client, person, url):
    client.force_login(person)
    response = client.get(url)
    if response.streaming:
        bytes_of(response)  # the file is closed at its end
    return response.status_code


def bytes_of(response):
    return b"".join(response.streaming_content)


# -- the list and the page -----------------------------------------------------------------------
def test_the_next_one_stands_first_and_what_has_been_below(client, world, cast):
    past(world, cast, name="Đã qua")
    planned(world, cast, name="Xa", since=TODAY + 90 * DAY, until=TODAY + 90 * DAY)
    planned(world, cast, name="Gần")
    actions.call_off_activity(planned(world, cast, name="Bỏ"), reason="Bão", by=cast["chief"])
    client.force_login(cast["reviewer"])

    page = client.get(address("activities", world.campaign.pk))

    assert [each.name for each in page.context["coming"]] == ["Bỏ", "Gần", "Xa"]
    assert [each.name for each in page.context["over"]] == ["Đã qua"]
    assertContains(page, "called off")
    assertNotContains(page, address("plan_activity", world.campaign.pk))


def test_an_empty_list_says_what_belongs_there(client, world, cast):
    client.force_login(cast["leader"])

    assertContains(client.get(address("activities", world.campaign.pk)), "No activity yet")


def test_the_page_sums_people_and_shares(client, world, cast):
    activity = past(world, cast)
    lines = {str(world.board.pk): (4, 1_500_000), str(world.deputy.pk): (9, 2_500_000)}
    actions.settle_activity(activity, lines=lines, by=cast["chief"])
    client.force_login(cast["keeper"])

    page = client.get(activity.get_absolute_url())

    assert [page.context[name] for name in ("boards", "people", "cost")] == [2, 13, 4_000_000]
    assertContains(page, "4,000,000")
    assertContains(page, "not answered")


# -- plan and change -----------------------------------------------------------------------------
def typed(world, **changed):
    facts = {
        "kind": "sport", "name": NAME, "since": "25/06/2026", "until": "26/06/2026",
        "place": "Nhà thi đấu", "host": world.deputy.pk, "about": "",
    }  # fmt: skip
    return {**facts, **changed}


def test_an_activity_is_planned_on_its_page(client, world, cast):
    client.force_login(cast["secretary"])
    url = address("plan_activity", world.campaign.pk)

    refused = client.post(url, typed(world, until="01/06/2026"))
    stranger = client.post(url, typed(world, host=make.BoardFactory().pk))
    sent = client.post(url, typed(world))

    assert "until" in refused.context["form"].errors
    assert "host" in stranger.context["form"].errors
    assertContains(refused, NAME)
    assertRedirects(sent, address("activities", world.campaign.pk))
    assert world.campaign.activities.get().host == world.deputy


def test_two_who_change_it_see_both_versions(client, world, cast):
    activity = planned(world, cast)
    client.force_login(cast["secretary"])
    url = address("change_activity", activity.pk)
    seen = client.get(url).context["form"]["seen"].value()
    actions.change_activity(activity, place="Sân vận động", host=world.chief, by=cast["chief"])

    stale = client.post(url, typed(world, place="Bãi biển", about="Bóng bàn", seen=seen))

    activity.refresh_from_db()
    assert (activity.place, activity.about) == ("Sân vận động", "")
    assertContains(stale, "Sân vận động")
    assertContains(stale, "Bãi biển")
    initial = stale.context["form"].initial
    kept = {name: initial[name] for name in ("place", "host", "about")}
    assert kept == {"place": "Bãi biển", "host": world.chief, "about": "Bóng bàn"}
    again = stale.context["form"]["seen"].value()
    sent = client.post(url, typed(world, place="Bãi biển", host=world.chief.pk, seen=again))
    assertRedirects(sent, activity.get_absolute_url())
    activity.refresh_from_db()
    assert activity.place == "Bãi biển"


def test_what_cannot_be_stands_beside_the_field(client, world, cast):
    activity = planned(world, cast)
    client.force_login(cast["secretary"])
    url = address("change_activity", activity.pk)
    seen = client.get(url).context["form"]["seen"].value()

    refused = client.post(url, typed(world, until="01/06/2026", seen=seen))

    assert "until" in refused.context["form"].errors


def test_it_is_called_off_on_its_page(client, world, cast):
    activity = planned(world, cast)
    client.force_login(cast["chief"])
    url = address("call_off_activity", activity.pk)

    assertContains(client.get(activity.get_absolute_url()), url)
    assertRedirects(client.post(url, {"reason": "Bão số 4"}), activity.get_absolute_url())
    twice = client.post(url, {"reason": "Bão số 4"})

    assertContains(twice, "The activity has been called off.")
    page = client.get(activity.get_absolute_url())
    assertContains(page, "Bão số 4")
    assertNotContains(page, url)
    assertNotContains(page, address("add_photo", activity.pk))


# -- boards answer -------------------------------------------------------------------------------
def test_a_board_answers_on_its_page(client, world, cast):
    activity = planned(world, cast)
    client.force_login(cast["writer"])
    url = address("take_part", activity.pk, world.board.pk)

    assertContains(client.get(activity.get_absolute_url()), "has not answered yet")
    wrong = client.post(url, {"people": "-3"})
    assertRedirects(client.post(url, {"people": "5"}), activity.get_absolute_url())

    assert "people" in wrong.context["form"].errors
    assert Attendance.objects.get().people == 5
    page = client.get(activity.get_absolute_url())
    assertNotContains(page, "has not answered yet")
    assertContains(page, url)
    assert client.get(url).context["form"].initial == {"people": 5}


def test_a_board_does_not_answer_when_it_is_over(client, world, cast):
    activity = past(world, cast)
    client.force_login(cast["writer"])
    url = address("take_part", activity.pk, world.board.pk)

    assertNotContains(client.get(activity.get_absolute_url()), url)
    assertContains(client.post(url, {"people": "5"}), "was over on")


# -- people and shares ---------------------------------------------------------------------------
def table(world, seen, **changed):
    facts = {"seen": seen, "total": ""}
    for board, people in ((world.chief, "10"), (world.deputy, "0"), (world.board, "4")):
        facts |= {f"people-{board.pk}": people, f"share-{board.pk}": ""}
    return {**facts, **changed}


def test_a_total_is_split_equally_and_saved_only_then(client, world, cast):
    activity = past(world, cast)
    client.force_login(cast["secretary"])
    url = address("settle_activity", activity.pk)
    seen = client.get(url).context["form"]["seen"].value()

    split = client.post(url, table(world, seen, total="3.000.001", split="1"))
    form = split.context["form"]

    assert not Attendance.objects.exists()
    assert [row.share.value() for row in form.rows] == ["1.500.001", "0", "1.500.000"]
    assertContains(split, 'value="1.500.001"')
    filled = {f"share-{row.board.pk}": row.share.value() for row in form.rows}
    sent = client.post(url, table(world, form["seen"].value(), **filled))
    assertRedirects(sent, activity.get_absolute_url())
    assert queries.roll_of(activity) == {
        str(world.chief.pk): (10, 1_500_001),
        str(world.deputy.pk): (0, 0),
        str(world.board.pk): (4, 1_500_000),
    }


def test_a_board_that_answers_meanwhile_is_not_overwritten(client, world, cast):
    activity = planned(world, cast)
    client.force_login(cast["secretary"])
    url = address("settle_activity", activity.pk)
    seen = client.get(url).context["form"]["seen"].value()
    answered(world, cast, activity, people=7)

    stale = client.post(url, table(world, seen))

    assertContains(stale, "7 people")
    assertContains(stale, "4 people")
    assert queries.roll_of(activity) == {str(world.board.pk): (7, 0)}
    again = stale.context["form"]["seen"].value()
    assertRedirects(client.post(url, table(world, again)), activity.get_absolute_url())
    assert queries.roll_of(activity)[str(world.board.pk)] == (4, 0)


@pytest.mark.parametrize("money", ["-1", "1.5", "abc", "10000000000000"])
def test_a_share_that_is_none_is_told_beside_its_field(client, world, cast, money):
    activity = planned(world, cast)
    client.force_login(cast["secretary"])
    name = f"share-{world.board.pk}"

    refused = client.post(
        address("settle_activity", activity.pk), table(world, "", **{name: money})
    )

    assert name in refused.context["form"].errors
    assertContains(refused, 'class="mend"')
    assert not Attendance.objects.exists()


def test_settling_what_was_called_off_is_refused_on_the_page(client, world, cast):
    activity = planned(world, cast)
    actions.call_off_activity(activity, reason="Bão", by=cast["chief"])
    client.force_login(cast["secretary"])

    refused = client.post(address("settle_activity", activity.pk), table(world, ""))

    assertContains(refused, "The activity has been called off.")


# -- what came of it, photos ---------------------------------------------------------------------
def test_the_host_tells_what_came_of_it(client, world, cast):
    activity = past(world, cast)
    client.force_login(cast["deputy"])
    url = address("tell_activity", activity.pk)
    seen = client.get(url).context["form"]["seen"].value()

    assertContains(client.get(activity.get_absolute_url()), url)
    sent = client.post(url, {"outcome": "Trao 5 giải", "seen": seen})
    stale = client.post(url, {"outcome": "Trao 6 giải", "seen": seen})

    assertRedirects(sent, activity.get_absolute_url())
    assertContains(stale, "Trao 5 giải")
    assertContains(stale, "Trao 6 giải")
    assertContains(client.get(activity.get_absolute_url()), "Trao 5 giải")


def test_a_photo_is_added_without_place_and_camera(client, world, cast):
    activity = past(world, cast)
    client.force_login(cast["deputy"])
    upload = SimpleUploadedFile("IMG_2026_nha-toi.HEIC", shot((2400, 1200)))

    sent = client.post(
        address("add_photo", activity.pk), {"file": upload, "caption": "Trao giải nhất"}
    )

    assertRedirects(sent, activity.get_absolute_url())
    photo = Photo.objects.get()
    page = client.get(activity.get_absolute_url())
    assertContains(page, 'alt="Trao giải nhất"')
    for name, size in (("photo_file", (1600, 800)), ("photo_thumbnail", (480, 240))):
        served = client.get(address(name, photo.pk))
        content = bytes_of(served)
        assert Image.open(io.BytesIO(content)).size == size
        assert b"Telephone" not in content
        assert served["X-Content-Type-Options"] == "nosniff"
        assert "nha-toi" not in served["Content-Disposition"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<svg/>", b"\xff\xd8\xff"])
def test_what_is_no_photo_is_refused_beside_the_field(client, world, cast, content):
    activity = past(world, cast)
    client.force_login(cast["deputy"])
    upload = SimpleUploadedFile("anh.jpg", content)

    refused = client.post(address("add_photo", activity.pk), {"file": upload, "caption": "x"})

    assert "file" in refused.context["form"].errors
    assert not Photo.objects.exists()


def test_a_removed_photo_is_served_no_more(client, world, cast):
    activity = past(world, cast)
    photo = photo_of(activity, cast)
    client.force_login(cast["secretary"])

    assertRedirects(client.post(address("remove_photo", photo.pk)), activity.get_absolute_url())

    for name in ("photo_file", "photo_thumbnail"):
        assert client.get(address(name, photo.pk)).status_code == HTTPStatus.NOT_FOUND
    assertNotContains(client.get(activity.get_absolute_url()), "Trao giải")


# -- who may -------------------------------------------------------------------------------------
def test_who_sees_activities_and_photos(client, world, cast):
    activity = past(world, cast)
    photo = photo_of(activity, cast)
    urls = [
        address("activities", world.campaign.pk),
        activity.get_absolute_url(),
        address("photo_file", photo.pk),
        address("photo_thumbnail", photo.pk),
    ]

    for url in urls:
        seen = {
            part for part, person in cast.items() if status(client, person, url) == HTTPStatus.OK
        }
        assert seen == set(cast) - {"outsider", "administrator"}
    client.logout()
    assert {client.get(url).status_code for url in urls} == {HTTPStatus.FOUND}
    assert status(client, cast["outsider"], urls[2]) == HTTPStatus.NOT_FOUND


def test_who_does_what(client, world, cast):
    activity = past(world, cast)
    planning = [address("plan_activity", world.campaign.pk)] + [
        address(f"{verb}_activity", activity.pk) for verb in ("change", "call_off", "settle")
    ]
    telling = [address(name, activity.pk) for name in ("tell_activity", "add_photo")]

    for url in planning:
        may = {
            part for part, person in cast.items() if status(client, person, url) == HTTPStatus.OK
        }
        assert may == {"chief", "secretary"}
    for url in telling:
        may = {
            part for part, person in cast.items() if status(client, person, url) == HTTPStatus.OK
        }
        assert may == {"chief", "secretary", "deputy"}  # the deputy's board is the host
    other = address("take_part", activity.pk, world.deputy.pk)
    assert status(client, cast["writer"], other) == HTTPStatus.FORBIDDEN
    photo = photo_of(activity, cast)
    client.force_login(cast["writer"])
    refused = client.post(address("remove_photo", photo.pk))
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_the_pages_cost_the_same_for_1_3_and_16(client, world, cast, monkeypatch):
    monkeypatch.setattr(regulations, "MOST_PHOTOS", 100)
    activity = past(world, cast)
    client.force_login(cast["chief"])
    number = iter(range(1, 100))

    def one_more():
        board, place = make.SeatFactory(bloc=world.bloc).board, next(number)
        actions.settle_activity(activity, lines={str(board.pk): (3, 5)}, by=cast["chief"])
        another = past(world, cast, name=f"Hoạt động {place}", host=board)
        for each in (activity, another):
            shown = photograph(place)
            actions.add_photo(each, photograph=shown, caption=str(board), by=cast["chief"])

    for url in (
        address("activities", world.campaign.pk),
        activity.get_absolute_url(),
        address("settle_activity", activity.pk),
        address("change_activity", activity.pk),
    ):
        assert_same_queries(client, url, one_more)
