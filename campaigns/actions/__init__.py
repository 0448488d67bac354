"""What is done in a bloc's year: one verb, one transaction, locked and recorded."""

from campaigns.actions.reminders import remind_late
from campaigns.actions.years import open_campaign

__all__ = [
    "open_campaign",
    "remind_late",
]
