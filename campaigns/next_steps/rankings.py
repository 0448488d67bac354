"""The buttons of the pages of the ranking."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Scoring
from campaigns.next_steps import Step, step
from campaigns.regulations import rankings as regulations
from members.models import Account


def of_ranking(campaign: Campaign, account: Account) -> list[Step]:
    """For the chief, where the scores are locked again after something changed."""
    check = partial(regulations.check_locked_in, campaign.scoring)  # a ranked year has been scored
    found = step("take_ranking", campaign, account, _("Take the ranking again"), check)
    return [each for each in found if not each.refusal]


def of_provisional(campaign: Campaign, scoring: Scoring | None, account: Account) -> list[Step]:
    """For the chief; greyed until the scores are locked."""
    check = partial(regulations.check_locked_in, scoring)
    return step("take_ranking", campaign, account, _("Take the ranking"), check)
