"""The evaluation of chief, deputy and members: asked, answered in secret, counted, shown."""

import datetime as dt
import logging
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from campaigns import actions, questionnaire, tasks
from campaigns.models import (
    BoardEvaluation,
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationPart,
    EvaluationState,
)
from campaigns.queries import evaluations as queries
from campaigns.regulations import evaluations as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.ballots import keys
from foundation.ballots.booth import AnsweredAlready, filled
from foundation.ballots.models import BallotState, Paper, SealedPaper
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.states import IllegalMove
from tests import factories as make
from tests.campaigns.evaluating import (
    DAY,
    all_answer,
    answer,
    drafted,
    leaders_of,
    opened,
    sheet,
)
from tests.clock import on
from tests.conftest import TODAY

UNTIL = TODAY + 10 * DAY
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def leaders(world, cast):
    return leaders_of(world, cast)


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


def closed(world, cast, leaders, text=""):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders, text)
    actions.close_evaluation(evaluation, by=cast["secretary"])
    return evaluation


# -- draft_evaluation, change_evaluation -------------------------------------------------
def test_draft_evaluation_begins_with_the_usual_questions(world, cast):
    evaluation = drafted(world, cast)

    assert evaluation.questions == questionnaire.USUAL
    assert (evaluation.threshold, evaluation.first_days) == (5, 3)
    assert last("draft_evaluation") == f"began the evaluation of the year {make.YEAR}"


def test_draft_evaluation_takes_last_years_questions(world, cast, leaders):
    asked = {**questionnaire.USUAL, "work": ["Một câu hỏi riêng"]}
    former = make.CampaignFactory(
        bloc=world.bloc,
        year=make.YEAR - 1,
        opens_on=dt.date(make.YEAR - 1, 1, 1),
        closes_on=dt.date(make.YEAR - 1, 12, 31),
    )
    make.TermFactory(bloc=world.bloc, board=world.chief, year=make.YEAR - 1)
    before = actions.draft_evaluation(former, by=cast["secretary"])
    actions.change_evaluation(before, questions=asked, threshold=5, first_days=3, by=cast["chief"])
    actions.open_evaluation(before, closes_on=UNTIL, by=cast["chief"])

    assert drafted(world, cast).questions["work"] == ["Một câu hỏi riêng"]


def test_draft_evaluation_happens_once_a_year(world, cast):
    drafted(world, cast)

    with pytest.raises(regulations.EvaluationThere):
        drafted(world, cast)


def test_change_evaluation_writes_questions_and_settings(world, cast):
    evaluation = drafted(world, cast)

    actions.change_evaluation(
        evaluation, questions={"chief": ["A", "B"]}, threshold=4, first_days=0, by=cast["chief"]
    )

    evaluation.refresh_from_db()
    assert evaluation.questions == {"chief": ["A", "B"], "deputy": [], "work": [], "members": []}
    assert (evaluation.threshold, evaluation.first_days) == (4, 0)
    assert last("change_evaluation") == "changed what is asked: 2 questions"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"questions": {"chief": []}}, regulations.NothingAsked),
        ({"questions": {"chief": ["?"] * 11}}, regulations.TooManyQuestions),
        ({"threshold": 2}, regulations.ThresholdTooLow),
        ({"first_days": 31}, regulations.FirstDaysTooMany),
    ],
)
def test_change_evaluation_refuses(world, cast, changed, refusal):
    evaluation = drafted(world, cast)
    usual = {"questions": questionnaire.USUAL, "threshold": 5, "first_days": 3}

    with pytest.raises(refusal):
        actions.change_evaluation(evaluation, **{**usual, **changed}, by=cast["chief"])


