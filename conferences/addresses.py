"""Addresses for people without an account: signed by the server, worth nothing once taken back."""

import uuid

from django.core import signing
from django.urls import reverse

from conferences.models import Invitation

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


def signer() -> signing.Signer:
    """The server's own hand."""
    return signing.Signer(sep=SEPARATOR, salt=SALT)
