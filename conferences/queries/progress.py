"""How the conferences of a year stand: what the year's rail says of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from conferences.models import Conference, ConferenceKind
from foundation import clock

DONE, NOW, LATER = "done", "now", "later"


@dataclass(frozen=True)
class Standing:
    """Where the closing conference stands, in a few words, and where its page is."""

    state: str
    words: str
    url: str


def with_closing(years: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the closing conference of each, unless it was called off."""
    rows = Conference.objects.filter(
        campaign=OuterRef("pk"), kind=ConferenceKind.YEAR_END, called_off_at=None
    ).order_by()
    row = JSONObject(pk="pk", day="held_on", closed="closed_at")
    return years.annotate(closing_conferences=ArraySubquery(rows.values(row=row)))


def closing_of(campaign: Any) -> Standing | None:
    """The closing conference of a year that came by ``with_closing``; nothing before its call.

    It is held once it is closed, or its day is over where nobody recorded the hours.
    """
    for row in getattr(campaign, "closing_conferences", ()):
        day, today = dt.date.fromisoformat(row["day"]), clock.today()
        words, url = (
            {"day": date_format(day, "d/m/Y")},
            reverse("conferences:conference", args=[row["pk"]]),
        )
        if row["closed"] or day < today:
            return Standing(DONE, _("held %(day)s") % words, url)
        return Standing(NOW if day == today else LATER, _("called for %(day)s") % words, url)
    return None
