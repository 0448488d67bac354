"""A revision that was signed elsewhere comes back: exactly ours, plus one signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.refusals import Refusal
from foundation.signing import rounds, trust, turns
from foundation.signing.models import Method, Party, Revision, Signature

HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]{200,})>")
WORDS = {
    "nothing_added": _("This is the file as it was downloaded: nobody has signed it."),
    "nothing_signed": _("Nothing in this file has been signed since it was downloaded."),
    "not_newest": _(
        "The file is signed, but on an older revision: another board has signed meanwhile. "
        "Download the newest revision and sign that one."
    ),
    "ours_differs": _(
        "The part of the file that the others have signed differs from ours: it was changed after "
        "the download. Download the newest revision and sign it as it is."
    ),
    "rewritten": _(
        "The program has written the file anew instead of adding the signature at its end. "
        "That breaks the signatures of the other boards. Use a program that signs incrementally."
    ),
    "another_document": _("This is another document than the one that is to be signed here."),
    "other_field": _("The signature is not in the field of your board."),
    "two_signatures": _("More than one signature has been added; only yours may be."),
    "changed": _("Something else than one signature was changed in the file."),
    "locks_document": _(
        "The signature forbids any further signature, and other boards still have to sign. Sign "
        "without locking the document."
    ),
    "not_pdf": _("This is no PDF file."),
    "encrypted": _("The file is encrypted."),
    "damaged": _("The file is damaged and cannot be read."),
    "too_large": _("The file is too large."),
    "too_costly": _("The file is built so strangely that it cannot be read."),
    "altered": _("The signature in the file is not intact."),
    "unverifiable": _("The signature lacks the certificates of its issuers."),
    "untrusted": _("The certificate does not lead to an authority that is trusted here."),
    "revoked": _("The certificate has been revoked."),
    "expired_then": _("The certificate had expired when the file was signed."),
    "not_yet_valid_then": _("The certificate was not yet valid when the file was signed."),
    "wrong_usage": _("The certificate is not meant for signing."),
    "weak": _("The key or the algorithm of the signature is too weak."),
    "signed_in_future": _("The file says that it was signed at a time that is yet to come."),
}
OTHERWISE = _("The signature in the file does not verify.")


class UploadRefused(Refusal):
    text = _("%(reason)s You can also sign with the office's device, or on paper.")
    field = "content"


@dataclass(frozen=True)
class Compared:
    """A file that was found to be `base` plus one good signature of the party."""

    base: Revision
    document: bytes
    report: pades.SignatureReport
    certificate: bytes


def given_before(party: Party, content: bytes) -> Signature | None:
    """The party's signature, if this very file has brought it already."""
    given = Signature.objects.filter(party=party, method=Method.UPLOAD).first()
    if given and content.startswith(given.revision.document.read()):
        return given
    return None


def compare(party: Party, content: bytes) -> Compared:
    """Judge the file against the newest revision; slow, so nothing is locked meanwhile.

    Raises UploadRefused with what differs.
    """
    base = rounds.newest_revision(party.round)
    ours = base.document.read()
    anchors = trust.roots(demo=party.round.is_demo)
    found = pades.compare_upload(ours, content, party.field, anchors, clock.now())
    if not found.accepted or found.signature is None:
        raise UploadRefused(reason=WORDS.get(found.code, OTHERWISE))
    document = content[: found.length]
    certificate = signers_certificate(document[len(ours) :], found.signature)
    return Compared(base, document, found.signature, certificate)


@transaction.atomic
def accept_upload(
    party: Party, compared: Compared, *, signer_name: str, signer_title: str, by: Any
) -> Signature:
    """File what was signed elsewhere as the next revision.

    Whoever is about to sign has to prepare again. Raises RoundOver, NotWaiting, and
    UploadRefused when another board was faster.
    """
    rounds.lock_for_signing(party)
    turns.check_waits(party)
    if rounds.newest_revision(party.round).pk != compared.base.pk:
        raise UploadRefused(reason=WORDS["not_newest"])
    rounds.end_turns(party.round)
    who = by.get_username()
    revision = rounds.add_revision(party.round, compared.document, owner=party.key, by=who)
    return turns.write_down(
        party,
        revision,
        compared.report,
        method=Method.UPLOAD,
        signer_name=signer_name,
        signer_title=signer_title,
        certificate=compared.certificate,
        given_by=who,
    )


def signers_certificate(added: bytes, report: pades.SignatureReport) -> bytes:
    """The certificate (DER) that made a signature that has been verified, from its container."""
    for certificate in certificates_in(added):
        if certificate.sha256.hex() == report.certificate.fingerprint:
            return certificate.dump()
    raise UploadRefused(reason=OTHERWISE)


def certificates_in(added: bytes) -> Iterator[Any]:
    """The certificates in the containers of a piece of a PDF."""
    for found in HEXADECIMAL.finditer(added):
        try:
            signed = cms.ContentInfo.load(bytes.fromhex(found[1].decode()))["content"]
            yield from (choice.chosen for choice in signed["certificates"])
        except (ValueError, TypeError, KeyError):
            continue
