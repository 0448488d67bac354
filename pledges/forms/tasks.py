"""The numbered tasks while they are written: typed, moved, added, removed, put right."""

import uuid
from dataclasses import dataclass, replace
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from pledges.content import Content, TaskText
from pledges.regulations.text import LONGEST_TEXT, MOST_TASKS

MOST_ROWS = 2 * MOST_TASKS  # more is no typing


@dataclass(frozen=True)
class TaskRow:
    """One task as it was typed, and what is wrong with it."""

    text: str = ""
    key: str = ""  # empty while nobody has saved it
    error: str = ""
    has_focus: bool = False


def rows_of(content: Content) -> list[TaskRow]:
    """The tasks as the form opens: one empty row where there is none yet."""
    return [TaskRow(task.text, task.key) for task in content.tasks] or [TaskRow()]


def typed(data: QueryDict) -> list[TaskRow]:
    """The tasks as they were typed, in their order."""
    texts, keys = data.getlist("task_text"), data.getlist("task_key")
    pairs = list(zip(texts, keys, strict=False))[:MOST_ROWS]
    return [TaskRow(text.replace("\r\n", "\n"), key) for text, key in pairs]


def rearranged(rows: list[TaskRow], data: QueryDict) -> list[TaskRow] | None:
    """The rows after a button or a drag; None where nothing was to be moved.

    The button's ``move`` is "add", "up:2", "down:2" or "remove:2", places counted from
    0. A drag has moved the fields themselves, so they come in their new order; that it
    happened is told by ``order``.
    """
    if wish := data.get("move"):
        return pressed(rows, wish)
    return rows if data.get("order") else None


def pressed(rows: list[TaskRow], wish: str) -> list[TaskRow]:
    """The rows after a button."""
    what, _colon, where = wish.partition(":")
    found = list(rows)
    if what == "add":
        return [*found, TaskRow(has_focus=True)]
    place = int(where) if where.isdecimal() else len(found)
    if place >= len(found):
        return found
    row = found.pop(place)
    if what != "remove":
        there = max(0, place - 1) if what == "up" else place + 1
        found.insert(there, replace(row, has_focus=True))
    return found


def judged(rows: list[TaskRow]) -> list[TaskRow]:
    """Each row with what is wrong with it; what says nothing is left out."""
    return [judge(row) for row in rows if row.text.strip()]


def judge(row: TaskRow) -> TaskRow:
    """As a field of a form would: no control characters, not too long, in one spelling."""
    field = forms.CharField(max_length=LONGEST_TEXT)
    try:
        return replace(row, text=normalize("NFC", field.clean(row.text)))
    except ValidationError as error:
        return replace(row, error=" ".join(error.messages))


def tasks_of(rows: list[TaskRow]) -> list[TaskText]:
    """The tasks to be saved; whoever has no key yet, or somebody else's, gets a new one."""
    used: set[str] = set()
    tasks = []
    for row in rows:
        key = plain_key(row.key)
        if key is None or key in used:
            key = str(uuid.uuid4())
        used.add(key)
        tasks.append(TaskText(row.text, key))
    return tasks


def plain_key(key: str) -> str | None:
    """The key in its usual spelling; None where it is none."""
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return None
