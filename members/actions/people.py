"""What is done with the people of a board."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from foundation import clock
from foundation.audit.log import record
from foundation.periods import PeriodQuerySet
from foundation.shortcuts import lock
from members import invitations, letters, regulations
from members.models import Account, Board, Contact, Delegation, Invitation, Post, Role


@transaction.atomic
def invite_person(  # noqa: PLR0913 -- who, as what
    board: Board,
    *,
    full_name: str,
    email: str,
    role: str,
    title: str = "",
    capacity: str = "",
    by: Account,
) -> Post:
    """Let somebody come in with a post from today (mời người của ban).

    Raises LeaderWithoutTitle and AlreadyOnBoard.
    """
    lock(board)
    regulations.check_invite_person(board, email, role, title)
    account = invitations.bring_in(full_name, email, inviter=by, place=board, role=Role(role).label)
    post = begin_post(account, board, role, title=title, capacity=capacity)
    facts = {"person": str(account), "role": post.role}
    record("members.invite_person", board, by=by, **facts)
    if account.has_usable_password():
        letters.tell_post_given(post, by)
    return post


def begin_post(account: Account, board: Board, role: str, **printed: str) -> Post:
    """A post from today; one that would have ended today makes room for it."""
    today = clock.today()
    last = Post.objects.filter(account=account, board=board, role=role, until=today)
    last.filter(since__lt=today).update(until=today - dt.timedelta(days=1))
    if post := last.filter(since=today).first():
        post.title, post.capacity, post.until = printed["title"], printed["capacity"], None
        post.save(update_fields=["title", "capacity", "until"])
        return post
    return Post.objects.create(account=account, board=board, role=role, since=today, **printed)


@transaction.atomic
def resend_invitation(invitation: Invitation, *, board: Board, by: Account) -> None:
    """Write the letter anew; the older link dies (gửi lại lời mời).

    Raises JoinedAlready and InvitationWithdrawn.
    """
    lock(invitation)
    regulations.check_resend_invitation(invitation)
    invitations.invite(invitation.account, inviter=by)
    record("members.resend_invitation", board, by=by, person=str(invitation.account))


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, board: Board, by: Account) -> None:
    """Let the link die, and end the posts that were given with it (rút lời mời).

    Raises JoinedAlready and InvitationWithdrawn.
    """
    lock(invitation)
    regulations.check_withdraw_invitation(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    take_back_posts(invitation.account.posts.filter(board=board))
    record("members.withdraw_invitation", board, by=by, person=str(invitation.account))


def take_back_posts(posts: PeriodQuerySet) -> None:
    """Nobody ever worked in them: they end yesterday, those of today today."""
    today = clock.today()
    yesterday = today - dt.timedelta(days=1)
    posts.filter(since__lt=today).held_on(today).update(until=yesterday)
    posts.filter(since__gte=today).update(until=F("since"))


@transaction.atomic
def accept_invitation(invitation: Invitation, *, password: str) -> Account:
    """The invited person chooses a password (nhận lời mời).

    Raises InvitationUsed, InvitationWithdrawn and InvitationExpired.
    """
    lock(invitation)
    regulations.check_accept_invitation(invitation)
    account = invitation.account
    account.set_password(password)
    account.save(update_fields=["password"])
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record("members.accept_invitation", account, by=account)
    return account


@transaction.atomic
def change_post(post: Post, *, title: str, capacity: str, by: Account) -> Post:
    """Give the post another title or capacity from today; the old one stays in the record.

    (Thay đổi chức danh.) Raises EndedAlready and LeaderWithoutTitle.
    """
    lock(post)
    regulations.check_change_post(post, title)
    facts = {"person": str(post.account), "title": title}
    record("members.change_post", post.board, by=by, **facts)
    if post.since >= clock.today():
        post.title, post.capacity = title, capacity
        post.save(update_fields=["title", "capacity"])
        return post
    until, post.until = post.until, clock.today() - dt.timedelta(days=1)
    post.save(update_fields=["until"])
    return Post.objects.create(
        account=post.account,
        board=post.board,
        role=post.role,
        title=title,
        capacity=capacity,
        since=clock.today(),
        until=until,
    )


@transaction.atomic
def end_post(post: Post, *, until: dt.date | None = None, by: Account) -> None:
    """Let the post end after that day, today unless told otherwise (kết thúc phân công).

    Raises EndedAlready, PeriodReversed and LastLeader.
    """
    until = until or clock.today()
    lock(post.board)
    lock(post)
    regulations.check_end_post(post, until)
    post.until = until
    post.save(update_fields=["until"])
    take_back_powers(post, by=by)
    facts = {"person": str(post.account), "role": post.role}
    record("members.end_post", post.board, by=by, **facts, until=until)


def take_back_powers(post: Post, *, by: Account) -> None:
    """What a leader has lent lasts no longer than the leader's post."""
    if post.role != Role.LEADER:
        return
    lent = Delegation.objects.filter(board=post.board, giver=post.account, ended_at=None)
    lent.filter(since__gt=post.until).update(ended_at=clock.now(), ended_by=by)
    lent.filter(since__lte=post.until, until__gt=post.until).update(until=post.until)


@transaction.atomic
def delegate_powers(  # noqa: PLR0913 -- to whom, how long, why
    board: Board, *, receiver: Account, since: dt.date, until: dt.date, reason: str, by: Account
) -> Delegation:
    """Lend a leader's powers to somebody of the board for a time (ủy quyền).

    Raises PeriodReversed, PeriodPast, ToOneself, NotOfTheBoard, LeadsAlready and
    DelegatedAlready.
    """
    lock(board)
    regulations.check_delegate_powers(board, by, receiver, since, until)
    delegation = Delegation.objects.create(
        board=board, giver=by, receiver=receiver, since=since, until=until, reason=reason
    )
    facts = {"person": str(receiver), "since": since, "until": until}
    record("members.delegate_powers", board, by=by, **facts, reason=reason)
    letters.tell_delegated(delegation)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Account) -> None:
    """Take the powers back at once (kết thúc ủy quyền).

    Raises EndedAlready.
    """
    lock(delegation)
    regulations.check_end_delegation(delegation)
    delegation.until = max(delegation.since, clock.today() - dt.timedelta(days=1))
    delegation.ended_at, delegation.ended_by = clock.now(), by
    delegation.save(update_fields=["until", "ended_at", "ended_by"])
    record("members.end_delegation", delegation.board, by=by, person=str(delegation.receiver))
    letters.tell_delegation_ended(delegation)


@transaction.atomic
def add_contact(  # noqa: PLR0913 -- who, and how to be reached
    board: Board, *, name: str, title: str = "", phone: str = "", email: str = "", by: Account
) -> Contact:
    """Say whom to call (thêm đầu mối).

    Raises OutOfReach.
    """
    regulations.check_add_contact(phone, email)
    contact = Contact.objects.create(
        board=board, name=name, title=title, phone=phone, email=email, since=clock.today()
    )
    record("members.add_contact", board, by=by, name=name)
    return contact


@transaction.atomic
def end_contact(contact: Contact, *, by: Account) -> None:
    """This is no longer whom to call (thôi đầu mối).

    Raises EndedAlready.
    """
    lock(contact)
    regulations.check_end_contact(contact)
    contact.until = clock.today()
    contact.save(update_fields=["until"])
    record("members.end_contact", contact.board, by=by, name=contact.name)
