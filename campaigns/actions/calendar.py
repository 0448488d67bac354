"""The days of a year are set, and time is granted."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from campaigns import merging
from campaigns.letters import calendar as letters
from campaigns.models import Campaign, DayCorrection, Extension, Phase
from campaigns.queries.calendar import Span, days_of
from campaigns.regulations import calendar as regulations
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def plan_calendar(
    campaign: Campaign,
    days: Mapping[str, Span],
    *,
    seen: Mapping[str, str] | None = None,
    by: Account,
) -> None:
    """Set the days of all phases at once (lập lịch năm thi đua); a kind left out has none.

    ``seen``: the marks (``merging.marks``) of the days that the writer had before them;
    the same days again change nothing. Raises CalendarStale, PhaseExtended, PhaseReversed,
    BeforeTheYear, TooLateInTheYear and PhasesOutOfOrder.
    """
    lock(campaign)
    regulations.check_plan_calendar(campaign, days, seen)
    if changed := set_days(campaign, days):
        record("campaigns.plan_calendar", campaign, by=by, year=campaign.year, phases=changed)


def set_days(campaign: Campaign, days: Mapping[str, Span]) -> list[str]:
    """Write the days down; the kinds of phase that changed."""
    changed = [clash.key for clash in merging.clashes(days, days_of(campaign), {})]
    campaign.phases.exclude(kind__in=days).delete()
    for kind, (opens, closes) in days.items():
        if kind in changed:
            found = {"opens_on": opens, "closes_on": closes}
            Phase.objects.update_or_create(campaign=campaign, kind=kind, defaults=found)
    campaign.__dict__.pop("phase_rows", None)
    return changed


@transaction.atomic
def extend_phase(
    phase: Phase, *, board: Board | None = None, until: dt.date, reason: str, by: Account
) -> Extension:
    """Give one board, or without one all, more time in a phase (gia hạn).

    Those concerned are told by mail; everybody reads the reason. Raises
    ExtendedBoardNotSeated, ExtensionReasonMissing, NotLonger, ExtensionTooLate and
    ExtensionMeetsNext.
    """
    lock(phase.campaign)  # its calendar may not change meanwhile
    lock(phase)
    regulations.check_extend_phase(phase, board, until, reason)
    extension = Extension.objects.create(
        phase=phase, board=board, until=until, reason=reason.strip(), granted_by=by
    )
    facts = {"phase": phase.kind, "until": until, "reason": extension.reason}
    board_name = board.short_name if board else ""
    record("campaigns.extend_phase", phase.campaign, by=by, board=board_name, **facts)
    phase.campaign.__dict__.pop("phase_rows", None)
    letters.tell_extended(extension)
    return extension


@transaction.atomic
def correct_day(
    day: dt.date, *, is_off: bool, name: str, source: str, by: Account
) -> DayCorrection:
    """Say that a day is off, or worked, against the usual calendar (điều chỉnh ngày nghỉ).

    Entered again, the newest word counts. Raises NameAndSourceMissing.
    """
    regulations.check_correct_day(name, source)
    facts = {"is_off": is_off, "name": name.strip(), "source": source.strip()}
    correction, _new = DayCorrection.objects.update_or_create(day=day, defaults=facts)
    record("campaigns.correct_day", correction, by=by, day=day, **facts)
    return correction
