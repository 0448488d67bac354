"""Something is put to the vote: prepared, frozen, opened, closed, declared or void."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

import bloc.actions
from bloc.models import BlocYear
from conferences.actions.signing import issue_paper, number_for
from conferences.models import (
    BallotOption,
    BallotStage,
    BoardAtBallot,
    Conference,
    ConferenceBallot,
    PaperKind,
    VoteKind,
)
from conferences.papers.count import full_title
from conferences.queries import ballots as queries
from conferences.queries.attendance import quorum_of
from conferences.regulations import ballots as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.ballots import booth, count
from foundation.ballots.models import Way
from foundation.documents.words import day_in_words
from foundation.shortcuts import lock
from members.models import Account, Board

# what is written of a ballot as it is; share and options besides
WRITTEN = (
    "purpose", "kind", "title", "is_secret", "is_strict", "share_of", "most", "places",
    "votes_on_itself", "has_codes", "source",
)  # fmt: skip

ELECTED = "Bầu tại hội nghị tổng kết năm {year}, {day}"


@dataclass(frozen=True)
class Stands:
    """Who or what stands in a ballot: its words, and the board if it is one."""

    text: str
    board: Board | None = None


@transaction.atomic
def prepare_ballot(
    conference: Conference,
    *,
    options: Sequence[Stands],
    share: Fraction,
    after: ConferenceBallot | None = None,
    by: Account,
    **facts: Any,
) -> ConferenceBallot:
    """Say what is voted on, and by which rules (chuẩn bị lần bỏ phiếu).

    ``facts``: the fields of a ballot by their names (``WRITTEN``). Raises what
    regulations.check_prepare raises.
    """
    lock(conference)
    last = conference.ballots.aggregate(last=Max("position"))["last"] or 0
    ballot = ConferenceBallot(conference=conference, position=last + 1, after=after, prepared_by=by)
    write(ballot, options, share, facts)
    record("conferences.prepare_ballot", conference, by=by, title=ballot.title)
    return ballot


@transaction.atomic
def change_ballot(
    ballot: ConferenceBallot,
    *,
    options: Sequence[Stands],
    share: Fraction,
    by: Account,
    **facts: Any,
) -> None:
    """Word it otherwise, before it is frozen (sửa lần bỏ phiếu).

    Raises what regulations.check_prepare raises.
    """
    lock(ballot)
    write(ballot, options, share, facts)
    record("conferences.change_ballot", ballot.conference, by=by, title=ballot.title)


def write(
    ballot: ConferenceBallot, options: Sequence[Stands], share: Fraction, facts: dict[str, Any]
) -> None:
    """The ballot with these facts and options, if they make one."""
    for name in WRITTEN:
        setattr(ballot, name, facts.get(name, getattr(ballot, name)))
    ballot.title = ballot.title.strip()
    ballot.share_parts, ballot.share_whole = share.as_integer_ratio()
    if ballot.kind == VoteKind.ELECT:
        ballot.most, ballot.places = 1, 1
    regulations.check_prepare(ballot, [each.text for each in options])
    ballot.save()
    ballot.options.all().delete()
    BallotOption.objects.bulk_create(
        BallotOption(ballot=ballot, position=place, text=each.text, board=each.board)
        for place, each in enumerate(options, 1)
    )


@transaction.atomic
def freeze_ballot(ballot: ConferenceBallot, *, by: Account) -> None:
    """Fix question, rules and roll, and seal it to the tellers (chốt lần bỏ phiếu).

    Raises ConferenceCalledOff, IllegalMove and what still blocks it.
    """
    lock(ballot.conference)
    lock(ballot)
    regulations.check_freeze(ballot)
    ballot.move(BallotStage.FROZEN)
    if ballot.is_secret:
        asks = queries.asks_of(ballot)
        tellers = queries.tellers_of(ballot.conference)
        holders = [each.keyholder for each in tellers if each.keyholder]
        size = queries.room_for(len(asks["options"]))
        ballot.box = booth.freeze(asks, asks["names"], holders, paper_size=size)
    ballot.frozen_at, ballot.frozen_by = clock.now(), by
    ballot.save(update_fields=["state", "box", "frozen_at", "frozen_by"])
    record("conferences.freeze_ballot", ballot.conference, by=by, title=ballot.title)


@transaction.atomic
def open_ballot(
    ballot: ConferenceBallot, *, closes_at: dt.datetime | None = None, by: Account
) -> None:
    """Let the boards vote, until that hour or until it is closed by hand (mở bỏ phiếu).

    Raises ConferenceCalledOff, NotToday, QuorumMissing, HourPast and IllegalMove.
    """
    lock(ballot.conference)
    lock(ballot)
    regulations.check_open(ballot, closes_at)
    ballot.move(BallotStage.OPEN)
    if ballot.box:
        booth.open_frozen(ballot.box)
    ballot.opened_at, ballot.opened_by, ballot.closes_at = clock.now(), by, closes_at
    ballot.save(update_fields=["state", "opened_at", "opened_by", "closes_at"])
    present = quorum_of(ballot.conference).present
    facts = {"title": ballot.title, "present": present}
    record("conferences.open_ballot", ballot.conference, by=by, **facts)


@transaction.atomic
def give_paper(who: BoardAtBallot, *, way: str = Way.PAPER, by: Account) -> None:
    """The board votes on a sheet of paper, or has sent its vote by letter (phát phiếu giấy).

    Raises NotOpen, NotOnTheRoll, HasPaper and AnsweredAlready.
    """
    lock(who.ballot)
    regulations.check_give_paper(who.ballot)
    assert who.ballot.box, "checked"
    booth.give_paper(who.ballot.box, who.seat, Way(way))
    facts = {"board": who.board.short_name, "title": who.ballot.title, "way": str(way)}
    record("conferences.give_paper", who.ballot.conference, by=by, **facts)


@transaction.atomic
def close_ballot(ballot: ConferenceBallot, *, by: Account | None) -> None:
    """Take no more papers: by hand, or by the hour (đóng bỏ phiếu). Raises NotOpen."""
    lock(ballot.conference)
    lock(ballot)
    regulations.check_close(ballot)
    ballot.move(BallotStage.CLOSED)
    if ballot.box:
        booth.close(ballot.box)
    turnout = queries.turnout_now(ballot)
    ballot.closed_at, ballot.present, ballot.issued = clock.now(), turnout.present, turnout.issued
    ballot.save(update_fields=["state", "closed_at", "present", "issued"])
    record("conferences.close_ballot", ballot.conference, by=by, title=ballot.title)


@transaction.atomic
def declare_ballot(ballot: ConferenceBallot, *, by: Account) -> None:
    """Say before the whole conference what came out (công bố kết quả).

    The minutes of the count get their number and wait to be signed. Whoever is elected holds
    the office of the next year from that day. Raises NotCounted.
    """
    lock(ballot)
    regulations.check_declare(ballot)
    ballot.move(BallotStage.DECLARED)
    ballot.declared_at, ballot.declared_by = clock.now(), by
    ballot.save(update_fields=["state", "declared_at", "declared_by"])
    record("conferences.declare_ballot", ballot.conference, by=by, title=ballot.title)
    paper = number_for(ballot.conference, full_title(ballot), by=by)
    issue_paper(ballot.conference, PaperKind.COUNT, paper, ballot=ballot, by=by)
    take_office(ballot, by=by)


def take_office(ballot: ConferenceBallot, *, by: Account) -> None:
    """The elected board's term begins, unless the ministry has entered one already.

    The old chief goes on closing the year that is over: years overlap (bloc.begin_term).
    """
    board = queries.elected_by(ballot)
    if board is None:
        return
    bloc_year = BlocYear(ballot.bloc, ballot.year + 1)
    terms = ballot.bloc.terms.filter(year=bloc_year.year)
    if terms.filter(Q(office=ballot.purpose) | Q(board=board)).exists():
        return
    bloc.actions.begin_term(
        bloc_year,
        office=ballot.purpose,
        board=board,
        since=clock.today(),
        basis=ELECTED.format(day=day_in_words(clock.today()), year=ballot.year),
        is_invented=ballot.conference.is_invented,
        by=by,
    )


@transaction.atomic
def void_ballot(ballot: ConferenceBallot, *, reason: str, by: Account) -> None:
    """It counts for nothing; papers that were not counted yet are destroyed (hủy lần bỏ phiếu).

    Raises VoidReasonMissing, and IllegalMove where it was declared or is void already.
    """
    lock(ballot)
    regulations.check_void(reason)
    was = ballot.state
    ballot.move(BallotStage.VOID)
    if ballot.box and was in queries.UNDER_WAY:
        count.burn(ballot.box)
    ballot.void_reason = reason.strip()
    ballot.voided_at, ballot.voided_by = clock.now(), by
    ballot.save(update_fields=["state", "void_reason", "voided_at", "voided_by"])
    facts = {"title": ballot.title, "reason": ballot.void_reason}
    record("conferences.void_ballot", ballot.conference, by=by, **facts)


@transaction.atomic
def repeat_ballot(ballot: ConferenceBallot, *, by: Account) -> ConferenceBallot:
    """Prepare the second round, or a void ballot anew (bỏ phiếu lại, bỏ phiếu vòng hai).

    Raises ConferenceCalledOff and NothingToRepeat.
    """
    lock(ballot)
    regulations.check_repeat(ballot)
    keys = regulations.options_again(ballot)
    stands = [
        Stands(each.text, each.board) for each in queries.options_of(ballot) if each.key in keys
    ]
    facts = {name: getattr(ballot, name) for name in WRITTEN}
    return prepare_ballot(
        ballot.conference, options=stands, share=ballot.share, after=ballot, by=by, **facts
    )
