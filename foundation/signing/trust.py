"""Whom the administrator trusts, and whether a certificate may sign at an instant."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.refusals import Refusal
from foundation.signing.models import TrustAnchor

LONGEST_CHAIN = 8


class CertificateUnreadable(Refusal):
    text = _("This is no certificate that can be read.")
    field = "certificate"


class CertificateExpired(Refusal):
    text = _("The certificate expired on %(day)s.")
    field = "certificate"


class CertificateNotYetValid(Refusal):
    text = _("The certificate is valid only from %(day)s on.")
    field = "certificate"


class CertificateUntrusted(Refusal):
    text = _(
        "The certificate was issued by “%(issuer)s”, which does not lead to an authority that the "
        "administrator has entered as trusted."
    )
    field = "certificate"


class CertificateNotForSigning(Refusal):
    text = _("The certificate is not meant for signing (its key usage says otherwise).")
    field = "certificate"


class CertificateRevoked(Refusal):
    text = _("The certificate has been revoked by “%(issuer)s”.")
    field = "certificate"


class CertificateWeak(Refusal):
    text = _("The key of the certificate is too weak or of a kind that is not accepted.")
    field = "certificate"


REFUSALS = {
    "not_yet_valid": CertificateNotYetValid,
    "expired": CertificateExpired,
    "untrusted": CertificateUntrusted,
    "wrong_usage": CertificateNotForSigning,
    "revoked": CertificateRevoked,
    "weak": CertificateWeak,
}


class NotAnAuthority(Refusal):
    text = _("“%(name)s” is not the certificate of an authority that signs itself.")


class AnchorKnown(Refusal):
    text = _("“%(name)s” is a trust anchor already.")


def roots(*, demo: bool = False) -> list[bytes]:
    """The trust anchors in force, DER; those of the demo only where they are asked for."""
    anchors = TrustAnchor.objects.filter(Q(is_demo=False) | Q(is_demo=demo), ended_at=None)
    return [bytes(anchor.certificate) for anchor in anchors]


def describe(certificate: bytes) -> pades.CertificateReport:
    """What a certificate says. Raises CertificateUnreadable."""
    try:
        return pades.describe_certificate(certificate)
    except pades.SigningRefused as wrong:
        raise CertificateUnreadable from wrong


def check_certificate(
    certificate: bytes, chain: Sequence[bytes], *, anchors: Sequence[bytes], at: dt.datetime
) -> None:
    """Valid at that instant, trusted, and meant for signing; the refusal says what fails.

    anchors: what roots() gave. Whose it is, is for the room to say. Raises one of REFUSALS
    or CertificateUnreadable.
    """
    said = describe(certificate)
    try:
        codes = pades.check_certificate(certificate, chain=chain, roots=anchors, at=at)
    except pades.SigningRefused as wrong:
        raise CertificateUnreadable from wrong
    if codes:
        edge = said.valid_from if codes[0] == "not_yet_valid" else said.valid_until
        day = date_format(edge.astimezone(timezone.get_current_timezone()), "SHORT_DATE_FORMAT")
        raise REFUSALS[codes[0]](issuer=said.issuer or said.issuer_organisation, day=day)


def complete_chain(
    certificate: bytes, chain: Sequence[bytes], anchors: Sequence[bytes]
) -> list[bytes]:
    """The certificates above one, up to and with its root, in order; strangers are left out.

    Raises CertificateUnreadable when one of the chain cannot be read.
    """
    try:
        known = [x509.load_der_x509_certificate(each) for each in (*chain, *anchors)]
        here = x509.load_der_x509_certificate(certificate)
    except ValueError as wrong:
        raise CertificateUnreadable from wrong
    above: list[x509.Certificate] = []
    while here.issuer != here.subject and len(above) < LONGEST_CHAIN:
        issuer = next((each for each in known if issued(each, here)), None)
        if issuer is None:
            break
        above.append(issuer)
        here = issuer
    return [each.public_bytes(Encoding.DER) for each in above]


def names_services(certificate: bytes) -> bool:
    """Whether it says where to ask if it has been revoked. Raises CertificateUnreadable."""
    try:
        extensions = x509.load_der_x509_certificate(certificate).extensions
    except ValueError as wrong:
        raise CertificateUnreadable from wrong
    asked = {ExtensionOID.AUTHORITY_INFORMATION_ACCESS, ExtensionOID.CRL_DISTRIBUTION_POINTS}
    return any(each.oid in asked for each in extensions)


def issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Whether one certificate was issued by the other: by name, key and signature."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # noqa: BLE001 cryptography raises four kinds, all of which mean no
        return False
    return True


def written(subject: x509.Name) -> str:
    """The whole name as people read it, its own part first: no sign of RFC 4514's escapes."""
    parts = [f"{part.rfc4514_attribute_name}={part.value!s}" for part in subject]
    return ", ".join(reversed(parts))


def add_anchor(certificate: bytes, *, by: str, is_demo: bool = False) -> TrustAnchor:
    """Trust an authority from now on (thêm chứng thư gốc).

    certificate: DER or PEM of a self-signed authority. Raises CertificateUnreadable,
    NotAnAuthority, and AnchorKnown where it is trusted already.
    """
    root = read_certificate(certificate)
    name = written(root.subject)[:300]
    if not issued(root, root) or not is_authority(root):
        raise NotAnAuthority(name=name)
    der = root.public_bytes(Encoding.DER)
    anchor, is_new = TrustAnchor.objects.get_or_create(
        sha256=hashlib.sha256(der).hexdigest(),
        defaults={"name": name, "certificate": der, "is_demo": is_demo, "entered_by": by},
    )
    if not is_new and anchor.ended_at is None:
        raise AnchorKnown(name=name)
    if not is_new:
        anchor.ended_at = anchor.ended_by = None
        anchor.is_demo, anchor.entered_by, anchor.entered_at = is_demo, by, clock.now()
        anchor.save()
    return anchor


def end_anchor(anchor: TrustAnchor, *, by: str) -> None:
    """Trust it no longer; what was signed under it verifies as untrusted from now on."""
    anchor.ended_at, anchor.ended_by = clock.now(), by
    anchor.save(update_fields=["ended_at", "ended_by"])


def read_certificate(content: bytes) -> x509.Certificate:
    """A certificate in DER or PEM. Raises CertificateUnreadable."""
    try:
        if content.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError as wrong:
        raise CertificateUnreadable from wrong


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it may issue certificates (basic constraints, RFC 5280 §4.2.1.9)."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (x509.ExtensionNotFound, ValueError):
        return False
    return bool(found.value.ca)
