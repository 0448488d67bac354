"""What the screen of the conference room shows: for everybody in the room, so for no account."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from conferences.models import Arrival, BallotStage, Conference, ConferenceBallot
from conferences.queries import attendance as queries
from conferences.queries.ballots import shown_to_the_room
from conferences.queries.conferences import Line, bare_agenda_of, spoken_of
from conferences.queries.delegates import members_of
from conferences.queries.invitations import who_decline
from foundation.live import letters_of


@dataclass(frozen=True)
class Seat:
    """A board's place on the screen."""

    name: str
    state: str  # as the wall colours it: signed (there), declined (does not come), waiting
    words: str

    @property
    def room(self) -> int:
        return letters_of(self.name)


@dataclass(frozen=True)
class Result:
    """A line of what came out."""

    name: str
    votes: int
    has_passed: bool

    @property
    def room(self) -> int:
        return letters_of(self.name)


def of_screen(conference: Conference) -> dict[str, Any]:
    """What is spoken of now and next, and which boards are there."""
    boards, there = members_of(conference), queries.arrivals_of(conference)
    away = who_decline(conference)
    agenda = bare_agenda_of(conference)
    now = spoken_of(agenda)
    ballot = shown(conference, now)
    place = agenda.index(now) + 1 if now else 0
    return {
        "conference": conference,
        "seats": [
            seat(board.short_name, there.get(board.pk), declines=board.pk in away)
            for board in boards
        ],
        "quorum": queries.counted(conference, [board.pk for board in boards], there),
        "now": now,
        "ballot": ballot,
        "results": results_of(ballot),
        "following": agenda[place] if place < len(agenda) else None,
    }


def shown(conference: Conference, now: Line | None) -> ConferenceBallot | None:
    """The ballot before the room: from its opening until the agenda goes on after it."""
    ballot = shown_to_the_room(conference)
    if ballot is None or ballot.state in (BallotStage.OPEN, BallotStage.CLOSED):
        return ballot
    assert ballot.opened_at, "what was voted on has been opened"
    begun = now.item.begun_at if now else None
    return None if begun and begun > ballot.opened_at else ballot


def results_of(ballot: ConferenceBallot | None) -> list[Result]:
    """What came out, once the chair has declared it; nothing before."""
    if ballot is None or ballot.state != BallotStage.DECLARED:
        return []
    assert ballot.outcome, "what was declared has been counted"
    names = {each.key: each.text for each in ballot.options.all()}
    return [
        Result(names[line["option"]], line["agree"], has_passed=line["has_passed"])
        for line in ballot.outcome["lines"]
    ]


def seat(name: str, arrival: Arrival | None, *, declines: bool) -> Seat:
    """There with somebody, away with a reason, or still expected."""
    if arrival:
        return Seat(name, "signed", arrival.delegate.name)
    if declines:
        return Seat(name, "declined", pgettext("attendance", "does not come"))
    return Seat(name, "waiting", pgettext("attendance", "not there"))
