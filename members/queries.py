"""What we know of boards and their people."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import clock
from foundation.waiting import Waiting
from members.models import Account, Board, Certificate, FactorReset, Invitation, Post, Role

SOON = dt.timedelta(days=30)
PATIENCE = dt.timedelta(days=7)


def boards_with_names() -> QuerySet[Board]:
    """All boards with their names, for a list: two queries however many."""
    return Board.objects.prefetch_related("names")


def people_of(board: Board) -> list[Post]:
    """Who holds a post on the board today, leaders first."""
    rank = {Role.LEADER: 0, Role.WRITER: 1, Role.CLERK: 2}
    posts = board.posts.held_on(clock.today()).select_related("account")
    return sorted(posts, key=lambda post: (rank[Role(post.role)], post.account.full_name))


def open_invitations(board: Board) -> QuerySet[Invitation]:
    """The letters to people of the board that nobody has followed yet."""
    people = board.posts.held_on(clock.today()).values("account")
    rows = Invitation.objects.filter(account__in=people, accepted_at=None, withdrawn_at=None)
    return rows.select_related("account", "invited_by")


def signing_certificates(board: Board, at: dt.datetime) -> QuerySet[Certificate]:
    """The registered certificates that are valid at that instant."""
    return board.certificates.filter(withdrawn_at=None, valid_from__lte=at, valid_to__gte=at)


def waiting_for(account: Account) -> list[Waiting]:
    """What waits for the person here: certificates, letters unanswered, factors to reset."""
    led = [post.board for post in account.posts_today if post.role == Role.LEADER]
    return [
        *(expiring(led) if led else []),
        *(unanswered(led) if led else []),
        *(factors_to_reset() if account.is_staff else []),
    ]


def expiring(boards: list[Board]) -> list[Waiting]:
    """Certificates that end within a month, unless a longer one is registered."""
    until = clock.now() + SOON
    rows = Certificate.objects.filter(board__in=boards, withdrawn_at=None, valid_to__lte=until)
    return [
        Waiting(
            title=_("The certificate “%(name)s” ends soon") % {"name": row.subject},
            url=reverse("members:board", args=[row.board_id]),
            button=_("Look"),
            due_on=row.valid_to.date(),
        )
        for row in rows
    ]


def unanswered(boards: list[Board]) -> list[Waiting]:
    """Letters that nobody has followed for a week."""
    rows = Invitation.objects.filter(
        account__posts__board__in=boards,
        accepted_at=None,
        withdrawn_at=None,
        sent_at__lt=clock.now() - PATIENCE,
    )
    return [
        Waiting(
            title=_("%(person)s has not accepted the invitation") % {"person": row.account},
            url=reverse("members:people", args=[boards[0].pk]),
            button=_("Look"),
        )
        for row in rows.select_related("account").distinct()
    ]


def factors_to_reset() -> list[Waiting]:
    """Confirmed requests, for the administrator."""
    rows = FactorReset.objects.filter(done_at=None, confirmed_at__isnull=False)
    return [
        Waiting(
            title=_("Reset the second factor of %(person)s") % {"person": row.account},
            url=reverse("members:reset_factor", args=[row.pk]),
            button=_("Open"),
            detail=row.reason,
        )
        for row in rows.select_related("account")
    ]
