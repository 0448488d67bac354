"""What the pages of activities show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from campaigns.models import Activity, Attendance, BoardYear, Campaign
from campaigns.pages.movements import may
from campaigns.queries import activities as queries
from members.models import Account, Board


@dataclass(frozen=True)
class Line:
    """A board in the list of who takes part; ``answer`` is None where it has not answered."""

    board: Board
    answer: Attendance | None
    answers: bool  # whether the reader may answer for it


def of_year(campaign: Campaign) -> dict[str, Any]:
    """The next ones first, then what has been, the latest first."""
    rows = list(queries.activities_of(campaign))
    over = [each for each in rows if each.is_over]
    return {"coming": [each for each in rows if not each.is_over], "over": over[::-1]}


def of_activity(activity: Activity, account: Account) -> dict[str, Any]:
    """Who takes part, what it costs, the photos, and what this person may do."""
    members = queries.invited_to(activity)
    activity.host = next((each for each in members if each.pk == activity.host_id), activity.host)
    lines = lines_of(activity, members, account)
    answers = [line.answer for line in lines if line.answer]
    return {
        "activity": activity,
        "lines": lines,
        "open": [line for line in lines if line.answers and line.answer is None],
        "boards": sum(1 for each in answers if each.people),
        "people": sum(each.people for each in answers),
        "cost": sum(each.share for each in answers),
        "photos": queries.photos_of(activity),
        **rights(activity, account),
    }


def lines_of(activity: Activity, members: Iterable[Board], account: Account) -> list[Line]:
    """The bloc's boards in their order, then others that have answered."""
    answers = {each.board_id: each for each in queries.attendances_of(activity, members)}
    is_open = not activity.called_off_at and not activity.is_over
    lines = []
    for board in members:
        who = BoardYear(activity.campaign, board)
        answers_now = is_open and may(account, "take_part", who)
        lines.append(Line(board, answers.pop(board.pk, None), answers_now))
    return lines + [Line(each.board, each, answers=False) for each in answers.values()]


def rights(activity: Activity, account: Account) -> dict[str, bool]:
    """What of the page's buttons this person sees."""
    stands = not activity.called_off_at
    plans = stands and may(account, "change_activity", activity)
    tells = stands and may(account, "tell_activity", activity)
    return {
        "changes": plans,
        "calls_off": plans and not activity.is_over,
        "tells": tells and activity.has_begun,
        "shows": tells,
    }
