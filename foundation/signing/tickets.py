"""Tickets by which a signer's agent speaks for the signer, once and for a short while.

A ticket is signed by the server and stored nowhere. It names a place under one document and
the person who asked for it, and dies with that person's password.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal
from foundation.signing.desks import Desk, desk_of

SALT = "signing.tickets"
LASTS = 15 * 60  # seconds
FINGERPRINT = 16  # letters of the hash that changes with the password


class TicketRefused(Refusal):
    text = _("The ticket is unknown or has expired. Take a new one from the signing page.")


def issue(place: Any, account: Any) -> str:
    """A ticket for that person to sign at that place of a room, good for LASTS seconds."""
    named = [place._meta.app_label, place.pk, account.pk, fingerprint(account)]
    return signing.dumps(named, salt=SALT)


def read(ticket: str) -> tuple[Desk, Any, Any]:
    """Whose ticket it is: the desk, the place and the person. Raises TicketRefused."""
    try:
        room, place_id, account_id, mark = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError) as wrong:
        raise TicketRefused from wrong
    desk = desk_of(room)
    account = get_user_model().objects.filter(pk=account_id, is_active=True).first()
    place = desk.find(place_id) if desk else None
    if desk is None or account is None or place is None or mark != fingerprint(account):
        raise TicketRefused
    return desk, place, account


def fingerprint(account: Any) -> str:
    """Changes when the account's password does."""
    return str(account.get_session_auth_hash())[:FINGERPRINT]
