"""The interface through which a signer's agent signs; docs/signing.md describes it.

An agent shows a ticket instead of a password, so nothing here reads the session.
"""

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation import limits
from foundation.refusals import Refusal
from foundation.signing import turns
from foundation.signing.models import Preparation
from members.models import Account
from pledges import tickets
from pledges.actions import signing as actions
from pledges.models import Signatory

SCHEME = "Ticket "
MOST, WITHIN = 120, 60  # requests by one ticket's holder, seconds
SOON = 2  # seconds after which another try is worth while


class NotUnderstood(Refusal):
    text = _("The request is not what docs/signing.md describes: %(what)s.")


class NotPermitted(Refusal):
    text = _("This person may not sign for this board.")


class TooOften(Refusal):
    text = _("Too many requests. Wait a minute.")


STATUS = {
    tickets.TicketRefused: 401,
    NotPermitted: 403,
    TooOften: 429,
    NotUnderstood: 400,
    turns.AnotherSigns: 409,
    turns.TurnLost: 409,
}
AGAIN = {turns.AnotherSigns: SOON, turns.TurnLost: 0, TooOften: 60}
REFUSED = 422


def by_ticket(permission: str) -> Callable:
    """A view that an agent calls with a ticket; refusals are answered as JSON."""

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @login_not_required
        @never_cache
        @require_POST
        @wraps(view)
        def answer(request: HttpRequest) -> JsonResponse:
            try:
                signatory, account = admit(request, permission)
                return JsonResponse(view(signatory, account, read(request)))
            except Refusal as refusal:
                return refused(refusal)

        return answer

    return decorate


def admit(request: HttpRequest, permission: str) -> tuple[Signatory, Account]:
    """Whose ticket it is, if that person may do this. Raises TicketRefused and others."""
    shown = request.headers.get("Authorization", "")
    if not shown.startswith(SCHEME):
        raise tickets.TicketRefused
    signatory, account = tickets.read(shown.removeprefix(SCHEME).strip())
    if limits.exceeds("agent", str(account.pk), most=MOST, seconds=WITHIN):
        raise TooOften
    if not account.has_perm(permission, signatory):
        raise NotPermitted
    return signatory, account


def read(request: HttpRequest) -> dict:
    """The JSON object of the request. Raises NotUnderstood."""
    try:
        said = json.loads(request.body or b"{}")
    except ValueError as wrong:
        raise NotUnderstood(what="JSON") from wrong
    if not isinstance(said, dict):
        raise NotUnderstood(what="JSON")
    return said


def refused(refusal: Refusal) -> JsonResponse:
    """Why not, for the program and for the person, and when to try again."""
    kind = type(refusal)
    answer = JsonResponse(
        {"refused": kind.__name__, "text": str(refusal)}, status=STATUS.get(kind, REFUSED)
    )
    if kind in AGAIN:
        answer["Retry-After"] = str(AGAIN[kind])
    return answer


def decoded(said: dict, name: str) -> bytes:
    """Bytes that came as base64. Raises NotUnderstood."""
    try:
        return base64.b64decode(said[name], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as wrong:
        raise NotUnderstood(what=name) from wrong


def paper(signatory: Signatory) -> dict:
    """What is signed, in words that the agent shows to the signer."""
    round_ = signatory.party.round
    return {
        "title": round_.title,
        "board": signatory.party.name,
        "code": round_.code,
        "state": signatory.party.state,
        "sha256": round_.newest.blob_id,
    }


@by_ticket("pledges.prepare_signature")
def show_ticket(signatory: Signatory, account: Account, _said: dict) -> dict:
    return paper(signatory) | {"signer": str(account)}


@by_ticket("pledges.prepare_signature")
def prepare_by_ticket(signatory: Signatory, account: Account, said: dict) -> dict:
    chain = said.get("chain", [])
    if not isinstance(chain, list):
        raise NotUnderstood(what="chain")
    preparation = actions.prepare_signature(
        signatory,
        certificate=decoded(said, "certificate"),
        chain=[decoded({"chain": each}, "chain") for each in chain],
        by=account,
    )
    attributes = turns.attributes_of(preparation)
    return paper(signatory) | {
        "preparation": str(preparation.pk),
        "attributes": base64.b64encode(attributes).decode(),
        "digest_algorithm": preparation.facts["digest_algorithm"],
        "expires_at": preparation.expires_at.isoformat(),
    }


@by_ticket("pledges.finish_signature")
def finish_by_ticket(signatory: Signatory, account: Account, said: dict) -> dict:
    preparation = own_preparation(signatory, said)
    signature = decoded(said, "signature")
    given = actions.finish_signature(signatory, preparation, signature, by=account)
    parties = list(signatory.party.round.parties.all())
    return {
        "revision": given.revision.number,
        "signed": sum(party.has_signed for party in parties),
        "of": len(parties),
        "level": given.level,
        "signed_at": given.signed_at.isoformat(),
    }


@by_ticket("pledges.give_up_signature")
def give_up_by_ticket(signatory: Signatory, account: Account, _said: dict) -> dict:
    actions.give_up_signature(signatory, by=account)
    return paper(signatory)


def own_preparation(signatory: Signatory, said: dict) -> Preparation:
    """The board's own turn that the request names. Raises NotUnderstood."""
    try:
        return Preparation.objects.select_related("round", "party", "base").get(
            pk=said["preparation"], party=signatory.party_id
        )
    except (KeyError, TypeError, ValueError, Preparation.DoesNotExist, ValidationError) as wrong:
        raise NotUnderstood(what="preparation") from wrong
