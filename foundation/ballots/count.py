"""Open the box: everything in memory, shuffled, written once; papers and key destroyed."""

import json
import random
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from foundation.ballots import keys
from foundation.ballots.booth import BoxClosed
from foundation.ballots.models import Ballot, BallotState, Paper
from foundation.shortcuts import lock

Kept = Callable[[list[Any]], Iterable[Any]]


@sensitive_variables()
@transaction.atomic
def open_papers(ballot: Ballot, keep: Kept) -> list[Paper]:
    """Count the ballot: what ``keep`` makes of all papers is written, in no order.

    ``keep`` gets the papers shuffled and says what remains of them: whole, taken apart, or
    merged. Raises BoxClosed where it was counted before, KeyLost where no key opens it.
    """
    lock(ballot)
    if ballot.state != BallotState.OPEN:
        raise BoxClosed
    private = keys.private_half(ballot.pk, ballot.wrapped_key)
    sealed = ballot.box.values_list("sealed", flat=True)
    found = shuffled(json.loads(keys.unseal(paper, ballot.pk, private)) for paper in sealed)
    written = [Paper(ballot=ballot, content=content) for content in shuffled(keep(found))]
    empty(ballot, BallotState.COUNTING)
    Paper.objects.bulk_create(written)
    ballot.move(BallotState.COUNTED)
    ballot.save(update_fields=["state"])
    return written


@transaction.atomic
def burn(ballot: Ballot) -> None:
    """Void the ballot: its papers are destroyed unread, and its key. Raises BoxClosed."""
    lock(ballot)
    if ballot.state != BallotState.OPEN:
        raise BoxClosed
    empty(ballot, BallotState.VOID)


def empty(ballot: Ballot, state: BallotState) -> None:
    """No sealed paper and no key remains, and the roll does not tell who came first."""
    ballot.move(state)
    ballot.wrapped_key = b""
    ballot.save(update_fields=["state", "wrapped_key"])
    ballot.box.all().delete()
    for line in ballot.roll.order_by("seat"):  # one by one: together they would keep their order
        line.save(update_fields=["has_voted"])
    transaction.on_commit(lambda: keys.destroy(ballot.pk))


def destroy_spent_keys() -> None:
    """Keys of boxes that are closed, left over where the program died after the count."""
    spent = Ballot.objects.filter(state__in=[BallotState.COUNTED, BallotState.VOID])
    for ballot in spent.values_list("pk", flat=True):
        keys.destroy(ballot)


def shuffled(things: Iterable[Any]) -> list[Any]:
    """The same things in an order that nobody can foresee."""
    mixed = list(things)
    random.SystemRandom().shuffle(mixed)
    return mixed
