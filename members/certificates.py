"""Read a certificate from a stranger's file: DER or PEM by its content, never with a key.

Pure but for the size limit of uploads; nothing of a refused file is kept.
"""

import re

from asn1crypto import keys, pem, pkcs12, x509
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal

LARGEST = 64 * 1024  # bytes; a certificate takes two thousand
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
