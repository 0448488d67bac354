"""The address of a person's calendar: signed by the server, worth nothing once withdrawn."""

import uuid

from django.core import signing

from campaigns.models import CalendarFeed

SALT = "campaigns.addresses"
SEPARATOR = "."  # stands in no part of a signature


def token_of(feed: CalendarFeed) -> str:
    """What the address holds."""
    return signer().sign(feed.key.hex)


def read(token: str) -> CalendarFeed | None:
    """Whose calendar it is; None where it is not ours, was withdrawn, or the person has gone."""
    try:
        key = uuid.UUID(signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    in_use = CalendarFeed.objects.filter(withdrawn_at=None, account__is_active=True)
    return in_use.select_related("account").filter(key=key).first()


def signer() -> signing.Signer:
    """The server's own hand."""
    return signing.Signer(sep=SEPARATOR, salt=SALT)
