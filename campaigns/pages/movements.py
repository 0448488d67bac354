"""What the page of a movement shows."""

from typing import Any

from bloc import queries as bloc_queries
from campaigns.models import BoardYear, MovementYear, Participation
from campaigns.queries import movements as queries
from campaigns.regulations.movements import runs_in
from foundation import clock
from members.models import Account


def of_movement(year: MovementYear, account: Account) -> dict[str, Any]:
    """Who takes part, who does not yet, what this person may do."""
    day = min(max(clock.today(), year.campaign.opens_on), year.campaign.closes_on)
    members = bloc_queries.members_on(year.bloc, day)
    taking_part = queries.participations_in(year, members)
    joined = {each.board_id for each in taking_part}
    return {
        "movement": year.movement,
        "participations": [own(each, account) for each in taking_part],
        "missing": [board for board in members if board.pk not in joined],
        "joinable": [
            board
            for board in members
            if board.pk not in joined
            and runs_in(year.movement, year)
            and may(account, "join_movement", BoardYear(year.campaign, board))
        ],
        "reviews": queries.reviews_shown(year.movement),
        "changes": may(account, "change_movement", year),
    }


def may(account: Account, verb: str, subject: Any) -> bool:
    """Whether the person may do that; the subject need not be a row."""
    return account.has_perm(f"campaigns.{verb}", subject)


def own(participation: Participation, account: Account) -> dict[str, Any]:
    """One board's part, and whether this person may tell more of it."""
    tells = account.has_perm("campaigns.tell_progress", participation)
    return {"row": participation, "told": list(participation.progress.all()), "tells": tells}
