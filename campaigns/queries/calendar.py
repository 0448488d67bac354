"""What we know of a year's days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

import holidays
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import get_language

from campaigns.deadlines import Window, is_working_day, working_day_from
from campaigns.models import Campaign, DayCorrection, Extension, Phase
from campaigns.models.calendar import LOOKING_BACK

END_OF_QUARTER = (3, 31)  # month, day
VIETNAMESE = "vi"
Span = tuple[dt.date, dt.date]  # the first and the last day


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


def days_of(campaign: Campaign) -> dict[str, Span]:
    """Kind of phase → its planned days, as they stand in the database now."""
    return {phase.kind: (phase.opens_on, phase.closes_on) for phase in campaign.phases.all()}


def longest(campaign: Campaign) -> dict[str, dt.date]:
    """Kind of phase → the latest day that any extension of it gives, to whomever."""
    rows = campaign.phases.annotate(latest=Max("extensions__until")).exclude(latest=None)
    return dict(rows.values_list("kind", "latest"))


def last_day(campaign: Campaign, kind: str) -> dt.date:
    """The last day on which a phase of that kind may end.

    What looks back at the year may lie in the first quarter of the next: a result is whole
    only when the year is over, conferences are held in January, and the bloc's dossier is
    due on 15 February (domain reference, §2.2).
    """
    if kind not in LOOKING_BACK:
        return campaign.closes_on
    return max(campaign.closes_on, dt.date(campaign.year + 1, *END_OF_QUARTER))


def corrections() -> dict[dt.date, bool]:
    """Day → whether it is off, where that differs from the usual calendar."""
    return dict(DayCorrection.objects.values_list("day", "is_off"))


def corrections_between(first: dt.date, last: dt.date) -> list[DayCorrection]:
    """The corrected days from the first to the last, with their sources."""
    return list(DayCorrection.objects.filter(day__range=(first, last)))


def is_public_holiday(day: dt.date) -> bool:
    """Whether that day is a public holiday of Vietnam (library ``holidays``)."""
    return day in holidays_of(day.year, VIETNAMESE)


@cache
def holidays_of(year: int, language: str) -> holidays.HolidayBase:
    """The public holidays of that year as the library knows them, by their names."""
    return holidays.country_holidays("VN", years=year, language=language)


def next_working_day(day: dt.date, known: Mapping[dt.date, bool] | None = None) -> dt.date:
    """That day, or the next on which offices work; ``known``: the corrections, if at hand."""
    return working_day_from(day, is_public_holiday, corrections() if known is None else known)


def is_day_off(day: dt.date, known: Mapping[dt.date, bool] | None = None) -> bool:
    """Whether offices are closed on that day."""
    marked = corrections() if known is None else known
    return not is_working_day(day, is_public_holiday, marked)


def name_of_day(day: dt.date) -> str:
    """What the day is: the public holiday, or the day of the week, in the reader's language."""
    language = VIETNAMESE if get_language() == VIETNAMESE else "en_US"
    found = holidays_of(day.year, language).get(day)
    return found or date_format(day, "l")
