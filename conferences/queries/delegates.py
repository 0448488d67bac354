"""What we know of who is sent to a conference."""

from django.db.models import QuerySet

from bloc import queries as bloc_queries
from conferences.models import Conference, Delegate
from members.models import Account, Board


def members_of(conference: Conference) -> list[Board]:
    """The boards that vote: those seated in the bloc on its day, in the bloc's order."""
    return bloc_queries.members_on(conference.bloc, conference.held_on)


def delegates_of(conference: Conference) -> QuerySet[Delegate]:
    """Who votes for the boards as it stands: one line a board."""
    rows = conference.delegates.standing().select_related("board", "account")
    return rows.prefetch_related("board__names").order_by("named_at", "pk")


def delegate_of(conference: Conference, board: Board) -> Delegate | None:
    """Who votes for that board."""
    return delegates_of(conference).filter(board=board).first()


def votes_of(conference: Conference, account: Account) -> QuerySet[Delegate]:
    """The boards for which this person votes: one, or several by authorisation."""
    return delegates_of(conference).filter(account=account)
