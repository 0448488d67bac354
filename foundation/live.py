"""Fragments of a page that ask for themselves again and again, and what walls are made of."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

ROOMS = (16, 24, 32, 40, 50, 60, 75, 95, 125, 160, 200)


def letters_of(name: str) -> int:
    """How many letters the place of a name on a wall is made for (static/css/wall.css)."""
    return min(most for most in ROOMS if most >= min(len(name), ROOMS[-1]))


def live(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    """The fragment; 304 while it is the same."""
    content = render_to_string(template, shown, request)
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:32])
    response = HttpResponse(content, headers={"ETag": etag})
    patch_cache_control(response, private=True, no_cache=True)
    answer = get_conditional_response(request, etag=etag, response=response)
    assert answer, "the response itself, or that it is the same"
    return answer
