"""What time it is: the only place that asks Django's clock.

The demo alone may set the clock, for its own process, so that a case runs on its
own days while every rule stays in force. The real worker and the web server
never do; a house test greps for it.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set: ContextVar[dt.datetime | None] = ContextVar("the clock, where the demo has set it")


def now() -> dt.datetime:
    """This instant, aware of its zone."""
    return _set.get(None) or timezone.now()


def today() -> dt.date:
    """This day in the office's zone (Asia/Ho_Chi_Minh)."""
    return timezone.localdate(now())


def is_set() -> bool:
    """Whether the demo has set the clock: what is stamped now is not real time."""
    return _set.get(None) is not None


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Let it be that moment, for the demo and for this process only."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
