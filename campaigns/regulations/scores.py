"""Whether the scoring of a year may be begun, explained, answered, locked or opened again now."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from campaigns.models import (
    Campaign,
    Criterion,
    Explanation,
    PhaseKind,
    Scoring,
    ScoringState,
    ScoringTable,
    Sheet,
)
from campaigns.regulations.calendar import check_phase
from foundation.refusals import Refusal
from members.models import Board

LONGEST_TEXT = 4000
LONGEST_REASON = 1000


class NoTableInForce(Refusal):
    text = _("The year has no approved table of points yet.")


class ScoringBegun(Refusal):
    text = _("The scoring of this year has begun already.")
    is_final = True


class ScoringLocked(Refusal):
    text = _("The points are locked. The chief may open them again, with a reason.")
    is_final = True


class NothingToExplain(Refusal):
    text = _("On this line nobody gives other points than your board.")


class TextMissing(Refusal):
    text = _("Write what is to be said.")
    field = "text"


class TextTooLong(Refusal):
    text = _("At most %(most)s characters.")
    field = "text"


class ExplanationAnswered(Refusal):
    text = _("This explanation has been answered.")
    is_final = True


class OfficialMissing(Refusal):
    text = _("Official points are still missing: %(boards)s.")


class ExplanationsOpen(Refusal):
    text = _("Explanations without an answer: %(boards)s. Answer them first.")


class ReopenReasonMissing(Refusal):
    text = _("Say why the points are opened again; all boards read it.")
    field = "reason"


class ReopenReasonTooLong(Refusal):
    text = _("At most %(most)s characters.")
    field = "reason"


def check_open(scoring: Scoring) -> None:
    """Nothing is changed after the lock."""
    if scoring.state == ScoringState.LOCKED:
        raise ScoringLocked


def check_not_locked(campaign: Campaign) -> None:
    """The points of the year are not closed."""
    if Scoring.objects.filter(campaign=campaign, state=ScoringState.LOCKED).exists():
        raise ScoringLocked


def check_begin_scoring(campaign: Campaign, table: ScoringTable | None) -> None:
    """By an approved table, once a year."""
    if Scoring.objects.filter(campaign=campaign).exists():
        raise ScoringBegun
    if table is None:
        raise NoTableInForce


def check_explain_line(
    sheet: Sheet, criterion: Criterion | None, said: Explanation | None, text: str
) -> None:
    """In the phase of explanation, on a line where somebody gives other points, until answered."""
    check_open(sheet.scoring)
    check_phase(sheet.campaign, PhaseKind.EXPLANATION, sheet.board_id)
    if criterion is None:
        raise NothingToExplain
    if said and said.answered_at:
        raise ExplanationAnswered
    check_text(text)


def check_answer_explanation(explanation: Explanation, text: str) -> None:
    """Once, before the lock."""
    check_open(explanation.sheet.scoring)
    if explanation.answered_at:
        raise ExplanationAnswered
    check_text(text)


def check_text(text: str) -> None:
    """Something is said, and not too much."""
    if not text.strip():
        raise TextMissing
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(most=LONGEST_TEXT)


def check_lock_scores(missing: Iterable[Board], unanswered: Iterable[Board]) -> None:
    """Every board has its official points, every explanation its answer.

    ``missing``: the boards without official points; ``unanswered``: those that wait for an
    answer.
    """
    if names := [board.short_name for board in missing]:
        raise OfficialMissing(boards=", ".join(names))
    if names := [board.short_name for board in unanswered]:
        raise ExplanationsOpen(boards=", ".join(names))


def check_reopen_scores(reason: str) -> None:
    """With a reason that all boards read."""
    if not reason.strip():
        raise ReopenReasonMissing
    if len(reason.strip()) > LONGEST_REASON:
        raise ReopenReasonTooLong(most=LONGEST_REASON)
