"""Not too often: counts what may be tried only so many times."""

import math

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def exceeds(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more try, and tell whether there were too many within the time.

    Writes, so it is for requests that may write: a GET runs read-only.
    """
    key = f"limit:{what}:{who}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two lines
        return False


def answer_too_often(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """The page that says so, and after how many minutes it goes on at the latest."""
    waiting = {"minutes": math.ceil(seconds / 60)}
    page = render(request, "429.html", waiting, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
