"""A lost second factor: asked for, confirmed (by the room above), carried out."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members import letters, regulations
from members.models import Account, FactorReset


@transaction.atomic
def ask_factor_reset(account: Account, *, reason: str, by: Account) -> FactorReset:
    """Say that the second factor is lost (báo mất xác thực hai bước).

    Raises AskedAlready.
    """
    lock(account)
    regulations.check_ask_factor_reset(account)
    reset = FactorReset.objects.create(account=account, reason=reason, asked_by=by)
    record("members.ask_factor_reset", reset, by=by, person=str(account))
    letters.tell_reset_asked(reset)
    return reset


@transaction.atomic
def reset_factor(reset: FactorReset, *, by: Account) -> None:
    """Take every factor away and end the person's sessions (cấp lại xác thực hai bước).

    Raises DoneAlready and NotConfirmed.
    """
    lock(reset)
    regulations.check_reset_factor(reset)
    Authenticator.objects.filter(user=reset.account).delete()
    keys = reset.account.usersession_set.values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    reset.done_at, reset.done_by = clock.now(), by
    reset.save(update_fields=["done_at", "done_by"])
    record("members.reset_factor", reset, by=by, person=str(reset.account))
    letters.tell_reset_done(reset)
