"""Answer in secret: struck off the roll, and a sealed paper in the box."""

import json
from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation.ballots import keys
from foundation.ballots.models import Ballot, BallotState, Elector
from foundation.refusals import Refusal
from foundation.shortcuts import lock

STRIKE_OFF = """
    UPDATE ballots_elector SET has_voted = true
    WHERE ballot_id = %s AND seat = %s AND NOT has_voted
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


@sensitive_variables()
@transaction.atomic
def cast(ballot: Ballot, seat: str, content: Any) -> None:
    """Strike the seat off the roll and put its paper into the box, both or neither.

    The paper is encrypted here, in the request. Nothing of this is recorded: the roll alone
    says that it has happened. Raises BoxClosed, NotOnTheRoll and AnsweredAlready.
    """
    lock(ballot)
    if ballot.state != BallotState.OPEN:
        raise BoxClosed
    sealed = keys.seal(filled(content, ballot.paper_size), ballot.pk, ballot.public_key)
    if not apart(STRIKE_OFF, ballot.pk, seat):
        known = ballot.roll.filter(seat=seat).exists()
        raise AnsweredAlready if known else NotOnTheRoll
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
