"""How a person comes in: an account without a password, and a letter with a link.

The link is signed, works once, and dies after LASTS or when the invitation is
withdrawn.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from foundation import clock, emails
from members.models import Account, Invitation

SALT = "members.invitations"
LASTS = dt.timedelta(days=14)


def bring_in(
    full_name: str, email: str, *, inviter: Account | None, place: object = "", role: object = ""
) -> Account:
    """The account of that address, made if need be; invited unless the person has joined.

    place, role: what the letter says that the person is invited to do, and where.
    """
    account, _made = Account.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"full_name": full_name.strip(), "password": make_password(None)},
    )
    if not account.has_usable_password():
        invite(account, inviter=inviter, place=place, role=role)
    return account


def invite(
    account: Account, *, inviter: Account | None, place: object = "", role: object = ""
) -> Invitation:
    """Write the letter; an open invitation is used again, and lasts from now."""
    invitation, made = Invitation.objects.get_or_create(
        account=account, accepted_at=None, withdrawn_at=None, defaults={"invited_by": inviter}
    )
    if not made:
        invitation.sent_at, invitation.invited_by = clock.now(), inviter
        invitation.save(update_fields=["sent_at", "invited_by"])
    write(invitation, place=place, role=role)
    return invitation


def write(invitation: Invitation, *, place: object = "", role: object = "") -> None:
    """Send the letter as it stands: the same link, the same last day.

    Without a place and a role it names those of the person's post of today, if there is one.
    """
    post = invitation.account.posts.held_on(clock.today()).select_related("board").first()
    if post and not place:
        place, role = post.board, post.get_role_display
    emails.send(
        "members_invitation",
        [invitation.account.email],
        account=invitation.account,
        inviter=invitation.invited_by,
        place=place,
        role=role,
        url=path(invitation),
        ends_at=invitation.sent_at + LASTS,
    )


def open_letters() -> QuerySet[Invitation]:
    """The invitations that can still be accepted."""
    unanswered = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    return unanswered.filter(sent_at__gte=clock.now() - LASTS)


def open_letter(account: Account) -> Invitation | None:
    """The invitation that the person can still accept."""
    return open_letters().filter(account=account).select_related("account").first()


def path(invitation: Invitation) -> str:
    """The way to the page where the person chooses a password."""
    ticket = signing.dumps([invitation.pk, invitation.sent_at.timestamp()], salt=SALT)
    return reverse("members:accept_invitation", args=[ticket])


def link(invitation: Invitation) -> str:
    """The whole address, for a letter or the administrator's terminal."""
    return settings.BASE_URL + path(invitation)


def of_ticket(ticket: str) -> Invitation | None:
    """Whose invitation it is; None for a forged or outdated link."""
    try:
        number, sent_at = signing.loads(ticket, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    invitation = Invitation.objects.select_related("account").filter(pk=number).first()
    if invitation is None or invitation.sent_at.timestamp() != sent_at:
        return None
    return invitation


def has_expired(invitation: Invitation) -> bool:
    """Whether the letter is too old."""
    return invitation.sent_at + LASTS < clock.now()
