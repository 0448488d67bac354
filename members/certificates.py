"""Read a certificate from a stranger's file: DER or PEM by its content, never with a key.

Pure but for the size limit of uploads; nothing of a refused file is kept.
"""

import re
import unicodedata

from asn1crypto import keys, pem, pkcs12, x509
from django.utils.translation import gettext_lazy as _

from foundation.documents.pades import CertificateReport
from foundation.refusals import Refusal

LARGEST = 64 * 1024  # bytes; a certificate takes two thousand
SIGNING = {"digital_signature", "non_repudiation"}
KEY_WORDS = re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----")
HOLDERS = (pkcs12.Pfx, keys.PrivateKeyInfo, keys.EncryptedPrivateKeyInfo, keys.RSAPrivateKey,
           keys.ECPrivateKey)  # fmt: skip


class HoldsKey(Refusal):
    text = _(
        "This file holds a private key. It was not kept, but a private key must never leave "
        "its token or computer. Upload the certificate alone (.cer, .crt)."
    )


class NotCertificate(Refusal):
    text = _("This is no certificate (DER or PEM). Its name does not matter, its content does.")


class SeveralCertificates(Refusal):
    text = _("The file holds several certificates. Upload the board's own one alone.")


def certificate_in(content: bytes) -> bytes:
    """The one certificate of the file, as DER.

    Raises HoldsKey, NotCertificate and SeveralCertificates.
    """
    if KEY_WORDS.search(content) or any(is_one(kind, content) for kind in HOLDERS):
        raise HoldsKey
    if not pem.detect(content):
        if not is_one(x509.Certificate, content):
            raise NotCertificate
        return content
    found = pem_certificates(content)
    if not found:
        raise NotCertificate
    if len(found) > 1:
        raise SeveralCertificates
    return found[0]


def is_one(kind: type, content: bytes) -> bool:
    """Whether the whole content is one structure of that kind."""
    try:
        kind.load(content, strict=True).native  # noqa: B018 -- read only when asked
    except (ValueError, TypeError, KeyError):
        return False
    return True


def pem_certificates(content: bytes) -> list[bytes]:
    """Every certificate of a PEM file, as DER. Raises HoldsKey where a key is wrapped in it."""
    try:
        parts = [(label, der) for label, _headers, der in pem.unarmor(content, multiple=True)]
    except ValueError as wrong:
        raise NotCertificate from wrong
    if any(is_one(kind, der) for _label, der in parts for kind in HOLDERS):
        raise HoldsKey
    return [der for _label, der in parts if is_one(x509.Certificate, der)]


def may_sign(der: bytes) -> bool:
    """Whether the certificate is meant for signatures: no authority's, no server's alone."""
    certificate = x509.Certificate.load(der)
    usage = certificate.key_usage_value
    return not certificate.ca and (usage is None or bool(SIGNING & usage.native))


def bears_name(said: CertificateReport, code: str, name: str) -> bool:
    """Whether it names the board: its code first in CN, or its name in CN, O or O and OU.

    CN holds 64 bytes and O 64 letters, so a long name goes on in the OU parts.
    """
    begins = re.match(rf"{re.escape(code)}(?!\w)", said.common_name, re.IGNORECASE)
    parts = said.organisation
    joined = [" ".join(parts[:count]) for count in range(1, len(parts) + 1)]
    borne = {letters(words) for words in (said.common_name, *parts, *joined)}
    return begins is not None or letters(name) in borne


def names_person(said: CertificateReport, name: str) -> bool:
    """Whether its CN is the person's full name."""
    return letters(said.common_name) == letters(name)


def letters(words: str) -> str:
    """The letters without regard to capitals, spaces and the form of their accents."""
    return "".join(unicodedata.normalize("NFC", words).casefold().split())
