"""What we know of who is there."""

from collections.abc import Collection

from django.db.models import F, FilteredRelation, Q, QuerySet

from conferences.models import AgendaItem, Arrival, BoardAtConference, Conference, Delegate
from conferences.queries.delegates import delegates_of
from conferences.quorum import Quorum
from members.models import Account


def arrivals_of(conference: Conference) -> dict[int, Arrival]:
    """Board (its key) → since when its delegate is there, of those who have not left."""
    there = conference.arrivals.there().select_related("delegate")
    return {each.board_id: each for each in there}


def with_arrivals(conference: Conference) -> QuerySet[Delegate]:
    """Who votes for each board, and since when (``since``) and how (``way``) it is there."""
    here = Q(board__arrivals__conference=conference, board__arrivals__left_at=None)
    return delegates_of(conference).annotate(
        there=FilteredRelation("board__arrivals", condition=here),
        since=F("there__arrived_at"),
        way=F("there__way"),
    )


def is_there(who: BoardAtConference) -> bool:
    """Whether the board is there."""
    return who.conference.arrivals.there().filter(board=who.board).exists()


def present_delegates(conference: Conference) -> QuerySet[Delegate]:
    """The delegates of the boards that are there; their boards are the present ones."""
    there = conference.arrivals.there().values("board")
    return delegates_of(conference).filter(board__in=there)


def quorum_of(conference: Conference) -> Quorum:
    """How many boards are there, of how many; guests never count."""
    seats = conference.bloc.seats.held_on(conference.held_on)
    boards = set(seats.values_list("board_id", flat=True))
    there = set(conference.arrivals.there().values_list("board_id", flat=True))
    return counted(conference, boards, there)


def counted(conference: Conference, boards: Collection[int], there: Collection[int]) -> Quorum:
    """The same where the keys of the boards are at hand."""
    present = sum(1 for board in boards if board in there)
    return Quorum(conference.quorum_share, boards=len(boards), present=present)


def stands_for(account: Account, who: BoardAtConference) -> bool:
    """The board's delegate; where none is named, whoever leads it."""
    named = who.conference.delegates.standing().filter(board=who.board).first()
    return named.account_id == account.pk if named else account.leads(who.board_id)


def item_now(conference: Conference) -> AgendaItem | None:
    """What is spoken of now: the item that has begun last."""
    begun = conference.items.filter(removed_at=None, begun_at__isnull=False)
    return begun.order_by("begun_at", "pk").last()
