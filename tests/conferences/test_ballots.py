"""Something is put to the vote: its life from the first word to the declared result."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import ProgrammingError, connection, transaction

from conferences import actions
from conferences.actions.ballots import Stands
from conferences.models import (
    BallotStage,
    BoardAtConference,
    ConferenceBallot,
    Purpose,
    VoteKind,
)
from conferences.queries import ballots as queries
from conferences.regulations import ballots as regulations
from conferences.regulations.attendance import NotToday
from conferences.regulations.conferences import ConferenceCalledOff
from conferences.regulations.delegates import BallotIsOpen
from foundation import clock
from foundation.ballots.booth import fingerprint
from foundation.ballots.models import BallotState, Paper, SealedPaper
from foundation.states import IllegalMove
from tests.conferences import balloting as b
from tests.conferences.called import called, events, last

FOR, AGAINST = {"1": "for"}, {"1": "against"}


@pytest.fixture
def ballot(meeting, cast):
    return b.prepared(meeting, cast)


@pytest.fixture
def frozen(meeting, cast):
    return b.frozen(meeting, cast)


@pytest.fixture
def opened(meeting, cast):
    return b.opened(meeting, cast)


def call_off(conference, cast):
    actions.call_off_conference(conference, reason="bão", by=cast["chief"])


# -- prepare_ballot --------------------------------------------------------------------------------


def test_prepare_ballot_writes_question_and_rules(meeting, cast, world):
    ballot = b.prepared(
        meeting, cast, share=Fraction(4, 5), is_strict=False, source="Quy chế, Điều 9",
        options=[Stands("Ban A", world.board), Stands("Ông B")],
    )  # fmt: skip

    assert [str(each) for each in queries.options_of(ballot)] == ["Ban A", "Ông B"]
    assert (ballot.share, ballot.rules.needed(11)) == (Fraction(4, 5), 9)
    assert (ballot.state, ballot.position) == (BallotStage.PREPARED, 1)
    assert last("prepare_ballot") == "prepared the ballot “Cờ thi đua của Bộ”"
    assert b.prepared(meeting, cast).position == 2


def test_an_election_is_of_one_for_one_place(meeting, cast):
    ballot = b.prepared(meeting, cast, kind=VoteKind.ELECT, purpose=Purpose.CHIEF, places=3, most=2)

    assert (ballot.most, ballot.places, ballot.is_election) == (1, 1, True)


@pytest.mark.parametrize(
    ("refusal", "wrong"),
    [
        (regulations.TitleMissing, {"title": "  "}),
        (regulations.OptionsMissing, {"options": []}),
        (regulations.OptionTwice, {"options": [Stands("A"), Stands("A")]}),
        (regulations.TooManyOptions, {"options": [Stands(str(n)) for n in range(61)]}),
        (regulations.NoSuchShare, {"share": Fraction(0)}),
        (regulations.NoSuchShare, {"share": Fraction(6, 5)}),
        (regulations.NobodyCouldWin, {"share": Fraction(1), "is_strict": True}),
        (regulations.MostUnfit, {"kind": VoteKind.CHOOSE, "most": 3}),
        (regulations.MostUnfit, {"kind": VoteKind.CHOOSE, "most": 0}),
    ],
)
def test_what_makes_no_ballot_is_refused(meeting, cast, refusal, wrong):
    with pytest.raises(refusal):
        b.prepared(meeting, cast, **wrong)

    assert not ConferenceBallot.objects.exists()


def test_nothing_is_put_to_the_vote_where_nobody_meets(meeting, cast):
    call_off(meeting, cast)

    with pytest.raises(ConferenceCalledOff):
        b.prepared(meeting, cast)


# -- change_ballot ---------------------------------------------------------------------------------


def test_change_ballot_writes_it_anew(ballot, cast):
    actions.change_ballot(ballot, **b.facts("C", title="Bằng khen"), by=cast["secretary"])

    assert (ballot.title, [str(each) for each in queries.options_of(ballot)]) == (
        "Bằng khen", ["C"],
    )  # fmt: skip
    assert last("change_ballot") == "changed the ballot “Bằng khen”"


def test_a_frozen_ballot_is_not_changed(frozen, cast):
    with pytest.raises(regulations.NotInPreparation):
        actions.change_ballot(frozen, **b.facts("C"), by=cast["secretary"])


# -- freeze_ballot ---------------------------------------------------------------------------------


def test_freeze_ballot_seals_it_to_the_tellers(ballot, cast, world):
    actions.freeze_ballot(ballot, by=cast["secretary"])

    box = ballot.box
    assert (ballot.state, box.state) == (BallotStage.FROZEN, BallotState.FROZEN)
    assert {line.seat for line in box.roll.all()} == {
        str(board.pk) for board in (world.chief, world.deputy, world.board)
    }
    assert box.parts.count() == 2
    assert box.asks["rules"] == ballot.rules.written()
    assert fingerprint(box) == queries.fingerprint_of(ballot)
    assert last("freeze_ballot") == "froze the ballot “Cờ thi đua của Bộ”"


def test_it_is_frozen_once(frozen, cast):
    with pytest.raises(IllegalMove):
        actions.freeze_ballot(frozen, by=cast["secretary"])


@pytest.mark.usefixtures("_quick", "today")
def test_what_still_blocks_is_listed(world, cast):
    conference = b.held_today(world, cast)
    ballot = b.prepared(conference, cast)

    assert [type(each) for each in regulations.blockers(ballot)] == [regulations.TellersTooFew]
    with pytest.raises(regulations.TellersTooFew):
        actions.freeze_ballot(ballot, by=cast["secretary"])

    people = [cast["deputy"], cast["leader"]]
    actions.name_tellers(conference, tellers=people, by=cast["secretary"])
    with pytest.raises(regulations.PhraseMissing, match="deputy, leader"):
        actions.freeze_ballot(ballot, by=cast["secretary"])


def test_an_open_vote_needs_no_pass_phrases(world, cast, today):
    conference = b.held_today(world, cast)
    people = [cast["deputy"], cast["leader"]]
    actions.name_tellers(conference, tellers=people, by=cast["secretary"])

    ballot = b.frozen(conference, cast, is_secret=False)

    assert ballot.box is None


# -- open_ballot -----------------------------------------------------------------------------------


def test_open_ballot_lets_the_boards_vote(frozen, cast):
    actions.open_ballot(frozen, by=cast["chief"])

    assert (frozen.state, frozen.box.state) == (BallotStage.OPEN, BallotState.OPEN)
    assert last("open_ballot") == ("opened the ballot “Cờ thi đua của Bộ”, with 3 boards present")


def test_without_a_quorum_nothing_is_opened(frozen, cast, world):
    for board in (world.deputy, world.board):
        actions.check_out(BoardAtConference(frozen.conference, board), by=cast["secretary"])

    with pytest.raises(regulations.QuorumMissing, match="1 boards are there; 2 are wanted"):
        actions.open_ballot(frozen, by=cast["chief"])


def test_an_hour_that_is_past_closes_nothing(frozen, cast):
    with pytest.raises(regulations.HourPast):
        actions.open_ballot(frozen, closes_at=clock.now(), by=cast["chief"])


def test_what_is_not_frozen_is_not_opened(ballot, cast):
    with pytest.raises(IllegalMove):
        actions.open_ballot(ballot, by=cast["chief"])


@pytest.mark.usefixtures("_quick", "today")
def test_it_is_opened_on_the_day_only(world, cast):
    conference = b.with_tellers(called(world, cast), cast)
    ballot = b.frozen(conference, cast)

    with pytest.raises(NotToday):
        actions.open_ballot(ballot, by=cast["chief"])


def test_nobody_is_replaced_while_a_ballot_is_open(opened, world, cast):
    who = BoardAtConference(opened.conference, world.board)

    with pytest.raises(BallotIsOpen):
        actions.name_delegate(who, person=cast["writer"], by=cast["leader"])

    b.closed(opened, cast)
    actions.name_delegate(who, person=cast["writer"], by=cast["leader"])


# -- close_ballot ----------------------------------------------------------------------------------


def test_close_ballot_keeps_who_was_there(opened, cast, world):
    b.votes(opened, world, cast, chief=FOR)
    actions.check_out(BoardAtConference(opened.conference, world.chief), by=cast["secretary"])

    actions.close_ballot(opened, by=cast["chief"])

    assert (opened.state, opened.box.state) == (BallotStage.CLOSED, BallotState.CLOSED)
    assert (opened.present, opened.issued) == (2, 3)
    assert last("close_ballot") == "closed the ballot “Cờ thi đua của Bộ”"


def test_only_what_is_open_is_closed(frozen, cast):
    with pytest.raises(regulations.NotOpen):
        actions.close_ballot(frozen, by=cast["chief"])


def test_the_hour_closes_it(meeting, cast):
    soon = clock.now() + dt.timedelta(minutes=5)
    ballot = b.opened(meeting, cast, closes_at=soon)

    assert not queries.ballots_to_close().exists()
    with clock_at(soon):
        assert list(queries.ballots_to_close()) == [ballot]
        actions.close_ballot(ballot, by=None)
    assert ballot.state == BallotStage.CLOSED


def clock_at(moment):
    import time_machine

    return time_machine.travel(moment, tick=False)


# -- declare_ballot --------------------------------------------------------------------------------


def test_declare_ballot_makes_the_result_public(opened, world, cast):
    b.votes(opened, world, cast, chief=FOR, deputy=FOR, leader=AGAINST)
    b.counted(opened, cast)

    actions.declare_ballot(opened, by=cast["chief"])

    assert opened.state == BallotStage.DECLARED
    assert last("declare_ballot") == "declared the result of “Cờ thi đua của Bộ”"


def test_what_is_not_counted_is_not_declared(opened, cast):
    b.closed(opened, cast)

    with pytest.raises(regulations.NotCounted):
        actions.declare_ballot(opened, by=cast["chief"])


# -- void_ballot -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["ballot", "frozen", "opened"])
def test_void_ballot_destroys_what_was_not_counted(state, request, cast, world):
    ballot = request.getfixturevalue(state)
    if state == "opened":
        b.votes(ballot, world, cast, chief=FOR)

    actions.void_ballot(ballot, reason=" In nhầm tên ", by=cast["chief"])

    assert (ballot.state, ballot.void_reason) == (BallotStage.VOID, "In nhầm tên")
    assert not SealedPaper.objects.exists()
    assert not Paper.objects.exists()
    assert last("void_ballot") == ("declared the ballot “Cờ thi đua của Bộ” void: In nhầm tên")


def test_a_counted_one_can_be_void_and_its_papers_stay(opened, cast, world):
    b.votes(opened, world, cast, chief=FOR)
    b.counted(opened, cast)

    actions.void_ballot(opened, reason="Sai danh sách", by=cast["chief"])

    assert opened.state == BallotStage.VOID
    assert opened.box.state == BallotState.COUNTED


def test_without_a_reason_nothing_is_void(opened, cast):
    with pytest.raises(regulations.VoidReasonMissing):
        actions.void_ballot(opened, reason=" ", by=cast["chief"])


def test_what_was_declared_stays(opened, cast):
    b.declared(opened, cast)

    with pytest.raises(IllegalMove):
        actions.void_ballot(opened, reason="đổi ý", by=cast["chief"])


# -- repeat_ballot ---------------------------------------------------------------------------------


def test_repeat_ballot_prepares_a_void_one_anew(opened, cast):
    actions.void_ballot(opened, reason="In nhầm tên", by=cast["chief"])

    again = actions.repeat_ballot(opened, by=cast["secretary"])

    assert (again.after, again.title, again.state) == (opened, opened.title, BallotStage.PREPARED)
    assert [str(each) for each in queries.options_of(again)] == ["A", "B"]


def test_nobody_won_so_the_best_two_go_on(meeting, world, cast):
    ballot = b.opened(meeting, cast, "A", "B", "C", kind=VoteKind.ELECT, purpose=Purpose.CHIEF)
    b.votes(ballot, world, cast, chief={"1": "for"}, deputy={"3": "for"})
    b.declared(ballot, cast)

    again = actions.repeat_ballot(ballot, by=cast["secretary"])

    assert [str(each) for each in queries.options_of(again)] == ["A", "C"]
    with pytest.raises(regulations.NothingToRepeat):
        actions.repeat_ballot(ballot, by=cast["secretary"])


def test_what_was_decided_is_not_voted_on_again(opened, world, cast):
    b.votes(opened, world, cast, chief=FOR, deputy=FOR)
    b.declared(opened, cast)

    with pytest.raises(regulations.NothingToRepeat):
        actions.repeat_ballot(opened, by=cast["secretary"])


# -- what not even the program's own role can do ---------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE conferences_conferenceballot SET title = 'khác'",
        "UPDATE conferences_conferenceballot SET share_parts = 1, share_whole = 3",
        "UPDATE conferences_conferenceballot SET state = 'prepared'",
        "UPDATE conferences_conferenceballot SET box_id = NULL",
        "DELETE FROM conferences_ballotoption",
        "UPDATE conferences_ballotoption SET text = 'khác'",
        "DELETE FROM conferences_conferenceballot",
        (
            "INSERT INTO conferences_ballotoption (ballot_id, position, text) "
            "SELECT id, 9, 'khác' FROM conferences_conferenceballot"
        ),
    ],
)
@pytest.mark.usefixtures("frozen")
def test_after_the_freeze_nothing_of_it_changes(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        with pytest.raises(ProgrammingError, match="at RAISE"), transaction.atomic():
            cursor.execute(sql)


def test_what_was_counted_stays(opened, cast):
    b.counted(opened, cast)

    with pytest.raises(ProgrammingError, match="what was counted stays"), transaction.atomic():
        ConferenceBallot.objects.update(outcome={})


def test_every_step_is_written_down_once(opened, world, cast):
    b.votes(opened, world, cast, chief=FOR)
    b.declared(opened, cast)

    verbs = ("prepare", "freeze", "open", "close", "count", "declare")
    assert [events(f"{verb}_ballot") for verb in verbs] == [1] * 6
