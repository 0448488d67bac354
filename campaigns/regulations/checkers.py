"""Whether another board may check, once the scoring has begun."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import CheckDuty, ScoringState
from campaigns.queries import checkers as queries
from campaigns.regulations.scores import LONGEST_REASON, ScoringLocked
from foundation.refusals import Refusal
from members.models import Board


class CheckGiven(Refusal):
    text = _("%(board)s has handed its check in; that stays as it is.")
    is_final = True


class CheckerUnfit(Refusal):
    text = _("%(board)s cannot check here: choose another board of the year.")
    field = "checker"


class ChecksHereAlready(Refusal):
    text = _("%(board)s checks this board already.")
    field = "checker"


class CheckerReasonMissing(Refusal):
    text = _("Say why another board is to check; both are told.")
    field = "reason"


class CheckerReasonTooLong(Refusal):
    text = _("The reason is too long: at most %(most)s letters.")
    field = "reason"


def check_change_checker(duty: CheckDuty, checker: Board, reason: str) -> None:
    """While the points are open and the check is not handed in, by a board that may.

    Raises ScoringLocked, CheckGiven, ChecksHereAlready, CheckerUnfit, CheckerReasonMissing and
    CheckerReasonTooLong.
    """
    if duty.scoring.state == ScoringState.LOCKED:
        raise ScoringLocked
    if queries.has_checked(duty):
        raise CheckGiven(board=duty.checker.short_name)
    if duty.scoring.duties.filter(board=duty.board_id, checker=checker).exists():
        raise ChecksHereAlready(board=checker.short_name)
    if checker not in queries.fit_to_check(duty):
        raise CheckerUnfit(board=checker.short_name)
    if not reason.strip():
        raise CheckerReasonMissing
    if len(reason.strip()) > LONGEST_REASON:
        raise CheckerReasonTooLong(most=LONGEST_REASON)
