"""What we know of a bloc's years."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bloc import queries as bloc_queries
from bloc import regimes
from bloc.models import Bloc, BlocYear, Office, Regime, Term
from campaigns.models import Campaign
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account


def campaigns_visible_to(account: Account) -> QuerySet[Campaign]:
    """The years of the blocs that the person may know of."""
    blocs = bloc_queries.blocs_visible_to(account)
    return Campaign.objects.filter(bloc__in=blocs).select_related("bloc__organiser", "regime")


def computed_regime(campaign: Campaign) -> Regime | None:
    """The law that holds on the year's first day; None where we know of none."""
    return regimes.regime_on(Regime.objects.all(), campaign.opens_on)


def year_to_open(bloc: Bloc) -> int:
    """The year after the newest one that is open; this year where none is."""
    newest = bloc.campaigns.order_by("year").last()
    return newest.year + 1 if newest else clock.today().year


def waiting_for(account: Account) -> list[Waiting]:
    """The chief's and the secretary's: a year whose officers have begun is not open yet."""
    return list(years_to_open(account))


def years_to_open(account: Account) -> Iterator[Waiting]:
    """The newest year in hand of each bloc, where it has no campaign."""
    if not account.posts_today:
        return
    opened = Campaign.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"))
    begun = Term.objects.filter(office=Office.CHIEF, since__lte=clock.today())
    newer = begun.filter(bloc=OuterRef("bloc"), year__gt=OuterRef("year"))
    in_hand = begun.filter(~Exists(opened), ~Exists(newer), board__in=account.boards_today)
    for term in in_hand.select_related("bloc"):
        subject: Any = BlocYear(term.bloc, term.year)
        if account.has_perm("campaigns.open_campaign", subject):
            url = reverse("campaigns:open_campaign", args=[term.bloc_id, term.year])
            title = _("Open the emulation year %(year)s") % {"year": term.year}
            yield Waiting(title, url, _("Open"), bloc=str(term.bloc))
