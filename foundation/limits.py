"""Not too often: counts what may be tried only so many times."""

from django.core.cache import cache


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
