"""Whether a year may be opened now."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bloc.models import BlocYear
from campaigns import merging
from campaigns.models import Campaign
from campaigns.queries.years import description_of
from foundation.refusals import Refusal

LONGEST_SLOGAN, LONGEST_TASKS = 300, 4000  # characters


class YearOpenAlready(Refusal):
    text = _("The year %(year)s of this bloc is open already.")


class YearReversed(Refusal):
    text = _("The year would end (%(closes)s) before it begins (%(opens)s).")


class NobodySits(Refusal):
    text = _("No board sits in the bloc in the year %(year)s.")


class SourceOfAnotherBloc(Refusal):
    text = _("Take along from a year of the same bloc.")
    field = "start_from"


class DescriptionStale(Refusal):
    """Somebody else has changed the texts since the page was opened."""

    text = _("Somebody has changed the texts meanwhile. Both versions are shown below.")


class TextTooLong(Refusal):
    text = _("The text is longer than %(most)s characters.")

    def __init__(self, field: str, most: int) -> None:
        super().__init__(most=most)
        self.field = field


def check_open_campaign(
    bloc_year: BlocYear, opens_on: dt.date, closes_on: dt.date, start_from: Campaign | None = None
) -> None:
    """Once, with its days in order, and with members to emulate (domain reference, §2.2)."""
    bloc, year = bloc_year.bloc, bloc_year.year
    if Campaign.objects.filter(bloc=bloc, year=year).exists():
        raise YearOpenAlready(year=year)
    if closes_on < opens_on:
        raise YearReversed(opens=opens_on, closes=closes_on)
    lasting = bloc.seats.filter(Q(until=None) | Q(until__gte=opens_on))
    if not lasting.filter(since__lte=closes_on).exists():
        raise NobodySits(year=year)
    if start_from and start_from.bloc_id != bloc.pk:
        raise SourceOfAnotherBloc


def check_describe_campaign(
    campaign: Campaign, slogan: str, key_tasks: str, seen: Mapping[str, str] | None = None
) -> None:
    """On the texts as they stand, within what a page holds."""
    if seen is not None and not merging.is_same(description_of(campaign), seen):
        raise DescriptionStale
    if len(slogan) > LONGEST_SLOGAN:
        raise TextTooLong("slogan", LONGEST_SLOGAN)
    if len(key_tasks) > LONGEST_TASKS:
        raise TextTooLong("key_tasks", LONGEST_TASKS)
