"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def house(_request: HttpRequest) -> dict:
    """The demo's mark, for the banner."""
    return {"demo": settings.DEMO, "home_address": settings.BASE_URL, "debug": settings.DEBUG}
