"""What a person can do with something of a year now, or why not yet: the buttons of its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.refusals import Refusal
from members.models import Account


@dataclass(frozen=True)
class Step:
    """One button, or the reason why it is not there yet."""

    label: Any
    url: str
    refusal: str = ""
    text: Any = ""


def step(
    verb: str,
    subject: Any,
    account: Account,
    label: Any,
    check: Callable[[], None] = lambda: None,
) -> list[Step]:
    """The button of a verb for whoever may do it; greyed with the refusal where not now."""
    if not account.has_perm(f"campaigns.{verb}", subject):
        return []
    url = reverse(f"campaigns:{verb}", args=[subject.pk])
    try:
        check()
    except Refusal as refusal:
        return [Step(label, url, refusal=str(refusal))]
    return [Step(label, url)]
