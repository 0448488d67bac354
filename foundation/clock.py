"""What time it is: the only place that asks Django's clock.

The demo alone may set the clock, for its own process, so that a case runs on its
own days while every rule stays in force. The real worker and the web server
never do; a house test greps for it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

_settings: list[dt.datetime] = []  # the innermost counts; shared by the threads of the process


def now() -> dt.datetime:
    """This instant, aware of its zone."""
    return _settings[-1] if _settings else timezone.now()


def today() -> dt.date:
    """This day in the office's zone (Asia/Ho_Chi_Minh)."""
    return day_of(now())


def day_of(moment: dt.datetime) -> dt.date:
    """The day on which something happened, in the office's zone."""
    return timezone.localdate(moment)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let it be that moment, for the demo and for this process only."""
    _settings.append(moment)
    try:
        yield
    finally:
        _settings.pop()
