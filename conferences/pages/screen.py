"""What the screen of the conference room shows: for everybody in the room, so for no account."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from conferences.models import Arrival, Conference
from conferences.queries import attendance as queries
from conferences.queries.conferences import bare_agenda_of, spoken_of
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


def of_screen(conference: Conference) -> dict[str, Any]:
    """What is spoken of now and next, and which boards are there."""
    boards, there = members_of(conference), queries.arrivals_of(conference)
    away = who_decline(conference)
    agenda = bare_agenda_of(conference)
    now = spoken_of(agenda)
    place = agenda.index(now) + 1 if now else 0
    return {
        "conference": conference,
        "seats": [
            seat(board.short_name, there.get(board.pk), declines=board.pk in away)
            for board in boards
        ],
        "quorum": queries.counted(conference, [board.pk for board in boards], there),
        "now": now,
        "following": agenda[place] if place < len(agenda) else None,
    }


def seat(name: str, arrival: Arrival | None, *, declines: bool) -> Seat:
    """There with somebody, away with a reason, or still expected."""
    if arrival:
        return Seat(name, "signed", arrival.delegate.name)
    if declines:
        return Seat(name, "declined", pgettext("attendance", "does not come"))
    return Seat(name, "waiting", pgettext("attendance", "not there"))
