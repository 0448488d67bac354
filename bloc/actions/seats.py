"""Blocs, and which boards sit in them."""

import datetime as dt

from django.db import IntegrityError, transaction

from bloc import queries, regulations
from bloc.models import Bloc, Ministry, Seat
from bloc.regulations import BlocCodeTaken
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def found_bloc(  # noqa: PLR0913 -- what a bloc is called, since when, by what
    ministry: Ministry,
    *,
    code: str,
    name: str,
    established_year: int,
    short_name: str = "",
    basis: str = "",
    by: Account,
) -> Bloc:
    """Set up an emulation bloc under the ministry (thành lập khối).

    Raises BadCode, BlocCodeTaken.
    """
    regulations.check_code(code)
    try:
        with transaction.atomic():
            bloc = Bloc.objects.create(
                code=code,
                name=name,
                short_name=short_name,
                organiser=ministry,
                established_year=established_year,
                basis=basis,
            )
    except IntegrityError as error:  # the constraint is the rule: ministries share the codes
        raise BlocCodeTaken(code=code) from error
    organiser = queries.organiser_on(bloc, clock.today())
    record("bloc.found_bloc", bloc, by=by, bloc=name, ministry=str(organiser or ministry))
    return bloc


@transaction.atomic
def seat_board(  # noqa: PLR0913 -- a seat has a time, a place and a decision
    bloc: Bloc,
    *,
    board: Board,
    since: dt.date,
    until: dt.date | None = None,
    position: int | None = None,
    decision_number: str = "",
    decision_on: dt.date | None = None,
    by: Account,
) -> Seat:
    """Let the board sit in the bloc by the ministry's decision (công nhận thành viên).

    Without a ``position`` it takes the next place of the list. Raises PeriodReversed,
    DecisionIncomplete, AlreadySeated, CodeTaken, PlaceTaken.
    """
    lock(bloc)
    lock(board)
    seat = Seat(
        bloc=bloc,
        board=board,
        organiser_id=bloc.organiser_id,
        position=position or queries.next_place(bloc),
        decision_number=decision_number,
        decision_on=decision_on,
        since=since,
        until=until,
    )
    regulations.check_seat_board(seat)
    seat.save()
    facts = {"board": board.name_on(since), "position": seat.position, "since": since}
    record("bloc.seat_board", bloc, by=by, **facts, decision=decision_number or "–")
    return seat


@transaction.atomic
def end_seat(
    seat: Seat,
    *,
    until: dt.date,
    decision_number: str = "",
    decision_on: dt.date | None = None,
    by: Account,
) -> None:
    """Let the board's membership end after that day, by decision (thôi là thành viên).

    Raises EndedAlready, PeriodReversed, DecisionIncomplete, StillInOffice.
    """
    lock(seat.bloc)
    lock(seat)
    regulations.check_end_seat(seat, until, decision_number, decision_on)
    seat.until = until
    seat.end_decision_number = decision_number
    seat.end_decision_on = decision_on
    seat.save(update_fields=["until", "end_decision_number", "end_decision_on"])
    facts = {"board": seat.board.name_on(until), "until": until}
    record("bloc.end_seat", seat.bloc, by=by, **facts)
