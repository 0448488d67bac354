"""Whether it is the time for something."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns import merging
from campaigns.deadlines import first_out_of_order
from campaigns.models import Campaign, Phase, PhaseKind
from campaigns.models.calendar import IN_ORDER
from campaigns.queries import calendar
from campaigns.queries.calendar import Span
from foundation import clock
from foundation.refusals import Refusal
from members.models import Board


class PhaseNotBegun(Refusal):
    text = _("The phase “%(phase)s” begins on %(opens)s.")


class PhaseOver(Refusal):
    text = _("The phase “%(phase)s” ended on %(closes)s. The chief may extend it.")


class DaysRefused(Refusal):
    """The days of one phase are wrong; ``side``: beside which of the two it is said."""

    side = "opens_on"

    def __init__(self, kind: str, **facts: Any) -> None:
        super().__init__(phase=PhaseKind(kind).label, **facts)
        self.field = f"{kind}_{self.side}"


class PhaseReversed(DaysRefused):
    text = _("“%(phase)s” would end before it begins.")
    side = "closes_on"


class BeforeTheYear(DaysRefused):
    text = _("“%(phase)s” may not begin before the year does, on %(day)s.")


class TooLateInTheYear(DaysRefused):
    text = _("“%(phase)s” must have ended by %(day)s.")
    side = "closes_on"


class PhasesOutOfOrder(DaysRefused):
    text = _("“%(phase)s” may only begin after “%(before)s” has ended, on %(closes)s.")


class PhaseExtended(DaysRefused):
    text = _("“%(phase)s” has been extended until %(until)s; it cannot be left out.")


class CalendarStale(Refusal):
    """Somebody else has changed the days since the page was opened."""

    text = _("Somebody has changed the calendar meanwhile. Both versions are shown below.")


class NotLonger(Refusal):
    text = _("The phase lasts until %(closes)s already. Give a later day.")
    field = "until"


class ExtensionTooLate(Refusal):
    text = _("“%(phase)s” must have ended by %(day)s.")
    field = "until"


class ExtensionMeetsNext(Refusal):
    text = _("“%(following)s” begins on %(opens)s; “%(phase)s” must have ended before.")
    field = "until"


class ExtensionReasonMissing(Refusal):
    text = _("Say why; everybody in the bloc reads it.")
    field = "reason"


class ExtendedBoardNotSeated(Refusal):
    text = _("%(board)s does not sit in the bloc.")
    field = "board"


class NameAndSourceMissing(Refusal):
    text = _("Say what the day is, and which decision says so.")


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


def check_plan_calendar(
    campaign: Campaign, days: Mapping[str, Span], seen: Mapping[str, str] | None = None
) -> None:
    """The days lie in their year and one after the other where they must (Quy chế khối).

    ``seen``: the marks of the days that the writer had before them.
    """
    if seen is not None and not merging.is_same(calendar.days_of(campaign), seen):
        raise CalendarStale
    longest = calendar.longest(campaign)
    for kind in longest.keys() - days.keys():
        raise PhaseExtended(kind, until=longest[kind])
    for kind, span in days.items():
        check_span(campaign, kind, span)
    check_order(days, longest)


def check_span(campaign: Campaign, kind: str, span: Span) -> None:
    """The days of one phase."""
    opens, closes = span
    if closes < opens:
        raise PhaseReversed(kind)
    if opens < campaign.opens_on:
        raise BeforeTheYear(kind, day=campaign.opens_on)
    if closes > (last := calendar.last_day(campaign, kind)):
        raise TooLateInTheYear(kind, day=last)


def check_order(days: Mapping[str, Span], longest: Mapping[str, dt.date]) -> None:
    """Cross-checking, explanation, settling, conference: each has ended before the next.

    ``longest``: until when a phase lasts for whoever has most time, where that is longer.
    """
    ends = {kind: max(closes, longest.get(kind, closes)) for kind, (_o, closes) in days.items()}
    spans = [(kind, days[kind][0], ends[kind]) for kind in IN_ORDER if kind in days]
    if wrong := first_out_of_order(spans):
        before, kind = wrong
        raise PhasesOutOfOrder(kind, before=PhaseKind(before).label, closes=ends[before])


def check_extend_phase(phase: Phase, board: Board | None, until: dt.date, reason: str) -> None:
    """Longer than now, within the year, before what must follow, and with a reason."""
    campaign, kind = phase.campaign, phase.kind
    if board and not campaign.bloc.seats.held_on(clock.today()).filter(board=board).exists():
        raise ExtendedBoardNotSeated(board=board.short_name)
    if not reason.strip():
        raise ExtensionReasonMissing
    now = calendar.window(phase, phase.extensions.all(), board.pk if board else None)
    if until <= now.closes_on:
        raise NotLonger(closes=now.closes_on)
    if until > (last := calendar.last_day(campaign, kind)):
        raise ExtensionTooLate(phase=PhaseKind(kind).label, day=last)
    if following := next_in_order(campaign, kind):
        after, opens = following
        if until >= opens:
            raise ExtensionMeetsNext(
                phase=PhaseKind(kind).label, following=PhaseKind(after).label, opens=opens
            )


def next_in_order(campaign: Campaign, kind: str) -> tuple[str, dt.date] | None:
    """The phase that may only begin when this one has ended, and when it does begin."""
    days = calendar.days_of(campaign)
    later = IN_ORDER[IN_ORDER.index(kind) + 1 :] if kind in IN_ORDER else ()
    return next(((each, days[each][0]) for each in later if each in days), None)


def check_correct_day(name: str, source: str) -> None:
    """Whoever reads that a day is off must be able to look it up."""
    if not name.strip() or not source.strip():
        raise NameAndSourceMissing
