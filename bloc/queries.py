"""What we know of ministries, blocs, seats and offices."""

import datetime as dt

from django.db.models import Prefetch, QuerySet

from bloc.models import Bloc, Ministry, MinistryPost, MinistryRole, Office, Seat, Secretary, Term
from foundation import clock
from foundation.periods import holds_on
from members import names
from members.models import Account, Board


def ministry_posts(account: Account) -> list[MinistryPost]:
    """The person's parts in ministries today; asked once a request."""
    if "ministry_posts" not in account.known:
        account.known["ministry_posts"] = list(account.ministry_posts.held_on(clock.today()))
    return account.known["ministry_posts"]


def successions(account: Account) -> list[tuple[int, int]]:
    """Which ministry was succeeded by which; asked once a request."""
    if "successions" not in account.known:
        rows = Ministry.objects.filter(succeeds__isnull=False)
        account.known["successions"] = list(rows.values_list("succeeds_id", "pk"))
    return account.known["successions"]


def serves_ministry(account: Account, ministry_id: int, *roles: str) -> bool:
    """Whether the person holds one of these parts in the ministry or in one that succeeded it."""
    held = [post for post in ministry_posts(account) if post.role in (roles or MinistryRole.values)]
    if not held:
        return False
    heirs = {ministry_id, *names.chain(ministry_id, successions(account))}
    return any(post.ministry_id in heirs for post in held)


def offices(account: Account, bloc_id: int, year: int) -> dict[str, int]:
    """Which board holds which office of that year today; asked once a request."""
    known = account.known.setdefault("offices", {})
    if (bloc_id, year) not in known:
        terms = Term.objects.filter(bloc=bloc_id, year=year).held_on(clock.today())
        known[bloc_id, year] = dict(terms.values_list("office", "board_id"))
    return known[bloc_id, year]


def deciding_year(account: Account, bloc_id: int, year: int) -> int:
    """Whose officers prepare and decide what belongs to ``year``.

    Those of the year before, until the chief of the year itself is elected.
    """
    return year if Office.CHIEF in offices(account, bloc_id, year) else year - 1


def secretary_of(account: Account, bloc_id: int, year: int) -> int | None:
    """The account that keeps the books of that year today; asked once a request."""
    known = account.known.setdefault("secretaries", {})
    if (bloc_id, year) not in known:
        rows = Secretary.objects.filter(bloc=bloc_id, year=year).held_on(clock.today())
        known[bloc_id, year] = rows.values_list("account_id", flat=True).first()
    return known[bloc_id, year]


def seated_boards(account: Account, bloc_id: int) -> set[int]:
    """The boards that sit in the bloc today; asked once a request."""
    known = account.known.setdefault("seated", {})
    if bloc_id not in known:
        seats = Seat.objects.filter(bloc=bloc_id).held_on(clock.today())
        known[bloc_id] = set(seats.values_list("board_id", flat=True))
    return known[bloc_id]


def term_on(bloc: Bloc, year: int, office: str, day: dt.date) -> Term | None:
    """Who held an office of that year on that day."""
    terms = bloc.terms.filter(year=year, office=office).held_on(day)
    return terms.select_related("board").prefetch_related("board__names").first()


def members_on(bloc: Bloc, day: dt.date) -> list[Board]:
    """The boards seated on that day, in the bloc's order, with their names."""
    seats = bloc.seats.held_on(day).order_by("position").select_related("board")
    return [seat.board for seat in seats.prefetch_related("board__names")]


def officers_first(bloc: Bloc, year: int, day: dt.date) -> list[tuple[Board, str]]:
    """The boards of that day with their office: chief and deputy of ``year``, then the list."""
    held = dict(
        bloc.terms.filter(year=year, office__in=[Office.CHIEF, Office.DEPUTY])
        .held_on(day)
        .values_list("board_id", "office")
    )
    rank = {Office.CHIEF: 0, Office.DEPUTY: 1}
    boards = [(board, held.get(board.pk, "")) for board in members_on(bloc, day)]
    return sorted(boards, key=lambda pair: rank.get(pair[1], 2))


def blocs_visible_to(account: Account) -> QuerySet[Bloc]:
    """The blocs in which the person's boards sit, and those of the person's ministries."""
    seated = Seat.objects.held_on(clock.today()).filter(board__in=account.boards_today)
    ministries = {post.ministry_id for post in ministry_posts(account)}
    kept = {
        ministry
        for ministry in Ministry.objects.values_list("pk", flat=True)
        if ministries & {ministry, *names.chain(ministry, successions(account))}
    } if ministries else set()
    return Bloc.objects.filter(pk__in=seated.values("bloc")) | Bloc.objects.filter(
        organiser__in=kept
    )


def with_seats_on(day: dt.date) -> Prefetch:
    """The seats of a bloc on that day, with boards and names, for a list of blocs."""
    seats = Seat.objects.filter(holds_on(day)).select_related("board")
    return Prefetch(
        "seats", seats.order_by("position").prefetch_related("board__names"), to_attr="seats_now"
    )
