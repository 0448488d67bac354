"""What the pages of a bloc and of a ministry show."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from bloc.models import Bloc, Ministry, MinistryPost, Office, Seat, Secretary, Term
from bloc.queries.organisation import (
    RANK,
    invited_leaders,
    joined,
    joined_leaders,
    ministry_line,
    seats_on,
)
from bloc.queries.persons import blocs_visible_to
from foundation import clock
from foundation.periods import holds_on
from members.models import Account, Board, Merger, Post


@dataclass(frozen=True)
class Member:
    """A board as a member today: its place, its office of the year, who leads it."""

    seat: Seat
    term: Term | None
    leaders: list[Post]
    invited: list[Post]

    @property
    def board(self) -> Board:
        return self.seat.board

    @property
    def lacks_leader(self) -> bool:
        """Whether nobody who has come in leads the board beyond today."""
        return all(post.until == clock.today() for post in self.leaders)


def members_with_offices(bloc: Bloc, terms: list[Term], *, leaders: bool) -> list[Member]:
    """The members of today in the bloc's order, with the offices they hold by these terms.

    The leaders, those who were invited and have not come in apart, are looked up only
    where ``leaders`` are asked for.
    """
    seats = list(seats_on(bloc, clock.today()))
    held = {term.board_id: term for term in terms}
    led: dict[int, list[Post]] = defaultdict(list)
    invited: dict[int, list[Post]] = defaultdict(list)
    boards = [seat.board_id for seat in seats]
    for post in joined_leaders(boards) if leaders else []:
        led[post.board_id].append(post)
    for post in invited_leaders(boards) if leaders else []:
        invited[post.board_id].append(post)
    return [
        Member(seat, held.get(board), led[board], invited[board])
        for seat, board in zip(seats, boards, strict=True)
    ]


@dataclass
class OfficersOfYear:
    """Who was chief, deputy, stand-in and secretary of one year."""

    year: int
    terms: list[Term] = field(default_factory=list)
    secretaries: list[Secretary] = field(default_factory=list)

    @property
    def unknown(self) -> list[Office]:
        """The offices of which nobody knows who held them that year."""
        held = {term.office for term in self.terms}
        return [office for office in (Office.CHIEF, Office.DEPUTY) if office not in held]


def officers_by_year(bloc: Bloc) -> list[OfficersOfYear]:
    """All terms and secretaries, the newest year first; boards bear their names of the time."""
    years: dict[int, OfficersOfYear] = {}
    terms = bloc.terms.select_related("board").prefetch_related("board__names")
    for term in sorted(terms, key=lambda term: (RANK.get(Office(term.office), 2), term.since)):
        years.setdefault(term.year, OfficersOfYear(term.year)).terms.append(term)
    for secretary in bloc.secretaries.select_related("account").order_by("since"):
        year = secretary.year
        years.setdefault(year, OfficersOfYear(year)).secretaries.append(secretary)
    return [years[year] for year in sorted(years, reverse=True)]


def officers_of(bloc: Bloc, year: int) -> OfficersOfYear:
    """The officers of one year; empty where nobody has begun yet."""
    found = [officers for officers in officers_by_year(bloc) if officers.year == year]
    return found[0] if found else OfficersOfYear(year)


@dataclass(frozen=True)
class Cell:
    """A board's year in the bloc: whether it sat, since or until when, and its office."""

    sat: bool
    since: dt.date | None = None
    until: dt.date | None = None
    office: str = ""


@dataclass(frozen=True)
class SeatRow:
    """A board's line in the table of seats over time."""

    board: Board
    cells: list[Cell]


@dataclass(frozen=True)
class SeatTable:
    """Boards by years, and beneath it every seat with its decisions."""

    years: list[int]
    rows: list[SeatRow]
    seats: list[Seat]


def seats_over_time(bloc: Bloc) -> SeatTable:
    """Who sat in the bloc in which year, in the order of the list, and by which decisions."""
    seats = list(
        bloc.seats.select_related("board")
        .prefetch_related("board__names")
        .order_by("position", "since")
    )
    offices = {
        (term.board_id, term.year): str(term.get_office_display())
        for term in bloc.terms.order_by("since")
    }
    years = years_of(seats, clock.today().year)
    of_board: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        of_board[seat.board_id].append(seat)
    rows = [
        SeatRow(
            held[0].board,
            [cell_of(held, year, offices.get((board, year), "")) for year in years],
        )
        for board, held in of_board.items()
    ]
    return SeatTable(years, rows, seats)


