"""The evaluation of chief, deputy and members: asked, answered in secret, counted, published."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from campaigns import questionnaire
from campaigns.letters import evaluations as letters
from campaigns.models import (
    BoardEvaluation,
    Campaign,
    CommentState,
    Evaluation,
    EvaluationComment,
    EvaluationPart,
    EvaluationState,
)
from campaigns.queries import evaluations as queries
from campaigns.questionnaire import PAPER_SIZE, USUAL, Answers
from campaigns.regulations import evaluations as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.ballots import booth, count
from foundation.ballots.models import Paper
from foundation.shortcuts import lock
from members.models import Account

OPENED = (
    "questions", "chief", "deputy", "ballot", "state", "closes_on", "opened_at", "opened_by",
)  # fmt: skip


@transaction.atomic
def draft_evaluation(campaign: Campaign, *, is_invented: bool = False, by: Account) -> Evaluation:
    """Begin the year's evaluation, with last year's questions or the usual ones (soạn đánh giá).

    Raises EvaluationThere.
    """
    lock(campaign)
    regulations.check_draft_evaluation(campaign)
    evaluation = Evaluation.objects.create(
        campaign=campaign,
        questions=queries.last_questions(campaign) or USUAL,
        is_invented=is_invented,
        drafted_by=by,
    )
    record("campaigns.draft_evaluation", evaluation, by=by, year=campaign.year)
    return evaluation


@transaction.atomic
def change_evaluation(
    evaluation: Evaluation,
    *,
    questions: Mapping[str, list[str]],
    threshold: int,
    first_days: int,
    by: Account,
) -> None:
    """Write what is asked, and from how many answers it is shown (sửa phiếu đánh giá).

    Raises QuestionsFixed, NothingAsked, TooManyQuestions, ThresholdTooLow, FirstDaysTooMany.
    """
    lock(evaluation)
    regulations.check_change_evaluation(evaluation, questions, threshold, first_days)
    evaluation.questions = {part: questions.get(part, []) for part in EvaluationPart.values}
    evaluation.threshold, evaluation.first_days = threshold, first_days
    evaluation.save(update_fields=["questions", "threshold", "first_days"])
    asked = sum(len(texts) for texts in questions.values())
    record("campaigns.change_evaluation", evaluation, by=by, questions=asked)


@transaction.atomic
def open_evaluation(evaluation: Evaluation, *, closes_on: dt.date, by: Account) -> None:
    """Ask all boards of the year, until that day (mở lấy phiếu đánh giá).

    Where the year has no chief or deputy, the part about them is left out. Raises
    QuestionsFixed, OpenUntilThePast, OpenTooLong, NobodyToAsk and NothingAsked.
    """
    lock(evaluation)
    regulations.check_open_evaluation(evaluation, closes_on)
    officers = queries.officers_concerned(evaluation.campaign)
    nobody = {part for part, board in officers.items() if board is None}
    evaluation.questions = {
        part: [] if part in nobody else asked for part, asked in evaluation.questions.items()
    }
    evaluation.chief = officers[EvaluationPart.CHIEF]
    evaluation.deputy = officers[EvaluationPart.DEPUTY]
    regulations.check_something_asked(evaluation.questions)
    boards = queries.boards_asked(evaluation.campaign)
    seats = [queries.seat_of(board.pk) for board in boards]
    evaluation.ballot = booth.open_box(evaluation.questions, seats, paper_size=PAPER_SIZE)
    evaluation.move(EvaluationState.OPEN)
    evaluation.closes_on = closes_on
    evaluation.opened_at, evaluation.opened_by = clock.now(), by
    evaluation.save(update_fields=OPENED)
    record("campaigns.open_evaluation", evaluation, by=by, boards=len(boards), until=closes_on)
    letters.tell_opened(evaluation, boards)


@sensitive_variables()
@transaction.atomic
def answer_evaluation(who: BoardEvaluation, *, answers: Answers, by: Account) -> None:  # noqa: ARG001
    """Put a board's answer into the box (trả lời phiếu đánh giá).

    The roll alone says that it has happened: no event, no history, no letter, and nobody is
    named beside the paper, not even ``by`` (house rule on secret ballots). Raises
    EvaluationNotOpen, AnsweringOver, NotAsked, AnswersUnfit, NothingAnswered, and of the
    booth AnsweredAlready and BoxClosed.
    """
    regulations.check_answer_evaluation(who, answers)
    assert who.evaluation.ballot, "an open evaluation has its box"
    booth.cast(who.evaluation.ballot, queries.seat_of(who.board_id), answers)


@transaction.atomic
def close_evaluation(evaluation: Evaluation, *, by: Account | None) -> None:
    """Open the box: by the day, or by hand when all have answered (đóng và kiểm phiếu).

    With too few answers to some part texts are not kept and marks are merged. Raises
    EvaluationNotOpen, StillAnswering and KeyLost.
    """
    lock(evaluation)
    if evaluation.ballot:
        lock(evaluation.ballot)  # whoever is answering just now is waited for
    regulations.check_close_evaluation(evaluation)
    kept = count_box(evaluation)
    evaluation.move(EvaluationState.CLOSED)
    evaluation.closed_on = clock.today()
    evaluation.save(update_fields=["state", "closed_on", "answers", "is_merged"])
    EvaluationComment.objects.bulk_create(
        EvaluationComment(evaluation=evaluation, paper=paper, part=paper.content["part"])
        for paper in kept
        if "text" in paper.content
    )
    record("campaigns.close_evaluation", evaluation, by=by, answers=evaluation.answers)
    letters.tell_closed(evaluation)


@sensitive_variables()
def count_box(evaluation: Evaluation) -> list[Paper]:
    """What came out of the box, and on the evaluation how many, and whether it is merged."""

    def keep(sheets: list[Answers]) -> list[dict]:
        evaluation.answers = len(sheets)
        evaluation.is_merged = questionnaire.is_merged(
            sheets, evaluation.parts, evaluation.threshold
        )
        return questionnaire.taken_apart(sheets, merged=evaluation.is_merged)

    assert evaluation.ballot, "an open evaluation has its box"
    return count.open_papers(evaluation.ballot, keep)


@transaction.atomic
def publish_evaluation(evaluation: Evaluation, *, by: Account | None) -> None:
    """Show the result to the whole bloc (công bố kết quả đánh giá).

    Raises NotClosedYet, and ConcernedFirst while it is for whoever it is about.
    """
    lock(evaluation)
    regulations.check_publish_evaluation(evaluation)
    evaluation.move(EvaluationState.PUBLISHED)
    evaluation.published_on = clock.today()
    evaluation.save(update_fields=["state", "published_on"])
    record("campaigns.publish_evaluation", evaluation, by=by, year=evaluation.year)
    letters.tell_published(evaluation)


@transaction.atomic
def withdraw_evaluation(evaluation: Evaluation, *, reason: str, by: Account) -> None:
    """Give it up before it is counted; answers are destroyed unread (hủy lần đánh giá).

    Raises WithdrawReasonMissing, and IllegalMove where it was counted.
    """
    lock(evaluation)
    was_open = evaluation.state == EvaluationState.OPEN
    evaluation.move(EvaluationState.WITHDRAWN)
    regulations.check_withdraw_evaluation(reason)
    if was_open:
        assert evaluation.ballot, "an open evaluation has its box"
        count.burn(evaluation.ballot)
    evaluation.withdraw_reason = reason.strip()
    evaluation.withdrawn_at, evaluation.withdrawn_by = clock.now(), by
    evaluation.save(update_fields=["state", "withdraw_reason", "withdrawn_at", "withdrawn_by"])
    record("campaigns.withdraw_evaluation", evaluation, by=by, reason=reason.strip())
    if was_open:
        letters.tell_withdrawn(evaluation)


@transaction.atomic
def release_comment(comment: EvaluationComment, *, by: Account) -> None:
    """Say that a text may be shown; the second person's word shows it (cho hiện ý kiến).

    Raises DecidedAlready and SecondPersonWanted.
    """
    lock(comment)
    regulations.check_release_comment(comment, by)
    if comment.state == CommentState.WAITING:
        comment.move(CommentState.SECONDED)
        comment.first_at, comment.first_by = clock.now(), by
    else:
        comment.move(CommentState.RELEASED)
        comment.second_at, comment.second_by = clock.now(), by
    comment.save(update_fields=["state", "first_at", "first_by", "second_at", "second_by"])
    record("campaigns.release_comment", comment.evaluation, by=by, part=comment.part)


@transaction.atomic
def withhold_comment(comment: EvaluationComment, *, reason: str, by: Account) -> None:
    """Keep a text from being shown, for good (giữ lại ý kiến).

    Raises DecidedAlready and WithholdReasonMissing.
    """
    lock(comment)
    regulations.check_withhold_comment(comment, reason)
    comment.move(CommentState.WITHHELD)
    comment.reason = reason.strip()
    comment.withheld_at, comment.withheld_by = clock.now(), by
    comment.save(update_fields=["state", "reason", "withheld_at", "withheld_by"])
    record("campaigns.withhold_comment", comment.evaluation, by=by, part=comment.part)
