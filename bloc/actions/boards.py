"""Boards as the ministry's keeper enters them: registered, named anew, merged."""

import datetime as dt

from django.db import transaction

from bloc import regulations
from bloc.models import Bloc, Ministry
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board, BoardName, Merger


@transaction.atomic
def register_board(  # noqa: PLR0913 -- what a board is, and the name it bears
    subject: Bloc | Ministry,
    *,
    code: str,
    province: str,
    kinds: list[str],
    name: str,
    since: dt.date,
    short_name: str = "",
    until: dt.date | None = None,
    basis: str = "",
    name_basis: str = "",
    by: Account,
) -> Board:
    """Enter a board under its first name, as the keeper of that bloc or ministry (ban quản lý).

    It sits nowhere yet: see seat_board. Raises BadCode, NoKind, PeriodReversed.
    """
    regulations.check_register_board(code, kinds, since, until)
    board = Board.objects.create(code=code, province=province, kinds=kinds, basis=basis)
    BoardName.objects.create(
        board=board, name=name, short_name=short_name, since=since, until=until, basis=name_basis
    )
    record("bloc.register_board", board, by=by, board=name, code=code, keeper_of=str(subject))
    return board


@transaction.atomic
def name_board(  # noqa: PLR0913 -- a name has a long form, a short one, a time and a basis
    board: Board,
    *,
    name: str,
    since: dt.date,
    short_name: str = "",
    until: dt.date | None = None,
    basis: str = "",
    by: Account,
) -> BoardName:
    """Let the board bear a new name from that day; the former one ends the day before.

    Papers of former days keep the former name. Raises PeriodReversed, NameNotNewer.
    """
    lock(board)
    regulations.check_name_board(board, since, until)
    former = BoardName.objects.filter(board=board).order_by("since").last()
    if former and (former.until is None or former.until >= since):
        former.until = since - dt.timedelta(days=1)
        former.save(update_fields=["until"])
    named = BoardName.objects.create(
        board=board, name=name, short_name=short_name, since=since, until=until, basis=basis
    )
    board.__dict__.pop("all_names", None)
    facts = {"former": former.name if former else board.code, "name": name}
    record("bloc.name_board", board, by=by, **facts, since=since)
    return named


@transaction.atomic
def merge_boards(  # noqa: PLR0913 -- who, into whom, when, by what
    successor: Board,
    *,
    predecessors: list[Board],
    year: int,
    happened_on: dt.date | None = None,
    basis: str = "",
    by: Account,
) -> list[Merger]:
    """Write down that boards went into another one (hợp nhất, sáp nhập).

    Their seats, names and posts are not ended by it: that takes the ministry's
    decisions. Raises NoPredecessor, OtherYear, MergesIntoItself, MergedAlready.
    """
    for board in sorted([successor, *predecessors], key=lambda board: board.pk):
        lock(board)
    regulations.check_merge_boards(successor, predecessors, year, happened_on)
    mergers = [
        Merger.objects.create(
            predecessor=board,
            successor=successor,
            year=year,
            happened_on=happened_on,
            basis=basis,
        )
        for board in predecessors
    ]
    listed = "; ".join(str(board) for board in predecessors)
    facts = {"predecessors": listed, "successor": str(successor), "year": year}
    record("bloc.merge_boards", successor, by=by, **facts, basis=basis)
    return mergers
