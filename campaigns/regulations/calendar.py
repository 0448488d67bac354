"""Whether it is the time for something."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, PhaseKind
from campaigns.queries import calendar
from foundation import clock
from foundation.refusals import Refusal


class PhaseNotBegun(Refusal):
    text = _("The phase “%(phase)s” begins on %(opens)s.")


class PhaseOver(Refusal):
    text = _("The phase “%(phase)s” ended on %(closes)s. The chief may extend it.")


def check_begun(campaign: Campaign, kind: str, board_id: int | None = None) -> None:
    """The phase has begun; afterwards what comes is late, not refused (domain reference, §2.4).

    Where the calendar does not set the phase, the whole year is right. Raises PhaseNotBegun.
    """
    window = calendar.window_of(campaign, kind, board_id)
    if window and not window.has_begun(clock.today()):
        raise PhaseNotBegun(phase=PhaseKind(kind).label, opens=window.opens_on)


def check_phase(campaign: Campaign, kind: str, board_id: int | None = None) -> None:
    """The phase has begun and is not over, extensions counted.

    Raises PhaseNotBegun and PhaseOver.
    """
    check_begun(campaign, kind, board_id)
    window = calendar.window_of(campaign, kind, board_id)
    if window and window.is_over(clock.today()):
        raise PhaseOver(phase=PhaseKind(kind).label, closes=window.closes_on)
