"""Whether an evaluation may be begun, opened, answered, closed or published now."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    BoardEvaluation,
    Campaign,
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationState,
)
from campaigns.models.evaluation import LEAST_THRESHOLD
from campaigns.queries import evaluations as queries
from campaigns.questionnaire import MARKS, MOST_QUESTIONS, Answers
from foundation import clock
from foundation.refusals import Refusal
from members.models import Account

LONGEST_OPEN = 60  # days
MOST_FIRST_DAYS = 30


class EvaluationThere(Refusal):
    text = _("The year has its evaluation already.")
    is_final = True


class QuestionsFixed(Refusal):
    text = _("The boards have been asked; the questions stay as they are.")
    is_final = True


class NothingAsked(Refusal):
    text = _("Ask at least one question.")


class TooManyQuestions(Refusal):
    text = _("Ask at most %(most)s questions in one part.")


class ThresholdTooLow(Refusal):
    text = _("The threshold is at least %(least)s: of fewer answers each gives the other away.")
    field = "threshold"


class FirstDaysTooMany(Refusal):
    text = _("At most %(most)s days.")
    field = "first_days"


class OpenUntilThePast(Refusal):
    text = _("%(day)s has passed.")
    field = "closes_on"


class OpenTooLong(Refusal):
    text = _("The boards answer until %(day)s at the latest.")
    field = "closes_on"


class NobodyToAsk(Refusal):
    text = _("No board sits in the bloc.")


class EvaluationNotOpen(Refusal):
    text = _("No answers are taken: the evaluation is “%(state)s”.")
    is_final = True


class AnsweringOver(Refusal):
    text = _("The boards answered until %(day)s.")
    is_final = True


class NotAsked(Refusal):
    text = _("The board did not sit in the bloc when the evaluation was opened.")
    is_final = True


class AnswersUnfit(Refusal):
    """The answers do not fit the questions: a form that was tampered with, or an old page."""

    text = _("The answers do not fit the questions. Open the page again.")


class NothingAnswered(Refusal):
    text = _("Give a mark, or write something, in at least one place.")


class StillAnswering(Refusal):
    text = _(
        "%(missing)s boards have not answered yet. It closes by itself after %(day)s, or as "
        "soon as all have answered by hand."
    )


class ConcernedFirst(Refusal):
    text = _("Whoever it is about looks at it first; for all it is from %(day)s on.")


class WithdrawReasonMissing(Refusal):
    text = _("Say why; everybody in the bloc reads it.")
    field = "reason"


class WithholdReasonMissing(Refusal):
    text = _("Say why it is withheld.")
    field = "reason"


class DecidedAlready(Refusal):
    text = _("The comment is “%(state)s” already.")
    is_final = True


class SecondPersonWanted(Refusal):
    text = _("You have released it once. Now another person reads it.")
    is_final = True


class NotClosedYet(Refusal):
    text = _("There is nothing to publish: the evaluation is “%(state)s”.")
    is_final = True


def check_draft_evaluation(campaign: Campaign) -> None:
    """One that was not withdrawn, in a year."""
    if queries.evaluation_of(campaign):
        raise EvaluationThere


def check_something_asked(questions: Mapping[str, list[str]]) -> None:
    """A sheet without a question is none."""
    if not any(questions.values()):
        raise NothingAsked


def check_change_evaluation(
    evaluation: Evaluation, questions: Mapping[str, list[str]], threshold: int, first_days: int
) -> None:
    """Before the boards were asked; with something to ask, and a threshold that protects."""
    if evaluation.state != EvaluationState.DRAFT:
        raise QuestionsFixed
    check_something_asked(questions)
    if any(len(asked) > MOST_QUESTIONS for asked in questions.values()):
        raise TooManyQuestions(most=MOST_QUESTIONS)
    if threshold < LEAST_THRESHOLD:
        raise ThresholdTooLow(least=LEAST_THRESHOLD)
    if first_days > MOST_FIRST_DAYS:
        raise FirstDaysTooMany(most=MOST_FIRST_DAYS)


def check_open_evaluation(evaluation: Evaluation, closes_on: dt.date) -> None:
    """Once, until a day that is to come but not far, and somebody is there to answer."""
    if evaluation.state != EvaluationState.DRAFT:
        raise QuestionsFixed
    today = clock.today()
    if closes_on < today:
        raise OpenUntilThePast(day=closes_on)
    if closes_on > (latest := today + dt.timedelta(days=LONGEST_OPEN)):
        raise OpenTooLong(day=latest)
    if not queries.boards_asked(evaluation.campaign):
        raise NobodyToAsk


def is_over(evaluation: Evaluation) -> bool:
    """The last day for answers has passed."""
    assert evaluation.closes_on, "an open evaluation has its day"
    return evaluation.closes_on < clock.today()


def check_taking_answers(evaluation: Evaluation) -> None:
    """The box is open and the day has not passed."""
    if evaluation.state != EvaluationState.OPEN:
        raise EvaluationNotOpen(state=evaluation.get_state_display())
    if is_over(evaluation):
        raise AnsweringOver(day=evaluation.closes_on)


def check_answer_evaluation(who: BoardEvaluation, answers: Answers) -> None:
    """While it is open, of a board that is asked, about everything but its own work.

    Whether the board has answered is for the roll alone to say, when it is struck off.
    """
    evaluation = who.evaluation
    check_taking_answers(evaluation)
    if not queries.is_asked(evaluation, who.board_id):
        raise NotAsked
    if list(answers) != evaluation.parts_for(who.board_id or 0):
        raise AnswersUnfit
    for part, said in answers.items():
        if len(said["marks"]) != len(evaluation.questions[part]):
            raise AnswersUnfit
        if not set(said["marks"]) <= {None, *MARKS}:
            raise AnswersUnfit
    if not any(said["text"] or any(said["marks"]) for said in answers.values()):
        raise NothingAnswered


def check_close_evaluation(evaluation: Evaluation) -> None:
    """When the day has passed, or all have answered: nobody closes what begins to displease."""
    if evaluation.state != EvaluationState.OPEN:
        raise EvaluationNotOpen(state=evaluation.get_state_display())
    asked, answered = queries.progress_of(evaluation)
    if answered < asked and not is_over(evaluation):
        raise StillAnswering(missing=asked - answered, day=evaluation.closes_on)


def check_publish_evaluation(evaluation: Evaluation) -> None:
    """Counted, and the ones concerned have had their days."""
    if evaluation.state != EvaluationState.CLOSED:
        raise NotClosedYet(state=evaluation.get_state_display())
    if clock.today() < (day := queries.shown_to_all_from(evaluation)):
        raise ConcernedFirst(day=day)


def check_withdraw_evaluation(reason: str) -> None:
    """With a reason that all may read."""
    if not reason.strip():
        raise WithdrawReasonMissing


def check_release_comment(comment: EvaluationComment, by: Account) -> None:
    """Undecided, and by somebody who has not released it yet."""
    if comment.state in {CommentState.RELEASED, CommentState.WITHHELD}:
        raise DecidedAlready(state=comment.get_state_display())
    if comment.first_by_id == by.pk:
        raise SecondPersonWanted


def check_withhold_comment(comment: EvaluationComment, reason: str) -> None:
    """Undecided, with a reason."""
    if comment.state in {CommentState.RELEASED, CommentState.WITHHELD}:
        raise DecidedAlready(state=comment.get_state_display())
    if not reason.strip():
        raise WithholdReasonMissing
