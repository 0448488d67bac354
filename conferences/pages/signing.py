"""What the pages of a paper that people sign show."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conferences.models import PaperSignatory, SignedPaper
from conferences.queries import signing as queries
from conferences.regulations import signing as regulations
from foundation.refusals import Refusal
from foundation.signing import turns
from foundation.signing.models import Party, PartyState, RoundState
from members.models import Account


@dataclass(frozen=True)
class Line:
    """One person under the paper."""

    name: str
    part: Any
    state: str
    at: Any
    signature: Any


@dataclass(frozen=True)
class Way:
    """A button of the signing card; with a refusal it says why not now."""

    label: Any
    url: str
    text: Any = ""
    refusal: str = ""


def of_paper(signed: SignedPaper, account: Account) -> dict[str, Any]:
    """Who has signed, and what this person can do now."""
    places = queries.places_of(signed)
    is_open = signed.round is not None and signed.round.state == RoundState.OPEN
    turn = turns.live_turn(signed.round) if is_open and signed.round else None
    lines = [line_of(place, signing=turn.party_id if turn else None) for place in places]
    own = next((place for place in places if place.account_id == account.pk), None)
    scanned = [place for place in places if place.party.state == PartyState.SCANNED]
    missing = [place for place in places if not place.party.has_signed]
    may = {verb: account.has_perm(f"conferences.{verb}", signed) for verb in VERBS}
    return {
        "lines": lines,
        "done": len(places) - len(missing),
        "is_open": is_open,
        "ways": ways(own) if own and is_open and own.party.state == PartyState.WAITING else [],
        "scans": is_open and bool(missing) and may["scan_signed_paper"],
        "confirms": is_open and bool(scanned) and may["confirm_signed_scan"],
        "scanned": is_open and bool(scanned),
    }


VERBS = ("scan_signed_paper", "confirm_signed_scan")


def line_of(place: PaperSignatory, *, signing: int | None) -> Line:
    """What one person has given, or is waiting for."""
    given = getattr(place.party, "signature", None)
    is_waiting = place.party.state == PartyState.WAITING
    state = "signing" if is_waiting and place.party_id == signing else place.party.state
    at = (given.signed_at or given.given_at) if given else ""
    return Line(str(place.account), place.get_part_display(), state, at, given)


def ways(place: PaperSignatory, *, but: str = "") -> list[Way]:
    """Every way of signing that this server offers, less the one whose page is shown."""
    offered = [
        ("prepare_paper_signature", _("Sign with your device")),
        *(
            [("sign_paper_with_key_file", _("Sign with a key file"))]
            if settings.KEY_FILE_SIGNING
            else []
        ),
        ("upload_signed_paper", _("Upload the signed file")),
    ]
    refusal = why_not(place)
    return [
        Way(label, reverse(f"conferences:{name}", args=[place.pk]), refusal=refusal)
        for name, label in offered
        if name != but
    ]


def why_not(place: PaperSignatory) -> str:
    """Why the person cannot sign just now; empty if nothing is against it."""
    try:
        regulations.check_may_sign(place)
    except Refusal as refusal:
        return str(refusal)
    return ""


def of_place(place: PaperSignatory, *, but: str) -> dict[str, Any]:
    """What every page on which a person signs shows."""
    return {
        "place": place,
        "signed": place.signed_paper,
        "party": place.party,
        "refusal": why_not(place),
        "ways": ways(place, but=but),
    }


def of_scan(signed: SignedPaper) -> dict[str, Any]:
    """The scan that waits to be looked at, or why there is none."""
    try:
        found: list[Party] = regulations.scanned(signed)
    except Refusal as refusal:
        return {"signed": signed, "over": str(refusal)}
    return {"signed": signed, "scan": found[0].scan, "over": ""}
