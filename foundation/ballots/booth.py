"""Answer in secret: struck off the roll, and a sealed paper in the box."""

import json
from collections.abc import Collection, Iterable
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation import clock
from foundation.ballots import keys, rules, tellers
from foundation.ballots.models import Ballot, BallotState, Elector, Keyholder, KeyPart, Way
from foundation.refusals import Refusal
from foundation.shortcuts import lock

STRIKE_OFF = """
    WITH box AS (SELECT id FROM ballots_ballot WHERE id = %s AND state = 'open' FOR SHARE)
    UPDATE ballots_elector SET has_voted = true FROM box
    WHERE ballot_id = box.id AND seat = %s AND NOT has_voted AND way = ''
"""  # whoever closes the box waits for those who are at it; they do not wait for each other
GIVE_PAPER = """
    UPDATE ballots_elector SET way = %s
    WHERE ballot_id = %s AND seat = %s AND NOT has_voted AND way = ''
"""
DROP_IN = (
    "INSERT INTO ballots_sealedpaper (id, ballot_id, sealed) VALUES (gen_random_uuid(), %s, %s)"
)


class BoxClosed(Refusal):
    text = _("The box is closed; no more answers are taken.")
    is_final = True


class NotOnTheRoll(Refusal):
    text = _("Nobody who may answer here goes by that name.")
    is_final = True


class AnsweredAlready(Refusal):
    text = _("The answer is in the box already. What it says nobody can see, and it counts once.")
    is_final = True


class HasPaper(Refusal):
    text = _("A sheet of paper was handed out, or a letter has come; that is the one vote.")
    is_final = True


@transaction.atomic
def open_box(asks: Any, seats: Iterable[str], *, paper_size: int) -> Ballot:
    """Write down what is asked and of whom, make the key, and take papers from now on.

    ``paper_size``: bytes that the longest answer may need.
    """
    ballot = Ballot(asks=asks, paper_size=paper_size)
    ballot.public_key, ballot.wrapped_key = keys.make(ballot.pk)
    ballot.save()
    Elector.objects.bulk_create(Elector(ballot=ballot, seat=seat) for seat in sorted(set(seats)))
    ballot.move(BallotState.OPEN)
    ballot.save(update_fields=["state"])
    return ballot


@transaction.atomic
def freeze(
    asks: Any, seats: Iterable[str], holders: Collection[Keyholder], *, paper_size: int
) -> Ballot:
    """Fix what is asked and of whom, and divide the key among these tellers.

    ``paper_size``: bytes that the longest answer may need. From now on nothing of it changes.
    """
    ballot = Ballot(asks=asks, paper_size=paper_size)
    parts = tellers.hand_out(ballot, holders)
    ballot.save()
    KeyPart.objects.bulk_create(parts)
    Elector.objects.bulk_create(Elector(ballot=ballot, seat=seat) for seat in sorted(set(seats)))
    ballot.move(BallotState.FROZEN)
    ballot.save(update_fields=["state"])
    return ballot


def open_frozen(ballot: Ballot) -> None:
    """Take papers from now on. Raises IllegalMove."""
    lock(ballot)
    ballot.move(BallotState.OPEN)
    ballot.opened_at = clock.now()
    ballot.save(update_fields=["state", "opened_at"])


def close(ballot: Ballot) -> None:
    """Take no more; who is casting just now is waited for. Raises IllegalMove."""
    lock(ballot)
    ballot.move(BallotState.CLOSED)
    ballot.save(update_fields=["state"])


def fingerprint(ballot: Ballot) -> str:
    """What every delegate sees and the minutes print: of what is asked, of whom, with which key."""
    seats = ballot.roll.values_list("seat", flat=True)
    return rules.fingerprint(ballot.asks, seats, bytes(ballot.public_key))


@transaction.atomic
def give_paper(ballot: Ballot, seat: str, way: Way) -> None:
    """The seat votes on a sheet of paper, or has voted by letter: the box takes nothing of it.

    Raises BoxClosed, NotOnTheRoll, HasPaper and AnsweredAlready.
    """
    lock(ballot)
    if ballot.state not in (BallotState.FROZEN, BallotState.OPEN):
        raise BoxClosed
    if not apart(GIVE_PAPER, str(way), ballot.pk, seat):
        raise why_not(ballot, seat)


def why_not(ballot: Ballot, seat: str) -> Refusal:
    """Why the roll gives this seat nothing."""
    line = ballot.roll.filter(seat=seat).first()
    if line is None:
        return NotOnTheRoll()
    return HasPaper() if line.way else AnsweredAlready()


@sensitive_variables()
@transaction.atomic
def cast(ballot: Ballot, seat: str, content: Any) -> None:
    """Strike the seat off the roll and put its paper into the box, both or neither.

    The paper is encrypted here, in the request. Nothing of this is recorded: the roll alone
    says that it has happened. Raises BoxClosed, NotOnTheRoll, HasPaper and AnsweredAlready.
    """
    sealed = keys.seal(filled(content, ballot.paper_size), ballot.pk, ballot.public_key)
    if not apart(STRIKE_OFF, ballot.pk, seat):
        ballot.refresh_from_db(fields=["state"])
        raise why_not(ballot, seat) if ballot.state == BallotState.OPEN else BoxClosed
    apart(DROP_IN, ballot.pk, sealed)


def filled(content: Any, size: int) -> bytes:
    """The content as bytes, all papers of one length (JSON does not mind the spaces)."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    assert len(written) <= size, "the form lets nobody write more than fits"
    return written.ljust(size)


def apart(statement: str, *values: Any) -> int:
    """Run it with its values apart from its text; returns how many rows it touched.

    Django's own cursor would write values into the statement, and the history's context
    (who asks, by which address) before it: both would stand in the server's log together.
    """
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(statement.encode(), values).rowcount
