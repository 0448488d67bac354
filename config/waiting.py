"""What waits for a person in all rooms together: each tells its part."""

import bloc.queries
import campaigns.queries
import campaigns.waiting.charters
import campaigns.waiting.departures
import campaigns.waiting.evaluations
import campaigns.waiting.registrations
import campaigns.waiting.reports
import campaigns.waiting.scores
import campaigns.waiting.summaries
import conferences.waiting
import members.queries
import pledges.queries
import pledges.waiting
from config import system
from foundation.waiting import Waiting
from members.models import Account


def waiting_for(account: Account) -> list[Waiting]:
    """What waits for the person, the most urgent first."""
    years = pledges.queries.years_at_home(account)
    waiting = [
        *members.queries.waiting_for(account),
        *bloc.queries.waiting_for(account),
        *campaigns.queries.waiting_for(account, years),
        *campaigns.waiting.registrations.waiting_for(account, years),
        *campaigns.waiting.charters.waiting_for(account, years),
        *campaigns.waiting.departures.waiting_for(account, years),
        *campaigns.waiting.reports.waiting_for(account),
        *campaigns.waiting.scores.waiting_for(account, years),
        *campaigns.waiting.summaries.waiting_for(account, years),
        *campaigns.waiting.evaluations.waiting_for(account, years),
        *conferences.waiting.waiting_for(account, years),
        *pledges.waiting.waiting_for(account),
        *(system.waiting_for_administrator() if account.is_staff else []),
    ]
    return sorted(waiting, key=Waiting.sort_key)
