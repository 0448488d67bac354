"""What the pages of ballots show, and to whom."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conferences.models import (
    BallotOption,
    BallotStage,
    Conference,
    ConferenceBallot,
    VoteKind,
)
from conferences.queries import ballots as queries
from conferences.queries.attendance import arrivals_of
from conferences.queries.conferences import posts_at
from conferences.queries.delegates import members_of
from conferences.regulations import ballots as regulations
from foundation.ballots.models import Way
from foundation.ballots.rules import Outcome, reveals
from members.models import Account, Board

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another
CODE_LENGTH = 8
LEADS = {
    VoteKind.AGREE: gettext_lazy(
        "Agree or disagree to each; what you leave empty counts for neither."
    ),
    VoteKind.CHOOSE: gettext_lazy("Choose the ones you are for."),
    VoteKind.ELECT: gettext_lazy("Choose one."),
}


@dataclass(frozen=True)
class Result:
    """An option with what was said of it, as it is printed."""

    option: BallotOption
    agree: int
    disagree: int
    percent: str
    has_passed: bool


@dataclass(frozen=True)
class Line:
    """A board on the roll: whether it is there, and how it votes."""

    board: Board
    is_there: bool
    way: str
    has_voted: bool

    @property
    def words(self) -> Any:
        return Way(self.way).label


def of_list(conference: Conference, account: Account) -> dict[str, Any]:
    """All ballots, what waits for this person, and who counts."""
    ballots = list(queries.ballots_of(conference))
    for ballot in ballots:
        ballot.conference = conference
    tellers = queries.tellers_of(conference)
    stands = not conference.called_off_at
    return {
        "ballots": ballots,
        "tellers": tellers,
        "mine": next((each for each in tellers if each.account_id == account.pk), None),
        "to_vote": queries.papers_of(ballots, account),
        "prepares": stands and account.has_perm("conferences.prepare_ballot", conference),
    }


def of_ballot(ballot: ConferenceBallot, account: Account) -> dict[str, Any]:
    """One ballot: its question and rules, how far it is, what this person may do now."""
    may = {verb: account.has_perm(f"conferences.{verb}", ballot) for verb in VERBS}
    prefetch_related_objects([ballot], "options")
    options = queries.options_of(ballot)
    sees = ballot.state == BallotStage.DECLARED or (
        ballot.state == BallotStage.COUNTED and (may["declare_ballot"] or counts(ballot))
    )
    outcome = queries.outcome_of(ballot) if sees else None
    return {
        "options": options,
        "own": queries.papers_of([ballot], account),
        "may": may,
        "counts": counts(ballot),
        "blockers": regulations.blockers(ballot) if may["freeze_ballot"] and is_new(ballot) else [],
        "few": regulations.has_few_electors(ballot),
        "rules": rules_of(ballot),
        "fingerprint": grouped(queries.fingerprint_of(ballot)) if ballot.box else "",
        "outcome": outcome,
        "results": results_of(outcome, options) if outcome else [],
        "reveals": bool(outcome and ballot.is_secret and reveals(outcome)),
        "codes": codes_of(ballot, options) if outcome and ballot.has_codes else [],
        "repeats": may["repeat_ballot"] and bool(regulations.options_again(ballot)),
        **progress_of(ballot),
    }


VERBS = (
    "change_ballot", "freeze_ballot", "open_ballot", "close_ballot", "declare_ballot",
    "void_ballot", "repeat_ballot", "give_paper",
)  # fmt: skip


def is_new(ballot: ConferenceBallot) -> bool:
    return ballot.state == BallotStage.PREPARED


def counts(ballot: Any) -> bool:
    """Whether whoever looks at it counts its votes (queries.ballots.ballots_visible_to)."""
    return ballot.is_counted


def progress_of(ballot: ConferenceBallot) -> dict[str, Any]:
    """How many have voted, never what."""
    if ballot.box is None:
        return {"electors": 0, "papers": 0}
    papers = ballot.box.roll.exclude(queries.TO_COME).count()
    return {"electors": queries.electors_of(ballot), "papers": papers}


def rules_of(ballot: ConferenceBallot) -> list[str]:
    """The rules in plain words."""
    rules = queries.rules_of(ballot)
    shares = {"share": rules.share, "of": ballot.get_share_of_display()}
    words = [
        _("Each member of the bloc has one vote.") if ballot.is_secret else _("By show of hands."),
        (_("Enough are more than %(share)s %(of)s.") if rules.is_strict else
         _("Enough are at least %(share)s %(of)s.")) % shares,
    ]  # fmt: skip
    if ballot.share_of == "all":
        members = queries.electors_of(ballot)
        votes = {"needed": rules.needed(members), "members": members}
        words.append(_("Of %(members)s members these are %(needed)s votes.") % votes)
    if rules.places:
        many = ngettext("At most %(n)s wins.", "At most %(n)s win.", rules.places)
        words.append(many % {"n": rules.places})
    if not ballot.votes_on_itself:
        words.append(_("A board that stands does not vote on itself."))
    return words


def grouped(hexadecimal: str) -> str:
    """In fours, as people compare it."""
    return " ".join(hexadecimal[i : i + 4] for i in range(0, len(hexadecimal), 4))


def results_of(outcome: Outcome, options: list[BallotOption]) -> list[Result]:
    """Each option with its votes, the best first."""
    known = {each.key: each for each in options}
    return [
        Result(
            known[line.option], line.agree, line.disagree,
            percent(outcome.share_of(line)), line.has_passed,
        )
        for line in outcome.lines
    ]  # fmt: skip


def percent(share: Any) -> str:
    """A share of all members in percent, with two places as the minutes print it."""
    hundredths = round(share * 10000)
    return f"{hundredths // 100},{hundredths % 100:02}"


def codes_of(ballot: ConferenceBallot, options: list[BallotOption]) -> list[dict[str, Any]]:
    """The published codes with what stood on their papers, by the code."""
    names = {each.key: each.text for each in options}
    rows = [row for row in queries.rows_of(ballot) if "code" in row]
    return [
        {"code": row["code"], "marks": [(names[key], mark) for key, mark in row["marks"].items()]}
        for row in sorted(rows, key=lambda row: row["code"])
    ]


def new_code() -> str:
    """A code for a paper, drawn anew each time a choice is shown back."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def roll_of(ballot: ConferenceBallot) -> list[Line]:
    """Who is on the roll, who is there, and who votes on paper; to hand out sheets."""
    assert ballot.box, "what is frozen in secret has its box"
    there = arrivals_of(ballot.conference)
    roll = {line.seat: line for line in ballot.box.roll.all()}
    return [
        Line(board, board.pk in there, line.way, line.has_voted)
        for board in members_of(ballot.conference)
        if (line := roll.get(str(board.pk)))
    ]


def people_who_may_count(conference: Conference) -> dict[Account, str]:
    """The people of the bloc's boards, each with the board."""
    posts = posts_at(members_of(conference))
    return {post.account: post.board.short_name for post in reversed(posts)}


def lead_of(ballot: ConferenceBallot) -> Any:
    """How to fill in the paper, in a sentence."""
    return LEADS[VoteKind(ballot.kind)]


def of_count(ballot: ConferenceBallot) -> dict[str, Any]:
    """Who has given a part of the key already, and how many papers were counted by hand."""
    return {"given": queries.who_gave(ballot), "papers": queries.papers_by_hand(ballot)}
