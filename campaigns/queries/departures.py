"""Boards that come, leave or merge within a year, and how the year counts those that went."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject

from bloc import queries as bloc_queries
from bloc.models import Seat
from campaigns.models import (
    Campaign,
    CheckDuty,
    Departure,
    Scoring,
    ScoringState,
    Treatment,
)
from foundation import clock
from foundation.periods import holds_on
from members.models import Account, Board, Merger

NAMES = ("pk", "bloc", "year", "opens_on", "closes_on")  # what is asked of a year


def departures_visible_to(account: Account) -> QuerySet[Departure]:
    """Those of the years that the person may know of, the withdrawn ones too."""
    rows = Departure.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc", "board")


def boards_counted(campaign: Campaign, day: dt.date) -> list[tuple[Board, dict[str, Any] | None]]:
    """The boards seated on that day of the year and those settled in it, in the bloc's order.

    Each with what was settled about it, if it went; one that sits no more bears the last name
    that it had as a member.
    """
    settled = Departure.objects.filter(
        campaign=campaign, withdrawn_at=None, board=OuterRef("board")
    )
    facts = JSONObject(
        treatment="treatment", decision="decision_number", on="decision_on", reason="reason"
    )
    seats = campaign.bloc.seats.filter(holds_on(day) | Exists(settled))
    seats = seats.exclude(until__lt=campaign.opens_on).filter(since__lte=campaign.closes_on)
    rows = seats.annotate(settled=Subquery(settled.values(row=facts)[:1]))
    rows = rows.select_related("board").prefetch_related("board__names")
    found = {seat.board_id: seat for seat in rows.order_by("position", "pk")}
    return [(as_member(seat, day), seat.settled) for seat in found.values()]


def as_member(seat: Seat, day: dt.date) -> Board:
    """The board of a seat; after the seat's end with the names that it had borne until then."""
    board, until = seat.board, seat.until
    if until and until < day:
        board.all_names = [name for name in board.all_names if name.since <= until]
    return board


def closed_in(campaign: Any) -> QuerySet[Departure]:
    """What closed boards early in the year, or in that of an outer query."""
    return Departure.objects.filter(
        campaign=campaign, treatment=Treatment.CLOSED, withdrawn_at=None
    )


def duties_standing() -> QuerySet[CheckDuty]:
    """Who checks whom; a board closed early neither checks nor is checked any more."""
    over = Q(board=OuterRef("board")) | Q(board=OuterRef("checker"))
    return CheckDuty.objects.filter(~Exists(closed_in(OuterRef("scoring__campaign")).filter(over)))


def is_closed(settled: dict[str, Any] | None) -> bool:
    """Whether the board does no more in the year."""
    return settled is not None and settled["treatment"] == Treatment.CLOSED


def seats_at_work(account: Account, *, bloc: Any, campaign: Any) -> QuerySet[Seat]:
    """The seats of the person's boards that have something to do in a year of an outer query.

    ``bloc`` and ``campaign`` are references to it. Those of today, without a board closed early;
    one kept apart goes on for its people, though it sits no more.
    """
    settled = Departure.objects.filter(
        campaign=OuterRef("campaign_key"), board=OuterRef("board"), withdrawn_at=None
    )
    apart = Exists(settled.filter(treatment=Treatment.APART))
    closed = Exists(settled.filter(treatment=Treatment.CLOSED))
    seats = Seat.objects.filter(bloc=bloc, board__in=account.boards_today).alias(
        campaign_key=ExpressionWrapper(campaign, IntegerField())
    )
    return seats.filter(holds_on(clock.today()) | apart, ~closed)


# -- who went, who came --------------------------------------------------------------------------
def seats_of(year: dict[str, Any]) -> QuerySet[Seat]:
    """The seats that touch a year; it is given by values, or by references to a query of years."""
    whole = IntegerField()
    seats = Seat.objects.filter(bloc=year["bloc"]).alias(
        campaign_key=ExpressionWrapper(year["pk"], whole),
        in_year=ExpressionWrapper(year["year"], whole),
        opens=ExpressionWrapper(year["opens_on"], DateField()),
        closes=ExpressionWrapper(year["closes_on"], DateField()),
    )
    lasted = Q(until=None) | Q(until__gte=F("opens"))
    return seats.filter(lasted, since__lte=F("closes"))


def values_of(campaign: Campaign) -> dict[str, Any]:
    return {name: Value(getattr(campaign, name)) for name in NAMES if name != "bloc"} | {
        "bloc": campaign.bloc_id
    }


