"""What of a conference waits for the chief and for the boards."""

import pytest

from conferences import actions, waiting
from conferences.models import BoardAtConference, Reply
from conferences.queries import ballots as queries
from pledges.queries import years_at_home
from tests.conferences import balloting as b
from tests.conferences.called import called, item_on, past
from tests.conferences.test_invitations import invited, issued
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")


def waits(account):
    account.known.pop("years_at_home", None)
    return [each.title for each in waiting.waiting_for(account, years_at_home(account))]


WHICH = "Mid-year conference of 2026"
SEND = f"Send the invitations: {WHICH}"
ANSWER = f"Answer the invitation: {WHICH}"
NAME = f"Say who votes for your board: {WHICH}"


def test_the_invitations_wait_for_the_chief_once_there_is_an_agenda(world, cast):
    conference = called(world, cast)
    assert SEND not in waits(cast["chief"])

    item_on(conference, cast)

    assert SEND in waits(cast["chief"])
    assert waits(cast["secretary"]) == []
    issued(conference, cast)
    assert SEND not in waits(cast["chief"])


def test_no_invitation_waits_once_the_conference_is_open(world, cast):
    conference = called(world, cast, held_on=TODAY)
    item_on(conference, cast)
    assert SEND in waits(cast["chief"])

    actions.open_conference(conference, by=cast["chief"])

    assert SEND not in waits(cast["chief"])


def test_a_leader_answers_and_says_who_votes(world, cast):
    conference = called(world, cast)
    item_on(conference, cast)
    issued(conference, cast)

    assert waits(cast["leader"]) == [ANSWER, NAME]
    [first, _second] = waiting.waiting_for(cast["leader"], years_at_home(cast["leader"]))
    assert first.due_on == conference.held_on
    assert waits(cast["writer"]) == waits(cast["keeper"]) == waits(cast["outsider"]) == []

    invitation = invited(conference, world.board)
    actions.answer_invitation(invitation, reply=Reply.COMES, by=cast["leader"])
    who = BoardAtConference(conference, world.board)
    actions.name_delegate(who, person=cast["leader"], by=cast["leader"])

    assert waits(cast["leader"]) == []


def test_nothing_waits_of_what_is_over_or_called_off(world, cast):
    past(world, cast)
    off = called(world, cast, kind="extra", held_on=TODAY)
    actions.call_off_conference(off, reason="Bão", by=cast["chief"])

    assert waits(cast["leader"]) == waits(cast["chief"]) == []


def test_an_open_ballot_waits_for_whoever_has_still_to_vote(meeting, world, cast):
    ballot = b.opened(meeting, cast)

    assert waits(cast["leader"]) == ["The ballot is open: Cờ thi đua của Bộ"]
    assert waits(cast["writer"]) == []

    b.votes(ballot, world, cast, leader={"1": "for"})
    assert waits(cast["leader"]) == []
    assert len(waits(cast["deputy"])) == 1
    b.closed(ballot, cast)
    assert waits(cast["deputy"]) == []


@pytest.mark.usefixtures("_quick")
def test_a_teller_is_asked_for_a_pass_phrase(world, cast):
    conference = called(world, cast)
    people = [cast["writer"], cast["clerk"]]
    actions.name_tellers(conference, tellers=people, by=cast["secretary"])

    assert waits(cast["writer"]) == [f"Set your pass-phrase as teller: {WHICH}"]
    teller = queries.teller_at(conference, cast["writer"])
    actions.set_pass_phrase(teller, passphrase="biển Mỹ Khê", by=cast["writer"])
    assert waits(cast["writer"]) == []
