"""What we know of who is sent to a conference."""

from django.db.models import QuerySet

from bloc import queries as bloc_queries
from campaigns.queries import campaigns_visible_to
from conferences.models import BoardAtConference, Conference, Delegate
from conferences.queries.conferences import leads, posts_at
from members.models import Account, Board, Post


def members_of(conference: Conference) -> list[Board]:
    """The boards that vote: those seated in the bloc on its day, in the bloc's order."""
    return bloc_queries.members_on(conference.bloc, conference.held_on)


def delegates_of(conference: Conference) -> QuerySet[Delegate]:
    """Who votes for the boards as it stands: one line a board."""
    rows = conference.delegates.standing().select_related("board", "account")
    return rows.order_by("named_at", "pk")


def delegate_of(conference: Conference, board: Board) -> Delegate | None:
    """Who votes for that board."""
    return delegates_of(conference).filter(board=board).first()


def votes_of(conference: Conference, account: Account) -> QuerySet[Delegate]:
    """The boards for which this person votes: one, or several by authorisation."""
    return delegates_of(conference).filter(account=account)


def delegates_visible_to(account: Account) -> QuerySet[Delegate]:
    """All delegates, replaced ones too, of the conferences of which the person may know."""
    rows = Delegate.objects.filter(conference__campaign__in=campaigns_visible_to(account))
    return rows.select_related("conference__campaign__bloc", "board", "paper__blob")


def who_may_stand(who: BoardAtConference) -> list[Post]:
    """Who may vote for the board: its leaders, its people, then leaders of the other boards.

    One post for each person, the first that fits.
    """
    posts = posts_at(members_of(who.conference))
    own = [post for post in posts if post.board_id == who.board_id]
    found: dict[int, Post] = {}
    for post in [*own, *filter(leads, posts)]:
        found.setdefault(post.account_id, post)
    return list(found.values())
