"""Boards and guests are invited, numbered and by mail, and answer."""

import datetime as dt
import io

import docx
import pytest
from django.core import mail

from campaigns.models import RegisteredPaper
from conferences import actions, addresses
from conferences.models import Invitation, Reply
from conferences.papers import invitation as papers
from conferences.papers.invitation_word import word_of
from conferences.queries import invitations as queries
from conferences.regulations import invitations as regulations
from conferences.regulations.conferences import ConferenceCalledOff, ConferenceOver
from foundation.documents import library
from foundation.jobs import queue
from tests.campaigns.test_report_paper import words_of
from tests.conferences.called import DAY, called, events, item_on, last, past
from tests.foundation.papers import reading

pytestmark = pytest.mark.usefixtures("today")

GUEST = {"name": "Trần Thị Bình", "email": "Binh@mpi.example", "title": "Vụ trưởng"}


@pytest.fixture
def conference(world, cast):
    found = called(world, cast)
    item_on(found, cast, "Báo cáo sơ kết", 60, speaker="Khối trưởng")
    return found


def guest_of(conference, cast, **facts):
    return actions.invite_guest(conference, **GUEST | facts, by=cast["secretary"])


def issued(conference, cast):
    actions.issue_invitations(conference, by=cast["chief"])
    conference.refresh_from_db()
    return conference


def invited(conference, board):
    return queries.invited_boards(conference)[board.pk]


# -- guests --------------------------------------------------------------------------------------
def test_invite_guest_puts_one_on_the_list(conference, cast):
    guest = guest_of(conference, cast, organisation="Bộ Kế hoạch và Đầu tư")

    assert (guest.board, guest.email, guest.sent_at) == (None, "binh@mpi.example", None)
    assert list(queries.guests_of(conference)) == [guest]
    assert last("invite_guest") == "put the guest Trần Thị Bình on the list"


def test_invite_guest_refuses_nobody_and_somebody_twice(conference, cast, monkeypatch):
    monkeypatch.setattr(regulations, "MOST_GUESTS", 1)
    guest_of(conference, cast)

    for facts, refusal in (
        ({"name": " "}, regulations.GuestNameMissing),
        ({"email": ""}, regulations.GuestAddressMissing),
        ({"email": "BINH@mpi.example"}, regulations.GuestInvited),
        ({"email": "khac@mpi.example"}, regulations.TooManyGuests),
    ):
        with pytest.raises(refusal):
            guest_of(conference, cast, **facts)


def test_withdraw_guest_makes_the_address_worthless(conference, cast):
    guest = guest_of(conference, cast)
    issued(conference, cast)
    guest.refresh_from_db()
    token = addresses.path(guest).rstrip("/").rpartition("/")[2]
    assert addresses.read(token) == guest

    actions.withdraw_guest(guest, by=cast["secretary"])

    assert addresses.read(token) is None
    assert list(queries.guests_of(conference)) == []
    assert last("withdraw_guest") == "took the guest Trần Thị Bình off the list"
    with pytest.raises(regulations.InvitationTakenBack):
        actions.withdraw_guest(guest, by=cast["secretary"])
    guest_of(conference, cast)  # and may come back on it


@pytest.mark.parametrize("token", ["", "x", "00000000000000000000000000000000.abc"])
def test_an_address_that_we_did_not_sign_leads_nowhere(db, token):
    assert addresses.read(token) is None


def test_an_invitation_that_was_not_sent_has_no_address_yet(conference, cast):
    token = addresses.path(guest_of(conference, cast)).rstrip("/").rpartition("/")[2]

    assert addresses.read(token) is None


