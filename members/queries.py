"""What we know of boards and their people."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import F, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import clock
from foundation.waiting import Waiting
from members import invitations, names
from members.models import (
    Account,
    Board,
    Certificate,
    Contact,
    Delegation,
    FactorReset,
    Invitation,
    Merger,
    Post,
    Role,
)

SOON = dt.timedelta(days=30)
PATIENCE = dt.timedelta(days=7)
LAST_DAYS = dt.timedelta(days=3)


def boards_with_names() -> QuerySet[Board]:
    """All boards with their names, for a list: two queries however many."""
    return Board.objects.prefetch_related("names")


def boards_called(query: str) -> list[Board]:
    """The boards that answer to these words by any of their names, by code or province."""
    return [
        board
        for board in boards_with_names()
        if names.answers_to(query, board.code, board.province, *map(str, board.all_names))
    ]


def by_rank(posts: Iterable[Post]) -> list[Post]:
    """Leaders first, then officers and clerks, each by name."""
    rank = {Role.LEADER: 0, Role.WRITER: 1, Role.CLERK: 2}
    return sorted(posts, key=lambda post: (rank[Role(post.role)], post.account.full_name))


def people_of(board: Board) -> list[Post]:
    """Who holds a post on the board today, leaders first."""
    return by_rank(board.posts.held_on(clock.today()).select_related("account"))


def posts_over_time(board: Board) -> tuple[list[Post], list[Post]]:
    """The posts of today, leaders first, and those that have ended, the latest first."""
    posts = list(board.posts.select_related("account"))
    ended = [post for post in posts if post.until and post.until < clock.today()]
    held = by_rank(post for post in posts if post not in ended)
    return held, sorted(ended, key=lambda post: post.until or clock.today(), reverse=True)


def mergers_of(board: Board) -> tuple[list[Merger], list[Merger]]:
    """What went into the board, and into what it went; the names of all read at once."""
    touching = Merger.objects.filter(Q(predecessor=board) | Q(successor=board))
    mergers = list(touching.select_related("predecessor", "successor"))
    others = {merger.predecessor for merger in mergers} | {merger.successor for merger in mergers}
    prefetch_related_objects([board, *(others - {board})], "names")
    joined = [merger for merger in mergers if merger.successor_id == board.pk]
    return joined, [merger for merger in mergers if merger.predecessor_id == board.pk]


def certificates_of(board: Board) -> list[Certificate]:
    """The registered certificates that are not withdrawn; ``ending`` is True within a month."""
    rows = list(board.certificates.filter(withdrawn_at=None))
    for row in rows:
        row.has_ended = row.valid_to < clock.now()
        row.ending = not row.has_ended and row.valid_to < clock.now() + SOON
    return rows


def delegations_of(board: Board) -> QuerySet[Delegation]:
    """Powers lent today or later."""
    rows = board.delegations.filter(ended_at=None, until__gte=clock.today())
    return rows.select_related("giver", "receiver")


def contacts_of(board: Board) -> QuerySet[Contact]:
    """Whom to call today."""
    return board.contacts.filter(until=None)


def colleagues(board: Board, account: Account) -> QuerySet[Account]:
    """The other people of the board who do not lead it: to them powers can be lent."""
    posts = board.posts.held_on(clock.today())
    leaders = posts.filter(role=Role.LEADER)
    others = Account.objects.exclude(pk=account.pk).exclude(pk__in=leaders.values("account"))
    return others.filter(pk__in=posts.values("account"))


def other_leaders(post: Post, until: dt.date) -> QuerySet[Post]:
    """Who leads the board on the day after that one besides the post, and can sign in."""
    leaders = post.board.posts.held_on(until + dt.timedelta(days=1)).filter(role=Role.LEADER)
    invited_only = Q(account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return leaders.exclude(pk=post.pk).exclude(invited_only).filter(account__is_active=True)


def open_invitations(board: Board) -> list[Invitation]:
    """The letters to people of the board that nobody has followed yet; some ``has_expired``."""
    people = board.posts.held_on(clock.today()).values("account")
    rows = Invitation.objects.filter(account__in=people, accepted_at=None, withdrawn_at=None)
    letters = list(rows.select_related("account", "invited_by"))
    for letter in letters:
        letter.has_expired = invitations.has_expired(letter)
    return letters


def letters_to(board: Board) -> QuerySet[Invitation]:
    """Every letter to somebody who holds or held a post on the board, open or not."""
    rows = Invitation.objects.filter(account__in=board.posts.values("account"))
    return rows.select_related("account")


def my_posts(account: Account) -> QuerySet[Post]:
    """All posts of the person, the latest first."""
    posts = account.posts.select_related("board").prefetch_related("board__names")
    return posts.order_by(F("until").desc(nulls_first=True), "-since")


def my_delegations(account: Account) -> QuerySet[Delegation]:
    """Powers lent or held, today or later."""
    rows = Delegation.objects.filter(Q(giver=account) | Q(receiver=account), ended_at=None)
    rows = rows.filter(until__gte=clock.today()).select_related("giver", "receiver", "board")
    return rows.prefetch_related("board__names")


def signing_certificates(board: Board, at: dt.datetime) -> QuerySet[Certificate]:
    """The registered certificates that are valid at that instant."""
    return board.certificates.filter(withdrawn_at=None, valid_from__lte=at, valid_to__gte=at)


def waiting_for(account: Account) -> list[Waiting]:
    """What waits here: certificates and powers that end, letters unanswered, factors to reset."""
    posts = account.posts_today
    led = {post.board_id for post in posts if post.role == Role.LEADER}
    sealed = led | {post.board_id for post in posts if post.role == Role.CLERK}
    return [
        *(expiring(sealed) if sealed else []),
        *(unanswered(led) if led else []),
        *(ending_powers(account) if led else []),
        *(factors_to_reset(account) if account.is_staff else []),
    ]


def expiring(boards: set[int]) -> list[Waiting]:
    """Certificates that end within a month, unless the board has one that lasts longer."""
    until = clock.now() + SOON
    rows = Certificate.objects.filter(board__in=boards, withdrawn_at=None)
    lasting = {row.board_id for row in rows if row.valid_to > until}
    return [
        Waiting(
            title=words_for_end(row) % {"name": row.subject},
            url=reverse("members:register_certificate", args=[row.board_id]),
            button=_("Register a new one"),
            due_on=clock.day_of(row.valid_to),
        )
        for row in rows
        if row.board_id not in lasting
    ]


def words_for_end(certificate: Certificate) -> str:
    """“The certificate … ends soon”, or has ended."""
    if certificate.valid_to < clock.now():
        return _("The certificate “%(name)s” has ended")
    return _("The certificate “%(name)s” ends soon")


def unanswered(boards: set[int]) -> list[Waiting]:
    """Letters that nobody has followed for a week, to people with a post today."""
    posts = Post.objects.held_on(clock.today()).filter(
        board__in=boards,
        account__invitations__accepted_at=None,
        account__invitations__withdrawn_at=None,
        account__invitations__sent_at__lt=clock.now() - PATIENCE,
    )
    people = {post.account_id: post for post in posts.select_related("account")}
    return [
        Waiting(
            title=_("%(person)s has not accepted the invitation") % {"person": post.account},
            url=reverse("members:people", args=[post.board_id]),
            button=_("Look"),
        )
        for post in people.values()
    ]


def ending_powers(giver: Account) -> list[Waiting]:
    """Powers that the person has lent and that end within three days."""
    last = clock.today() + LAST_DAYS
    return [
        Waiting(
            title=_("The powers lent to %(person)s end") % {"person": row.receiver},
            url=reverse("members:people", args=[row.board_id]),
            button=_("Look"),
            due_on=row.until,
        )
        for row in giver.powers_today
        if row.giver_id == giver.pk and row.until and row.until <= last
    ]


def factors_to_reset(administrator: Account) -> list[Waiting]:
    """Confirmed requests, for the administrator; the own one is another's to carry out."""
    rows = FactorReset.objects.filter(done_at=None, confirmed_at__isnull=False)
    rows = rows.exclude(account=administrator)
    return [
        Waiting(
            title=_("Reset the second factor of %(person)s") % {"person": row.account},
            url=reverse("members:reset_factor", args=[row.pk]),
            button=_("Open"),
            detail=row.reason,
        )
        for row in rows.select_related("account")
    ]
