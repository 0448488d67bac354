"""Whether a year may be opened now."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bloc.models import BlocYear
from campaigns.models import Campaign
from foundation.refusals import Refusal


class YearOpenAlready(Refusal):
    text = _("The year %(year)s of this bloc is open already.")


class YearReversed(Refusal):
    text = _("The year would end (%(closes)s) before it begins (%(opens)s).")


class NobodySits(Refusal):
    text = _("No board sits in the bloc in the year %(year)s.")


def check_open_campaign(bloc_year: BlocYear, opens_on: dt.date, closes_on: dt.date) -> None:
    """Once, with its days in order, and with members to emulate (domain reference, §2.2)."""
    bloc, year = bloc_year.bloc, bloc_year.year
    if Campaign.objects.filter(bloc=bloc, year=year).exists():
        raise YearOpenAlready(year=year)
    if closes_on < opens_on:
        raise YearReversed(opens=opens_on, closes=closes_on)
    lasting = bloc.seats.filter(Q(until=None) | Q(until__gte=opens_on))
    if not lasting.filter(since__lte=closes_on).exists():
        raise NobodySits(year=year)
