"""Delegates vote once, tellers count what is there, and nothing tells who has voted what."""

import json

import pytest

from conferences import actions
from conferences.actions.ballots import Stands
from conferences.models import BallotStage, BoardAtConference, VoteKind
from conferences.queries import ballots as queries
from conferences.regulations import ballots as regulations
from foundation import clock
from foundation.audit.models import Event
from foundation.ballots.booth import AnsweredAlready, HasPaper, NotOnTheRoll
from foundation.ballots.count import HandCountsDiffer
from foundation.ballots.models import Paper, SealedPaper, Way
from foundation.ballots.rules import Outcome
from foundation.ballots.tellers import PartGiven, PassphraseShort, PassphraseWrong
from tests import factories as make
from tests.conferences import balloting as b
from tests.conferences.called import events, last

FOR, AGAINST = {"1": "for"}, {"1": "against"}


@pytest.fixture
def opened(meeting, cast):
    return b.opened(meeting, cast)


@pytest.fixture
def hands(meeting, cast):
    """An open vote that is closed."""
    return b.closed(b.opened(meeting, cast, is_secret=False), cast)


def cast_by(ballot, world, cast, part, marks=FOR, **more):
    actions.cast_vote(b.before(ballot, world, part), marks=marks, by=cast[part], **more)


# -- cast_vote -------------------------------------------------------------------------------------


def test_cast_vote_drops_a_sealed_paper(opened, world, cast):
    cast_by(opened, world, cast, "leader")

    assert SealedPaper.objects.count() == 1
    assert queries.has_voted(b.before(opened, world, "leader"))
    assert not queries.has_voted(b.before(opened, world, "chief"))


def test_a_vote_leaves_no_event(opened, world, cast):
    before = Event.objects.count()

    cast_by(opened, world, cast, "leader")

    assert Event.objects.count() == before


def test_a_board_votes_once(opened, world, cast):
    cast_by(opened, world, cast, "leader")

    with pytest.raises(AnsweredAlready):
        cast_by(opened, world, cast, "leader", AGAINST)

    assert SealedPaper.objects.count() == 1


def test_nobody_votes_before_it_is_opened(meeting, world, cast):
    ballot = b.frozen(meeting, cast)

    with pytest.raises(regulations.NotOpen):
        cast_by(ballot, world, cast, "leader")


def test_nobody_votes_after_the_close(opened, world, cast):
    b.closed(opened, cast)

    with pytest.raises(regulations.NotOpen):
        cast_by(opened, world, cast, "leader")


def test_nobody_votes_after_the_hour(meeting, world, cast):
    import datetime as dt

    import time_machine

    soon = clock.now() + dt.timedelta(minutes=5)
    ballot = b.opened(meeting, cast, closes_at=soon)

    with time_machine.travel(soon, tick=False), pytest.raises(regulations.VotingOver):
        cast_by(ballot, world, cast, "leader")


def test_who_is_not_there_does_not_vote(opened, world, cast):
    actions.check_out(BoardAtConference(opened.conference, world.board), by=cast["secretary"])

    with pytest.raises(regulations.NotInTheRoom):
        cast_by(opened, world, cast, "leader")


@pytest.mark.parametrize(
    "marks", [{"9": "for"}, {"1": "perhaps"}, {"1": "for", "2": "for", "3": "for"}]
)
def test_what_the_ballot_does_not_ask_is_refused(opened, world, cast, marks):
    with pytest.raises(regulations.MarksUnfit):
        cast_by(opened, world, cast, "leader", marks)

    assert not SealedPaper.objects.exists()


def test_too_many_are_refused(meeting, world, cast):
    ballot = b.opened(meeting, cast, "A", "B", "C", kind=VoteKind.CHOOSE, most=2)

    with pytest.raises(regulations.MarksUnfit, match="At most 2"):
        cast_by(ballot, world, cast, "leader", {"1": "for", "2": "for", "3": "for"})


def test_a_board_that_may_not_does_not_vote_on_itself(meeting, world, cast):
    stands = [Stands("Ban A", world.board), Stands("B")]
    ballot = b.opened(meeting, cast, options=stands, votes_on_itself=False)

    with pytest.raises(regulations.NoVoteOnItself):
        cast_by(ballot, world, cast, "leader", {"1": "for", "2": "for"})
    cast_by(ballot, world, cast, "leader", {"2": "for"})
    cast_by(ballot, world, cast, "chief", {"1": "for"})


