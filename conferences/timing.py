"""When each item of an agenda begins, from the hour of opening and the minutes. Pure."""

import datetime as dt
from collections.abc import Iterable
from itertools import accumulate

SOME_DAY = dt.date(2000, 1, 1)  # hours are added to an instant, never to a bare hour


def hours(opening: dt.time, minutes: Iterable[int]) -> list[dt.time]:
    """The hours at which the items begin, and last the one at which the whole ends."""
    start = dt.datetime.combine(SOME_DAY, opening)
    sums = accumulate(minutes, initial=0)
    return [(start + dt.timedelta(minutes=each)).time() for each in sums]