def has_left() -> Q:
    """That the board left the bloc or merged within the year, up to today."""
    today = clock.today()
    here = Seat.objects.filter(bloc=OuterRef("bloc"), board=OuterRef("board"))
    again = here.filter(since__gt=OuterRef("until"), since__lte=OuterRef("closes"))
    within = Q(happened_on__range=(OuterRef("opens"), OuterRef("closes")), happened_on__lte=today)
    merged = Merger.objects.filter(
        within | Q(happened_on=None, year=OuterRef("in_year")), predecessor=OuterRef("board")
    )
    left = Q(until__lt=today) & Q(until__lt=F("closes")) & ~Q(Exists(again))
    return left | Q(Exists(merged))


def has_joined() -> Q:
    """That the board became a member after the first day of the year."""
    here = Seat.objects.filter(bloc=OuterRef("bloc"), board=OuterRef("board"))
    before = here.filter(since__lt=OuterRef("since"), until__gte=OuterRef("opens"))
    return Q(since__gt=F("opens"), since__lte=clock.today()) & ~Q(Exists(before))


def gone(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    return seats.filter(has_left())


def unsettled(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Those about which nothing is settled in the year."""
    settled = Departure.objects.filter(
        campaign=OuterRef("campaign_key"), board=OuterRef("board"), withdrawn_at=None
    )
    return seats.filter(~Exists(settled))


def with_departures(years: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the boards that wait for a word (``unsettled_ids``), and whether any came or went.

    Nobody waits any more once the points are locked (``is_locked``).
    """
    seats = seats_of({name: OuterRef(name) for name in NAMES})
    locked = Scoring.objects.filter(state=ScoringState.LOCKED)
    waiting = unsettled(gone(seats)).filter(
        ~Exists(locked.filter(campaign=OuterRef("campaign_key")))
    )
    return years.annotate(
        is_locked=Exists(locked.filter(campaign=OuterRef("pk"))),
        unsettled_ids=ArraySubquery(waiting.order_by("position").values("board_id")),
        has_changes=Exists(seats.filter(has_left() | has_joined())),
    )


def boards_unsettled(campaign: Campaign) -> list[Board]:
    """The boards that left or merged, and of which nobody has said how they count."""
    return boards_of(unsettled(gone(seats_of(values_of(campaign)))))


def has_gone(campaign: Campaign, board: Board) -> bool:
    """Whether the board left the bloc or merged within the year."""
    return gone(seats_of(values_of(campaign))).filter(board=board).exists()


def departure_of(campaign: Campaign, board: Board) -> Departure | None:
    """What was settled about the board, if it stands."""
    return campaign.departures.filter(board=board, withdrawn_at=None).first()


def boards_of(seats: QuerySet[Seat]) -> list[Board]:
    """The boards of these seats in the bloc's order, each once, with their names."""
    rows = seats.select_related("board").prefetch_related("board__names")
    return list({seat.board_id: seat.board for seat in rows.order_by("position", "pk")}.values())


def seat_left(campaign: Campaign, board_id: int) -> Seat | None:
    """The last seat of a board that went, with the board."""
    seats = gone(seats_of(values_of(campaign))).filter(board=board_id)
    return seats.select_related("board").order_by("since").last()


def seats_changed(campaign: Campaign) -> list[Any]:
    """The seats with which boards came or went, in the order of the days.

    Each tells ``joined``, ``left``, the ``heir`` of a merger, and has the boards' names; four
    queries with ``settled_in``.
    """
    seats = seats_of(values_of(campaign)).filter(has_left() | has_joined())
    told = {
        "left": ExpressionWrapper(has_left(), BooleanField()),
        "joined": ExpressionWrapper(has_joined(), BooleanField()),
    }
    found: list[Any] = list(seats.annotate(**told).select_related("board").order_by("since", "pk"))
    heirs = heirs_of([seat.board_id for seat in found if seat.left], campaign)
    for seat in found:
        seat.heir = heirs.get(seat.board_id)
    prefetch_related_objects([*(seat.board for seat in found), *heirs.values()], "names")
    return found


def heirs_of(boards: Iterable[int], campaign: Campaign) -> dict[int, Board]:
    """Board's key → the board into which it went in that year."""
    rows = Merger.objects.filter(predecessor__in=list(boards), year=campaign.year)
    return {row.predecessor_id: row.successor for row in rows.select_related("successor")}


def settled_in(campaign: Campaign) -> dict[int, Departure]:
    """Board's key → what was settled about it and stands."""
    return {row.board_id: row for row in campaign.departures.filter(withdrawn_at=None)}
