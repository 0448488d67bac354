"""What we know of who is invited, and what they have answered."""

from django.db.models import QuerySet

from campaigns.queries import campaigns_visible_to
from conferences.models import Conference, Invitation, Reply
from members.models import Account


def invitations_visible_to(account: Account) -> QuerySet[Invitation]:
    """The invitations to the conferences of which the person may know."""
    rows = Invitation.objects.standing().filter(
        conference__campaign__in=campaigns_visible_to(account)
    )
    return rows.select_related("conference__campaign__bloc", "board")


def invited_boards(conference: Conference) -> dict[int, Invitation]:
    """Board (its key) → its invitation."""
    rows = conference.invitations.standing().filter(board__isnull=False)
    return {each.board_id: each for each in rows}


def invitations_of(conference: Conference) -> tuple[dict[int, Invitation], list[Invitation]]:
    """Board (its key) → its invitation; and the guests in the order in which they came."""
    found = conference.invitations.standing().select_related("arrival")
    rows = list(found.order_by("entered_at", "pk"))
    boards = {each.board_id: each for each in rows if each.board_id}
    return boards, [each for each in rows if not each.board_id]


def guests_of(conference: Conference) -> QuerySet[Invitation]:
    """The guests, in the order in which they were entered; they never vote."""
    return conference.invitations.standing().guests().order_by("entered_at", "pk")


def unsent(conference: Conference) -> QuerySet[Invitation]:
    """The guests to whom nothing was sent yet."""
    return guests_of(conference).filter(sent_at=None)


def who_decline(conference: Conference) -> set[int]:
    """The keys of the boards that have said that they do not come."""
    away = conference.invitations.standing().filter(reply=Reply.DECLINES, board__isnull=False)
    return set(away.values_list("board_id", flat=True))
