"""What waits for a person: each room tells its part, the home page lays them side by side."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from foundation import clock


@dataclass(frozen=True)
class Waiting:
    """One thing to do, with one button (việc đang chờ).

    ``due_on`` is the day by which it is wanted; None where no day is set.
    ``bloc`` is the name of the bloc it belongs to.
    """

    title: Any
    url: str
    button: Any
    detail: Any = ""
    due_on: dt.date | None = None
    bloc: str = ""

    @property
    def words_until(self) -> str:
        """How long until then, as people say it: “5 days left”."""
        assert self.due_on, "asked only of what has a day"
        days = (self.due_on - clock.today()).days
        if days < 0:
            late = ngettext("%(days)s day late", "%(days)s days late", -days)
            return late % {"days": -days}
        if days == 0:
            return gettext("Today")
        return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}

    def sort_key(self) -> tuple[bool, dt.date]:
        """What is wanted soonest first, what has no day last."""
        return (self.due_on is None, self.due_on or dt.date.max)
