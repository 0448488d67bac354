"""The text of a pledge as a value: what a version keeps, a board agrees to, a paper prints."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pledges.models import Part, Pledge, Version, fingerprint


@dataclass(frozen=True)
class TaskText:
    """One numbered task; ``key`` stays with it however it is moved or reworded."""

    text: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class Content:
    """Everything that is written: texts, tasks in order, place and day of signing."""

    grounds: str = ""
    tasks: tuple[TaskText, ...] = ()
    targets: str = ""
    responsibilities: str = ""
    place: str = ""
    signed_on: dt.date | None = None

    @classmethod
    def of_pledge(cls, pledge: Pledge) -> "Content":
        """The text under hand; prefetched ``tasks`` cost no query."""
        return cls(
            grounds=pledge.grounds,
            tasks=tuple(TaskText(task.text, str(task.key)) for task in pledge.tasks.all()),
            targets=pledge.targets,
            responsibilities=pledge.responsibilities,
            place=pledge.place,
            signed_on=pledge.signed_on,
        )

    @classmethod
    def of_version(cls, version: Version) -> "Content":
        """The text as a version keeps it."""
        return cls.of_json(version.content)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Content":
        """The text as ``as_json`` has put it down."""
        return cls(
            grounds=kept["grounds"],
            tasks=tuple(TaskText(task["text"], task["key"]) for task in kept["tasks"]),
            targets=kept["targets"],
            responsibilities=kept["responsibilities"],
            place=kept["place"],
            signed_on=dt.date.fromisoformat(kept["signed_on"]) if kept["signed_on"] else None,
        )

    def as_json(self) -> dict[str, Any]:
        """What a version keeps."""
        return {
            "grounds": self.grounds,
            "tasks": [{"key": task.key, "text": task.text} for task in self.tasks],
            "targets": self.targets,
            "responsibilities": self.responsibilities,
            "place": self.place,
            "signed_on": self.signed_on.isoformat() if self.signed_on else None,
        }

    def parts(self) -> Iterator[tuple[str, str]]:
        """(key, text) of every part that a board agrees to; empty ones are left out."""
        texts: dict[str, str] = {Part.GROUNDS: self.grounds}
        texts.update({task.key: task.text for task in self.tasks})
        texts |= {Part.TARGETS: self.targets, Part.RESPONSIBILITIES: self.responsibilities}
        yield from ((str(key), text) for key, text in texts.items() if text.strip())

    def fingerprints(self) -> dict[str, str]:
        """What a consent to each part refers to."""
        return {key: fingerprint(text) for key, text in self.parts()}

    def name_of(self, part: str) -> str:
        """What a part is called on the screen: a heading, or the task's number."""
        return called(self.place_of(part))

    def place_of(self, part: str) -> str:
        """Where the part stands in this text: the key of a heading, or the task's number."""
        numbers = {task.key: str(number) for number, task in enumerate(self.tasks, 1)}
        return part if part in Part.values else numbers.get(part, "–")

    def named_parts(self) -> list[tuple[str, str, str]]:
        """(key, name, text) of every part that says something, in the paper's order."""
        return [(key, self.name_of(key), text) for key, text in self.parts()]


def called(place: str) -> str:
    """What a place in the text is called: a heading, or the number of a task."""
    if place in Part.values:
        return str(Part(place).label)
    return _("Task %(number)s") % {"number": place}


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
