"""What we know of a bloc's years."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bloc import queries as bloc_queries
from bloc import regimes
from bloc.models import Bloc, BlocYear, Regime
from campaigns.models import Campaign, Phase
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account


def campaigns_visible_to(account: Account) -> QuerySet[Campaign]:
    """The years of the blocs that the person may know of, and whether they have a calendar."""
    years = Campaign.objects.filter(bloc_queries.years_visible_to(account))
    planned = Exists(Phase.objects.filter(campaign=OuterRef("pk")))
    return years.select_related("bloc__organiser", "regime").annotate(is_planned=planned)


def computed_regime(campaign: Campaign) -> Regime | None:
    """The law that holds on the year's first day; None where we know of none."""
    return regimes.regime_on(Regime.objects.all(), campaign.opens_on)


def description_of(campaign: Campaign) -> dict[str, str]:
    """Slogan and key tasks, as they stand in the object."""
    return {"slogan": campaign.slogan, "key_tasks": campaign.key_tasks}


def years_to_take_from(bloc: Bloc, year: int) -> QuerySet[Campaign]:
    """The bloc's earlier years, the newest first."""
    return bloc.campaigns.filter(year__lt=year).order_by("-year")


def year_to_open(bloc: Bloc) -> int:
    """The year after the newest one that is open; this year where none is."""
    newest = bloc.campaigns.order_by("year").last()
    return newest.year + 1 if newest else clock.today().year


def waiting_for(account: Account, years: Iterable[Campaign]) -> list[Waiting]:
    """The chief's and the secretary's: a year to open, a calendar to set.

    ``years`` are those that the person may know of, which the caller has at hand, as
    ``campaigns_visible_to`` fetches them.
    """
    at_hand = list(years)
    opened = {(year.bloc_id, year.year) for year in at_hand}
    return [*years_to_open(account, opened), *calendars_to_set(account, at_hand)]


def years_to_open(account: Account, opened: set[tuple[int, int]]) -> Iterator[Waiting]:
    """The newest year in hand of each bloc, where it is not among the (bloc, year) ``opened``."""
    for term in bloc_queries.newest_chiefs(account):
        subject: Any = BlocYear(term.bloc, term.year)
        is_open = (term.bloc_id, term.year) in opened
        if not is_open and account.has_perm("campaigns.open_campaign", subject):
            url = reverse("campaigns:open_campaign", args=[term.bloc_id, term.year])
            title = _("Open the emulation year %(year)s") % {"year": term.year}
            yield Waiting(title, url, _("Open"), bloc=str(term.bloc))


def calendars_to_set(account: Account, years: Iterable[Any]) -> Iterator[Waiting]:
    """The years from this one on of which nobody has set the days."""
    if not bloc_queries.in_office(account):
        return
    for year in years:
        in_hand = year.year >= clock.today().year and not year.is_planned
        if in_hand and account.has_perm("campaigns.plan_calendar", year):
            url = reverse("campaigns:plan_calendar", args=[year.pk])
            title = _("Set the calendar of the emulation year %(year)s") % {"year": year.year}
            yield Waiting(title, url, _("Set the calendar"), bloc=str(year.bloc))