# -- issue_invitations ---------------------------------------------------------------------------
def test_issue_invitations_numbers_them_and_writes_to_everybody(
    conference, world, cast, django_capture_on_commit_callbacks
):
    guest = guest_of(conference, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        issued(conference, cast)

    guest.refresh_from_db()
    told = {letter.to[0]: letter.body for letter in mail.outbox}
    parts = ("leader", "writer", "secretary", "chief", "deputy")
    assert set(told) == {cast[part].email for part in parts} | {"binh@mpi.example"}
    assert addresses.path(guest) in told["binh@mpi.example"]
    assert conference.get_participants_url() in told[cast["leader"].email]
    assert conference.invitation_paper.marked == "01/GM-KTĐ"
    assert set(queries.invited_boards(conference)) == {
        world.chief.pk, world.deputy.pk, world.board.pk,
    }  # fmt: skip
    said = "sent the invitation 01/GM-KTĐ to the boards and 1 guests"
    assert last("issue_invitations") == said


def test_the_number_is_taken_once_and_later_guests_get_the_same(
    conference, cast, django_capture_on_commit_callbacks
):
    issued(conference, cast)
    with pytest.raises(regulations.NobodyToInvite):
        actions.issue_invitations(conference, by=cast["chief"])
    guest_of(conference, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        issued(conference, cast)

    assert RegisteredPaper.objects.count() == 1
    assert [letter.to for letter in mail.outbox] == [["binh@mpi.example"]]


def test_issue_invitations_wants_an_agenda(world, cast):
    with pytest.raises(regulations.AgendaMissing):
        actions.issue_invitations(called(world, cast), by=cast["chief"])

    assert not RegisteredPaper.objects.exists()


def test_nobody_is_invited_to_what_is_over_or_called_off(world, cast):
    over, off = past(world, cast), called(world, cast, kind="extra")
    guest = guest_of(off, cast)
    actions.call_off_conference(off, reason="Bão", by=cast["chief"])

    for conference, refusal in ((over, ConferenceOver), (off, ConferenceCalledOff)):
        with pytest.raises(refusal):
            guest_of(conference, cast)
        with pytest.raises(refusal):
            actions.issue_invitations(conference, by=cast["chief"])
    with pytest.raises(ConferenceCalledOff):
        actions.withdraw_guest(guest, by=cast["chief"])


@pytest.mark.parametrize(
    ("changed", "letters"), [({"quorum_source": "Điều 9"}, 0), ({"hour": dt.time(14)}, 6)]
)
def test_who_was_invited_learns_of_another_hour(
    conference, cast, changed, letters, django_capture_on_commit_callbacks
):
    guest_of(conference, cast)
    issued(conference, cast)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.change_conference(conference, **changed, by=cast["chief"])

    assert len(mail.outbox) == letters


def test_before_anybody_was_invited_nobody_is_told_of_a_change(
    conference, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.change_conference(conference, hour=dt.time(14), by=cast["chief"])

    assert mail.outbox == []


# -- answer_invitation ---------------------------------------------------------------------------
def test_a_board_answers_and_may_think_again(conference, world, cast):
    issued(conference, cast)
    invitation = invited(conference, world.board)

    actions.answer_invitation(
        invitation, reply=Reply.DECLINES, reason=" Đi công tác ", by=cast["leader"]
    )
    said = f"entered the answer of {world.board.short_name}: does not come, Đi công tác"
    assert last("answer_invitation") == said
    for _ in range(2):
        actions.answer_invitation(invitation, reply=Reply.COMES, reason="x", by=cast["leader"])

    invitation.refresh_from_db()
    assert (invitation.reply, invitation.reason) == (Reply.COMES, "")
    assert invitation.replied_by == cast["leader"]
    assert last("answer_invitation") == f"entered the answer of {world.board.short_name}: comes"
    assert events("answer_invitation") == 2


def test_answer_invitation_refuses_nothing_and_no_reason(conference, world, cast):
    issued(conference, cast)
    invitation = invited(conference, world.board)

    with pytest.raises(regulations.ReplyMissing):
        actions.answer_invitation(invitation, reply="", by=cast["leader"])
    with pytest.raises(regulations.ReasonMissing):
        actions.answer_invitation(invitation, reply="declines", reason=" ", by=cast["leader"])

    assert not Invitation.objects.exclude(reply="").exists()


def test_nobody_answers_when_it_is_called_off_or_taken_back(conference, world, cast):
    guest = guest_of(conference, cast)
    issued(conference, cast)
    actions.withdraw_guest(guest, by=cast["chief"])

    with pytest.raises(regulations.InvitationTakenBack):
        actions.answer_invitation(guest, reply="comes", by=None)
    actions.call_off_conference(conference, reason="Bão", by=cast["chief"])
    with pytest.raises(ConferenceCalledOff):
        actions.answer_invitation(invited(conference, world.board), reply="comes", by=None)


# -- the paper -----------------------------------------------------------------------------------
def text_of(pdf):
    return " ".join(reading.poppler("pdftotext", pdf, "-layout").split())


def test_a_draft_has_no_number_and_no_name(conference):
    paper = papers.of_invitation(conference)

    assert (paper["number"], paper["is_draft"], paper["dated_on"]) == ("Số: …/GM-KTĐ", True, None)
    assert paper["signer"]["name"] == ""
    assert paper["addressed_to"] == "Các đơn vị thành viên của Khối"


def test_the_numbered_paper_says_what_was_called(conference, world, cast):
    guest = guest_of(conference, cast, organisation="Bộ Kế hoạch và Đầu tư")
    issued(conference, cast)

    paper = papers.of_invitation(conference, guest)
    text = text_of(library.draw(papers.TEMPLATE, paper=paper).pdf)

    for words in (
        "Số: 01/GM-KTĐ",
        "GIẤY MỜI",
        "Trần Thị Bình, Vụ trưởng, Bộ Kế hoạch và Đầu tư",
        "08 giờ 00, ngày 25 tháng 6 năm 2026",
        "Hội trường tầng 2",
        "08:00 – 09:00",
        "Báo cáo sơ kết",
        "TM. KHỐI THI ĐUA",
    ):
        assert words in text, words
    assert paper["signer"]["name"] == "chief"
    board = papers.of_invitation(conference, invited(conference, world.board))
    assert board["addressed_to"] == world.board.name_on(conference.invitation_paper.dated_on)


def test_what_is_numbered_stays_as_it_was(conference, cast):
    issued(conference, cast)
    before = papers.of_invitation(conference)

    actions.change_conference(conference, held_on=conference.held_on + DAY, by=cast["chief"])
    item_on(conference, cast, "Thảo luận")

    assert papers.of_invitation(conference) == before


def test_the_docx_says_the_same(conference, cast):
    issued(conference, cast)
    paper = papers.of_invitation(conference)

    content = word_of(paper)

    text = words_of(docx.Document(io.BytesIO(content)))
    for words in ("Số: 01/GM-KTĐ", "GIẤY MỜI", "Hội trường tầng 2", "Báo cáo sơ kết", "chief"):
        assert words in text, words
    assert word_of(paper) == content