def test_a_board_that_came_later_into_the_bloc_is_on_no_roll(opened, world, cast):
    stranger = make.SeatFactory(bloc=world.bloc, position=4).board
    make.ArrivalFactory(conference=opened.conference, board=stranger)
    from conferences.models import BoardAtBallot

    with pytest.raises(NotOnTheRoll):
        actions.cast_vote(BoardAtBallot(opened, stranger), marks=FOR, by=cast["leader"])


# -- give_paper ------------------------------------------------------------------------------------


def test_give_paper_takes_the_board_off_the_box(opened, world, cast):
    who = b.before(opened, world, "leader")

    actions.give_paper(who, by=cast["secretary"])

    assert queries.papers_by_hand(opened) == 1
    assert last("give_paper") == (
        f"entered that {world.board.short_name} votes on a sheet of paper on “Cờ thi đua của Bộ”"
    )
    with pytest.raises(HasPaper):
        cast_by(opened, world, cast, "leader")


def test_who_has_voted_gets_no_sheet(opened, world, cast):
    cast_by(opened, world, cast, "leader")

    with pytest.raises(AnsweredAlready):
        actions.give_paper(b.before(opened, world, "leader"), by=cast["secretary"])


def test_no_sheet_is_given_before_the_freeze_or_after_the_close(meeting, world, cast):
    ballot = b.prepared(meeting, cast)
    with pytest.raises(regulations.NotOpen):
        actions.give_paper(b.before(ballot, world, "leader"), by=cast["secretary"])

    ballot = b.closed(b.opened(meeting, cast), cast)
    with pytest.raises(regulations.NotOpen):
        actions.give_paper(b.before(ballot, world, "leader"), by=cast["secretary"])


# -- enter_hand_count ------------------------------------------------------------------------------


def test_papers_of_all_kinds_make_one_result(opened, world, cast):
    cast_by(opened, world, cast, "leader")
    actions.give_paper(b.before(opened, world, "chief"), by=cast["secretary"])
    letter = b.before(opened, world, "deputy")
    actions.give_paper(letter, way=Way.WRITTEN, by=cast["secretary"])
    b.closed(opened, cast)
    figures = b.figures(valid=2, a1={"for": 1, "against": 1})
    for part in b.PHRASES:
        who = b.teller(opened, cast, part)
        actions.enter_hand_count(who, figures=figures, by=cast[part])
    for part, phrase in b.PHRASES.items():
        actions.give_part(b.teller(opened, cast, part), passphrase=phrase, by=cast[part])

    line = queries.outcome_of(opened).lines[0]
    assert (line.agree, line.disagree, line.has_passed) == (2, 1, True)
    assert opened.outcome["collected"] == opened.outcome["issued"] == 3
    assert last("enter_hand_count") == "entered the papers on paper of “Cờ thi đua của Bộ”"


def on_paper(opened, world, cast):
    actions.give_paper(b.before(opened, world, "chief"), by=cast["secretary"])
    return b.closed(opened, cast)


@pytest.mark.parametrize(
    "figures",
    [
        b.figures(valid=1, blank=1),
        b.figures(valid=1, a1={"for": 1, "against": 1}),
        b.figures(blank=1, a1={"for": 1}),
    ],
)
def test_figures_that_cannot_be_are_refused(opened, world, cast, figures):
    on_paper(opened, world, cast)

    with pytest.raises(regulations.FiguresUnfit):
        actions.enter_hand_count(
            b.teller(opened, cast, "leader"), figures=figures, by=cast["leader"]
        )


def test_more_votes_than_an_election_can_hold_are_refused(meeting, world, cast):
    ballot = b.opened(meeting, cast, kind=VoteKind.ELECT)
    on_paper(ballot, world, cast)

    with pytest.raises(regulations.FiguresUnfit, match="together"):
        actions.enter_hand_count(
            b.teller(ballot, cast, "leader"),
            figures=b.figures(valid=1, a1={"for": 1}, a2={"for": 1}),
            by=cast["leader"],
        )


def test_without_paper_there_is_nothing_to_count_by_hand(opened, cast):
    b.closed(opened, cast)

    with pytest.raises(regulations.NoPaperVotes):
        actions.enter_hand_count(
            b.teller(opened, cast, "leader"), figures=b.figures(), by=cast["leader"]
        )


def test_nobody_counts_by_hand_while_it_is_open(opened, cast):
    with pytest.raises(regulations.NotClosed):
        actions.enter_hand_count(
            b.teller(opened, cast, "leader"), figures=b.figures(), by=cast["leader"]
        )


