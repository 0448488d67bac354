"""Another board checks than was shared out."""

from django.db import transaction

from campaigns.letters.scores import tell_checker_changed
from campaigns.models import CheckDuty
from campaigns.regulations import checkers as regulations
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def change_checker(duty: CheckDuty, *, checker: Board, reason: str, by: Account) -> None:
    """Give a check to another board (đổi đơn vị chấm chéo); a draft of the former stays unused.

    What was handed in stays with its author, so that no figure is ever taken away. Raises
    ScoringLocked, CheckGiven, ChecksHereAlready, CheckerUnfit, CheckerReasonMissing and
    CheckerReasonTooLong.
    """
    lock(duty.scoring)
    lock(duty)
    regulations.check_change_checker(duty, checker, reason)
    former, duty.checker = duty.checker, checker
    duty.save(update_fields=["checker"])
    facts = {"board": duty.board.short_name, "former": former.short_name}
    facts |= {"checker": checker.short_name, "reason": reason.strip()}
    record("campaigns.change_checker", duty.scoring.campaign, by=by, **facts)
    tell_checker_changed(duty, former, reason.strip())
