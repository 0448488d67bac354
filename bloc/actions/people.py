"""What the keeper does for the people of boards."""

import datetime as dt

from django.db import transaction

from bloc import letters, regulations
from bloc.models import Bloc
from foundation import clock
from foundation.audit.log import record
from foundation.audit.models import Event
from foundation.shortcuts import lock
from members import invitations
from members.actions.people import take_back_powers
from members.models import Account, Board, FactorReset, Post, Role


@transaction.atomic
def invite_leader(  # noqa: PLR0913 -- who, of which board, as what
    bloc: Bloc,
    *,
    board: Board,
    full_name: str,
    email: str,
    title: str,
    capacity: str = "",
    by: Account,
) -> Account:
    """Let somebody lead a member that nobody leads beyond today (mời lãnh đạo ban).

    That leader invites the board's other people. Raises
    LeaderWithoutTitle, NotSeated, LeaderThere.
    """
    lock(board)
    regulations.check_invite_leader(bloc, board, title)
    account = invitations.bring_in(
        full_name, email, inviter=by, place=board, role=Role.LEADER.label
    )
    post = Post.objects.filter(account=account, board=board, role=Role.LEADER)
    if not post.held_on(clock.today()).exists():
        Post.objects.create(
            account=account,
            board=board,
            role=Role.LEADER,
            title=title,
            capacity=capacity,
            since=clock.today(),
        )
    record("bloc.invite_leader", board, by=by, person=str(account), board=str(board))
    return account


@transaction.atomic
def end_leader(bloc: Bloc, *, post: Post, until: dt.date, reason: str, by: Account) -> None:
    """Write down that a member's leader has left (ghi lãnh đạo ban thôi giữ chức).

    For a board whose leader went without naming another one: ``members.end_post`` is
    done by the board's own leaders, and never ends the last one. Powers that the leader
    lent end too; the person and the board's other leaders are told. Raises NotSeated,
    NotALeader, EndedAlready and PeriodReversed.
    """
    lock(post.board)
    lock(post)
    regulations.check_end_leader(bloc, post, until)
    post.until = until
    post.save(update_fields=["until"])
    take_back_powers(post, by=by)
    facts = {"person": str(post.account), "board": str(post.board)}
    record("bloc.end_leader", post.board, by=by, **facts, until=until, reason=reason)
    letters.tell_leader_ended(post, reason, by)


@transaction.atomic
def tell_keepers_of_reset(reset: FactorReset) -> None:
    """Write to the keepers who may vouch for the person; a step of the system. Twice is once."""
    lock(reset)
    verb = "bloc.tell_keepers_of_reset"
    if reset.confirmed_at or Event.objects.about(reset).filter(verb=verb).exists():
        return
    record("bloc.tell_keepers_of_reset", reset, by=None, person=str(reset.account))
    letters.tell_reset_asked(reset)


@transaction.atomic
def confirm_factor_reset(reset: FactorReset, *, by: Account) -> None:
    """Vouch that the person who lost a second factor is who they say (xác nhận cấp lại).

    The administrator may then reset it, and is told, like the person. Raises
    ConfirmedAlready.
    """
    lock(reset)
    regulations.check_confirm_factor_reset(reset)
    reset.confirmed_at = clock.now()
    reset.confirmed_by = by
    reset.save(update_fields=["confirmed_at", "confirmed_by"])
    record("bloc.confirm_factor_reset", reset, by=by, person=str(reset.account))
    letters.tell_reset_confirmed(reset)
