"""Who reads the letters about a pledge: addresses, never people of another bloc."""

from bloc import queries as bloc
from bloc.models import Office
from foundation import clock
from members.models import Board, Post, Role
from pledges import queries
from pledges.models import Pledge, Signatory


def boards_of(pledge: Pledge) -> list[Board]:
    """The boards that sign the pledge."""
    return [place.board for place in queries.places(pledge)]


def board_in_office(pledge: Pledge, office: str) -> Board | None:
    """The board that holds the office today, for the year that decides."""
    today = clock.today()
    year = bloc.deciding_year_on(pledge.bloc, pledge.year, today)
    term = bloc.term_on(pledge.bloc, year, office, today)
    return term.board if term else None


def confirmers(signatory: Signatory) -> list[str]:
    """Who may confirm the board's scan."""
    pledge = signatory.pledge
    chief = board_in_office(pledge, Office.CHIEF)
    if chief and chief.pk == signatory.board_id:
        deputies = leaders_in(pledge, Office.DEPUTY), leaders_in(pledge, Office.STAND_IN)
        return [address for some in deputies for address in some]
    return secretaries(pledge)


def leaders_in(pledge: Pledge, office: str) -> list[str]:
    """The leaders of the board that holds the office."""
    board = board_in_office(pledge, office)
    return queries.addresses([board], Role.LEADER) if board else []


def secretaries(pledge: Pledge) -> list[str]:
    """The bloc's secretary today, of the year that decides."""
    today = clock.today()
    year = bloc.deciding_year_on(pledge.bloc, pledge.year, today)
    rows = pledge.bloc.secretaries.filter(year=year).held_on(today)
    return list(rows.values_list("account__email", flat=True))


def people_of(boards: list[Board]) -> list[str]:
    """The addresses of the boards' leaders and officers."""
    at_work = Post.objects.held_on(clock.today()).filter(
        board__in=boards, role__in=[Role.LEADER, Role.WRITER], account__is_active=True
    )
    return list(at_work.values_list("account__email", flat=True))
