"""Whether boards may be reminded now."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.progress import Step
from campaigns.queries.progress import reminded_today
from foundation.refusals import Refusal
from members.models import Board


class NobodyChosen(Refusal):
    text = _("Choose at least one board.")


class NotLate(Refusal):
    text = _("%(boards)s: nothing is late any more.")


class BoardRemindedToday(Refusal):
    text = _("%(boards)s: reminded today already.")


def check_remind_late(
    campaign: Campaign, boards: Iterable[Board], late: Mapping[int, list[Step]]
) -> None:
    """Only who is late, and nobody twice a day; ``late``: board → what is late."""
    chosen = list(boards)
    if not chosen:
        raise NobodyChosen
    if in_time := [board for board in chosen if board.pk not in late]:
        raise NotLate(boards=", ".join(map(str, in_time)))
    told = reminded_today(campaign)
    if again := [board for board in chosen if board.pk in told]:
        raise BoardRemindedToday(boards=", ".join(map(str, again)))
