"""The interface through which a signer's agent signs; docs/signing.md describes it.

An agent shows a ticket instead of a password, so nothing here reads the session.
"""

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation import limits
from foundation.refusals import Refusal
from foundation.signing import tickets, turns
from foundation.signing.desks import Desk
from foundation.signing.models import Preparation

SCHEME = "Ticket "
MOST, WITHIN = 120, 60  # requests by one ticket's holder, seconds
SOON = 2  # seconds after which another try is worth while


class NotUnderstood(Refusal):
    text = _("The request is not what docs/signing.md describes: %(what)s.")


class NotPermitted(Refusal):
    text = _("This person may not sign here.")


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


def by_ticket(step: str) -> Callable:
    """A view that an agent calls with a ticket; refusals are answered as JSON.

    step: of the desk (prepare, finish, give_up); who may do it is the room's to say.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @login_not_required
        @never_cache
        @require_POST
        @wraps(view)
        def answer(request: HttpRequest) -> JsonResponse:
            try:
                desk, place, account = admit(request, step)
                return JsonResponse(view(desk, place, account, read(request)))
            except Refusal as refusal:
                return refused(refusal)

        return answer

    return decorate


def admit(request: HttpRequest, step: str) -> tuple[Desk, Any, Any]:
    """Whose ticket it is, if that person may do this. Raises TicketRefused and others."""
    shown = request.headers.get("Authorization", "")
    if not shown.startswith(SCHEME):
        raise tickets.TicketRefused
    desk, place, account = tickets.read(shown.removeprefix(SCHEME).strip())
    if limits.exceeds("agent", str(account.pk), most=MOST, seconds=WITHIN):
        raise TooOften
    if not account.has_perm(desk.verb(step), place):
        raise NotPermitted
    return desk, place, account


def read(request: HttpRequest) -> dict[str, Any]:
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


def paper(place: Any) -> dict[str, Any]:
    """What is signed, in words that the agent shows to the signer."""
    round_ = place.party.round
    return {
        "title": round_.title,
        "board": place.party.name,
        "code": round_.code,
        "state": place.party.state,
        "sha256": round_.newest.blob_id,
    }


@by_ticket("prepare")
def show_ticket(_desk: Desk, place: Any, account: Any, _said: dict[str, Any]) -> dict[str, Any]:
    return paper(place) | {"signer": str(account)}


@by_ticket("prepare")
def prepare_by_ticket(desk: Desk, place: Any, account: Any, said: dict[str, Any]) -> dict[str, Any]:
    chain = said.get("chain", [])
    if not isinstance(chain, list):
        raise NotUnderstood(what="chain")
    preparation = desk.prepare(
        place,
        certificate=decoded(said, "certificate"),
        chain=[decoded({"chain": each}, "chain") for each in chain],
        by=account,
    )
    attributes = turns.attributes_of(preparation)
    return paper(place) | {
        "preparation": str(preparation.pk),
        "attributes": base64.b64encode(attributes).decode(),
        "digest_algorithm": preparation.facts["digest_algorithm"],
        "expires_at": preparation.expires_at.isoformat(),
    }


@by_ticket("finish")
def finish_by_ticket(desk: Desk, place: Any, account: Any, said: dict[str, Any]) -> dict[str, Any]:
    preparation = own_preparation(place, said)
    given = desk.finish(place, preparation, decoded(said, "signature"), by=account)
    parties = list(place.party.round.parties.all())
    return {
        "revision": given.revision.number,
        "signed": sum(party.has_signed for party in parties),
        "of": len(parties),
        "level": given.level,
        "signed_at": given.signed_at.isoformat(),
    }


@by_ticket("give_up")
def give_up_by_ticket(
    desk: Desk, place: Any, account: Any, _said: dict[str, Any]
) -> dict[str, Any]:
    desk.give_up(place, by=account)
    return paper(place)


def own_preparation(place: Any, said: dict[str, Any]) -> Preparation:
    """The place's own turn that the request names. Raises NotUnderstood."""
    try:
        return Preparation.objects.select_related("round", "party", "base").get(
            pk=said["preparation"], party=place.party_id
        )
    except (KeyError, TypeError, ValueError, Preparation.DoesNotExist, ValidationError) as wrong:
        raise NotUnderstood(what="preparation") from wrong
