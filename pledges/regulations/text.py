"""Whether the text of a pledge may be changed, sent round, answered or issued now."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Summary
from foundation import clock
from foundation.refusals import Refusal
from pledges import queries
from pledges.content import Content
from pledges.models import Answer, Comment, Pledge, PledgeState

WRITABLE = {PledgeState.DRAFT, PledgeState.CONSULTATION}
MOST_TASKS = 60
LONGEST_TEXT = 4000


class PledgeExists(Refusal):
    text = _("The pledge of this year has been begun already.")
    is_final = True


class TextOfAnotherBloc(Refusal):
    text = _("Start with a text of the same bloc.")
    field = "start_from"


class TasksOfAnotherYear(Refusal):
    text = _("Take the key tasks from the summary report of the year before, of the same bloc.")
    field = "tasks_of"


class TextFrozen(Refusal):
    text = _("The text has been issued. It can only be changed if the pledge is withdrawn.")
    is_final = True


class StaleEdit(Refusal):
    """Somebody else has changed the text since the page was opened."""

    text = _("%(who)s has changed the text meanwhile. Both versions are shown below.")


class TooLong(Refusal):
    text = _("“%(part)s” is longer than %(most)s characters.")
    field = "text"


class TooManyTasks(Refusal):
    text = _("A pledge holds at most %(most)s tasks.")


class NothingToSend(Refusal):
    text = _("Before the boards are asked the pledge needs at least one task.")
    is_final = True


class DueDayPast(Refusal):
    text = _("%(day)s has passed. Give the boards a day that is still to come.")
    field = "answers_due_on"


class NotInConsultation(Refusal):
    text = _("The boards are not being consulted at the moment.")
    is_final = True


class NotAMember(Refusal):
    text = _("%(board)s does not sit in the bloc.")
    is_final = True


class PartUnknown(Refusal):
    text = _("This part of the text has been changed or removed. Look at it again.")
    is_final = True


class NothingTicked(Refusal):
    text = _("Tick what your board agrees to.")


class CommentEmpty(Refusal):
    text = _("Write what you think.")
    field = "text"


class CommentAnswered(Refusal):
    text = _("The comment has been answered already.")
    is_final = True


class CommentWithdrawn(Refusal):
    text = _("The comment has been withdrawn.")
    is_final = True


class AnswerEmpty(Refusal):
    text = _("Write an answer.")
    field = "text"


class NobodyToRemind(Refusal):
    text = _("Every board has answered.")


class RemindedToday(Refusal):
    text = _("The boards have been reminded today already.")


class AnsweredAlready(Refusal):
    text = _("%(who)s has answered this comment already; the answer stands on the page.")
    is_final = True


class PlaceAndDayMissing(Refusal):
    text = _("Place and day of signing are printed on the pledge. Enter them first.")
    is_final = True


class NobodyToSign(Refusal):
    text = _("On %(day)s no board sits in the bloc.")
    is_final = True


class BoardsHaveNotAgreed(Refusal):
    text = _("Not every board has agreed: %(boards)s. Tick that the pledge is issued all the same.")
    field = "despite"


class ReasonMissing(Refusal):
    text = _("Say why.")
    field = "reason"


class NotOpen(Refusal):
    text = _("The pledge is not open for signature.")
    is_final = True


class NotIssued(Refusal):
    text = _("The pledge has not been issued, so there is nothing to withdraw.")
    is_final = True


class DrawingGoesOn(Refusal):
    text = _("The pledge is being drawn. Wait until that has succeeded or failed.")


def check_draft_pledge(
    campaign: Campaign, start_from: Pledge | None = None, tasks_of: Summary | None = None
) -> None:
    """One pledge a year (Quy chế khối); another bloc's text is not ours to copy.

    Key tasks are those that the year before has set for this one. Raises PledgeExists,
    TextOfAnotherBloc and TasksOfAnotherYear.
    """
    if Pledge.objects.filter(campaign=campaign).exists():
        raise PledgeExists
    if start_from and start_from.bloc != campaign.bloc:
        raise TextOfAnotherBloc
    wanted = (campaign.bloc, campaign.year - 1)
    if tasks_of and (tasks_of.bloc, tasks_of.year) != wanted:
        raise TasksOfAnotherYear


def check_edit_pledge(pledge: Pledge, content: Content, seen_edition: int) -> None:
    """Before the issue, on the text as it stands, within what the paper holds."""
    if pledge.state not in WRITABLE:
        raise TextFrozen
    if seen_edition != pledge.edition:
        raise StaleEdit(who=pledge.changed_by)
    if len(content.tasks) > MOST_TASKS:
        raise TooManyTasks(most=MOST_TASKS)
    for part, text in content.parts():
        if len(text) > LONGEST_TEXT:
            raise TooLong(part=content.name_of(part), most=LONGEST_TEXT)


def check_consult_boards(pledge: Pledge, answers_due_on: dt.date | None = None) -> None:
    """While the text is in hand, there is something to ask about, and time to answer."""
    if pledge.state not in WRITABLE:
        raise TextFrozen
    if not pledge.tasks.all():
        raise NothingToSend
    if answers_due_on and answers_due_on < clock.today():
        raise DueDayPast(day=answers_due_on)


def check_answer(answer: Answer) -> None:
    """A board of the bloc, while the boards are asked."""
    if answer.pledge.state != PledgeState.CONSULTATION:
        raise NotInConsultation
    if answer.board not in queries.consulted_boards(answer.pledge):
        raise NotAMember(board=answer.board.short_name)


def check_comment_on_pledge(answer: Answer, part: str, text: str) -> None:
    """On a part that is there, in words."""
    check_answer(answer)
    if part not in Content.of_pledge(answer.pledge).fingerprints():
        raise PartUnknown
    if not text.strip():
        raise CommentEmpty
    if len(text) > LONGEST_TEXT:
        raise TooLong(part=_("Comment"), most=LONGEST_TEXT)


def check_withdraw_comment(comment: Comment) -> None:
    """While the boards are asked and nobody has replied, once."""
    check_answer(Answer(comment.pledge, comment.board))
    if comment.answered_at:
        raise CommentAnswered
    if comment.withdrawn_at:
        raise CommentWithdrawn


def check_agree_to_pledge(answer: Answer, seen: dict[str, str]) -> None:
    """To the parts as the leader has seen them: (key → fingerprint) must still hold."""
    check_answer(answer)
    current = Content.of_pledge(answer.pledge).fingerprints()
    if any(current.get(part) != digest for part, digest in seen.items()):
        raise PartUnknown
    if not seen and queries.parts_to_agree(answer):
        raise NothingTicked


def check_remind_boards(pledge: Pledge) -> None:
    """While an answer is missing, once a day."""
    if pledge.state != PledgeState.CONSULTATION:
        raise NotInConsultation
    if not queries.boards_to_answer(pledge):
        raise NobodyToRemind
    if pledge.reminded_on == clock.today():
        raise RemindedToday


def check_answer_comment(comment: Comment, text: str) -> None:
    """In words, once, until the text is issued; what was withdrawn wants no answer."""
    if comment.pledge.state not in WRITABLE:
        raise TextFrozen
    if comment.withdrawn_at:
        raise CommentWithdrawn
    if comment.answered_at:
        raise AnsweredAlready(who=comment.answered_by)
    if not text.strip():
        raise AnswerEmpty
    if len(text) > LONGEST_TEXT:
        raise TooLong(part=_("Answer"), most=LONGEST_TEXT)


def check_issue_pledge(pledge: Pledge, *, despite: bool) -> None:
    """After the consultation, with place and day, agreed by all or knowingly without."""
    if pledge.state != PledgeState.CONSULTATION:
        raise NotInConsultation
    if not pledge.tasks.all():
        raise NothingToSend
    if not pledge.place or not pledge.signed_on:
        raise PlaceAndDayMissing
    if not pledge.bloc.seats.held_on(pledge.signed_on).exists():
        raise NobodyToSign(day=pledge.signed_on)
    if not despite and (silent := queries.boards_not_agreed(pledge)):
        raise BoardsHaveNotAgreed(boards=", ".join(board.short_name for board in silent))


def check_redraw_pledge(pledge: Pledge) -> None:
    """Only after the drawing has failed."""
    if pledge.state != PledgeState.DRAWING:
        raise NotOpen
    drawing = queries.drawing_of(pledge)
    if drawing is None or drawing.failed_at is None:
        raise DrawingGoesOn


def check_close_pledge(pledge: Pledge, reason: str) -> None:
    """While boards are missing, with a reason that everybody reads."""
    if pledge.state != PledgeState.OPEN:
        raise NotOpen
    if not reason.strip():
        raise ReasonMissing


def check_withdraw_pledge(pledge: Pledge, reason: str) -> None:
    """Once it has been issued, with a reason."""
    if pledge.state in WRITABLE:
        raise NotIssued
    if not reason.strip():
        raise ReasonMissing
