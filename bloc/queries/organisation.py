"""Ministries, seats and offices, for no person in particular."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from bloc.models import Bloc, Ministry, MinistryName, Office, Seat, Secretary, Term
from foundation import clock
from foundation.periods import holds_on
from members import names
from members.models import Account, Board, Invitation, Merger, Post, Role

RANK = {Office.CHIEF: 0, Office.DEPUTY: 1}


def all_successions() -> list[tuple[int, int]]:
    """Which ministry was succeeded by which, as (former, heir)."""
    rows = Ministry.objects.filter(succeeds__isnull=False)
    return list(rows.values_list("succeeds_id", "pk"))


def ministry_line(ministry_id: int) -> set[int]:
    """The ministry, those it succeeded and those that succeeded it."""
    steps = all_successions()
    back = [(heir, former) for former, heir in steps]
    return {ministry_id, *names.chain(ministry_id, steps), *names.chain(ministry_id, back)}


def organiser_on(bloc: Bloc, day: dt.date) -> MinistryName | None:
    """The ministry that organises the bloc on that day, by its name then: founder or heir."""
    return successor_on(bloc.organiser_id, day)


def successor_on(ministry_id: int, day: dt.date) -> MinistryName | None:
    """The ministry that stands in that one's place on that day, by its name then."""
    return successors_on([ministry_id], day)[ministry_id]


def successors_on(ministry_ids: Iterable[int], day: dt.date) -> dict[int, MinistryName | None]:
    """For each ministry the one that stands in its place on that day: one query however many."""
    every = list(MinistryName.objects.select_related("ministry").order_by("since"))
    return {ministry_id: name_in_line(ministry_id, every, day) for ministry_id in ministry_ids}


def name_in_line(ministry_id: int, every: list[MinistryName], day: dt.date) -> MinistryName | None:
    """The name of that day among those of the ministry and of its heirs."""
    steps = [
        (name.ministry.succeeds_id, name.ministry_id) for name in every if name.ministry.succeeds_id
    ]
    line = {ministry_id, *names.chain(ministry_id, steps)}
    borne = [name for name in every if name.ministry_id in line]
    held = [name for name in borne if name.holds_on(day)]
    return held[-1] if held else names.borne_on(borne, day)


def joined(posts: QuerySet) -> QuerySet:
    """Those of the posts whose person has come in: not one who was only invited."""
    letters = Invitation.objects.filter(account=OuterRef("account"))
    came_in = Exists(letters.filter(accepted_at__isnull=False)) | ~Exists(letters)
    return posts.filter(came_in, account__is_active=True)


def joined_leaders(boards: Iterable[int] | QuerySet[Any]) -> QuerySet[Post]:
    """The leaders of these boards today who have come in."""
    posts = Post.objects.filter(board__in=boards, role=Role.LEADER).held_on(clock.today())
    return joined(posts).select_related("account")


def invited_leaders(boards: Iterable[int]) -> QuerySet[Any]:
    """The leaders of today who have an open invitation, sent at ``invited_at``."""
    letters = Invitation.objects.filter(
        account=OuterRef("account"), accepted_at=None, withdrawn_at=None
    ).order_by("-sent_at")
    posts = Post.objects.filter(board__in=boards, role=Role.LEADER).held_on(clock.today())
    return (
        posts.annotate(invited_at=Subquery(letters.values("sent_at")[:1]))
        .filter(invited_at__isnull=False)
        .select_related("account")
    )


def invited_before(board: Board, post_pk: str) -> dict[str, str]:
    """What was typed to invite that leader of the board, to send the letter again."""
    posts = invited_leaders([board.pk])
    post = posts.filter(pk=post_pk).first() if post_pk.isdecimal() else None
    if post is None:
        return {}
    person = {"full_name": post.account.full_name, "email": post.account.email}
    return {**person, "title": post.title, "capacity": post.capacity}


def is_led(board: Board) -> bool:
    """Whether somebody leads the board today, come in or only invited."""
    return Post.objects.filter(board=board, role=Role.LEADER).held_on(clock.today()).exists()


def leaders_of(bloc: Bloc) -> QuerySet[Post]:
    """Today's leaders of the bloc's members who have come in."""
    return joined_leaders(bloc.seats.held_on(clock.today()).values("board")).select_related("board")


def term_on(bloc: Bloc, year: int, office: str, day: dt.date) -> Term | None:
    """Who held an office of that year on that day."""
    terms = bloc.terms.filter(year=year, office=office).held_on(day)
    return terms.select_related("board").prefetch_related("board__names").first()


