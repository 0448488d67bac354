"""What the pages say about the signatures of a pledge: lines, ways to sign, what waits."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc import queries as bloc
from bloc.models import Office
from foundation import clock
from foundation.audit.models import Event
from foundation.live import letters_of
from foundation.refusals import Refusal
from foundation.signing import turns
from foundation.signing.models import Party, PartyState, RoundState
from foundation.waiting import Waiting
from members.models import Account, BoardName, Role
from pledges import queries
from pledges.models import Pledge, PledgeState, Signatory
from pledges.regulations import signing as regulations


@dataclass(frozen=True)
class Line:
    """One board under the pledge, as the list and the wall show it."""

    name: str
    state: str  # one of <c-signature>
    words: Any = ""
    part: Any = ""
    at: dt.datetime | None = None
    mine: bool = False
    signature: Any = None
    reason: str = ""

    @property
    def room(self) -> int:
        """How many letters the name's place on the wall is made for (static/css/wall.css)."""
        return letters_of(self.name)


@dataclass(frozen=True)
class Lines:
    """All boards under the pledge, and how many have signed."""

    lines: list[Line]
    is_open: bool

    @property
    def signed(self) -> int:
        return sum(line.state in {PartyState.SIGNED, PartyState.ON_PAPER} for line in self.lines)


@dataclass(frozen=True)
class Way:
    """A button of the signing card; with a refusal it says why not now."""

    label: Any
    url: str
    text: Any = ""
    refusal: str = ""


@dataclass
class Signing:
    """What one person can do with the signatures now."""

    title: Any
    text: Any
    ways: list[Way] = field(default_factory=list)
    links: list[Way] = field(default_factory=list)
    posts: list[Way] = field(default_factory=list)  # buttons that act at once

    @property
    def refusal(self) -> str:
        """Why no way can be gone just now: the same for all of them, and so said once."""
        return self.ways[0].refusal if self.ways else ""

    @property
    def steps(self) -> list[Way]:
        """The ways that can be gone now."""
        return [way for way in self.ways if not way.refusal]


def lines_of(pledge: Pledge, account: Account, places: list[Signatory] | None = None) -> Lines:
    """Every board with its state in words, in the paper's order; ``places`` spares the query."""
    if pledge.round is None:
        return Lines([], is_open=False)
    turn = turns.live_turn(pledge.round)
    held = bloc.offices(account, pledge.bloc.pk, pledge.year)
    parts = {board: Office(office).label for office, board in held.items()}
    lines = [
        line_of(
            place,
            is_signing=turn is not None and turn.party_id == place.party_id,
            part=parts.get(place.board_id, ""),
            mine=place.board_id in account.boards_today,
        )
        for place in (queries.places(pledge) if places is None else places)
    ]
    return Lines(lines, is_open=pledge.round.state == RoundState.OPEN)


def line_of(place: Signatory, *, is_signing: bool, part: Any, mine: bool) -> Line:
    """One board: what it has given, or what it is waiting for."""
    party = place.party
    given = getattr(party, "signature", None)
    facts = {"name": place.board.short_name, "part": part, "mine": mine, "signature": given}
    if party.round.state == RoundState.VOID:
        return Line(state=RoundState.VOID, **facts)
    if party.state == PartyState.SIGNED:
        return Line(state=PartyState.SIGNED, at=given.signed_at, **facts)
    if party.state == PartyState.ON_PAPER:
        return Line(state=PartyState.ON_PAPER, at=given.given_at, **facts)
    if party.state == PartyState.DECLINED:
        return Line(state=PartyState.DECLINED, reason=party.decline_reason, **facts)
    return Line(**awaited(party, is_signing=is_signing), **facts)


def awaited(party: Party, *, is_signing: bool) -> dict[str, Any]:
    """What a board is waiting for that has given nothing; once it is closed, for nothing."""
    if party.round.state == RoundState.CLOSED:
        return {"state": "waiting", "words": _("did not sign")}
    if party.state == PartyState.SCANNED:
        return {"state": PartyState.SCANNED, "words": _("scan to be confirmed")}
    return {"state": "signing" if is_signing else "waiting"}


