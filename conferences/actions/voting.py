"""Delegates vote; tellers count; nothing here says who has voted what."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conferences.models import (
    BallotStage,
    BoardAtBallot,
    ConferenceBallot,
    ShowOfHands,
    TellerAtBallot,
)
from conferences.queries import ballots as queries
from conferences.regulations import ballots as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.ballots import booth, count, rules, tellers
from foundation.shortcuts import lock
from members.models import Account

HAND_ROOM = 60  # bytes for each option in what a teller has counted by hand


@sensitive_variables()
@transaction.atomic
def cast_vote(
    who: BoardAtBallot,
    *,
    marks: Mapping[str, str],
    is_spoilt: bool = False,
    code: str = "",
    by: Account,  # noqa: ARG001
) -> None:
    """Put a board's paper into the box (bỏ phiếu). ``marks``: option → mark; none is blank.

    The roll alone says that it has happened: no event, no history, no letter, and nobody is
    named beside the paper, not even ``by`` (house rule on secret ballots). Raises NotOpen,
    VotingOver, NotInTheRoom, MarksUnfit, NoVoteOnItself, and of the booth AnsweredAlready,
    HasPaper, NotOnTheRoll and BoxClosed.
    """
    regulations.check_cast(who, marks)
    assert who.ballot.box, "checked"
    paper: dict[str, Any] = {"marks": {} if is_spoilt else dict(marks)}
    if is_spoilt:
        paper[rules.WHOLE] = str(rules.Paper.SPOILT)
    if who.ballot.has_codes and code:
        paper[rules.CODE] = code
    booth.cast(who.ballot.box, who.seat, paper)


@sensitive_variables()
@transaction.atomic
def enter_hand_count(who: TellerAtBallot, *, figures: dict[str, Any], by: Account) -> None:
    """A teller has counted the papers on paper; sealed until the count (nhập kết quả phiếu giấy).

    ``figures``: valid, blank, spoilt, and votes: option → mark → how many. Raises NotClosed,
    NoPaperVotes and FiguresUnfit.
    """
    ballot = who.ballot
    lock(ballot)
    regulations.check_hand_count(ballot, figures)
    assert ballot.box, "checked"
    size = queries.PAPER_ROOM + HAND_ROOM * len(queries.options_of(ballot))
    count.enter_by_hand(ballot.box, str(who.teller.pk), figures, size=size)
    record("conferences.enter_hand_count", ballot.conference, by=by, title=ballot.title)


@transaction.atomic
def enter_hands(who: TellerAtBallot, *, figures: dict[str, Any], by: Account) -> None:
    """A teller has counted the hands; where two agree that is the result (ghi biểu quyết).

    Raises HandsOnly, NotClosed and FiguresUnfit.
    """
    ballot = who.ballot
    lock(ballot)
    regulations.check_hands(ballot, figures)
    ballot.hands.update_or_create(teller=who.teller, defaults={"figures": figures})
    record("conferences.enter_hands", ballot.conference, by=by, title=ballot.title)
    others = ShowOfHands.objects.filter(ballot=ballot).exclude(teller=who.teller)
    if any(other.figures == figures for other in others):
        rows = rows_by_hand(figures)
        keep_outcome(ballot, rows, {"rows": rows})
        record("conferences.count_ballot", ballot.conference, by=by, title=ballot.title)


def rows_by_hand(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was counted by hand, as the rows that come out of a box."""
    many = {name: figures[name] for name in ("valid", "blank", "spoilt")}
    return rules.by_hand(figures["votes"], **many)


@sensitive_variables()
@transaction.atomic
def give_part(who: TellerAtBallot, *, passphrase: str, by: Account) -> bool:
    """Give one's part of the key; the second that is given opens and counts (kiểm phiếu).

    Whether the box was opened. Raises NotClosed, NotSealedToYou, HandCountsMissing, and of the
    tellers' keys PassphraseWrong, PartGiven, KeyLost and HandCountsDiffer.
    """
    ballot = who.ballot
    lock(ballot)
    regulations.check_give_part(who)
    assert ballot.box, "checked"
    part = ballot.box.parts.select_related("ballot", "holder").get(holder=who.teller.keyholder_id)
    private = tellers.turn(part, passphrase)
    record("conferences.give_part", ballot.conference, by=by, title=ballot.title)
    if private is None:
        return False
    rows = opened(ballot, private)
    keep_outcome(ballot, rows, {})
    record("conferences.count_ballot", ballot.conference, by=by, title=ballot.title)
    return True


@sensitive_variables()
def opened(ballot: ConferenceBallot, private: X25519PrivateKey) -> list[dict[str, Any]]:
    """What came out of the box and of the tellers' hands, taken apart, in no order."""
    assert ballot.box, "what is closed in secret has its box"
    figures = count.agreed_by_hand(ballot.box, private)
    more = rows_by_hand(figures) if figures else []

    def keep(papers: list[Any]) -> list[dict[str, Any]]:
        return [*rules.taken_apart(papers, whole=ballot.has_codes), *more]

    return [paper.content for paper in count.open_papers(ballot.box, keep, private)]


def keep_outcome(
    ballot: ConferenceBallot, rows: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    """What follows from these rows by the rules that were frozen."""
    options = [each.key for each in queries.options_of(ballot)]
    turnout = queries.turnout_of(ballot)
    outcome = rules.counted(queries.rules_of(ballot), options, rows, turnout)
    ballot.outcome = outcome.written() | more
    ballot.move(BallotStage.COUNTED)
    ballot.counted_at = clock.now()
    ballot.save(update_fields=["outcome", "state", "counted_at"])
