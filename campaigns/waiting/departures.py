"""Which boards that left or merged wait for a word on how they are counted."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc import queries as bloc_queries
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account

STILL_WANTED = 1  # years: what was not settled by then waits no longer


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """To say how a board is counted that left or merged within the year.

    The years must come by ``with_departures``.
    """
    if not bloc_queries.in_office(account):
        return []
    first = clock.today().year - STILL_WANTED
    found = [(year, count_for(account, year)) for year in years if year.year >= first]
    return [waiting(year, count) for year, count in found if count]


def count_for(account: Account, year: Any) -> int:
    """How many of them the person decides about."""
    parts = (
        SimpleNamespace(bloc=year.bloc, year=year.year, board_id=board)
        for board in set(year.unsettled_ids)
    )
    return sum(account.has_perm("campaigns.settle_departure", part) for part in parts)  # type: ignore[arg-type]


def waiting(year: Any, count: int) -> Waiting:
    said = ngettext(
        "Say how %(n)s board that left or merged is counted: %(year)s",
        "Say how %(n)s boards that left or merged are counted: %(year)s",
        count,
    )
    title, step = said % {"n": count, "year": year.year}, _("Settle how it is counted")
    url = reverse("campaigns:departures", args=[year.pk])
    return Waiting(title, url, step, bloc=str(year.bloc))
