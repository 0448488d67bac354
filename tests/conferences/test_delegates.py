"""Who votes for a board: named by its leader, or by a paper; one at a time."""

import pytest
from django.core import mail

from conferences import actions
from conferences.models import BoardAtConference, DelegateBasis
from conferences.queries import delegates as queries
from conferences.regulations import delegates as regulations
from conferences.regulations.conferences import ConferenceCalledOff, ConferenceOver
from foundation.documents.uploads import PDF
from foundation.jobs import queue
from tests import factories as make
from tests.conferences.called import called, events, last, past

pytestmark = pytest.mark.usefixtures("today")

SIGNED = {"content": b"%PDF-1.7 uy quyen", "media_type": PDF, "file_name": "uy-quyen.pdf"}


@pytest.fixture
def who(world, cast):
    return BoardAtConference(called(world, cast), world.board)


def stands(who):
    found = queries.delegate_of(who.conference, who.board)
    return (found.name, found.title, found.basis)


# -- name_delegate -------------------------------------------------------------------------------
def test_a_leader_stands_by_right(who, cast):
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    assert stands(who) == ("leader", "Trưởng ban", DelegateBasis.RIGHT)
    assert last("name_delegate") == f"named leader to vote for {who.board.short_name}"
    assert [each.board for each in queries.votes_of(who.conference, cast["leader"])] == [who.board]


def test_somebody_else_stands_by_the_leaders_click_and_is_told(
    who, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.name_delegate(who, person=cast["writer"], by=cast["leader"])

    assert stands(who) == ("writer", "Chuyên viên", DelegateBasis.AUTHORISED)
    assert [letter.to for letter in mail.outbox] == [[cast["writer"].email]]
    assert str(who.board) in mail.outbox[0].body


def test_whoever_names_themselves_is_not_written_to(who, cast, django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    assert mail.outbox == []


def test_the_leader_of_another_board_may_hold_several_votes(who, cast, world):
    other = BoardAtConference(who.conference, world.deputy)
    actions.name_delegate(other, person=cast["deputy"], by=cast["deputy"])

    actions.name_delegate(who, person=cast["deputy"], by=cast["leader"])

    assert stands(who)[2] == DelegateBasis.AUTHORISED
    held = {each.board for each in queries.votes_of(who.conference, cast["deputy"])}
    assert held == {world.board, world.deputy}


def test_another_one_replaces_the_first_who_stays_in_the_list(who, cast):
    first = actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    actions.name_delegate(who, person=cast["writer"], by=cast["leader"])

    first.refresh_from_db()
    assert first.ended_by == cast["leader"]
    assert stands(who)[0] == "writer"
    assert who.conference.delegates.count() == 2


def test_the_same_one_again_changes_nothing(who, cast):
    for _ in range(2):
        actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    assert who.conference.delegates.count() == 1
    assert events("name_delegate") == 1


@pytest.mark.parametrize("part", ["outsider", "reviewer", "secretary"])
def test_name_delegate_refuses_people_from_elsewhere(who, cast, part):
    with pytest.raises(regulations.PersonNotOfBloc):
        actions.name_delegate(who, person=cast[part], by=cast["leader"])

    assert not who.conference.delegates.exists()


def test_name_delegate_refuses_a_board_that_does_not_vote(who, cast):
    stranger = BoardAtConference(who.conference, make.BoardFactory())

    with pytest.raises(regulations.BoardDoesNotVote):
        actions.name_delegate(stranger, person=cast["leader"], by=cast["leader"])


def test_nobody_is_sent_to_what_is_over_or_called_off(world, cast):
    over = BoardAtConference(past(world, cast), world.board)
    off = BoardAtConference(called(world, cast, kind="extra"), world.board)
    actions.call_off_conference(off.conference, reason="Bão", by=cast["chief"])

    for who, refusal in ((over, ConferenceOver), (off, ConferenceCalledOff)):
        with pytest.raises(refusal):
            actions.name_delegate(who, person=cast["leader"], by=cast["leader"])
        with pytest.raises(refusal):
            actions.authorise_by_paper(who, name="Lê Văn An", **SIGNED, by=cast["writer"])


# -- authorise_by_paper --------------------------------------------------------------------------
def test_a_paper_authorises_somebody_without_an_account(who, cast):
    made = actions.authorise_by_paper(
        who, name=" Lê Văn An ", title="Phó Chánh Văn phòng", **SIGNED, by=cast["secretary"]
    )

    assert stands(who) == ("Lê Văn An", "Phó Chánh Văn phòng", DelegateBasis.AUTHORISED)
    assert made.account is None
    assert made.paper.read() == SIGNED["content"]
    assert (made.paper.owner, made.paper.title) == (who.board.code, "Giấy ủy quyền: Lê Văn An")
    said = f"entered the paper by which {who.board.short_name} authorises Lê Văn An"
    assert last("authorise_by_paper") == said


def test_a_paper_authorises_a_colleague_and_replaces_who_stood(who, cast):
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    made = actions.authorise_by_paper(who, person=cast["writer"], **SIGNED, by=cast["writer"])

    assert made.account == cast["writer"]
    assert stands(who) == ("writer", "Chuyên viên", DelegateBasis.AUTHORISED)


def test_authorise_by_paper_refuses_what_is_missing(who, cast):
    with pytest.raises(regulations.DelegateNameMissing):
        actions.authorise_by_paper(who, name=" ", **SIGNED, by=cast["writer"])
    with pytest.raises(regulations.AuthorisationMissing):
        actions.authorise_by_paper(who, name="Lê Văn An", by=cast["writer"])
    with pytest.raises(regulations.PersonNotOfBloc):
        actions.authorise_by_paper(who, person=cast["outsider"], **SIGNED, by=cast["writer"])

    assert not who.conference.delegates.exists()
