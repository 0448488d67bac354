"""What the page of those who are there shows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from conferences.models import Conference, Delegate, Invitation, Way
from conferences.queries import attendance as queries
from conferences.queries.delegates import members_of
from conferences.queries.invitations import invitations_of
from foundation import clock
from members.models import Account, Board


@dataclass(frozen=True)
class Line:
    """A board: who votes for it, since when it is there, or why not."""

    board: Board
    delegate: Delegate | None
    since: dt.datetime | None
    invitation: Invitation | None
    is_mine: bool
    way: Any = ""  # how it was entered, in words


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The boards with their arrivals, the guests, the quorum, and what this person may do."""
    invitations, guests = invitations_of(conference)
    lines = lines_of(conference, account, invitations)
    stands = not conference.called_off_at and not conference.closed_at
    is_now = stands and conference.held_on == clock.today()
    there = {line.board.pk for line in lines if line.since}
    return {
        "lines": lines,
        "quorum": queries.counted(conference, [line.board.pk for line in lines], there),
        "guests": guests,
        "is_now": is_now,
        "enters": is_now and account.has_perm("conferences.check_out", conference),
        "keeps_hours": is_now and account.has_perm("conferences.open_conference", conference),
        "own": [line for line in lines if is_now and line.is_mine and not line.since],
    }


def lines_of(
    conference: Conference, account: Account, invitations: dict[int, Invitation]
) -> list[Line]:
    """One line a board, in the bloc's order."""
    delegates: dict[int, Any] = {each.board_id: each for each in queries.with_arrivals(conference)}
    found = []
    for board in members_of(conference):
        delegate = delegates.get(board.pk)
        since = delegate.since if delegate else None
        way = Way(delegate.way).label if since else ""
        mine = stands_for(account, board, delegate)
        found.append(Line(board, delegate, since, invitations.get(board.pk), mine, way))
    return found


def stands_for(account: Account, board: Board, delegate: Delegate | None) -> bool:
    """As ``queries.attendance.stands_for``, where the delegate is at hand."""
    return delegate.account_id == account.pk if delegate else account.leads(board.pk)