def withdrawal_of(pledge: Pledge) -> Event | None:
    """That the issued text was withdrawn, by whom and why, while it is on its way again.

    Its fact ``was_open`` says whether boards could sign by then.
    """
    if pledge.round_id or pledge.state == PledgeState.DRAWING:
        return None
    return Event.objects.about(pledge).filter(verb="pledges.withdraw_pledge").first()


def returned_scan(place: Signatory) -> Event | None:
    """That the board's scan was sent back, and why, until it has given something else."""
    party = place.party
    if party.state != PartyState.WAITING:
        return None
    sent_back = Event.objects.about(place.pledge).filter(
        verb="pledges.reject_scan", happened_at__gte=party.round.opened_at
    )
    return sent_back.filter(facts__code=place.board.code).first()


def releaser_of(place: Signatory, account: Account) -> Account | None:
    """In whose name the clerk applies the agency's signature; nobody for the leader's own."""
    if account.leads(place.board_id) or not place.party.released_by:
        return None
    return Account.objects.get_by_natural_key(place.party.released_by)


def signing_of(
    pledge: Pledge, account: Account, places: list[Signatory] | None = None
) -> Signing | None:
    """The red card of the pledge page: what this person can do with the signatures now."""
    if pledge.round is None or pledge.round.state != RoundState.OPEN:
        return None
    places = queries.places(pledge) if places is None else places
    own = [place for place in places if account.has_perm("pledges.prepare_signature", place)]
    for place in own:
        if card := card_of(place, account):
            return card
    return confirmations(places, account)


def card_of(place: Signatory, account: Account) -> Signing | None:
    """What the person can do for the own board; None when it has signed."""
    party, leads = place.party, account.leads(place.board_id)
    if party.state == PartyState.WAITING:
        return turn_card(place, account)
    if party.state == PartyState.SCANNED:
        again = Way(_("Upload another scan"), address("upload_scan", place))
        waits = _("The scan that was uploaded has yet to be confirmed.")
        return Signing(party.name, waits, links=[again])
    if party.state == PartyState.DECLINED and leads:
        back = Way(_("Take back the refusal"), address("take_back_refusal", place))
        words = _("Your board has declined to sign: %(reason)s") % {"reason": party.decline_reason}
        return Signing(party.name, words, posts=[back])
    return None


def turn_card(place: Signatory, account: Account) -> Signing:
    """The ways in which the board can sign, the office's device first."""
    leads = account.leads(place.board_id)
    words = _("%(board)s signs with its own certificate. The text can no longer be changed.")
    links, posts = [], []
    if leads:
        links.append(Way(_("We cannot sign: say why"), address("decline_pledge", place)))
    if leads and not place.party.released_at and has_clerk(place):
        posts.append(Way(_("Let the registry sign"), address("release_pledge", place)))
    return Signing(
        pgettext_lazy("heading", "It is your board's turn"),
        words % {"board": place.party.name},
        ways=ways(place, account),
        links=links,
        posts=posts,
    )


def ways(place: Signatory, account: Account, *, but: str = "") -> list[Way]:
    """Every way of signing that this server offers, less the one whose page is shown."""
    offered = [
        ("prepare_signature", _("Sign with the office's device")),
        *([("sign_with_key_file", _("Sign with a key file"))] if settings.KEY_FILE_SIGNING else []),
        *([("sign_remotely", _("Sign by phone"))] if settings.REMOTE_SIGNING_URL else []),
        ("upload_signed", _("Upload the signed file")),
        ("upload_scan", _("Sign on paper")),
    ]
    refusal = why_not(place, account)
    return [
        Way(label, address(name, place), refusal=refusal) for name, label in offered if name != but
    ]


def why_not(
    place: Signatory, account: Account, check: Callable = regulations.check_may_give
) -> str:
    """Why the person cannot sign for the board just now; empty if nothing is against it."""
    try:
        check(place, by=account)
    except Refusal as refusal:
        return str(refusal)
    return ""


