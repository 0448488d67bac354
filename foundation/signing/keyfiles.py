"""Key files (PKCS#12): opened in memory, used once, never kept."""

from dataclasses import dataclass, field

from asn1crypto import pkcs12 as pfx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from foundation.documents import pades
from foundation.refusals import Refusal

LARGEST = 64 * 1024  # bytes; a key with its chain takes some ten thousand


class KeyFileUnreadable(Refusal):
    text = _("This is no key file (PKCS#12, .p12 or .pfx).")
    field = "key_file"


class PassphraseWrong(Refusal):
    text = _("The passphrase does not open this key file.")
    field = "passphrase"


class KeyFileIncomplete(Refusal):
    text = _("The key file lacks the private key or its certificate.")
    field = "key_file"


@dataclass(frozen=True)
class KeyFile:
    """A private key and the certificates that go with it; lives as long as one signature."""

    certificate: bytes
    chain: list[bytes]
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    def sign(self, attributes: bytes) -> bytes:
        """A signature over the prepared attributes."""
        return pades.signature_over(attributes, self.key)


@sensitive_variables()
def open_key_file(content: bytes, passphrase: str) -> KeyFile:
    """Read a PKCS#12 file. Raises KeyFileUnreadable, PassphraseWrong, KeyFileIncomplete."""
    check_form(content)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError:
        raise PassphraseWrong from None  # the cause would carry the file into the logs
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) or certificate is None:
        raise KeyFileIncomplete
    return KeyFile(der(certificate), [der(each) for each in others], key)


@sensitive_variables()
def check_form(content: bytes) -> None:
    """Whether it is a PKCS#12 file at all, so that a wrong passphrase can be told from it."""
    try:
        if len(content) > LARGEST:
            raise KeyFileUnreadable
        read = pfx.Pfx.load(content, strict=True)
        read["auth_safe"].native  # noqa: B018 -- asn1crypto reads the inside only when asked
    except (ValueError, TypeError, KeyError):
        raise KeyFileUnreadable from None


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
