"""Whether somebody may be invited to a conference, or answer."""

from django.utils.translation import gettext_lazy as _

from conferences.models import Conference, Invitation, Reply
from conferences.queries import invitations as queries
from conferences.regulations.conferences import ConferenceOver, check_stands
from foundation.refusals import Refusal

MOST_GUESTS = 100  # what one page still shows


class GuestNameMissing(Refusal):
    text = _("Say who is invited.")
    field = "name"


class GuestAddressMissing(Refusal):
    text = _("Give the address to which the invitation goes.")
    field = "email"


class GuestInvited(Refusal):
    text = _("Somebody with this address is invited already.")
    field = "email"


class TooManyGuests(Refusal):
    text = _("A conference has at most %(most)s guests.")


class InvitationTakenBack(Refusal):
    text = _("The invitation has been taken back.")
    is_final = True


class AgendaMissing(Refusal):
    text = _("Write the agenda first; the invitation names it.")
    is_final = True


class NobodyToInvite(Refusal):
    text = _("Everybody has been invited already.")
    is_final = True


class ReplyMissing(Refusal):
    text = _("Say whether you come.")
    field = "reply"


class ReasonMissing(Refusal):
    text = _("Say why nobody comes; the minutes name the reason.")
    field = "reason"


def check_to_come(conference: Conference) -> None:
    """It stands and is not over. Raises ConferenceCalledOff and ConferenceOver."""
    check_stands(conference)
    if conference.is_over:
        raise ConferenceOver(day=conference.held_on)


def check_invite_guest(conference: Conference, name: str, email: str) -> None:
    """Once each, before it is over.

    Raises what check_to_come raises, GuestNameMissing, GuestAddressMissing, GuestInvited and
    TooManyGuests.
    """
    check_to_come(conference)
    if not name.strip():
        raise GuestNameMissing
    if not email.strip():
        raise GuestAddressMissing
    guests = queries.guests_of(conference)
    if guests.filter(email__iexact=email.strip()).exists():
        raise GuestInvited
    if guests.count() >= MOST_GUESTS:
        raise TooManyGuests(most=MOST_GUESTS)


def check_withdraw_guest(invitation: Invitation) -> None:
    """Once, before the conference is over. Raises InvitationTakenBack too."""
    check_to_come(invitation.conference)
    if invitation.withdrawn_at:
        raise InvitationTakenBack


def check_issue_invitations(conference: Conference) -> None:
    """With an agenda, to those who have none yet.

    Raises what check_to_come raises, AgendaMissing and NobodyToInvite.
    """
    check_to_come(conference)
    if not conference.items.filter(removed_at=None).exists():
        raise AgendaMissing
    if conference.invitation_paper and not queries.unsent(conference).exists():
        raise NobodyToInvite


def check_answer_invitation(invitation: Invitation, reply: str, reason: str) -> None:
    """Before it is over; who does not come says why.

    Raises what check_withdraw_guest raises, ReplyMissing and ReasonMissing.
    """
    check_withdraw_guest(invitation)
    if reply not in Reply.values:
        raise ReplyMissing
    if reply == Reply.DECLINES and not reason.strip():
        raise ReasonMissing
