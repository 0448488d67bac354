"""What the page of those who take part shows."""

from dataclasses import dataclass
from typing import Any

from conferences.models import BoardAtConference, Conference, Delegate, Invitation
from conferences.queries import delegates as queries
from conferences.queries.invitations import invitations_of
from members.models import Account, Board


@dataclass(frozen=True)
class Line:
    """A board: its invitation, who votes for it, and what this person may do for it."""

    board: Board
    invitation: Invitation | None
    delegate: Delegate | None
    answers: bool
    names: bool
    enters: bool


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The boards that vote, the guests, and the buttons."""
    is_open = not conference.called_off_at and not conference.is_over
    prepares = is_open and account.has_perm("conferences.invite_guest", conference)
    invitations, guests = invitations_of(conference)
    lines = lines_of(conference, account, invitations, is_open=is_open)
    numbered = conference.invitation_paper is not None
    unsent = not numbered or any(guest.sent_at is None for guest in guests)
    return {
        "lines": lines,
        "guests": guests,
        "own": [line for line in lines if line.names and line.delegate is None],
        "coming": sum(1 for line in lines if line.invitation and line.invitation.reply == "comes"),
        "named": sum(1 for line in lines if line.delegate),
        "prepares": prepares,
        "issues": is_open
        and unsent
        and account.has_perm("conferences.issue_invitations", conference),
    }


def lines_of(
    conference: Conference, account: Account, invitations: dict[int, Invitation], *, is_open: bool
) -> list[Line]:
    """One line a board, in the bloc's order."""
    delegates = {each.board_id: each for each in queries.delegates_of(conference)}
    found = []
    for board in queries.members_of(conference):
        who: Any = BoardAtConference(conference, board)
        invitation, delegate = invitations.get(board.pk), delegates.get(board.pk)
        if invitation:
            invitation.conference, invitation.board = conference, board
        rights = [
            is_open and account.has_perm(f"conferences.{verb}", who)
            for verb in ("answer_invitation", "name_delegate", "authorise_by_paper")
        ]
        rights[0] = rights[0] and invitation is not None
        found.append(Line(board, invitation, delegate, *rights))
    return found
