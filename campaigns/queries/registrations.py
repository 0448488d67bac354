"""What we know of the boards' registrations."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from bloc import queries as bloc_queries
from campaigns.deadlines import Window
from campaigns.models import (
    Campaign,
    Indicator,
    PhaseKind,
    Registration,
    RegistrationVersion,
    Target,
)
from campaigns.queries.calendar import window_of
from campaigns.queries.days import with_days
from campaigns.queries.departures import boards_counted, is_closed
from campaigns.queries.oversight import own_or_overseen
from foundation import clock
from members.models import Account, Board


def registrations_visible_to(account: Account) -> QuerySet[Registration]:
    """Those of the person's boards, and of the years that the person oversees."""
    rows = Registration.objects.filter(own_or_overseen(account))
    return rows.select_related("campaign__bloc", "campaign__regime", "board", "changed_by")


def with_targets(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """With targets, each with its indicator, in the order of the catalogue."""
    targets = Target.objects.select_related("indicator").order_by("indicator__position", "pk")
    return rows.prefetch_related(Prefetch("targets", targets))


def shown_to(account: Account) -> QuerySet[Registration]:
    """The visible ones with all that a page of one shows; ``hand_days`` knows their days."""
    versions = RegistrationVersion.objects.select_related("accepted_by").order_by("number")
    rows = with_days(with_targets(registrations_visible_to(account)))
    return rows.prefetch_related("board__names", "aims", Prefetch("versions", versions))


def day_of_year(campaign: Campaign) -> dt.date:
    """Today, or the nearest day of the year."""
    return min(max(clock.today(), campaign.opens_on), campaign.closes_on)


def boards_of_year(campaign: Campaign) -> list[Board]:
    """The boards that sit in the bloc today, or on the nearest day of the year.

    With those that left or merged within it and are counted apart, without those closed early.
    """
    counted = boards_counted(campaign, day_of_year(campaign))
    return [board for board, settled in counted if not is_closed(settled)]


def boards_seated(campaign: Campaign) -> list[Board]:
    """The members alone, today or on the nearest day of the year: who is asked for its word."""
    return bloc_queries.members_on(campaign.bloc, day_of_year(campaign))


def boards_apart(campaign: Campaign) -> list[Board]:
    """Those of the year that sit there no more: they left, and are counted apart."""
    seated = set(campaign.bloc.seats.held_on(day_of_year(campaign)).values_list("board", flat=True))
    return [board for board in boards_of_year(campaign) if board.pk not in seated]


def indicators_of(registration: Registration) -> QuerySet[Indicator]:
    """The catalogue in force, and what the registration holds besides, in the order of the list."""
    rows = Indicator.objects.filter(bloc=registration.campaign.bloc_id)
    mine = Q(until=None) | Q(targets__registration=registration)
    return rows.filter(mine).distinct().order_by("position", "pk")


def targets_in_force(campaign: Campaign, board_id: int) -> list[Target]:
    """The accepted targets of a board, each with its indicator; empty before any acceptance."""
    rows = Target.objects.filter(registration__campaign=campaign, registration__board=board_id)
    accepted = rows.filter(agreed__isnull=False).select_related("indicator")
    return list(accepted.order_by("indicator__position", "pk"))


def last_registration(campaign: Campaign, board_id: int) -> Registration | None:
    """What the board registered in the bloc in the latest earlier year, if anything."""
    rows = Registration.objects.filter(earlier(campaign, {board_id}))
    return rows.select_related("campaign__bloc").order_by("-campaign__year").first()


def earlier(campaign: Campaign, board_ids: Iterable[int]) -> Q:
    """What these boards registered in the bloc before that year."""
    before = {"campaign__bloc": campaign.bloc_id, "campaign__year__lt": campaign.year}
    return Q(board__in=board_ids, **before)


def window_for(subject: Any) -> Window | None:
    """The days of registration for a Registration's or a BoardYear's board, with extensions."""
    return window_of(subject.campaign, PhaseKind.REGISTRATION, subject.board_id)


def days_late(registration: Registration) -> int:
    """How many days after the last one it was first handed in; 0 in time or without a day.

    What has not been handed in yet is late as of today.
    """
    window = window_for(registration)
    sent = registration.first_submitted_at
    return window.days_late(clock.day_of(sent) if sent else clock.today()) if window else 0
