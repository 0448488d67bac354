"""What people do to their own keys is written down: allauth tells us when."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from foundation.audit.log import record
from members.models import Account


@receiver(account_signals.password_changed)
def note_changed_password(user: Account, **_facts: Any) -> None:
    record("members.change_password", user, by=user)


@receiver(account_signals.password_reset)
def note_reset_password(user: Account, **_facts: Any) -> None:
    record("members.reset_password", user, by=user)


@receiver(factor_signals.authenticator_added)
def note_added_factor(user: Account, authenticator: Authenticator, **_facts: Any) -> None:
    record("members.add_factor", user, by=user, kind=authenticator.type)


@receiver(factor_signals.authenticator_removed)
def note_removed_factor(user: Account, authenticator: Authenticator, **_facts: Any) -> None:
    record("members.remove_factor", user, by=user, kind=authenticator.type)


@receiver(factor_signals.authenticator_reset)
def note_renewed_codes(user: Account, **_facts: Any) -> None:
    record("members.renew_recovery_codes", user, by=user)
