"""Whether the text of a pledge may be changed, sent round, answered or issued now."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.jobs.models import Job
from foundation.refusals import Refusal
from pledges import queries
from pledges.content import Content
from pledges.models import Answer, Comment, Pledge, PledgeState

WRITABLE = {PledgeState.DRAFT, PledgeState.CONSULTATION}
MOST_TASKS = 60
LONGEST_TEXT = 4000


class PledgeExists(Refusal):
    text = _("The pledge of this year has been begun already.")


class TextFrozen(Refusal):
    text = _("The text has been issued. It can only be changed if the pledge is withdrawn.")


class StaleEdit(Refusal):
    """Somebody else has changed the text since the page was opened."""

    text = _("%(who)s has changed the text meanwhile. Both versions are shown below.")


class TooLong(Refusal):
    text = _("“%(part)s” is longer than %(most)s characters.")


class TooManyTasks(Refusal):
    text = _("A pledge holds at most %(most)s tasks.")


class NothingToSend(Refusal):
    text = _("Before the boards are asked the pledge needs at least one task.")


class NotInConsultation(Refusal):
    text = _("The boards are not being asked at the moment.")


class NotAMember(Refusal):
    text = _("%(board)s does not sit in the bloc.")


class PartUnknown(Refusal):
    text = _("This part of the text has been changed or removed. Look at it again.")


class CommentEmpty(Refusal):
    text = _("Write what you think.")


class AnswerEmpty(Refusal):
    text = _("Write an answer.")


class PlaceAndDayMissing(Refusal):
    text = _("Place and day of signing are printed on the pledge. Enter them first.")


class NobodyToSign(Refusal):
    text = _("On %(day)s no board sits in the bloc.")


class BoardsHaveNotAgreed(Refusal):
    text = _("Not every board has agreed: %(boards)s. Tick that the pledge is issued all the same.")


class ReasonMissing(Refusal):
    text = _("Say why.")


class NotOpen(Refusal):
    text = _("The pledge is not open for signature.")


class DrawingGoesOn(Refusal):
    text = _("The pledge is being drawn. Wait until that has succeeded or failed.")


def check_draft_pledge(campaign: Any) -> None:
    """One pledge a year (Quy chế khối)."""
    if Pledge.objects.filter(campaign=campaign).exists():
        raise PledgeExists


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
            raise TooLong(part=queries.part_name(content, part), most=LONGEST_TEXT)


def check_consult_boards(pledge: Pledge) -> None:
    """While the text is in hand, and there is something to ask about."""
    if pledge.state not in WRITABLE:
        raise TextFrozen
    if not pledge.tasks.exists():
        raise NothingToSend


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


def check_agree_to_pledge(answer: Answer, seen: dict[str, str]) -> None:
    """To the parts as the leader has seen them: (key → fingerprint) must still hold."""
    check_answer(answer)
    current = Content.of_pledge(answer.pledge).fingerprints()
    if not seen or any(current.get(part) != digest for part, digest in seen.items()):
        raise PartUnknown


def check_answer_comment(comment: Comment, text: str) -> None:
    """In words, while the boards are asked."""
    if comment.pledge.state not in WRITABLE:
        raise NotInConsultation
    if not text.strip():
        raise AnswerEmpty
    if len(text) > LONGEST_TEXT:
        raise TooLong(part=_("answer"), most=LONGEST_TEXT)


def check_issue_pledge(pledge: Pledge, *, despite: bool) -> None:
    """After the consultation, with place and day, agreed by all or knowingly without."""
    if pledge.state != PledgeState.CONSULTATION:
        raise NotInConsultation
    if not pledge.tasks.exists():
        raise NothingToSend
    if not pledge.place or not pledge.signed_on:
        raise PlaceAndDayMissing
    if not queries.signing_boards(pledge):
        raise NobodyToSign(day=pledge.signed_on)
    if not despite and (silent := queries.boards_not_agreed(pledge)):
        raise BoardsHaveNotAgreed(boards=", ".join(board.short_name for board in silent))


def check_redraw_pledge(pledge: Pledge) -> None:
    """Only after the drawing has failed."""
    if pledge.state != PledgeState.DRAWING:
        raise NotOpen
    if not Job.objects.filter(task=queries.DRAWING_TASK, args=[pledge.pk]).failed().exists():
        raise DrawingGoesOn


def check_close_pledge(pledge: Pledge, reason: str) -> None:
    """While boards are missing, with a reason that everybody reads."""
    if pledge.state != PledgeState.OPEN:
        raise NotOpen
    if not reason.strip():
        raise ReasonMissing


def check_withdraw_pledge(pledge: Pledge, reason: str) -> None:
    """Once it has been opened for signature, with a reason."""
    if pledge.round is None:
        raise NotOpen
    if not reason.strip():
        raise ReasonMissing
