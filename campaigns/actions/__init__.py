"""What is done in a bloc's year: one verb, one transaction, locked and recorded."""

from campaigns.actions.evidence import add_evidence, link_evidence, withdraw_evidence
from campaigns.actions.register import cancel_paper, register_paper
from campaigns.actions.reminders import remind_late
from campaigns.actions.years import open_campaign

__all__ = [
    "add_evidence",
    "cancel_paper",
    "link_evidence",
    "open_campaign",
    "register_paper",
    "remind_late",
    "withdraw_evidence",
]
