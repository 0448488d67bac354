"""Days: when something is due, how late it is, and which days are working days. Pure.

Where a term is legal, one that ends on a day off ends with the next working day (Civil Code
2015, art. 148.5); working days are Monday to Friday without public holidays, as corrected.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SATURDAY = 5
MONTHS = 12
ONE_DAY = dt.timedelta(days=1)
IsHoliday = Callable[[dt.date], bool]


@dataclass(frozen=True)
class Window:
    """The days in which something is done: from the first to the last, both counted.

    ``planned_until`` is the last day before any extension; ``reason`` that of the extension.
    """

    opens_on: dt.date
    closes_on: dt.date
    planned_until: dt.date
    reason: str = ""

    @property
    def is_extended(self) -> bool:
        return self.closes_on > self.planned_until

    def has_begun(self, day: dt.date) -> bool:
        """Whether it is that day or later that it opens."""
        return day >= self.opens_on

    def is_over(self, day: dt.date) -> bool:
        """Whether the last day has passed."""
        return day > self.closes_on

    def holds_on(self, day: dt.date) -> bool:
        """Whether the day lies in it."""
        return self.has_begun(day) and not self.is_over(day)

    def days_late(self, day: dt.date) -> int:
        """How many days after the last one that day is; 0 in time."""
        return max((day - self.closes_on).days, 0)

    def days_left(self, day: dt.date) -> int:
        """How many days remain after that day until the last one; 0 on the last one and later."""
        return max((self.closes_on - day).days, 0)

    def extended(self, until: dt.date, reason: str) -> "Window":
        """The same with more time; never with less."""
        if until <= self.closes_on:
            return self
        return Window(self.opens_on, until, self.planned_until, reason)


def is_working_day(
    day: dt.date, is_holiday: IsHoliday, corrections: Mapping[dt.date, bool]
) -> bool:
    """Whether offices work; ``corrections``: day → whether it is off, which wins."""
    if day in corrections:
        return not corrections[day]
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_day_from(
    day: dt.date, is_holiday: IsHoliday, corrections: Mapping[dt.date, bool]
) -> dt.date:
    """That day, or the next working one."""
    while not is_working_day(day, is_holiday, corrections):
        day += ONE_DAY
    return day


def after_working_days(
    day: dt.date, count: int, is_holiday: IsHoliday, corrections: Mapping[dt.date, bool]
) -> dt.date:
    """The last day of a term of so many working days; the day itself does not count."""
    for _ in range(count):
        day = working_day_from(day + ONE_DAY, is_holiday, corrections)
    return day


def shifted(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def years_shifted(text: str, year: int, later: int) -> str:
    """The words with that year and the ones beside it moved: “năm 2025, nhiệm vụ năm 2026”."""
    known = "|".join(str(each) for each in (year - 1, year, year + 1))
    return re.sub(rf"\b(?:{known})\b", lambda found: str(int(found[0]) + later), text)


def first_out_of_order(spans: Sequence[tuple[str, dt.date, dt.date]]) -> tuple[str, str] | None:
    """The first two neighbours of which the second begins before the first has ended.

    ``spans``: (name, first day, last day), in the order in which they should follow.
    """
    for (name, _opens, closes), (following, opens, _closes) in pairwise(spans):
        if opens <= closes:
            return name, following
    return None


def months_of(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day of every month from that of the first day to that of the last."""
    count = (last.year - first.year) * MONTHS + last.month - first.month + 1
    start = first.year * MONTHS + first.month - 1
    return [dt.date(n // MONTHS, n % MONTHS + 1, 1) for n in range(start, start + count)]
