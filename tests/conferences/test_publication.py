"""What the public reads of a conference: nothing before the chief's word."""

import pytest
from django.urls import reverse

from campaigns import merging
from conferences import actions
from conferences.models import ConferencePhoto
from conferences.queries import publication as queries
from conferences.regulations import conferences as held
from conferences.regulations import minutes as minutes_regulations
from conferences.regulations import publication as regulations
from tests.budget import assert_same_queries
from tests.conferences import balloting
from tests.conferences.called import called, events, last
from tests.conftest import TODAY
from tests.furnished_activities import photograph

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def conference(world, cast):
    return called(world, cast, held_on=TODAY)


@pytest.fixture
def written(conference, cast):
    actions.write_public_summary(conference, summary="Đã họp.", by=cast["secretary"])
    return conference


@pytest.fixture
def published(written, cast):
    actions.publish_conference(written, by=cast["chief"])
    return written


@pytest.fixture
def photo(conference, cast):
    return add(conference, cast)


def add(conference, cast, number=1, caption="Toàn cảnh"):
    return actions.add_conference_photo(
        conference, photograph=photograph(number), caption=caption, by=cast["secretary"]
    )


def address(name, *args):
    return reverse(f"conferences:{name}", args=args)


# what is prepared ------------------------------------------------------------------------------


def test_add_conference_photo(photo):
    assert list(queries.photos_of(photo.conference)) == [photo]
    assert last("add_conference_photo") == "added a photo: Toàn cảnh"


def test_a_photo_wants_a_caption_and_is_shown_once(photo, cast):
    with pytest.raises(regulations.PhotoCaptionMissing):
        add(photo.conference, cast, number=2, caption=" ")
    with pytest.raises(regulations.PhotoShown):
        add(photo.conference, cast)


def test_there_is_room_for_forty_photos(photo, cast):
    for _ in range(regulations.MOST_PHOTOS - 1):
        ConferencePhoto.objects.create(
            conference=photo.conference, picture=photo.picture, thumbnail=photo.thumbnail,
            caption="Nữa", added_by=cast["secretary"],
        )  # fmt: skip

    with pytest.raises(regulations.PhotosFull):
        add(photo.conference, cast, number=2)


def test_remove_conference_photo_twice_is_once(photo, cast):
    actions.remove_conference_photo(photo, by=cast["secretary"])
    actions.remove_conference_photo(photo, by=cast["secretary"])

    assert not queries.photos_of(photo.conference).exists()
    assert events("remove_conference_photo") == 1
    assert last("remove_conference_photo") == "removed the photo “Toàn cảnh”"


def test_write_public_summary(written):
    assert queries.publication_of(written).summary == "Đã họp."
    assert last("write_public_summary") == "wrote the summary for the public"


def test_two_tabs_lose_nothing(written, cast):
    seen = merging.marks({"summary": ""})

    with pytest.raises(minutes_regulations.MinutesStale):
        actions.write_public_summary(written, summary="Khác.", seen=seen, by=cast["secretary"])


def test_nothing_is_told_of_what_was_called_off(written, cast):
    actions.call_off_conference(written, reason="Bão", by=cast["chief"])

    with pytest.raises(held.ConferenceCalledOff):
        actions.write_public_summary(written, summary="Khác.", by=cast["secretary"])
    with pytest.raises(held.ConferenceCalledOff):
        add(written, cast)
    with pytest.raises(held.ConferenceCalledOff):
        actions.publish_conference(written, by=cast["chief"])


# the chief's word ------------------------------------------------------------------------------


def test_publish_conference_and_withdraw_it(published, cast):
    assert [each.conference for each in queries.published()] == [published]
    assert last("publish_conference") == "published the conference"

    actions.withdraw_publication(published, by=cast["chief"])

    assert not queries.published().exists()
    assert last("withdraw_publication") == "withdrew the conference from the public"


def test_publish_conference_once(published, cast):
    with pytest.raises(regulations.PublishedAlready):
        actions.publish_conference(published, by=cast["chief"])


