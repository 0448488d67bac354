"""What we know of what a conference votes on."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from campaigns.queries import campaigns_visible_to
from conferences.models import (
    BallotOption,
    BallotStage,
    BoardAtBallot,
    Conference,
    ConferenceBallot,
    Teller,
)
from conferences.queries.delegates import members_of, votes_of
from foundation import clock
from foundation.ballots.models import Way
from foundation.ballots.rules import Outcome, Rules, Turnout, counted
from members.models import Account

UNDER_WAY = (BallotStage.FROZEN, BallotStage.OPEN, BallotStage.CLOSED)
PAPER_ROOM, OPTION_ROOM = 96, 28  # bytes that a paper needs: for all, and for each option


def ballots_visible_to(account: Account) -> QuerySet[ConferenceBallot]:
    """What is voted on at the conferences of which the person may know."""
    rows = ConferenceBallot.objects.filter(conference__campaign__in=campaigns_visible_to(account))
    return rows.select_related("conference__campaign__bloc", "box")


def ballots_of(conference: Conference) -> QuerySet[ConferenceBallot]:
    """All of them in their order, with how many papers are in the box and on paper."""
    options = Prefetch("options", BallotOption.objects.order_by("position"))
    return with_papers(conference.ballots.prefetch_related(options)).order_by("position")


def with_papers(rows: QuerySet[ConferenceBallot]) -> QuerySet[ConferenceBallot]:
    """With how many are on the roll, have voted, and vote on paper or by letter."""
    return rows.annotate(
        electors=Count("box__roll"),
        voted=Count("box__roll", filter=Q(box__roll__has_voted=True)),
        on_paper=Count("box__roll", filter=~Q(box__roll__way=Way.BOX)),
    )


def options_of(ballot: ConferenceBallot) -> list[BallotOption]:
    """Who or what stands, in its order."""
    return list(ballot.options.all())


def ballots_to_close() -> QuerySet[ConferenceBallot]:
    """The open ones whose hour has come."""
    return ConferenceBallot.objects.filter(state=BallotStage.OPEN, closes_at__lte=clock.now())


# -- tellers ---------------------------------------------------------------------------------------


def tellers_of(conference: Conference) -> list[Teller]:
    """Who counts, the one at the head first."""
    rows = conference.tellers.filter(ended_at=None).select_related("account", "keyholder")
    return list(rows.order_by("position", "pk"))


def teller_at(conference: Conference, account: Account) -> Teller | None:
    """The person as one who counts there."""
    rows = conference.tellers.filter(ended_at=None, account=account)
    return rows.select_related("keyholder", "account").first()


def tellers_visible_to(account: Account) -> QuerySet[Teller]:
    """The person's own part in counting."""
    rows = Teller.objects.filter(ended_at=None, account=account)
    return rows.select_related("conference__campaign__bloc", "keyholder", "account")


def is_voting(conference: Conference) -> bool:
    """Whether something is open just now."""
    return conference.ballots.filter(state=BallotStage.OPEN).exists()


def holds_parts(teller: Teller) -> bool:
    """Whether a ballot that is not counted yet is sealed to the teller's key."""
    return bool(teller.keyholder_id) and teller.keyholder.parts.exists()


# -- the roll --------------------------------------------------------------------------------------


def asks_of(ballot: ConferenceBallot) -> dict[str, Any]:
    """What is frozen: the question with its rules, and the names of the roll."""
    conference = ballot.conference
    return {
        "bloc": str(conference.bloc),
        "conference": str(conference),
        "day": conference.held_on.isoformat(),
        "title": ballot.title,
        "options": [{"key": each.key, "text": each.text} for each in options_of(ballot)],
        "rules": ballot.rules.written(),
        "votes_on_itself": ballot.votes_on_itself,
        "codes": ballot.has_codes,
        "source": ballot.source,
        "names": {str(board.pk): board.short_name for board in members_of(conference)},
    }


def room_for(options: int) -> int:
    """How many bytes the longest paper with so many options may need."""
    return PAPER_ROOM + OPTION_ROOM * options


def seats_of(ballot: ConferenceBallot, account: Account) -> list[BoardAtBallot]:
    """The boards for which this person votes in it, in the order in which they were named."""
    return [BoardAtBallot(ballot, each.board) for each in votes_of(ballot.conference, account)]


def has_voted(who: BoardAtBallot) -> bool:
    """Whether the board's paper is in the box, or it votes on paper."""
    assert who.ballot.box, "what is open in secret has its box"
    line = who.ballot.box.roll.filter(seat=who.seat)
    return line.filter(Q(has_voted=True) | ~Q(way=Way.BOX)).exists()


def papers_by_hand(ballot: ConferenceBallot) -> int:
    """How many votes come on sheets and by letter: the tellers count these by hand."""
    return ballot.box.roll.exclude(way=Way.BOX).count() if ballot.box else 0


def turnout_of(ballot: ConferenceBallot) -> Turnout:
    """As it was when the ballot was closed."""
    assert ballot.present is not None, "the ballot was closed"
    assert ballot.issued is not None, "the ballot was closed"
    return Turnout(len(members_of(ballot.conference)), ballot.present, ballot.issued)


def turnout_now(ballot: ConferenceBallot) -> Turnout:
    """Members, boards that are there, and those who had a paper before them."""
    members = {str(board.pk) for board in members_of(ballot.conference)}
    there = ballot.conference.arrivals.there().values_list("board_id", flat=True)
    present = {str(board) for board in there} & members
    used: Iterable[str] = ()
    if ballot.box:
        used = ballot.box.roll.filter(Q(has_voted=True) | ~Q(way=Way.BOX)).values_list(
            "seat", flat=True
        )
    return Turnout(len(members), len(present), issued=len(present | set(used)))


# -- what came out ---------------------------------------------------------------------------------


def outcome_of(ballot: ConferenceBallot) -> Outcome | None:
    """What was counted, out of the papers themselves or the hands; None before the count."""
    if ballot.outcome is None:
        return None
    written = ballot.outcome
    turnout = Turnout(*(written[name] for name in ("members", "present", "issued")))
    options = [each.key for each in options_of(ballot)]
    return counted(rules_of(ballot), options, rows_of(ballot), turnout)


def rules_of(ballot: ConferenceBallot) -> Rules:
    """The rules as they were frozen."""
    return Rules.read(ballot.box.asks["rules"]) if ballot.box else ballot.rules


def rows_of(ballot: ConferenceBallot) -> list[dict[str, Any]]:
    """The papers as they came out of the box; of an open vote what was counted."""
    if ballot.box is None:
        return list(ballot.outcome["rows"]) if ballot.outcome else []
    return [paper.content for paper in ballot.box.papers.all()]