def no_scan(place: Signatory) -> str:
    """Why there is no scan to decide about any more; empty while one waits."""
    try:
        regulations.check_confirm_scan(place)
    except Refusal as refusal:
        return str(refusal)
    return ""


def is_over(place: Signatory) -> bool:
    """Whether meanwhile the signing has ended, or the board has given its signature."""
    place.party.refresh_from_db(fields=["state"])
    place.party.round.refresh_from_db(fields=["state"])
    has_given = place.party.state in {PartyState.SIGNED, PartyState.ON_PAPER}
    return has_given or place.party.round.state != RoundState.OPEN


def has_clerk(place: Signatory) -> bool:
    """Whether somebody keeps the board's registry today."""
    return bool(queries.addresses([place.board], Role.CLERK))


def confirmations(places: list[Signatory], account: Account) -> Signing | None:
    """The scans that this person has to look at."""
    scanned = [
        place
        for place in places
        if place.party.state == PartyState.SCANNED
        and account.has_perm("pledges.confirm_scan", place)
    ]
    if not scanned:
        return None
    buttons = [Way(place.board.short_name, address("confirm_scan", place)) for place in scanned]
    words = _("These boards have signed on paper. Compare the scan with the pledge and confirm it.")
    return Signing(_("Scans to confirm"), words, ways=buttons)


def address(name: str, place: Signatory) -> str:
    return reverse(f"pledges:{name}", args=[place.pk])


def waiting_to_sign(account: Account) -> list[Waiting]:
    """What waits for the person under the pledges that are open for signature."""
    wanted = Q(party__state=PartyState.WAITING, board__in=account.boards_today)
    if bloc.in_office(account):
        wanted |= Q(party__state__in=[PartyState.SCANNED, PartyState.DECLINED])
    rows = queries.signatories_visible_to(account).prefetch_related(None)
    places = rows.annotate(called=called_today()).filter(
        wanted, pledge__state=PledgeState.OPEN, party__round=F("pledge__round")
    )
    return [waiting for place in places if (waiting := waiting_at(place, account))]


def called_today() -> Coalesce:
    """The short name of a place's board, or its name, or its code: without a query of its own."""
    borne = BoardName.objects.filter(board=OuterRef("board"), since__lte=clock.today())
    name = borne.annotate(called=Coalesce(NullIf("short_name", Value("")), "name"))
    return Coalesce(Subquery(name.order_by("-since").values("called")[:1]), F("board__code"))


def waiting_at(place: Any, account: Account) -> Waiting | None:
    """What one board's place under a pledge wants from this person."""
    party, pledge, leads = place.party, place.pledge, account.leads(place.board_id)
    clerks = account.serves(place.board_id, Role.CLERK)
    if party.state == PartyState.WAITING and leads:
        title = _("Sign: %(pledge)s") % {"pledge": pledge}
        return told(place, title, "prepare_signature", _("Sign"))
    if party.state == PartyState.WAITING and clerks and party.released_at:
        title = _("Apply the agency's signature: %(pledge)s") % {"pledge": pledge}
        return told(place, title, "prepare_signature", _("Sign"))
    if party.state == PartyState.WAITING:
        return None
    facts = {"pledge": pledge, "board": place.called}
    if party.state == PartyState.SCANNED and account.has_perm("pledges.confirm_scan", place):
        title = _("Confirm the scan of %(board)s: %(pledge)s") % facts
        return told(place, title, "confirm_scan", _("Look at it"))
    if party.state == PartyState.DECLINED and account.has_perm("pledges.close_pledge", pledge):
        title = _("%(board)s has declined to sign: %(pledge)s") % facts
        url, detail = pledge.get_absolute_url(), party.decline_reason
        return Waiting(title, url, _("Look at it"), detail=detail, bloc=str(place.bloc))
    return None


def told(place: Signatory, title: Any, name: str, button: Any) -> Waiting:
    """One thing to do at a board's place, wanted by the day of signing."""
    return Waiting(
        title, address(name, place), button, due_on=place.pledge.signed_on, bloc=str(place.bloc)
    )
