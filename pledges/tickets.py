"""Tickets by which a signer's agent speaks for the signer, once and for a short while.

A ticket is signed by the server and stored nowhere. It names the board's place under one
pledge and the person who asked for it, and dies with that person's password.
"""

from django.core import signing
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal
from members.models import Account
from pledges.models import Signatory

SALT = "pledges.tickets"
LASTS = 15 * 60  # seconds
FINGERPRINT = 16  # letters of the hash that changes with the password


class TicketRefused(Refusal):
    text = _("The ticket is unknown or has expired. Take a new one from the signing page.")


def issue(signatory: Signatory, account: Account) -> str:
    """A ticket for that person to sign for that board, good for LASTS seconds."""
    return signing.dumps([signatory.pk, account.pk, fingerprint(account)], salt=SALT)


def read(ticket: str) -> tuple[Signatory, Account]:
    """Whose ticket it is. Raises TicketRefused."""
    try:
        signatory_id, account_id, mark = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError) as wrong:
        raise TicketRefused from wrong
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    signatory = (
        Signatory.objects.filter(pk=signatory_id)
        .select_related("board", "party__round", "pledge__campaign__bloc")
        .first()
    )
    if account is None or signatory is None or mark != fingerprint(account):
        raise TicketRefused
    return signatory, account


def fingerprint(account: Account) -> str:
    """Changes when the account's password does."""
    return account.get_session_auth_hash()[:FINGERPRINT]
