"""What each task is called, in the words of whoever looks after the server."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LETTERS = "foundation.tasks.deliver_letter"
_names: dict[str, Any] = {
    LETTERS: _("sending a letter"),
    "foundation.signing.tasks.preserve_round": _("stamping a sealed paper with the time"),
}


def name_tasks(names: dict[str, Any]) -> None:
    """Register the names of a room's tasks: dotted path → words."""
    _names.update(names)


def name_of(task: str) -> str:
    """The task in words; one that nobody has named stays as it is written."""
    return str(_names.get(task, task))
