"""A rule says no, and says why."""

from typing import Any

from django.core.exceptions import ValidationError


class Refusal(ValidationError):
    """The bloc's regulations refuse an action, and ``text`` tells the person why.

    It is a ValidationError so that a form can show it as it is:
    ``form.add_error(None, refusal)``.
    """

    text: Any = ""

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.text, code=type(self).__name__, params=facts)
        self.facts = facts

    def __str__(self) -> str:
        return " ".join(str(message) for message in self.messages)
