"""What this person can do with a year's calendar and texts now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.queries.calendar import phases_of
from campaigns.queries.years import description_of
from members.models import Account


@dataclass(frozen=True)
class Step:
    """One button."""

    label: Any
    url: str
    text: Any = ""
    is_wanted: bool = False  # it waits for this person: the red button


def of_calendar(campaign: Campaign, account: Account) -> list[Step]:
    """Set the days, then the texts; what is missing stands first."""
    if not account.has_perm("campaigns.plan_calendar", campaign):
        return []
    planned, told = bool(phases_of(campaign)), any(description_of(campaign).values())
    days = _("Change the days") if planned else _("Set the calendar")
    texts = _("Change slogan and key tasks") if told else _("Write slogan and key tasks")
    steps = [
        Step(days, reverse("campaigns:plan_calendar", args=[campaign.pk]), is_wanted=not planned),
        Step(texts, reverse("campaigns:describe_campaign", args=[campaign.pk]), is_wanted=not told),
    ]
    return sorted(steps, key=lambda step: not step.is_wanted)