def year_in_charge(year: int, begun: Iterable[Term]) -> int:
    """Whose officers prepare and decide what belongs to ``year``, of the terms that have begun.

    Those of the year before, until the chief of the year itself has begun; a chief
    who ends early does not hand the year back (years overlap).
    """
    chiefs = {term.year for term in begun if term.office == Office.CHIEF}
    return year if year in chiefs else year - 1


def deciding_year_on(bloc: Bloc, year: int, day: dt.date) -> int:
    """The year in charge of ``year`` on that day, for no person in particular."""
    return year_in_charge(year, bloc.terms.filter(year=year, since__lte=day))


def members_on(bloc: Bloc, day: dt.date) -> list[Board]:
    """The boards seated on that day, in the bloc's order, with their names."""
    return [seat.board for seat in seats_on(bloc, day)]


def seats_on(bloc: Bloc, day: dt.date) -> QuerySet[Seat]:
    """The seats of that day in the bloc's order, with boards and their names."""
    seats = bloc.seats.held_on(day).order_by("position", "pk")
    return seats.select_related("board").prefetch_related("board__names")


def officers_first(bloc: Bloc, year: int, day: dt.date) -> list[tuple[Board, str]]:
    """The boards of that day with their office: chief and deputy of ``year``, then the list."""
    held = dict(
        bloc.terms.filter(year=year, office__in=list(RANK))
        .held_on(day)
        .values_list("board_id", "office")
    )
    boards = [(board, held.get(board.pk, "")) for board in members_on(bloc, day)]
    return sorted(boards, key=lambda pair: RANK.get(pair[1], 2))


def with_seats_on(day: dt.date) -> Prefetch:
    """The seats of a bloc on that day, with boards and names, for a list of blocs."""
    seats = Seat.objects.filter(holds_on(day)).select_related("board")
    return Prefetch(
        "seats", seats.order_by("position").prefetch_related("board__names"), to_attr="seats_now"
    )


def boards_kept_with(bloc: Bloc) -> QuerySet[Board]:
    """The boards that a keeper of the bloc looks after.

    Those that ever sat in a bloc of the ministry's line, what became of them, and
    boards that were registered and sit nowhere yet.
    """
    line = ministry_line(bloc.organiser_id)
    seated = Seat.objects.filter(organiser__in=line).values("board")
    merged = Merger.objects.filter(predecessor__in=seated).values("successor")
    nowhere = Q(seats=None, mergers=None, successions=None)
    kept = Board.objects.filter(Q(pk__in=seated) | Q(pk__in=merged) | nowhere)
    return kept.distinct().prefetch_related("names")


def boards_to_merge(bloc: Bloc, successor: Board) -> QuerySet[Board]:
    """The boards that may go into that one.

    Not itself, nor what has gone into it already or came out of it.
    """
    steps = list(Merger.objects.values_list("predecessor", "successor"))
    there = {went for went, into in steps if into == successor.pk}
    barred = {successor.pk, *there, *names.chain(successor.pk, steps)}
    return boards_kept_with(bloc).exclude(pk__in=barred)


def boards_to_seat(bloc: Bloc) -> QuerySet[Board]:
    """The boards that can become members.

    Those that went into another one are no more, and those that sit in a bloc of
    the ministry's line without a last day have their seat.
    """
    gone = Merger.objects.filter(predecessor=OuterRef("pk"))
    line = ministry_line(bloc.organiser_id)
    seated = Seat.objects.filter(board=OuterRef("pk"), organiser__in=line, until=None)
    return boards_kept_with(bloc).exclude(Exists(gone) | Exists(seated))


def next_place(bloc: Bloc) -> int:
    """The place after the last one in the bloc's list, coming seats counted."""
    lasting = bloc.seats.filter(Q(until=None) | Q(until__gte=clock.today()))
    last = lasting.order_by("position").last()
    return last.position + 1 if last else 1


def secretary_on(bloc: Bloc, year: int, day: dt.date) -> Secretary | None:
    """Who keeps the books of that year on that day."""
    rows = Secretary.objects.filter(bloc=bloc, year=year).held_on(day)
    return rows.select_related("account").first()


def chiefs_people(bloc: Bloc, year: int) -> QuerySet[Account]:
    """The people of the chief's board of that year, today: one of them may be secretary."""
    today = clock.today()
    chiefs = bloc.terms.filter(year=year, office=Office.CHIEF).held_on(today)
    at_work = Post.objects.held_on(today).filter(board__in=chiefs.values("board"))
    return Account.objects.filter(pk__in=at_work.values("account"), is_active=True)
