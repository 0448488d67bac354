"""Who runs the server: a step of the system, taken on the server itself."""

from django.db import transaction

from foundation.audit.log import record
from members import invitations
from members.models import Account


@transaction.atomic
def create_administrator(email: str, *, full_name: str) -> Account:
    """Let somebody administer the server (quản trị kỹ thuật); twice is once.

    Somebody who has not joined yet gets a letter. No part in the bloc's life.
    """
    account = invitations.bring_in(full_name, email, inviter=None)
    if not account.is_staff:
        account.is_staff = True
        account.save(update_fields=["is_staff"])
        record("members.create_administrator", account, by=None, person=str(account))
    return account
