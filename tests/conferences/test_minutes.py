"""The minutes of a conference: what was said is noted, then read out and agreed for good."""

import io

import docx
import pytest
from django.urls import reverse

from campaigns import merging
from conferences import actions
from conferences.models import BoardAtConference, Minutes
from conferences.papers import minutes as papers
from conferences.papers.minutes_word import word_of
from conferences.queries import minutes as queries
from conferences.regulations import conferences as held
from conferences.regulations import minutes as regulations
from conferences.regulations.agenda import ItemRemoved
from foundation.documents import library
from tests.conferences.called import called, events, item_on, last
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def conference(world, cast):
    """It is today, and open."""
    found = called(world, cast, held_on=TODAY)
    actions.open_conference(found, by=cast["secretary"])
    return found


@pytest.fixture
def item(conference, cast):
    return item_on(conference, cast, title="Thảo luận báo cáo")


@pytest.fixture
def speech(item, cast):
    return actions.note_speech(item, speaker="Bà Lan", gist="Nhất trí.", by=cast["secretary"])


@pytest.fixture
def closed(conference, speech, cast):
    actions.write_conclusion(conference, conclusion="Thống nhất.", by=cast["secretary"])
    actions.close_conference(conference, by=cast["secretary"])
    return conference


@pytest.fixture
def agreed(closed, cast):
    actions.agree_minutes(closed, by=cast["chief"])
    return closed


def marks(**values):
    return merging.marks(values)


def lines(conference):
    return "\n".join(
        line for part in papers.content_of(conference)["parts"] for line in part["lines"]
    )


# -- note_speech ---------------------------------------------------------------------------------
def test_note_speech_keeps_who_said_what(conference, item, speech, cast):
    assert queries.spoken_items(conference) == [(item, [speech])]
    assert (speech.speaker, speech.gist) == ("Bà Lan", "Nhất trí.")
    assert last("note_speech") == "noted the speech of Bà Lan"


def test_note_speech_twice_is_once(item, speech, cast):
    again = actions.note_speech(item, speaker="Bà Lan", gist="Nhất trí. ", by=cast["secretary"])

    assert (again, events("note_speech")) == (speech, 1)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"speaker": " ", "gist": "Có"}, regulations.SpeakerMissing),
        ({"speaker": "Bà Lan", "gist": " "}, regulations.GistMissing),
    ],
)
def test_note_speech_wants_words(item, cast, facts, refusal):
    with pytest.raises(refusal):
        actions.note_speech(item, **facts, by=cast["secretary"])


def test_note_speech_from_the_opening_on(world, cast):
    waiting = item_on(called(world, cast, held_on=TODAY), cast)

    with pytest.raises(held.ConferenceNotOpened):
        actions.note_speech(waiting, speaker="A", gist="B", by=cast["secretary"])


def test_note_speech_on_what_stands_on_the_agenda(item, cast):
    actions.remove_agenda_item(item, by=cast["secretary"])

    with pytest.raises(ItemRemoved):
        actions.note_speech(item, speaker="A", gist="B", by=cast["secretary"])


# -- change_speech, remove_speech ----------------------------------------------------------------
def test_change_speech_words_it_otherwise(speech, cast):
    actions.change_speech(speech, speaker="Ông Hải", gist="Đồng ý.", by=cast["secretary"])

    assert queries.facts_of(speech) == {"speaker": "Ông Hải", "gist": "Đồng ý."}
    assert last("change_speech") == "changed the speech of Ông Hải"


def test_change_speech_not_over_what_was_not_seen(speech, cast):
    seen = marks(speaker="Bà Lan", gist="Khác")
    words = {"speaker": "Bà Lan", "gist": "Của tôi", "seen": seen}

    with pytest.raises(regulations.MinutesStale):
        actions.change_speech(speech, **words, by=cast["secretary"])

    speech.refresh_from_db()
    assert speech.gist == "Nhất trí."


def test_two_tabs_lose_nothing(client, speech, cast):
    client.force_login(cast["secretary"])
    url = reverse("conferences:change_speech", args=[speech.pk])
    seen = client.get(url).context["form"]["seen"].value()
    actions.change_speech(speech, speaker="Bà Lan", gist="Bản kia", by=cast["secretary"])
    field = client.get(url).context["form"].fields["seen"]
    words = {"speaker": "Bà Lan", "gist": "Bản này", "seen": field.prepare_value(seen)}

    shown = client.post(url, words).content.decode()

    assert "Bản kia" in shown
    assert "Bản này" in shown
    speech.refresh_from_db()
    assert speech.gist == "Bản kia"


def test_remove_speech_takes_it_out(conference, item, speech, cast):
    actions.remove_speech(speech, by=cast["secretary"])

    assert queries.spoken_items(conference) == [(item, [])]
    assert last("remove_speech") == "took the speech of Bà Lan out of the minutes"
    for change in (
        lambda: actions.remove_speech(speech, by=cast["secretary"]),
        lambda: actions.change_speech(speech, speaker="A", gist="B", by=cast["secretary"]),
    ):
        with pytest.raises(regulations.SpeechRemoved):
            change()


