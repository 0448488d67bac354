"""How often a stranger may ask for what costs us work."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

FILES_A_MINUTE = 6


def too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count this call of ``what``; whether the address has made more than ``most`` a minute."""
    if request.user.is_authenticated:
        return False
    key = f"limit:{what}:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, 60)
    return cache.incr(key) > most
