"""Throw-away certificates for the demo: the boards' keys lie in files, never in the server.

Board's code first in CN, the full official name over O and OU parts: X.520 gives
CN, O and OU 64 places each, which most Vietnamese names exceed.
"""

import datetime as dt
import hashlib
import re
import secrets
import textwrap
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    load_pkcs12,
    serialize_key_and_certificates,
)
from cryptography.x509.oid import NameOID

from config.demo.people import slug

AUTHORITY = "CA thử nghiệm – DEMO, không có giá trị pháp lý"
PLACES = 64  # bytes in CN, O and OU
FIRST_DAY = dt.datetime(1950, 1, 1, tzinfo=dt.UTC)  # so that a case of any year may sign
LAST_DAY = dt.datetime(2099, 12, 31, tzinfo=dt.UTC)
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
AUTHORITY_MAY = {"key_cert_sign", "crl_sign"}
SIGNER_MAY = {"digital_signature", "content_commitment"}
SAFE_STEM = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")  # a code as it is, in a file's name
PASSPHRASE = "demo"  # noqa: S105 -- opens throw-away keys that are worth nothing


def pieces(name: str, places: int = PLACES) -> list[str]:
    """The name in parts of at most ``places`` bytes, broken between words."""
    parts = [""]
    for word in name.split():
        longer = f"{parts[-1]} {word}".strip()
        if len(longer.encode()) <= places:
            parts[-1] = longer
        else:
            parts.extend(cut(word, places))
    return [part for part in parts if part]


def cut(word: str, places: int) -> list[str]:
    """A word that alone exceeds the places, in pieces."""
    if len(word.encode()) <= places:
        return [word]
    return textwrap.wrap(word, places // 4)


def subject(code: str, name: str) -> x509.Name:
    """The name in a board's certificate."""
    parts = pieces(name)
    common = pieces(f"{code} {name}")[0]
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, parts[0]),
            *[x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, part) for part in parts[1:]],
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def certify(
    name: x509.Name, key: rsa.RSAPrivateKey, *, issuer: x509.Name, by: rsa.RSAPrivateKey
) -> x509.Certificate:
    """A certificate for the key; its own authority where issuer and name agree."""
    is_authority = name == issuer
    granted = AUTHORITY_MAY if is_authority else SIGNER_MAY
    usage = {field: field in granted for field in USAGES}
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
        )
        .sign(by, hashes.SHA256())
    )


class Keyring:
    """The folder with the demo's authority and one PKCS#12 file a board."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.authority_key, self.authority = self.open_or_make(
            "ca", x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, pieces(AUTHORITY)[0])])
        )

    def of_board(self, bloc: str, code: str, name: str) -> tuple[Path, x509.Certificate]:
        """The board's key file and certificate, made the first time they are wanted."""
        stem = f"{bloc}-{code}"
        if not SAFE_STEM.fullmatch(stem):
            stem = f"{slug(bloc)}-{slug(code)}"
        _, certificate = self.open_or_make(stem, subject(code, name))
        return self.folder / f"{stem}.p12", certificate

    def open_or_make(self, stem: str, name: x509.Name) -> tuple:
        """Read a key file, or make key, certificate and file anew."""
        path = self.folder / f"{stem}.p12"
        if path.exists():
            found = load_pkcs12(path.read_bytes(), PASSPHRASE.encode())
            return found.key, found.cert.certificate
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        is_authority = not hasattr(self, "authority")
        issuer = name if is_authority else self.authority.subject
        by = key if is_authority else self.authority_key
        certificate = certify(name, key, issuer=issuer, by=by)
        sealed = serialize_key_and_certificates(
            stem.encode(),
            key,
            certificate,
            None if is_authority else [self.authority],
            BestAvailableEncryption(PASSPHRASE.encode()),
        )
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_bytes(sealed)
        draft.replace(path)
        return key, certificate

    @property
    def authority_der(self) -> bytes:
        return self.authority.public_bytes(Encoding.DER)

    @property
    def authority_sha256(self) -> str:
        return hashlib.sha256(self.authority_der).hexdigest()
