"""Days: when something is due, how late it is, and which days are working days. Pure.

Where a term is legal, one that ends on a day off ends with the next working day (Civil Code
2015, art. 148.5); working days are Monday to Friday without public holidays, as corrected.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SATURDAY = 5
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
