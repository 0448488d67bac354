"""What the pages of conferences show."""

from typing import Any

from campaigns.models import Campaign
from conferences.models import Conference
from conferences.queries import conferences as queries
from foundation import clock
from members.models import Account


def of_year(campaign: Campaign) -> dict[str, Any]:
    """The next ones first, then what has been, the latest first."""
    rows = list(queries.conferences_of(campaign))
    over = [each for each in rows if each.is_over]
    return {"coming": [each for each in rows if not each.is_over], "over": over[::-1]}


def of_conference(conference: Conference, account: Account) -> dict[str, Any]:
    """The agenda, who is at the head of it, and what this person may do."""
    stands = not conference.called_off_at and not conference.closed_at
    changes = stands and account.has_perm("conferences.change_conference", conference)
    agenda = queries.agenda_of(conference)
    return {
        "agenda": agenda,
        "now": queries.spoken_of(agenda),
        "is_now": stands and conference.held_on == clock.today(),
        "chairs": queries.chairs_of(conference),
        "changes": changes,
        "calls_off": changes and not conference.is_over and not conference.opened_at,
    }