def test_nothing_is_published_without_words_or_before_the_day(conference, world, cast):
    with pytest.raises(regulations.SummaryMissing):
        actions.publish_conference(conference, by=cast["chief"])
    coming = called(world, cast, kind="extra")
    actions.write_public_summary(coming, summary="Sẽ họp.", by=cast["secretary"])
    with pytest.raises(regulations.NotHeldYet):
        actions.publish_conference(coming, by=cast["chief"])


def test_what_is_not_published_cannot_be_withdrawn(written, cast):
    with pytest.raises(regulations.NotPublished):
        actions.withdraw_publication(written, by=cast["chief"])


# pages -----------------------------------------------------------------------------------------


def test_the_public_reads_what_is_published_and_nothing_else(client, published, photo, cast):
    small, large = (
        address("public_photo", photo.pk, "nho"),
        address("public_photo", photo.pk, "lon"),
    )

    assert "Đã họp." in client.get(address("published", published.pk)).content.decode()
    assert str(published) in client.get(address("all_published")).content.decode()
    assert b"".join(client.get(small).streaming_content) == photo.thumbnail.read()
    assert b"".join(client.get(large).streaming_content) == photo.picture.read()

    actions.withdraw_publication(published, by=cast["chief"])
    for url in (address("published", published.pk), small, large):
        assert client.get(url).status_code == 404
    assert str(published) not in client.get(address("all_published")).content.decode()


def test_the_public_reads_who_was_voted_for_not_by_how_many(client, meeting, world, cast):
    ballot = balloting.opened(meeting, cast)
    balloting.votes(ballot, world, cast, **{part: {"1": "for"} for part in balloting.VOTERS})
    balloting.declared(ballot, cast)
    actions.write_public_summary(meeting, summary="Đã bỏ phiếu.", by=cast["secretary"])
    actions.publish_conference(meeting, by=cast["chief"])

    shown = client.get(address("published", meeting.pk)).content.decode()

    assert "Đủ phiếu để đề nghị khen thưởng: A." in shown
    assert "A conference proposes; the ministry decides." in shown


def test_the_secretary_writes_and_the_chief_publishes_by_the_pages(
    client, conference, cast, tmp_path
):
    client.force_login(cast["secretary"])
    page = client.get(address("write_public_summary", conference.pk))
    typed = page.context["form"].initial | {"summary": "Đã họp."}
    url = address("write_public_summary", conference.pk)
    assert client.post(url, typed).status_code == 302
    picture = tmp_path / "anh.jpg"
    picture.write_bytes(photograph(3).content)
    with picture.open("rb") as file:
        sent = client.post(
            address("add_conference_photo", conference.pk), {"file": file, "caption": "Bế mạc"}
        )
    assert sent.status_code == 302
    publish = address("publish_conference", conference.pk)
    assert client.post(publish).status_code == 403

    client.force_login(cast["chief"])
    assert client.post(publish).status_code == 302
    shown = client.get(address("publication", conference.pk)).content.decode()
    assert "Withdraw from the public" in shown
    assert client.post(address("withdraw_publication", conference.pk)).status_code == 302
    found = ConferencePhoto.objects.get()
    mine = client.get(address("conference_photo", found.pk, "nho"))
    assert b"".join(mine.streaming_content) == found.thumbnail.read()
    assert client.post(address("remove_conference_photo", found.pk)).status_code == 302


def test_others_do_not_prepare_it(client, conference, photo, cast):
    client.force_login(cast["leader"])
    assert client.get(address("write_public_summary", conference.pk)).status_code == 403
    assert client.post(address("remove_conference_photo", photo.pk)).status_code == 403
    client.force_login(cast["outsider"])
    assert client.get(address("publication", conference.pk)).status_code == 404
    assert client.get(address("conference_photo", photo.pk, "nho")).status_code == 404


def test_the_list_costs_the_same_however_long(client, world, cast):
    def one_more():
        each = called(world, cast, kind="extra", held_on=TODAY)
        actions.write_public_summary(each, summary="Đã họp.", by=cast["secretary"])
        actions.publish_conference(each, by=cast["chief"])

    assert_same_queries(client, address("all_published"), one_more)
