"""What we know of a bloc's years."""

from campaigns.queries.progress import (
    reminded_today,
    steps_now,
    steps_of,
    years_with_progress,
)
from campaigns.queries.register import found, papers_visible_to, years_of_register
from campaigns.queries.years import (
    campaigns_visible_to,
    computed_regime,
    description_of,
    waiting_for,
    year_to_open,
    years_to_take_from,
)

__all__ = [
    "campaigns_visible_to",
    "computed_regime",
    "description_of",
    "found",
    "papers_visible_to",
    "reminded_today",
    "steps_now",
    "steps_of",
    "waiting_for",
    "year_to_open",
    "years_of_register",
    "years_to_take_from",
    "years_with_progress",
]
