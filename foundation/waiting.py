"""What waits for a person: each room tells its part, the home page lays them side by side."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


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

    def sort_key(self) -> tuple[bool, dt.date]:
        """What is wanted soonest first, what has no day last."""
        return (self.due_on is None, self.due_on or dt.date.max)
