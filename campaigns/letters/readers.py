"""Who reads the letters of a year: addresses, never people of another bloc."""

from collections.abc import Iterable

from bloc import queries as bloc_queries
from bloc.models import Bloc, Office
from foundation import clock
from members.models import Board, Post, Role


def board_in_office(bloc: Bloc, year: int, office: str) -> Board | None:
    """The board that holds the office today, for the year in charge of ``year``."""
    today = clock.today()
    term = bloc_queries.term_on(
        bloc, bloc_queries.deciding_year_on(bloc, year, today), office, today
    )
    return term.board if term else None


def people_of(boards: Iterable[Board | int], *roles: str) -> list[str]:
    """Who works for these boards today: leaders and officers, or only those ``roles``."""
    wanted = roles or (Role.LEADER, Role.WRITER)
    posts = Post.objects.held_on(clock.today()).filter(board__in=list(boards), role__in=wanted)
    return list(posts.filter(account__is_active=True).values_list("account__email", flat=True))


def decider_about(bloc: Bloc, year: int, board_id: int) -> Board | None:
    """The board that decides about that one: the chief; about the chief's own the deputy.

    Where there is no deputy, or it is the deputy's own, the board that the ministry names.
    """
    offices = (Office.CHIEF, Office.DEPUTY, Office.STAND_IN)
    held = (board_in_office(bloc, year, office) for office in offices)
    return next((board for board in held if board and board.pk != board_id), None)


def deciders_about(bloc: Bloc, year: int, board_id: int) -> list[str]:
    """Who decides about that board: the chief's leaders; about the chief's own the deputy's."""
    chief = board_in_office(bloc, year, Office.CHIEF)
    if chief and chief.pk != board_id:
        return people_of([chief], Role.LEADER)
    others = [board_in_office(bloc, year, office) for office in (Office.DEPUTY, Office.STAND_IN)]
    return people_of([board for board in others if board and board.pk != board_id], Role.LEADER)


def secretaries(bloc: Bloc, year: int) -> list[str]:
    """The bloc's secretary today, of the year in charge of ``year``."""
    today = clock.today()
    held = bloc.secretaries.filter(year=bloc_queries.deciding_year_on(bloc, year, today))
    return list(held.held_on(today).values_list("account__email", flat=True))
