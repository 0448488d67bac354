"""Open the box: everything in memory, shuffled, written once; papers and key destroyed."""

import json
import random
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation.ballots import keys
from foundation.ballots.booth import BoxClosed, filled
from foundation.ballots.models import Ballot, BallotState, HandCount, Paper
from foundation.refusals import Refusal
from foundation.shortcuts import lock

Kept = Callable[[list[Any]], Iterable[Any]]


class HandCountsDiffer(Refusal):
    text = _("Two tellers have entered different figures for the papers. Please count them again.")
    is_final = True


@sensitive_variables()
@transaction.atomic
def open_papers(ballot: Ballot, keep: Kept, private: X25519PrivateKey | None = None) -> list[Paper]:
    """Count the ballot: what ``keep`` makes of all papers is written, in no order.

    ``keep`` gets the papers shuffled and says what remains of them: whole, taken apart, or
    merged. ``private``: the key, where tellers hold it (tellers.turn). Raises BoxClosed where
    it was counted before, KeyLost where no key opens it.
    """
    lock(ballot)
    if ballot.state not in (BallotState.OPEN, BallotState.CLOSED):
        raise BoxClosed
    private = private or keys.private_half(ballot.pk, ballot.wrapped_key)
    sealed = ballot.box.values_list("sealed", flat=True)
    found = shuffled(json.loads(keys.unseal(paper, ballot.pk, private)) for paper in sealed)
    written = [Paper(ballot=ballot, content=content) for content in shuffled(keep(found))]
    empty(ballot, BallotState.COUNTING)
    Paper.objects.bulk_create(written)
    ballot.move(BallotState.COUNTED)
    ballot.save(update_fields=["state"])
    return written


@sensitive_variables()
@transaction.atomic
def enter_by_hand(ballot: Ballot, teller: str, counted: Any, *, size: int) -> None:
    """What this teller has counted of the papers on paper, sealed; a second entry replaces it.

    ``size``: bytes that the longest entry may need. Raises BoxClosed.
    """
    lock(ballot)
    if ballot.state != BallotState.CLOSED:
        raise BoxClosed
    ballot.hand_counts.filter(teller=teller).delete()
    sealed = keys.seal(filled(counted, size), ballot.pk, ballot.public_key)
    HandCount.objects.create(ballot=ballot, teller=teller, sealed=sealed)


@sensitive_variables()
def agreed_by_hand(ballot: Ballot, private: X25519PrivateKey) -> Any:
    """What the tellers have counted alike; None where nobody has. Raises HandCountsDiffer."""
    sealed = ballot.hand_counts.values_list("sealed", flat=True)
    found = [json.loads(keys.unseal(each, ballot.pk, private)) for each in sealed]
    if any(each != found[0] for each in found):
        raise HandCountsDiffer
    return found[0] if found else None


@transaction.atomic
def burn(ballot: Ballot) -> None:
    """Void the ballot: its papers are destroyed unread, and its key. Raises BoxClosed."""
    lock(ballot)
    if ballot.state not in (BallotState.FROZEN, BallotState.OPEN, BallotState.CLOSED):
        raise BoxClosed
    empty(ballot, BallotState.VOID)


def empty(ballot: Ballot, state: BallotState) -> None:
    """No sealed paper and no key remains, and the roll does not tell who came first."""
    ballot.move(state)
    ballot.wrapped_key = b""
    ballot.save(update_fields=["state", "wrapped_key"])
    for kept in (ballot.box, ballot.parts, ballot.hand_counts):
        kept.all().delete()
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
