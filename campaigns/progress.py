"""How the boards stand with the steps of a year. Pure: judges facts that others fetch."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from campaigns.deadlines import Window

DONE, NOW, LATE, LATER = "done", "now", "late", "later"
WHOLE = 100  # percent


@dataclass(frozen=True)
class Mark:
    """How one board stands with one step: ``words`` for people, ``url`` where it goes on.

    ``days_late`` counts from the last day to the day when it was done, or to today.
    """

    state: str
    words: Any = ""
    url: str = ""
    days_late: int = 0


@dataclass(frozen=True)
class Step:
    """One step of the year; without ``marks`` it is known by its days alone."""

    code: str
    label: Any
    window: Window | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)  # by the board's key

    @property
    def done(self) -> int:
        """How many boards have done it."""
        return sum(mark.state == DONE for mark in self.marks.values())

    @property
    def percent(self) -> int:
        return WHOLE * self.done // len(self.marks) if self.marks else 0

    def state_on(self, day: dt.date) -> str:
        """Where the bloc as a whole stands with it."""
        if self.marks and self.done == len(self.marks):
            return DONE
        if self.window is None:
            return NOW if self.done else LATER
        if self.window.is_over(day):
            return LATE if self.marks else LATER
        return NOW if self.window.has_begun(day) else LATER


def standing(window: Window | None, day: dt.date, *, is_done: bool) -> str:
    """A board's state: late after the last day, now once it has begun, else later.

    A step without days is always to be done.
    """
    if is_done:
        return DONE
    if window is None or window.holds_on(day):
        return NOW
    return LATE if window.is_over(day) else LATER


def days_late(window: Window | None, day: dt.date) -> int:
    """How many days after the last one; 0 in time, or where there are no days."""
    return window.days_late(day) if window else 0


def late_boards(steps: list[Step]) -> dict[int, list[Step]]:
    """Board → the steps with which it is late, in the year's order."""
    found: dict[int, list[Step]] = {}
    for step in steps:
        for board, mark in step.marks.items():
            if mark.state == LATE:
                found.setdefault(board, []).append(step)
    return found
