"""A rule says no, and says why."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import localize


class Refusal(ValidationError):
    """The bloc's regulations refuse an action, and ``text`` tells the person why.

    It is a ValidationError so that a form can show it (foundation.forms.refuse). Days
    among the facts are written as people do. ``field``: the name of what was typed
    wrongly, beside which a form shows it. ``is_final``: no other words would help, because
    of what has happened meanwhile or has yet to be done elsewhere; a page then leads on.
    """

    text: Any = ""
    field: str | None = None
    is_final = False

    def __init__(self, **facts: Any) -> None:
        words = {k: localize(v) if isinstance(v, dt.date) else v for k, v in facts.items()}
        super().__init__(self.text, code=type(self).__name__, params=words)
        self.facts = facts

    def __str__(self) -> str:
        return " ".join(str(message) for message in self.messages)
