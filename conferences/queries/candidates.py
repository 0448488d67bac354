"""Which boards may stand for chief and deputy of the next year, and which have agreed to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bloc import queries as bloc_queries
from bloc.models import Office, Term
from campaigns.queries.rankings import exclusions_in_force, standings_of
from conferences.models import Conference, Consent
from conferences.rotation import suggested
from members.models import Board

ELECTED = (Office.CHIEF, Office.DEPUTY)


@dataclass(frozen=True)
class Candidate:
    """A board before an election: whether it may stand, and why it should or may not.

    ``suggestion_rank``: 1 for the board whose turn it is; None where it may not stand.
    """

    board: Board
    may_stand: bool
    reasons: list[str]
    served_years: list[int]
    suggestion_rank: int | None


def candidates(conference: Conference) -> list[Candidate]:
    """The bloc's boards on the day of the conference, in the order of the list.

    Who is excluded from emulation or stands unranked in the year may not stand (source:
    domain reference, §2.1); among the others the rotation suggests.
    """
    boards = bloc_queries.members_on(conference.bloc, conference.held_on)
    served = terms_served(conference)
    bars = bars_of(conference)
    free = [board for board in boards if not bars[board.pk]]
    places = suggested({board.pk: [term.year for term in served[board.pk]] for board in free})
    return [
        Candidate(
            board,
            may_stand=board.pk in places,
            reasons=[*bars[board.pk], *history(served[board.pk])],
            served_years=sorted({term.year for term in served[board.pk]}),
            suggestion_rank=places.get(board.pk),
        )
        for board in boards
    ]


def terms_served(conference: Conference) -> dict[int, list[Term]]:
    """For each board its terms as chief or deputy up to this year, the oldest first."""
    rows = conference.bloc.terms.filter(office__in=ELECTED, year__lte=conference.year)
    found: dict[int, list[Term]] = defaultdict(list)
    for term in rows.order_by("year", "since"):
        found[term.board_id].append(term)
    return found


def history(terms: Sequence[Term]) -> Iterator[str]:
    """“chief in 2019”, or that the board has never served; each year once."""
    if not terms:
        yield _("has never been chief or deputy")
    said = {
        _("%(office)s in %(year)s") % {"office": term.get_office_display(), "year": term.year}: None
        for term in terms
    }
    yield from said


def bars_of(conference: Conference) -> dict[int, list[str]]:
    """For each board what keeps it from standing, in words."""
    bars: dict[int, list[str]] = defaultdict(list)
    for each in exclusions_in_force(conference.campaign):
        words = _("excluded from the emulation of %(year)s: %(fact)s")
        bars[each.board_id].append(words % {"year": conference.year, "fact": each.fact})
    for row in standings_of(conference.campaign):
        if row.rank is None and not bars[row.board_id]:
            bars[row.board_id].append(_("not ranked in %(year)s") % {"year": conference.year})
    return bars


def consents_of(conference: Conference) -> list[Consent]:
    """The boards that have agreed to stand and not taken it back, in the order they did."""
    rows = conference.consents.standing().select_related("board", "agreed_by")
    return list(rows.order_by("agreed_at", "pk"))


def consent_of(conference: Conference, board: Board) -> Consent | None:
    """The board's word, where it stands."""
    return conference.consents.standing().filter(board=board).first()
