"""What this person can do with a bloc or a ministry now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc import queries
from bloc.models import Bloc, BlocYear, Ministry, Office, Secretary
from foundation import clock
from members.models import Account


@dataclass(frozen=True)
class Step:
    """One button."""

    label: Any
    url: str
    is_wanted: bool = False  # it waits for this person: the red button


def of_chief(bloc: Bloc, year: int, secretary: Secretary | None, account: Account) -> list[Step]:
    """The chief's button while the year in hand has no secretary.

    That the year has a chief is said by the permission itself.
    """
    subject: Any = BlocYear(bloc, year)
    if secretary or not account.has_perm("bloc.appoint_secretary", subject):
        return []
    url = reverse("bloc:appoint_secretary", args=[bloc.pk, year])
    return [Step(_("Appoint the secretary"), url, is_wanted=True)]


def of_keeper(bloc: Bloc, account: Account, *, has_members: bool) -> list[Step]:
    """The keeper's buttons, the wanted one first."""
    if not account.has_perm("bloc.seat_board", bloc):
        return []
    chief = Office.CHIEF in queries.offices(account, bloc.pk, clock.today().year)
    seat = Step(_("Seat a board"), link("bloc:seat_board", bloc), is_wanted=not has_members)
    term = Step(
        _("Enter a term of office"),
        link("bloc:begin_term", bloc),
        is_wanted=has_members and not chief,
    )
    steps = [
        seat,
        term,
        Step(_("Register a board"), link("bloc:register_board", bloc)),
        Step(_("Write a merger down"), link("bloc:choose_heir", bloc)),
    ]
    return sorted(steps, key=lambda step: not step.is_wanted)


def of_ministry(ministry: Ministry, account: Account) -> list[Step]:
    """The buttons of a ministry's page."""
    if not account.has_perm("bloc.found_bloc", ministry):
        return []
    return [
        Step(_("Found a bloc"), link("bloc:found_bloc", ministry)),
        Step(_("Invite a colleague"), link("bloc:invite_colleague", ministry)),
    ]


def link(name: str, subject: Bloc | Ministry) -> str:
    """The address of the verb's page for that bloc or ministry."""
    return reverse(name, args=[subject.pk])
