"""Boards that are late are reminded."""

from collections.abc import Iterable

from django.db import transaction

from campaigns import progress, queries
from campaigns.letters import reminders as letters
from campaigns.models import Campaign, Reminder
from campaigns.regulations import reminders as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def remind_late(campaign: Campaign, *, boards: Iterable[Board], by: Account) -> None:
    """Write to boards that are late with a step of the year (đôn đốc các đơn vị chậm).

    Raises NobodyChosen, NotLate and BoardRemindedToday.
    """
    lock(campaign)
    chosen = list(boards)
    late = progress.late_boards(queries.steps_now(campaign, [board.pk for board in chosen]))
    regulations.check_remind_late(campaign, chosen, late)
    for board in chosen:
        steps = late[board.pk]
        Reminder.objects.create(
            campaign=campaign,
            board=board,
            steps=[step.code for step in steps],
            sent_on=clock.today(),
            sent_by=by,
        )
        letters.tell_late(campaign, board, steps)
    names = ", ".join(board.short_name for board in chosen)
    record("campaigns.remind_late", campaign, by=by, boards=names)
