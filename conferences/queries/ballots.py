"""What we know of what a conference votes on."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from campaigns.queries import campaigns_visible_to
from conferences.models import (
    BallotOption,
    BallotStage,
    BoardAtBallot,
    Chair,
    Conference,
    ConferenceBallot,
    Teller,
)
from conferences.queries.delegates import members_of, votes_of
from foundation import clock
from foundation.ballots import rules
from foundation.ballots.models import Ballot, Elector, KeyPart, Way
from foundation.ballots.rules import Outcome, Rules, Turnout, counted
from members.models import Account, Board

TO_COME = Q(has_voted=False, way=Way.BOX)  # on the roll, and no paper yet
UNDER_WAY = (BallotStage.FROZEN, BallotStage.OPEN, BallotStage.CLOSED)
PAPER_ROOM, OPTION_ROOM = 96, 28  # bytes that a paper needs: for all, and for each option


def ballots_visible_to(account: Account) -> QuerySet[ConferenceBallot]:
    """What is voted on at the conferences of which the person may know.

    Each tells whether the person chairs the conference, and counts its votes.
    """
    here = {"conference": OuterRef("conference"), "account": account.pk}
    rows = ConferenceBallot.objects.filter(conference__campaign__in=campaigns_visible_to(account))
    around = ("conference__campaign__bloc", "box", "signed_paper")
    return rows.select_related(*around).annotate(
        is_chaired=Exists(Chair.objects.filter(**here)),
        is_counted=Exists(Teller.objects.filter(**here, ended_at=None)),
    )


def ballots_of(conference: Conference) -> QuerySet[ConferenceBallot]:
    """All of them in their order, with how many papers are in the box and on paper."""
    return with_papers(conference.ballots.all()).order_by("position")


def with_papers(rows: QuerySet[ConferenceBallot]) -> QuerySet[ConferenceBallot]:
    """With how many are on the roll, have voted, and vote on paper or by letter."""
    return rows.annotate(
        electors=Count("box__roll"),
        voted=Count("box__roll", filter=Q(box__roll__has_voted=True)),
        on_paper=Count("box__roll", filter=~Q(box__roll__way=Way.BOX)),
    )


def shown_to_the_room(conference: Conference) -> ConferenceBallot | None:
    """What the screen shows: the ballot that was opened last, until the next item begins."""
    rows = conference.ballots.filter(opened_at__isnull=False).exclude(state=BallotStage.VOID)
    found = with_papers(rows).select_related("box").prefetch_related("options")
    return found.order_by("opened_at").last()


def options_of(ballot: ConferenceBallot) -> list[BallotOption]:
    """Who or what stands, in its order."""
    return list(ballot.options.all())


def frozen_keys(box: Ballot) -> set[str]:
    """The keys of what stands, as the box holds them: nothing is asked of the database."""
    return {each["key"] for each in box.asks["options"]}


def own_options(who: BoardAtBallot) -> set[str]:
    """The keys under which the board itself stands."""
    return {each.key for each in options_of(who.ballot) if each.board_id == who.board_id}


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


def who_gave(ballot: ConferenceBallot) -> list[Teller]:
    """The tellers who have given their part of the key."""
    turned = KeyPart.objects.filter(ballot=ballot.box_id).exclude(turned=b"")
    rows = Teller.objects.filter(keyholder__parts__in=turned)
    return list(rows.select_related("account").order_by("position", "pk"))


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


def papers_of(ballots: Iterable[ConferenceBallot], account: Account) -> list[BoardAtBallot]:
    """The papers that this person has still to hand in, of open secret ballots of a conference."""
    opened = [each for each in ballots if each.state == BallotStage.OPEN and each.box_id]
    if not opened:
        return []
    boards = [each.board for each in votes_of(opened[0].conference, account)]
    prefetch_related_objects(boards, "names")
    lines = Elector.objects.filter(ballot__in=[each.box_id for each in opened]).filter(TO_COME)
    wanted = set(lines.values_list("ballot_id", "seat"))
    papers = [BoardAtBallot(ballot, board) for ballot in opened for board in boards]
    return [who for who in papers if (who.ballot.box_id, who.seat) in wanted]


def has_voted(who: BoardAtBallot) -> bool:
    """Whether the board's paper is in the box, or it votes on paper."""
    assert who.ballot.box, "what is open in secret has its box"
    return who.ballot.box.roll.filter(seat=who.seat).exclude(TO_COME).exists()


def electors_of(ballot: ConferenceBallot) -> int:
    """How many may vote: one for each member of the bloc on the day."""
    if ballot.box:
        return len(ballot.box.asks["names"])
    conference = ballot.conference
    return conference.bloc.seats.held_on(conference.held_on).count()


def fingerprint_of(ballot: ConferenceBallot) -> str:
    """Of question, rules, roll and key; the names that were frozen are the roll's."""
    assert ballot.box, "what is frozen in secret has its box"
    asks = ballot.box.asks
    return rules.fingerprint(asks, asks["names"], bytes(ballot.box.public_key))


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
        used = ballot.box.roll.exclude(TO_COME).values_list("seat", flat=True)
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


def elected_by(ballot: ConferenceBallot) -> Board | None:
    """The board that an election has given an office; None where it has given none."""
    outcome = outcome_of(ballot) if ballot.is_election else None
    if outcome is None or len(outcome.passed) != 1:
        return None
    return ballot.options.get(position=int(outcome.passed[0])).board


def rules_of(ballot: ConferenceBallot) -> Rules:
    """The rules as they were frozen."""
    return Rules.read(ballot.box.asks["rules"]) if ballot.box else ballot.rules


def rows_of(ballot: ConferenceBallot) -> list[dict[str, Any]]:
    """The papers as they came out of the box; of an open vote what was counted."""
    if ballot.box is None:
        return list(ballot.outcome["rows"]) if ballot.outcome else []
    return [paper.content for paper in ballot.box.papers.all()]