def years_of(seats: list[Seat], this_year: int) -> list[int]:
    """The years from the first seat to this one; none before there is a seat."""
    if not seats:
        return []
    first = min(seat.since.year for seat in seats)
    return list(range(first, max(first, this_year) + 1))


def cell_of(seats: list[Seat], year: int, office: str) -> Cell:
    """How the board sat in that year; the days where it did not sit the whole year."""
    held = [seat for seat in seats if seat.touches(year)]
    if not held:
        return Cell(sat=False, office=office)
    first, last = held[0], held[-1]
    return Cell(
        sat=True,
        since=first.since if first.since > dt.date(year, 1, 1) else None,
        until=last.until if last.until and last.until < dt.date(year, 12, 31) else None,
        office=office,
    )


def mergers_of(bloc: Bloc) -> QuerySet[Merger]:
    """The mergers of boards that sit or sat in the bloc."""
    boards = bloc.seats.values("board")
    mergers = Merger.objects.filter(Q(predecessor__in=boards) | Q(successor__in=boards))
    return mergers.select_related("predecessor", "successor").prefetch_related(
        "predecessor__names", "successor__names"
    )


@dataclass(frozen=True)
class BlocCard:
    """A bloc on the list of mine: how many members, who is chief, which of its boards are mine.

    ``past`` are seats that my boards, or boards that went into them, hold no more.
    """

    bloc: Bloc
    members: int
    year: int
    chief: Term | None
    mine: list[Board]
    past: list[Seat]


def cards_for(account: Account, blocs: list[Bloc]) -> list[BlocCard]:
    """What the list says of these blocs; five queries, however many."""
    today = clock.today()
    seats = Seat.objects.filter(bloc__in=blocs).held_on(today)
    counts = dict(seats.values_list("bloc").annotate(Count("pk")).order_by())
    mine: dict[int, list[Board]] = defaultdict(list)
    past: dict[int, list[Seat]] = defaultdict(list)
    own = Seat.objects.filter(bloc__in=blocs, board__in=account.boards_before, since__lte=today)
    for seat in own.select_related("board").prefetch_related("board__names"):
        if not seat.holds_on(today):
            past[seat.bloc_id].append(seat)
        elif seat.board_id in account.boards_today:
            mine[seat.bloc_id].append(seat.board)
    held = Term.objects.filter(bloc__in=blocs, office=Office.CHIEF, year__lte=today.year)
    chiefs: dict[int, Term] = {}
    for term in held.held_on(today).select_related("board").prefetch_related("board__names"):
        chiefs[term.bloc_id] = max(chiefs.get(term.bloc_id, term), term, key=lambda t: t.year)
    return [
        BlocCard(
            bloc=bloc,
            members=counts.get(bloc.pk, 0),
            year=chiefs[bloc.pk].year if bloc.pk in chiefs else today.year,
            chief=chiefs.get(bloc.pk),
            mine=mine[bloc.pk],
            past=past[bloc.pk],
        )
        for bloc in blocs
    ]


def blocs_listed_for(account: Account) -> QuerySet[Bloc]:
    """The blocs of the list, by name."""
    return blocs_visible_to(account).order_by("name", "pk")


@dataclass(frozen=True)
class Colleague:
    """A post in a ministry, and whether it holds and its person has come in."""

    post: MinistryPost
    is_held: bool
    has_joined: bool


def colleagues_in(ministry: Ministry) -> list[Colleague]:
    """The ministry's posts, those that hold today first."""
    today = clock.today()
    came_in = set(joined(ministry.posts.all()).values_list("pk", flat=True))
    posts = ministry.posts.select_related("account").order_by("role", "since")
    listed = [Colleague(post, post.holds_on(today), post.pk in came_in) for post in posts]
    return sorted(listed, key=lambda colleague: not colleague.is_held)


def blocs_of(ministry: Ministry) -> QuerySet[Bloc]:
    """The blocs that the ministry organises, or took over, with their members counted."""
    now = Count("seats", filter=holds_on(clock.today(), "seats__"))
    line = ministry_line(ministry.pk)
    return Bloc.objects.filter(organiser__in=line).annotate(members=now).order_by("name")
