"""Addresses for people without an account: signed by the server, worth nothing once taken back."""

import uuid

from django.core import signing
from django.urls import reverse

from conferences.models import Conference, Invitation

SALT = "conferences.addresses"
SEPARATOR = "."  # stands in no part of a signature


def path(invitation: Invitation) -> str:
    """Where a guest reads the invitation and answers it."""
    return reverse("conferences:guest", args=[signer().sign(invitation.key.hex)])


def read(token: str) -> Invitation | None:
    """Whose invitation it is; None where it is not ours or was taken back."""
    try:
        key = uuid.UUID(signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    sent = Invitation.objects.standing().guests().filter(sent_at__isnull=False)
    return sent.select_related("conference__campaign__bloc").filter(key=key).first()


def signer(what: str = "guest") -> signing.Signer:
    """The server's own hand, another one for every purpose."""
    return signing.Signer(sep=SEPARATOR, salt=f"{SALT}.{what}")


def door_token(conference: Conference) -> str:
    """What the code at the door holds: the conference and its day, signed."""
    return of_day(conference, "door")


def read_door(token: str) -> Conference | None:
    """Which conference it leads to; None where it is not ours, or of another day."""
    return read_day(token, "door")


def screen_token(conference: Conference) -> str:
    """What the address of the screen of the room holds: the same, in another hand."""
    return of_day(conference, "screen")


def read_screen(token: str) -> Conference | None:
    """Whose screen it is; None where it is not ours, or of another day."""
    return read_day(token, "screen")


def of_day(conference: Conference, what: str) -> str:
    """The conference and its day, signed for one purpose."""
    return signer(what).sign(f"{conference.pk}-{conference.held_on:%Y%m%d}")


def read_day(token: str, what: str) -> Conference | None:
    """The conference, if we have signed it for that purpose and that day."""
    try:
        key, _dash, day = signer(what).unsign(token).partition("-")
    except signing.BadSignature:
        return None
    rows = Conference.objects.select_related("campaign__bloc")
    found = rows.filter(pk=key).first()
    return found if found and f"{found.held_on:%Y%m%d}" == day else None
