"""One party's turn to sign: prepare, sign elsewhere, finish.

The key never comes here. A turn is a short lease on the newest revision: while it is
live nobody else prepares, so that two who start together sign one after the other.
"""

import datetime as dt
import logging
import math
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.documents.keeping import keep
from foundation.refusals import Refusal
from foundation.shortcuts import lock
from foundation.signing import rounds, trust
from foundation.signing.models import (
    Method,
    Party,
    PartyState,
    Preparation,
    Revision,
    Round,
    Signature,
)

logger = logging.getLogger(__name__)
Evidence = pades.ValidationData

LEASE = dt.timedelta(seconds=90)
LONGEST_SUBJECT = 300


class AnotherSigns(Refusal):
    text = _("%(party)s is signing just now. Try again in %(seconds)s seconds.")


class NotWaiting(Refusal):
    text = _("%(party)s cannot sign now: %(state)s.")
    is_final = True


class TurnLost(Refusal):
    text = _("The document has changed since it was prepared. Prepare it again.")


class SignatureWrong(Refusal):
    text = _("This is not a signature by the certificate's key over what was prepared.")


class SignatureInvalid(Refusal):
    text = _("The signature does not verify (%(problems)s). Nothing was kept.")


def prepare(  # noqa: PLR0913 -- who signs, with what, and what the paper shows
    party: Party,
    *,
    certificate: bytes,
    chain: Sequence[bytes],
    method: Method,
    signer_name: str,
    signer_title: str,
    stamp: bytes,
    signed_at: dt.datetime,
    by: Any,
    evidence: Evidence | None = None,
) -> Preparation:
    """Take the turn, and prepare the newest revision for the party's signature.

    Inside the caller's transaction. evidence: what revocation_of() found. The same party
    preparing again replaces its own turn. The first signature certifies the file. Raises
    RoundOver, NotWaiting, AnotherSigns, and the refusals of trust.py.
    """
    rounds.lock_for_signing(party)
    check_waits(party)
    take_turn(party)
    anchors = trust.roots(demo=party.round.is_demo)
    trust.check_certificate(certificate, chain, anchors=anchors, at=clock.now())
    base = rounds.newest_revision(party.round)
    base.round = party.round
    prepared = make_room(
        base,
        field=party.field,
        certificate=certificate,
        chain=trust.complete_chain(certificate, chain, anchors),
        signed_at=signed_at,
        stamp=stamp,
        name=signer_name,
        validation=evidence,
    )
    return Preparation.objects.create(
        round=party.round,
        party=party,
        base=base,
        method=method,
        certificate=certificate,
        prepared=keep(prepared.document),
        facts=prepared.to_json(),
        signer_name=signer_name,
        signer_title=signer_title,
        prepared_by=by.get_username(),
        prepared_at=signed_at,
        expires_at=clock.now() + LEASE,
    )


def make_room(base: Revision, **facts: Any) -> pades.Prepared:
    """The next revision, its signature still empty. Raises CertificateWeak for its key."""
    if time_stamper(base.round) is None:
        facts["token_room"] = 0
    try:
        return pades.prepare(base.document.read(), certify=base.number == 0, **facts)
    except pades.SigningRefused as wrong:
        if wrong.code != "key":
            raise
        raise trust.CertificateWeak from wrong


def check_waits(party: Party) -> None:
    """Raises NotWaiting unless the party has yet to sign."""
    if party.state != PartyState.WAITING:
        raise NotWaiting(party=party.name, state=party.get_state_display())


def live_turn(round_: Round) -> Preparation | None:
    """Whose turn it is at this moment."""
    turns = round_.preparations.filter(ended_at=None, expires_at__gt=clock.now())
    return turns.select_related("party").first()


def take_turn(party: Party) -> None:
    """End the party's own turn and those that have expired. Raises AnotherSigns."""
    turn = live_turn(party.round)
    if turn and turn.party_id != party.pk:
        left = (turn.expires_at - clock.now()).total_seconds()
        raise AnotherSigns(party=turn.party.name, seconds=math.ceil(left))
    rounds.end_turns(party.round)


@transaction.atomic
def give_up(preparation: Preparation) -> None:
    """Let the next one sign; nothing happens when the turn is over already."""
    lock(preparation.round)
    Preparation.objects.filter(pk=preparation.pk, ended_at=None).update(ended_at=clock.now())


