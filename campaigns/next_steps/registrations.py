"""The buttons of a registration's page."""

from django.utils.translation import gettext_lazy as _

from campaigns.models import Registration, RegistrationState
from campaigns.next_steps import Step, step
from campaigns.regulations import registrations as regulations
from members.models import Account

SUBMITTED, ACCEPTED = RegistrationState.SUBMITTED, RegistrationState.ACCEPTED


def of_registration(registration: Registration, account: Account) -> list[Step]:
    """What this person can do with it, the next thing first."""
    if registration.state == SUBMITTED:
        return [
            *step("accept_registration", registration, account, _("Accept the registration")),
            *step("return_registration", registration, account, _("Return to the board")),
        ]
    if registration.state == ACCEPTED:
        return step("change_registration", registration, account, _("Ask for a change"))
    return of_writing(registration, account)


def of_writing(registration: Registration, account: Account) -> list[Step]:
    """Write first; hand in once something is written."""
    write = step("edit_registration", registration, account, _("Write the registration"))
    send = step(
        "submit_registration",
        registration,
        account,
        _("Hand in the registration"),
        lambda: regulations.check_submit_registration(registration),
    )
    sendable = [each for each in send if not each.refusal]
    return [*sendable, *write, *(each for each in send if each.refusal)]
