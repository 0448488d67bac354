"""What we know of a year's days."""

import datetime as dt
from collections.abc import Iterable, Mapping

import holidays

from campaigns.deadlines import Window, is_working_day, working_day_from
from campaigns.models import Campaign, DayCorrection, Extension, Phase

Windows = Mapping[str, Window]


def phases_of(campaign: Campaign) -> list[Phase]:
    """The year's phases with their extensions; asked once for each campaign object."""
    known = campaign.__dict__
    if "phase_rows" not in known:
        known["phase_rows"] = list(campaign.phases.prefetch_related("extensions"))
    return known["phase_rows"]


def window(phase: Phase, extensions: Iterable[Extension], board_id: int | None) -> Window:
    """The days of a phase for a board, or without one for all."""
    found = Window(phase.opens_on, phase.closes_on, phase.closes_on)
    for extension in extensions:
        if extension.board_id in {None, board_id}:
            found = found.extended(extension.until, extension.reason)
    return found


def windows_of(campaign: Campaign, board_id: int | None = None) -> dict[str, Window]:
    """Kind of phase → its days, for one board with its own extensions; the planned ones only."""
    return {
        phase.kind: window(phase, phase.extensions.all(), board_id) for phase in phases_of(campaign)
    }


def window_of(campaign: Campaign, kind: str, board_id: int | None = None) -> Window | None:
    """The days of one phase; None while the calendar does not set them."""
    return windows_of(campaign, board_id).get(kind)


def corrections() -> dict[dt.date, bool]:
    """Day → whether it is off, where that differs from the usual calendar."""
    return dict(DayCorrection.objects.values_list("day", "is_off"))


def is_public_holiday(day: dt.date) -> bool:
    """Whether that day is a public holiday of Vietnam (library ``holidays``)."""
    return day in holidays.country_holidays("VN", years=day.year)


def next_working_day(day: dt.date, known: Mapping[dt.date, bool] | None = None) -> dt.date:
    """That day, or the next on which offices work; ``known``: the corrections, if at hand."""
    return working_day_from(day, is_public_holiday, corrections() if known is None else known)


def is_day_off(day: dt.date, known: Mapping[dt.date, bool] | None = None) -> bool:
    """Whether offices are closed on that day."""
    marked = corrections() if known is None else known
    return not is_working_day(day, is_public_holiday, marked)