# -- give_part -------------------------------------------------------------------------------------


def give(ballot, cast, part, phrase=None):
    who = b.teller(ballot, cast, part)
    return actions.give_part(who, passphrase=phrase or b.PHRASES[part], by=cast[part])


def test_the_second_part_opens_and_counts(opened, world, cast):
    b.votes(opened, world, cast, chief=FOR, deputy=AGAINST, leader={})
    b.closed(opened, cast)

    assert not give(opened, cast, "leader")
    assert opened.state == BallotStage.CLOSED
    assert give(opened, cast, "deputy")

    assert opened.state == BallotStage.COUNTED
    assert opened.outcome["blank"] == 1
    outcome = queries.outcome_of(opened)
    assert isinstance(outcome, Outcome)
    assert outcome.written() == opened.outcome
    assert not SealedPaper.objects.exists()
    assert last("count_ballot") == "counted the ballot “Cờ thi đua của Bộ”"
    assert events("give_part") == 2


def test_a_spoilt_paper_is_counted_as_spoilt(opened, world, cast):
    cast_by(opened, world, cast, "leader", FOR, is_spoilt=True)
    b.counted(opened, cast)

    assert (opened.outcome["spoilt"], opened.outcome["valid"]) == (1, 0)


def test_papers_are_taken_apart(opened, world, cast):
    b.votes(opened, world, cast, chief={"1": "for", "2": "against"})
    b.counted(opened, cast)

    found = sorted(json.dumps(paper.content) for paper in Paper.objects.all())
    assert found == [
        '{"mark": "against", "option": "2"}',
        '{"mark": "for", "option": "1"}',
        '{"paper": "valid"}',
    ]


def test_with_codes_each_voter_finds_the_own_paper(meeting, world, cast):
    ballot = b.opened(meeting, cast, has_codes=True)
    cast_by(ballot, world, cast, "leader", code="K7PMX2")
    b.counted(ballot, cast)

    assert queries.rows_of(ballot) == [{"code": "K7PMX2", "paper": "valid", "marks": FOR}]


def test_without_codes_none_is_kept(opened, world, cast):
    cast_by(opened, world, cast, "leader", code="K7PMX2")
    b.counted(opened, cast)

    assert not any("code" in row for row in queries.rows_of(opened))


def test_nobody_opens_what_is_not_closed(opened, cast):
    with pytest.raises(regulations.NotClosed):
        give(opened, cast, "leader")


def test_a_wrong_pass_phrase_opens_nothing(opened, cast):
    b.closed(opened, cast)

    with pytest.raises(PassphraseWrong):
        give(opened, cast, "leader", "núi Bà Nà")
    assert events("give_part") == 0


def test_one_teller_alone_opens_nothing(opened, cast):
    b.closed(opened, cast)
    give(opened, cast, "leader")

    with pytest.raises(PartGiven):
        give(opened, cast, "leader")


def test_papers_on_paper_are_counted_first(opened, world, cast):
    on_paper(opened, world, cast)

    with pytest.raises(regulations.HandCountsMissing, match="1 votes"):
        give(opened, cast, "leader")


def test_two_tellers_who_differ_open_nothing(opened, world, cast):
    on_paper(opened, world, cast)
    for part, blank in (("leader", 1), ("deputy", 0)):
        figures = b.figures(blank=blank, spoilt=1 - blank)
        actions.enter_hand_count(b.teller(opened, cast, part), figures=figures, by=cast[part])
    give(opened, cast, "leader")

    with pytest.raises(HandCountsDiffer):
        give(opened, cast, "deputy")


def test_a_teller_of_another_conference_has_no_part(opened, world, cast):
    b.closed(opened, cast)
    new = make.TellerFactory(conference=opened.conference, account=cast["writer"], position=3)
    actions.set_pass_phrase(new, passphrase="biển Mỹ Khê", by=cast["writer"])

    with pytest.raises(regulations.NotSealedToYou):
        give(opened, cast, "writer", "biển Mỹ Khê")


# -- enter_hands -----------------------------------------------------------------------------------


def test_two_tellers_who_agree_have_counted_the_hands(hands, cast):
    figures = b.figures(valid=3, a1={"for": 2, "against": 1}, a2={"for": 0, "against": 3})

    actions.enter_hands(b.teller(hands, cast, "leader"), figures=figures, by=cast["leader"])
    assert hands.state == BallotStage.CLOSED
    actions.enter_hands(b.teller(hands, cast, "deputy"), figures=figures, by=cast["deputy"])

    assert hands.state == BallotStage.COUNTED
    assert queries.outcome_of(hands).passed == ("1",)
    assert last("enter_hands") == "entered the show of hands on “Cờ thi đua của Bộ”"


