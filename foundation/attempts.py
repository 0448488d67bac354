"""Buttons without a page of their own: done, or the reason why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from foundation.refusals import Refusal


def attempt(
    request: HttpRequest, action: Callable, *subject: Any, success: Any = "", **facts: Any
) -> None:
    """Try it as this person; the next page says how it went.

    success: the words for it, or what makes them of what the action returns.
    """
    try:
        made = action(*subject, **facts, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        words = success(made) if callable(success) else success
        if words:
            messages.success(request, words)
