"""Ballots for tests: today, all three boards there, two tellers with their pass-phrases."""

from fractions import Fraction

from conferences import actions
from conferences.actions.ballots import Stands
from conferences.models import (
    BoardAtBallot,
    BoardAtConference,
    Purpose,
    TellerAtBallot,
    VoteKind,
)
from conferences.queries import ballots as queries
from tests.conferences.called import called
from tests.conftest import TODAY

PHRASES = {"deputy": "hoa sen trắng", "leader": "núi Ngũ Hành"}
VOTERS = ("chief", "deputy", "leader")  # whose boards are world.chief, .deputy and .board


def held_today(world, cast):
    """A conference of today: each board's leader votes for it and is there."""
    conference = called(world, cast, held_on=TODAY)
    for part, board in zip(VOTERS, (world.chief, world.deputy, world.board), strict=True):
        who = BoardAtConference(conference, board)
        actions.name_delegate(who, person=cast[part], by=cast[part])
        actions.check_in(who, by=cast[part])
    return conference


def with_tellers(conference, cast):
    """The deputy and the leader count, and have set their pass-phrases."""
    people = [cast[part] for part in PHRASES]
    actions.name_tellers(conference, tellers=people, by=cast["secretary"])
    for teller, phrase in zip(queries.tellers_of(conference), PHRASES.values(), strict=True):
        actions.set_pass_phrase(teller, passphrase=phrase, by=teller.account)
    return conference


def facts(*names, **changed):
    usual = {
        "purpose": Purpose.PROPOSAL, "kind": VoteKind.AGREE, "title": "Cờ thi đua của Bộ",
        "share": Fraction(1, 2), "options": [Stands(name) for name in names or ("A", "B")],
    }  # fmt: skip
    return usual | changed


def prepared(conference, cast, *names, **changed):
    return actions.prepare_ballot(conference, **facts(*names, **changed), by=cast["secretary"])


def frozen(conference, cast, *names, **changed):
    ballot = prepared(conference, cast, *names, **changed)
    actions.freeze_ballot(ballot, by=cast["secretary"])
    return ballot


def opened(conference, cast, *names, closes_at=None, **changed):
    ballot = frozen(conference, cast, *names, **changed)
    actions.open_ballot(ballot, closes_at=closes_at, by=cast["chief"])
    return ballot


def before(ballot, world, part):
    """The board of that person before the ballot."""
    board = dict(zip(VOTERS, (world.chief, world.deputy, world.board), strict=True))[part]
    return BoardAtBallot(ballot, board)


def votes(ballot, world, cast, **marks):
    """These people vote so; no marks is a blank paper."""
    for part, marked in marks.items():
        actions.cast_vote(before(ballot, world, part), marks=marked, by=cast[part])


def teller(ballot, cast, part):
    found = queries.teller_at(ballot.conference, cast[part])
    return TellerAtBallot(ballot, found)


def closed(ballot, cast):
    actions.close_ballot(ballot, by=cast["chief"])
    return ballot


def counted(ballot, cast):
    """Closed, and opened by both tellers."""
    closed(ballot, cast)
    for part, phrase in PHRASES.items():
        actions.give_part(teller(ballot, cast, part), passphrase=phrase, by=cast[part])
    return ballot


def declared(ballot, cast):
    counted(ballot, cast)
    actions.declare_ballot(ballot, by=cast["chief"])
    return ballot


def figures(valid=0, blank=0, spoilt=0, **votes):
    """What a teller has counted by hand; votes by option, as a1={"for": 2}."""
    found = {name.removeprefix("a"): many for name, many in votes.items()}
    return {"valid": valid, "blank": blank, "spoilt": spoilt, "votes": found}