# -- write_conclusion ----------------------------------------------------------------------------
def test_write_conclusion_keeps_it(conference, cast):
    actions.write_conclusion(conference, conclusion=" Thống nhất. ", by=cast["secretary"])

    assert queries.minutes_of(conference).conclusion == "Thống nhất."
    assert last("write_conclusion") == "wrote the conclusion of the conference"


def test_write_conclusion_not_over_what_was_not_seen(closed, cast):
    with pytest.raises(regulations.MinutesStale):
        actions.write_conclusion(closed, conclusion="Khác", seen={}, by=cast["secretary"])


# -- agree_minutes -------------------------------------------------------------------------------
def test_agree_minutes_numbers_and_keeps_the_words(agreed, cast):
    minutes = queries.minutes_of(agreed)

    assert minutes.paper.marked == "01/BB-KTĐ"
    assert minutes.agreed_by == cast["chief"]
    assert last("agree_minutes") == "had the minutes 01/BB-KTĐ read out and agreed"
    assert papers.of_minutes(agreed)["number"] == "Số: 01/BB-KTĐ"


def test_agree_minutes_after_the_closing(conference, cast):
    with pytest.raises(regulations.ConferenceNotClosed):
        actions.agree_minutes(conference, by=cast["chief"])


def test_agree_minutes_with_a_conclusion(conference, cast):
    actions.close_conference(conference, by=cast["chief"])

    with pytest.raises(regulations.ConclusionMissing):
        actions.agree_minutes(conference, by=cast["chief"])


def test_what_was_agreed_stays(agreed, item, speech, cast):
    by = cast["secretary"]
    for change in (
        lambda: actions.note_speech(item, speaker="A", gist="B", by=by),
        lambda: actions.change_speech(speech, speaker="A", gist="B", by=by),
        lambda: actions.remove_speech(speech, by=by),
        lambda: actions.write_conclusion(agreed, conclusion="Khác", by=by),
        lambda: actions.agree_minutes(agreed, by=cast["chief"]),
    ):
        with pytest.raises(regulations.MinutesAgreed):
            change()
    Minutes.objects.filter(conference=agreed).update(conclusion="Khác")
    shown = papers.of_minutes(agreed)["parts"][-1]
    assert shown["lines"] == ["Thống nhất."]


# -- the paper -----------------------------------------------------------------------------------
def test_the_paper_says_who_was_there_and_who_was_not(conference, world, cast):
    who = BoardAtConference(conference, world.board)
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])
    actions.check_in(who, by=cast["secretary"])

    said = lines(conference)

    assert "Được triệu tập: 3; có mặt: 1; vắng: 2" in said
    assert "chưa đủ số đơn vị để tiến hành (2 trên 3)" in said
    assert f"{world.board.name_on(TODAY)}: {cast['leader']}" in said
    assert f"{world.chief.name_on(TODAY)}: không báo lý do" in said


def test_the_paper_says_what_was_said(conference, speech):
    assert "1) Thảo luận báo cáo.\n- Ý kiến của Bà Lan: Nhất trí." in lines(conference)


def test_a_board_that_left_is_absent_with_the_hour(conference, world, cast):
    who = BoardAtConference(conference, world.board)
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])
    actions.check_in(who, by=cast["secretary"])
    actions.check_out(who, by=cast["secretary"])

    assert f"{world.board.name_on(TODAY)}: về lúc" in lines(conference)


def test_word_says_what_the_pdf_says(agreed):
    paper = papers.of_minutes(agreed)
    word = docx.Document(io.BytesIO(word_of(paper)))
    said = "\n".join(each.text for each in word.paragraphs)

    for part in paper["parts"]:
        assert part["title"] in said
        assert all(line in said for line in part["lines"])
    assert library.draw(papers.TEMPLATE, paper=paper).pdf.startswith(b"%PDF")


# -- the pages -----------------------------------------------------------------------------------
def test_the_secretary_writes_and_the_chair_agrees(client, conference, item, cast):
    client.force_login(cast["secretary"])
    words = {"speaker": "Ông Hải", "gist": "Đồng ý."}
    client.post(reverse("conferences:note_speech", args=[item.pk]), words)
    concluded = {"conclusion": "Thống nhất.", "seen": ""}
    client.post(reverse("conferences:write_conclusion", args=[conference.pk]), concluded)
    actions.close_conference(conference, by=cast["secretary"])
    client.force_login(cast["chief"])

    client.post(reverse("conferences:agree_minutes", args=[conference.pk]))

    shown = client.get(reverse("conferences:minutes", args=[conference.pk])).content.decode()
    assert "Number 01/BB-KTĐ" in shown
    assert "Ông Hải" in shown


def test_others_neither_write_nor_agree(client, conference, item, speech, cast):
    client.force_login(cast["leader"])

    for verb, pk in (
        ("note_speech", item.pk), ("change_speech", speech.pk), ("remove_speech", speech.pk),
        ("write_conclusion", conference.pk), ("agree_minutes", conference.pk),
    ):  # fmt: skip
        assert client.post(reverse(f"conferences:{verb}", args=[pk])).status_code == 403


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_whoever_may_see_the_conference_reads_the_paper(client, conference, cast, kind):
    client.force_login(cast["leader"])
    url = reverse("conferences:minutes_paper", args=[conference.pk, kind])

    answer = client.get(url)

    assert (answer.status_code, "bien-ban-hoi-nghi" in answer["Content-Disposition"]) == (200, True)
