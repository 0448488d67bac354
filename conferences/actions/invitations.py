"""Boards and guests are invited, and answer."""

from django.db import transaction

from bloc.models import BlocYear
from campaigns.actions import register_paper
from campaigns.models import Direction
from conferences.letters import invitations as letters
from conferences.models import Conference, Invitation, Reply
from conferences.papers import invitation as papers
from conferences.queries import invitations as queries
from conferences.queries.delegates import members_of
from conferences.regulations import invitations as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def invite_guest(  # noqa: PLR0913 -- who somebody is
    conference: Conference,
    *,
    name: str,
    email: str,
    title: str = "",
    organisation: str = "",
    by: Account,
) -> Invitation:
    """Put a guest on the list; the letter goes with the others (thêm khách mời).

    Raises ConferenceCalledOff, ConferenceOver, GuestNameMissing, GuestAddressMissing,
    GuestInvited and TooManyGuests.
    """
    lock(conference)
    regulations.check_invite_guest(conference, name, email)
    guest = Invitation.objects.create(
        conference=conference,
        name=name.strip(),
        email=email.strip().lower(),
        title=title.strip(),
        organisation=organisation.strip(),
        entered_by=by,
    )
    record("conferences.invite_guest", conference, by=by, name=guest.name)
    return guest


@transaction.atomic
def withdraw_guest(invitation: Invitation, *, by: Account) -> None:
    """Take a guest off the list; the address in the letter is worth nothing (bỏ khách mời).

    Raises ConferenceCalledOff, ConferenceOver and InvitationTakenBack.
    """
    lock(invitation)
    regulations.check_withdraw_guest(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("conferences.withdraw_guest", invitation.conference, by=by, name=invitation.name)


@transaction.atomic
def issue_invitations(conference: Conference, *, by: Account) -> None:
    """Send the invitation to all boards and guests, by mail (phát hành giấy mời).

    The first time it takes the next number of the bloc's register of this calendar year;
    later the same paper goes to guests who have come on the list since. Raises
    ConferenceCalledOff, ConferenceOver, AgendaMissing and NobodyToInvite.
    """
    lock(conference)
    regulations.check_issue_invitations(conference)
    now, is_first = clock.now(), conference.invitation_paper is None
    if is_first:
        number(conference, by)
        for board in members_of(conference):
            facts = {"conference": conference, "board": board, "entered_by": by}
            Invitation.objects.create(**facts, entered_at=now, sent_at=now)
        letters.invite_boards(conference)
    guests = list(queries.unsent(conference))
    for guest in guests:
        guest.sent_at = now
        guest.save(update_fields=["sent_at"])
    letters.invite_guests(guests)
    told = {"number": conference.invitation_paper.marked, "guests": len(guests)}
    record("conferences.issue_invitations", conference, by=by, **told)


def number(conference: Conference, by: Account) -> None:
    """The line of the register, and the words that go with it for good."""
    today = clock.today()
    conference.invitation_paper = register_paper(
        BlocYear(conference.bloc, today.year),
        direction=Direction.OUT,
        dated_on=today,
        subject=papers.full_title(conference),
        symbol=papers.SYMBOL,
        signer=str(by),
        correspondent=papers.CORRESPONDENTS,
        by=by,
    )
    conference.invitation_text = papers.content_of(conference, by)
    conference.save(update_fields=["invitation_paper", "invitation_text"])


@transaction.atomic
def answer_invitation(
    invitation: Invitation, *, reply: str, reason: str = "", by: Account | None
) -> None:
    """Whether a board or a guest comes, or why not (trả lời giấy mời).

    A guest answers without an account (``by`` None). The same again changes nothing. Raises
    ConferenceCalledOff, ConferenceOver, InvitationTakenBack, ReplyMissing and ReasonMissing.
    """
    lock(invitation)
    regulations.check_answer_invitation(invitation, reply, reason)
    kept = reason.strip() if reply == Reply.DECLINES else ""
    if (invitation.reply, invitation.reason) == (reply, kept):
        return
    invitation.reply, invitation.reason = reply, kept
    invitation.replied_at, invitation.replied_by = clock.now(), by
    invitation.save(update_fields=["reply", "reason", "replied_at", "replied_by"])
    told = {"who": str(invitation), "reply": reply, "reason": kept}
    record("conferences.answer_invitation", invitation.conference, by=by, **told)