def finish(preparation: Preparation, document: bytes, *, by: Any) -> tuple[Signature, bool]:
    """Check the completed document, and file it as the next revision; whether that is new.

    Inside the caller's transaction. document: what complete() made. Twice is once: the same
    preparation gives the same Signature. Raises RoundOver, TurnLost and SignatureInvalid.
    """
    lock(preparation.round)
    preparation.refresh_from_db(fields=["ended_at", "signature"])
    if preparation.signature is not None:
        return preparation.signature, False
    rounds.check_open(preparation.round)
    if not document or not is_live(preparation):
        raise TurnLost
    party = preparation.party
    lock(party)
    party.round = preparation.round
    given = take(preparation, document, by=by)
    preparation.signature, preparation.ended_at = given, clock.now()
    preparation.save(update_fields=["signature", "ended_at"])
    return given, True


def is_live(preparation: Preparation) -> bool:
    """Whether the turn lasts, and the document is still the one that was prepared."""
    lasts = preparation.ended_at is None and clock.now() < preparation.expires_at
    return lasts and preparation.base.document_id == preparation.round.newest_id


def attributes_of(preparation: Preparation) -> bytes:
    """The bytes that the key has to sign."""
    return pades.Prepared.from_json(preparation.facts, b"").attributes


def complete(preparation: Preparation, signature: bytes) -> bytes:
    """The prepared document with its signature and, where it can be had, a time stamp.

    signature: over the prepared attributes, as the token gave it. Empty when the turn is
    over. Slow, so call it before anything is locked. A time stamp authority that does not
    answer holds nobody up: the seal's own time stamp covers every signature. Raises
    SignatureWrong.
    """
    if not is_live(preparation):
        return b""
    prepared = pades.Prepared.from_json(preparation.facts, preparation.prepared.read())
    stamper = time_stamper(preparation.round)
    try:
        return pades.finish(prepared, signature, timestamper=stamper)
    except pades.SigningRefused as wrong:
        if wrong.code != "signature":
            raise
        raise SignatureWrong from wrong
    except OSError as error:
        logger.warning("The time stamp authority does not answer (%s).", error)
        return pades.finish(prepared, signature)


def take(preparation: Preparation, signed: bytes, *, by: Any) -> Signature:
    """Check the signature that was just made, and write everything down."""
    party = preparation.party
    report = check_signed(party, signed)
    revision = rounds.add_revision(party.round, signed, owner=party.key, by=by.get_username())
    return write_down(
        party,
        revision,
        report,
        method=preparation.method,
        signer_name=preparation.signer_name,
        signer_title=preparation.signer_title,
        certificate=bytes(preparation.certificate),
        given_by=by.get_username(),
    )


def check_signed(party: Party, signed: bytes) -> pades.SignatureReport:
    """The newest signature verifies in full. Raises CertificateRevoked, SignatureInvalid."""
    anchors = trust.roots(demo=party.round.is_demo)
    report = pades.check_newest(signed, party.field, anchors, clock.now())
    if "revoked" in report.problems:
        raise trust.CertificateRevoked(issuer=report.certificate.issuer)
    if not report.valid:
        raise SignatureInvalid(problems=", ".join(report.problems))
    return report


def write_down(
    party: Party, revision: Revision, report: pades.SignatureReport, **given: Any
) -> Signature:
    """The row of a digital signature; the party has signed."""
    said = report.certificate
    signature = Signature.objects.create(
        party=party,
        revision=revision,
        given_at=clock.now(),
        subject=", ".join([said.common_name, *said.organisation])[:LONGEST_SUBJECT],
        issuer=(said.issuer or said.issuer_organisation)[:LONGEST_SUBJECT],
        serial=said.serial,
        valid_from=said.valid_from,
        valid_to=said.valid_until,
        signed_at=report.signed_at,
        level=report.level,
        **given,
    )
    party.move(PartyState.SIGNED)
    party.save(update_fields=["state"])
    return signature


def time_stamper(round_: Round) -> pades.TsaAddress | None:
    """The authority that the administrator has configured; none for what the demo plays."""
    if not settings.TSA_URL or round_.is_demo:
        return None
    return pades.TsaAddress(settings.TSA_URL)


def revocation_of(party: Party, certificate: bytes, chain: Sequence[bytes]) -> Evidence | None:
    """What the authorities say of a certificate now, for PAdES B-LT; none where nobody is named.

    Asks them over the network, so call it before anything is locked. Raises
    CertificateUnreadable and CertificateRevoked.
    """
    round_ = party.round
    if round_.is_demo or not trust.names_services(certificate):
        return None
    anchors = trust.roots(demo=round_.is_demo)
    try:
        return pades.collect_validation(
            certificate,
            chain=trust.complete_chain(certificate, chain, anchors),
            roots=anchors,
            at=clock.now(),
            timestamper=time_stamper(round_),
        )
    except pades.SigningRefused as wrong:
        if wrong.code != "revoked":
            raise
        raise trust.CertificateRevoked(issuer=trust.describe(certificate).issuer) from wrong
