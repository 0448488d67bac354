"""The buttons of the page of a year's points."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Scoring, ScoringState
from campaigns.next_steps import Step
from campaigns.regulations import scores as regulations
from foundation.refusals import Refusal
from members.models import Account


def of_campaign(campaign: Campaign, account: Account) -> list[Step]:
    """Begin; the page of it says where a table is wanting."""
    return button("begin_scoring", campaign, account, _("Begin the scoring"))


def of_scoring(scoring: Scoring, rows: Sequence[Any], account: Account) -> list[Step]:
    """Lock, or why not yet; open again. ``rows``: the boards as the page shows them."""
    if scoring.state == ScoringState.LOCKED:
        return button("reopen_scores", scoring.campaign, account, _("Open the points again"))
    steps = button("lock_scores", scoring.campaign, account, _("Lock the points"))
    missing = [row.board for row in rows if not row.official.is_given]
    unanswered = [row.board for row in rows if row.waiting]
    try:
        regulations.check_lock_scores(missing, unanswered)
    except Refusal as refusal:
        return [Step(each.label, each.url, refusal=str(refusal)) for each in steps]
    return steps


def button(verb: str, campaign: Campaign, account: Account, label: Any) -> list[Step]:
    """For whoever may; the address is the year's."""
    if not account.has_perm(f"campaigns.{verb}", campaign):
        return []
    return [Step(label, reverse(f"campaigns:{verb}", args=[campaign.pk]))]
