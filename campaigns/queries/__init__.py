"""What we know of a bloc's years."""

from campaigns.queries.years import (
    campaigns_visible_to,
    computed_regime,
    waiting_for,
    year_to_open,
)

__all__ = ["campaigns_visible_to", "computed_regime", "waiting_for", "year_to_open"]