def test_two_tellers_who_differ_have_counted_nothing(hands, cast):
    for part, votes in (("leader", 2), ("deputy", 3)):
        figures = b.figures(valid=3, a1={"for": votes})
        actions.enter_hands(b.teller(hands, cast, part), figures=figures, by=cast[part])

    assert hands.state == BallotStage.CLOSED


def test_more_hands_than_boards_are_refused(hands, cast):
    with pytest.raises(regulations.FiguresUnfit, match="at most 3"):
        actions.enter_hands(
            b.teller(hands, cast, "leader"), figures=b.figures(valid=4), by=cast["leader"]
        )


def test_hands_decide_no_secret_ballot(opened, cast):
    b.closed(opened, cast)

    with pytest.raises(regulations.HandsOnly):
        actions.enter_hands(
            b.teller(opened, cast, "leader"), figures=b.figures(), by=cast["leader"]
        )


def test_hands_are_counted_after_the_close(meeting, cast):
    ballot = b.opened(meeting, cast, is_secret=False)

    with pytest.raises(regulations.NotClosed):
        actions.enter_hands(
            b.teller(ballot, cast, "leader"), figures=b.figures(), by=cast["leader"]
        )


# -- name_tellers, set_pass_phrase, try_pass_phrase ------------------------------------------------


def test_name_tellers_keeps_who_counts_already(meeting, cast):
    people = [cast["leader"], cast["writer"]]
    kept = queries.teller_at(meeting, cast["leader"])

    actions.name_tellers(meeting, tellers=people, by=cast["secretary"])

    tellers = queries.tellers_of(meeting)
    assert [each.account for each in tellers] == people
    assert tellers[0] == kept
    assert tellers[0].keyholder
    assert last("name_tellers") == "named the tellers: leader, writer"


def test_the_same_tellers_again_change_nothing(meeting, cast):
    people = [each.account for each in queries.tellers_of(meeting)]

    actions.name_tellers(meeting, tellers=people, by=cast["secretary"])

    assert events("name_tellers") == 1


def test_one_teller_is_too_few(meeting, cast):
    with pytest.raises(regulations.TellersTooFew):
        actions.name_tellers(meeting, tellers=[cast["leader"]] * 2, by=cast["secretary"])


def test_nobody_is_replaced_while_a_box_is_sealed_to_them(opened, cast):
    people = [cast["leader"], cast["writer"]]
    with pytest.raises(regulations.TellersFixed):
        actions.name_tellers(opened.conference, tellers=people, by=cast["secretary"])


def test_set_pass_phrase_makes_a_new_key(meeting, cast):
    teller = queries.teller_at(meeting, cast["leader"])
    former = teller.keyholder

    actions.set_pass_phrase(teller, passphrase="cầu Thuận Phước", by=cast["leader"])

    assert teller.keyholder not in (None, former)
    assert last("set_pass_phrase") == "set a pass-phrase as teller"


def test_a_short_pass_phrase_is_refused(meeting, cast):
    teller = queries.teller_at(meeting, cast["leader"])
    with pytest.raises(PassphraseShort, match="8"):
        actions.set_pass_phrase(teller, passphrase="ngắn", by=cast["leader"])


def test_no_new_pass_phrase_while_a_box_is_sealed_to_the_old_one(opened, cast):
    teller = queries.teller_at(opened.conference, cast["leader"])
    with pytest.raises(regulations.TellersFixed):
        actions.set_pass_phrase(teller, passphrase="cầu Thuận Phước", by=cast["leader"])


def test_try_pass_phrase_says_that_it_is_remembered(meeting, cast):
    teller = queries.teller_at(meeting, cast["leader"])

    actions.try_pass_phrase(teller, passphrase=b.PHRASES["leader"], by=cast["leader"])

    assert teller.tried_at
    assert last("try_pass_phrase") == "tried the own pass-phrase as teller"
    with pytest.raises(PassphraseWrong):
        actions.try_pass_phrase(teller, passphrase="quên mất rồi", by=cast["leader"])


def test_who_has_set_none_has_none_to_try(meeting, cast):
    new = make.TellerFactory(conference=meeting, account=cast["writer"], position=3)
    with pytest.raises(regulations.PhraseMissing):
        actions.try_pass_phrase(new, passphrase="biển Mỹ Khê", by=cast["writer"])