def test_change_evaluation_is_over_once_the_boards_were_asked(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    with pytest.raises(regulations.QuestionsFixed):
        actions.change_evaluation(
            evaluation, questions={"chief": ["A"]}, threshold=5, first_days=3, by=cast["chief"]
        )


# -- open_evaluation ---------------------------------------------------------------------
def test_open_evaluation_asks_every_board_once(
    world, cast, leaders, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        evaluation = opened(world, cast, UNTIL)

    assert evaluation.state == EvaluationState.OPEN
    assert queries.progress_of(evaluation) == (6, 0)
    assert (evaluation.chief, evaluation.deputy) == (world.chief, world.deputy)
    assert last("open_evaluation").startswith("asked 6 boards, until ")
    assert {letter.to[0] for letter in mail.outbox} == {each.email for each in leaders.values()}


@pytest.mark.parametrize(
    ("until", "refusal"),
    [
        (TODAY - DAY, regulations.OpenUntilThePast),
        (TODAY + 61 * DAY, regulations.OpenTooLong),
    ],
)
def test_open_evaluation_refuses_days(world, cast, until, refusal):
    with pytest.raises(refusal):
        opened(world, cast, until)


def test_open_evaluation_happens_once(world, cast):
    evaluation = opened(world, cast, UNTIL)

    with pytest.raises(regulations.QuestionsFixed):
        actions.open_evaluation(evaluation, closes_on=UNTIL, by=cast["chief"])


def test_open_evaluation_refuses_where_nobody_sits(world, cast):
    world.bloc.seats.update(until=TODAY - DAY)
    evaluation = drafted(world, cast)

    with pytest.raises(regulations.NobodyToAsk):
        actions.open_evaluation(evaluation, closes_on=UNTIL, by=cast["chief"])


def test_without_a_deputy_nothing_is_asked_about_one(world, cast):
    world.bloc.terms.filter(board=world.deputy).delete()

    evaluation = opened(world, cast, UNTIL)

    assert evaluation.parts == ["chief", "work", "members"]
    assert evaluation.deputy is None


def test_open_evaluation_refuses_where_nothing_is_left_to_ask(world, cast):
    world.bloc.terms.filter(board=world.deputy).delete()

    with pytest.raises(regulations.NothingAsked):
        opened(world, cast, UNTIL, questions={"deputy": ["?"]}, threshold=5, first_days=3)


# -- answer_evaluation -------------------------------------------------------------------
def test_answer_evaluation_strikes_off_and_writes_nothing_down(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    before = (Event.objects.count(), Job.objects.count(), mail.outbox[:])

    answer(evaluation, world.board, cast["leader"], text="Rất tốt")

    assert queries.progress_of(evaluation) == (6, 1)
    assert queries.boards_led(queries.seats_of(evaluation), cast["leader"]) == {
        world.board.pk: True
    }
    assert (Event.objects.count(), Job.objects.count(), mail.outbox[:]) == before


def test_nobody_evaluates_the_own_work(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    assert evaluation.parts_for(world.chief.pk) == ["deputy", "work", "members"]
    assert evaluation.parts_for(world.deputy.pk) == ["chief", "work", "members"]
    assert evaluation.parts_for(world.board.pk) == ["chief", "deputy", "work", "members"]


def test_answer_evaluation_counts_once(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    answer(evaluation, world.board, cast["leader"], mark=5)

    with pytest.raises(AnsweredAlready, match="in the box already"):
        answer(evaluation, world.board, cast["leader"], mark=1)

    assert SealedPaper.objects.count() == 1


def unfit(evaluation, board):
    whole = sheet(evaluation, board)
    short = {**whole, "work": {"marks": [4], "text": ""}}
    high = {**whole, "work": {"marks": [4, 4, 6], "text": ""}}
    return [short, high, {"chief": whole["chief"]}, {}]


@pytest.mark.parametrize("number", range(4))
def test_answer_evaluation_refuses_what_does_not_fit(world, cast, leaders, number):
    evaluation = opened(world, cast, UNTIL)
    answers = unfit(evaluation, world.board)[number]

    with pytest.raises(regulations.AnswersUnfit):
        actions.answer_evaluation(
            BoardEvaluation(evaluation, world.board.pk), answers=answers, by=cast["leader"]
        )

    assert not SealedPaper.objects.exists()


def test_answer_evaluation_refuses_a_blank_sheet(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    with pytest.raises(regulations.NothingAnswered):
        answer(evaluation, world.board, cast["leader"], mark=None)


def test_answer_evaluation_refuses_a_board_that_was_not_asked(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    newcomer = make.SeatFactory(bloc=world.bloc, position=9).board

    with pytest.raises(regulations.NotAsked):
        answer(evaluation, newcomer, cast["leader"])


def test_answer_evaluation_refuses_before_and_after(world, cast, leaders):
    evaluation = drafted(world, cast)
    with pytest.raises(regulations.EvaluationNotOpen):
        answer(evaluation, world.board, cast["leader"])

    actions.open_evaluation(evaluation, closes_on=UNTIL, by=cast["chief"])
    with on(UNTIL + DAY), pytest.raises(regulations.AnsweringOver):
        answer(evaluation, world.board, cast["leader"])

    assert not SealedPaper.objects.exists()


# -- nothing tells who said what ---------------------------------------------------------
SECRET = "kín-như-bưng"


def everything_stored():
    """Every column of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- our own tables
            for (row,) in cursor.fetchall():
                yield table, row


def test_before_the_count_the_words_stand_nowhere(world, cast, leaders, caplog):
    evaluation = opened(world, cast, UNTIL)

    with caplog.at_level(logging.DEBUG):
        answer(evaluation, world.board, cast["leader"], text=SECRET)

    assert [table for table, row in everything_stored() if SECRET in row] == []
    assert SECRET.encode().hex() not in "".join(row for _t, row in everything_stored())
    assert SECRET not in caplog.text


def test_after_the_count_the_words_stand_in_one_place_without_a_name(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders, SECRET)
    actions.close_evaluation(evaluation, by=cast["secretary"])

    places = {table for table, row in everything_stored() if SECRET in row}
    assert places == {"ballots_paper"}
    keys_held = {key for paper in Paper.objects.all() for key in paper.content}
    assert keys_held == {"part", "question", "mark", "text"}


def test_a_boards_marks_cannot_be_read_side_by_side(world, cast, leaders):
    """Each mark is a row of its own: nothing says which of them came on one sheet."""
    evaluation = closed(world, cast, leaders, "Ý kiến")

    contents = list(evaluation.ballot.papers.values_list("content", flat=True))
    assert len([each for each in contents if "mark" in each]) == 6 * 9 - 2 - 2
    assert all(("mark" in each) != ("text" in each) for each in contents)


def test_the_same_answers_by_other_boards_leave_the_same_papers(world, cast, leaders):
    """Who gave which of the sheets does not show in what is kept."""
    boards = list(leaders)[2:]  # those that answer all parts

    def kept(order):
        evaluation = opened(world, cast, UNTIL)
        for mark, board in zip((1, 2, 3, 5), order, strict=True):
            answer(evaluation, board, leaders[board], mark, f"Ý kiến {mark}")
        answer(evaluation, world.chief, cast["chief"], 4)
        answer(evaluation, world.deputy, cast["deputy"], 4)
        actions.close_evaluation(evaluation, by=cast["chief"])
        found = sorted(str(each.content) for each in evaluation.ballot.papers.all())
        struck = sorted(queries.roll_of(evaluation).values_list("seat", "has_voted"))
        Evaluation.objects.filter(pk=evaluation.pk).update(
            state="withdrawn", withdrawn_at=evaluation.opened_at, withdrawn_by=cast["chief"]
        )
        return found, struck

    assert kept(boards) == kept(boards[::-1])


# -- close_evaluation --------------------------------------------------------------------
def test_close_evaluation_counts_and_tells_those_concerned(
    world, cast, leaders, django_capture_on_commit_callbacks
):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders, "Ý kiến")
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.close_evaluation(evaluation, by=cast["secretary"])

    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.answers) == (EvaluationState.CLOSED, 6)
    assert evaluation.is_merged is False
    assert evaluation.comments.filter(part="chief").count() == 5
    assert last("close_evaluation") == "opened the box: 6 answers"
    assert {letter.to[0] for letter in mail.outbox} == {cast["chief"].email, cast["deputy"].email}
    assert not keys.place_of(evaluation.ballot_id).exists()


def test_close_evaluation_waits_for_the_day_or_for_all(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    answer(evaluation, world.board, cast["leader"])

    with pytest.raises(regulations.StillAnswering, match="5 boards have not answered"):
        actions.close_evaluation(evaluation, by=cast["chief"])
    with on(UNTIL + DAY):
        actions.close_evaluation(evaluation, by=cast["chief"])

    assert evaluation.state == EvaluationState.CLOSED


def test_close_evaluation_happens_once(world, cast, leaders):
    evaluation = closed(world, cast, leaders)

    with pytest.raises(regulations.EvaluationNotOpen):
        actions.close_evaluation(evaluation, by=cast["chief"])


def test_with_too_few_answers_texts_are_gone_and_marks_one_heap(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    for board in list(leaders)[2:]:
        answer(evaluation, board, leaders[board], mark=3, text=SECRET)
    with on(UNTIL + DAY):
        actions.close_evaluation(evaluation, by=None)

    assert evaluation.is_merged is True
    assert not evaluation.comments.exists()
    assert [table for table, row in everything_stored() if SECRET in row] == []
    assert {str(paper.content) for paper in Paper.objects.all()} == {"{'mark': 3}"}
    assert queries.results_of(evaluation).merged.counts == (0, 0, 4 * 9, 0, 0)
    assert queries.results_of(evaluation).parts == []


def test_the_smallest_part_decides_whether_all_is_merged(world, cast):
    """Five boards answer, but only four of them about the chief."""
    leaders = leaders_of(world, cast, boards=5)

    evaluation = closed(world, cast, leaders, SECRET)

    assert (evaluation.answers, evaluation.is_merged) == (5, True)


def test_nobody_answering_is_a_result_too(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    with on(UNTIL + DAY):
        actions.close_evaluation(evaluation, by=None)

    assert queries.results_of(evaluation).merged.mean is None


# -- who sees the result -----------------------------------------------------------------
def test_those_concerned_see_their_part_first(world, cast, leaders):
    evaluation = closed(world, cast, leaders)

    def seen(part):
        results = queries.results_for(evaluation, cast[part])
        return results and [each.part for each in results.parts]

    assert seen("chief") == ["chief"]
    assert seen("deputy") == ["deputy"]
    assert [seen(part) for part in ("leader", "secretary", "reviewer")] == [None] * 3


def test_nothing_is_seen_while_the_box_is_open(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders)

    assert [queries.results_for(evaluation, each) for each in cast.values()] == [None] * len(cast)


def test_publish_evaluation_waits_for_those_concerned(world, cast, leaders):
    evaluation = closed(world, cast, leaders)

    with on(TODAY + 2 * DAY), pytest.raises(regulations.ConcernedFirst):
        actions.publish_evaluation(evaluation, by=cast["chief"])
    assert queries.evaluation_results(world.campaign) is None
    with on(TODAY + 3 * DAY):
        actions.publish_evaluation(evaluation, by=cast["chief"])

    results = queries.evaluation_results(world.campaign)
    assert [each.part for each in results.parts] == EvaluationPart.values
    assert (results.answers, results.invited) == (6, 6)
    tally = results.parts[2].questions[0].tally  # all six answer about the bloc's work
    assert (tally.counts, tally.mean) == ((2, 1, 1, 1, 1), Decimal("2.67"))
    assert last("publish_evaluation") == f"published the evaluation of the year {make.YEAR}"


def test_publish_evaluation_refuses_what_is_not_counted(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)

    with pytest.raises(regulations.NotClosedYet):
        actions.publish_evaluation(evaluation, by=cast["chief"])


# -- release_comment, withhold_comment ---------------------------------------------------
@pytest.fixture
def comment(world, cast, leaders):
    return closed(world, cast, leaders, "Ý kiến").comments.filter(part="work").first()


def texts_shown(comment, part="work"):
    results = queries.results_of(comment.evaluation, [part])
    return results.parts[0].texts


def test_release_comment_wants_two_people(comment, cast):
    actions.release_comment(comment, by=cast["secretary"])
    assert texts_shown(comment) == []

    actions.release_comment(comment, by=cast["deputy"])

    assert comment.state == CommentState.RELEASED
    assert texts_shown(comment) == [comment.text]
    assert last("release_comment") == "released a comment on “the bloc's work”"


def test_release_comment_refuses_the_same_person_twice(comment, cast):
    actions.release_comment(comment, by=cast["secretary"])

    with pytest.raises(regulations.SecondPersonWanted):
        actions.release_comment(comment, by=cast["secretary"])

    assert comment.state == CommentState.SECONDED


def test_the_database_wants_two_people_as_well(comment, cast):
    with pytest.raises(IntegrityError, match="two_different_people_release"), transaction.atomic():
        EvaluationComment.objects.filter(pk=comment.pk).update(
            first_by=cast["chief"],
            first_at=comment.evaluation.opened_at,
            second_by=cast["chief"],
            second_at=comment.evaluation.opened_at,
        )


def test_withhold_comment_is_for_good(comment, cast):
    actions.release_comment(comment, by=cast["secretary"])
    actions.withhold_comment(comment, reason="Xúc phạm", by=cast["deputy"])

    assert comment.state == CommentState.WITHHELD
    assert texts_shown(comment) == []
    with pytest.raises(regulations.DecidedAlready):
        actions.release_comment(comment, by=cast["reviewer"])
    with pytest.raises(regulations.DecidedAlready):
        actions.withhold_comment(comment, reason="Xúc phạm", by=cast["reviewer"])
    assert last("withhold_comment") == "withheld a comment on “the bloc's work”"


def test_withhold_comment_wants_a_reason(comment, cast):
    with pytest.raises(regulations.WithholdReasonMissing):
        actions.withhold_comment(comment, reason=" ", by=cast["deputy"])


def test_nobody_decides_about_comments_on_the_own_board(comment, cast):
    about_chief = comment.evaluation.comments.filter(part="chief").first()
    parts = ("chief", "secretary", "deputy", "reviewer", "leader")

    allowed = [cast[part].has_perm("campaigns.release_comment", about_chief) for part in parts]

    assert allowed == [False, False, True, True, False]


# -- withdraw_evaluation -----------------------------------------------------------------
def test_withdraw_evaluation_burns_what_was_answered(
    world, cast, leaders, django_capture_on_commit_callbacks
):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders, SECRET)

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_evaluation(evaluation, reason="Sai câu hỏi", by=cast["chief"])

    evaluation.ballot.refresh_from_db()
    assert evaluation.ballot.state == BallotState.VOID
    assert not SealedPaper.objects.exists()
    assert last("withdraw_evaluation") == "withdrew the evaluation: Sai câu hỏi"
    assert len({letter.to[0] for letter in mail.outbox}) == len(leaders)
    assert drafted(world, cast).state == EvaluationState.DRAFT


def test_withdraw_evaluation_wants_a_reason_and_comes_before_the_count(world, cast, leaders):
    evaluation = drafted(world, cast)
    with pytest.raises(regulations.WithdrawReasonMissing):
        actions.withdraw_evaluation(evaluation, reason="", by=cast["chief"])
    actions.withdraw_evaluation(evaluation, reason="Nhầm", by=cast["chief"])

    counted = closed(world, cast, leaders)
    with pytest.raises(IllegalMove):
        actions.withdraw_evaluation(counted, reason="Không thích", by=cast["chief"])


# -- by itself ---------------------------------------------------------------------------
def test_run_evaluations_closes_after_the_day_and_publishes_later(world, cast, leaders):
    evaluation = opened(world, cast, UNTIL)
    all_answer(evaluation, leaders)

    def state_on(day):
        with on(day):
            tasks.run_evaluations()
            tasks.run_evaluations()
        evaluation.refresh_from_db()
        return evaluation.state

    assert state_on(UNTIL) == EvaluationState.OPEN
    assert state_on(UNTIL + DAY) == EvaluationState.CLOSED
    assert state_on(UNTIL + 3 * DAY) == EvaluationState.CLOSED
    assert state_on(UNTIL + 4 * DAY) == EvaluationState.PUBLISHED


def test_run_evaluations_says_in_the_log_that_a_key_is_lost(world, cast, leaders, caplog):
    evaluation = opened(world, cast, UNTIL)
    keys.destroy(evaluation.ballot_id)

    with on(UNTIL + DAY):
        tasks.run_evaluations()

    evaluation.refresh_from_db()
    assert evaluation.state == EvaluationState.OPEN
    assert f"evaluation {evaluation.pk} cannot be closed" in caplog.text


# -- pure --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("marks", "mean"),
    [([], None), ([5], Decimal("5.00")), ([4, 4, 5], Decimal("4.33")), ([1, 2], Decimal("1.50"))],
)
def test_the_mean_of_marks(marks, mean):
    assert questionnaire.tally(marks).mean == mean


def test_the_longest_answer_fits_on_a_paper():
    said = {"marks": [5] * questionnaire.MOST_QUESTIONS, "text": "😀" * questionnaire.LONGEST_TEXT}
    whole = dict.fromkeys(EvaluationPart.values, said)

    assert len(filled(whole, questionnaire.PAPER_SIZE)) == questionnaire.PAPER_SIZE
