"""Throw-away certificate authorities for tests: a root, boards' certificates, and bad ones.

The names are as real agencies bear them: CN begins with "DNA" and holds 64 bytes at most, so
the full name stands in O and OU parts of at most 64 characters each.
"""

import datetime as dt
import functools
import textwrap
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

LONGEST = 64  # bytes in CN, characters in O and OU (RFC 5280, upper bounds)


@dataclass(frozen=True)
class Identity:
    """A certificate, the key to it and the certificates above it, the root last."""

    certificate: x509.Certificate
    key: Key
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def chain(self) -> list[bytes]:
        return [above.public_bytes(serialization.Encoding.DER) for above in self.above]

    def pkcs12(self, passphrase: bytes) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"board",
            self.key,
            self.certificate,
            list(self.above),
            serialization.BestAvailableEncryption(passphrase),
        )


@functools.cache
def key(name: str, kind: str = "rsa") -> Key:
    """The key of that name: made once per test run, because RSA keys take their time."""
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    size = 1024 if kind == "weak" else 2048
    return rsa.generate_private_key(public_exponent=65537, key_size=size)


def subject(common_name: str, organisation: str = "") -> x509.Name:
    """CN cut to its bytes; the full name over O and as many OU as it takes."""
    short = common_name.encode()[:LONGEST].decode(errors="ignore").strip()
    parts = textwrap.wrap(organisation, LONGEST) if organisation else []
    names = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    names += [x509.NameAttribute(NameOID.ORGANIZATION_NAME, part) for part in parts[:1]]
    names += [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, part) for part in parts[1:]]
    names.append(x509.NameAttribute(NameOID.COMMON_NAME, short))
    return x509.Name(names)


def key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def issue(  # noqa: PLR0913 -- what a certificate says, each with a name
    name: x509.Name,
    own: Key,
    issuer: Identity | None,
    *,
    since: dt.datetime,
    until: dt.datetime,
    authority: bool = False,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> Identity:
    """Issue a certificate; without an issuer it signs itself."""
    signer = issuer.key if issuer else own
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(key_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    above = (issuer.certificate, *issuer.above) if issuer else ()
    return Identity(builder.sign(signer, hashes.SHA256()), own, above)


@functools.cache
def root(name: str = "Cơ quan chứng thực số thử nghiệm") -> Identity:
    """An authority that signs itself, valid from 2015 to 2045."""
    return issue(
        subject(name, "Ban Cơ yếu thử nghiệm"),
        key(f"root {name}"),
        None,
        since=dt.datetime(2015, 1, 1, tzinfo=dt.UTC),
        until=dt.datetime(2045, 1, 1, tzinfo=dt.UTC),
        authority=True,
    )


@functools.cache
def intermediate(name: str = "CA thử nghiệm cấp hai") -> Identity:
    """An authority under the root."""
    return issue(
        subject(name, "Ban Cơ yếu thử nghiệm"),
        key(f"intermediate {name}"),
        root(),
        since=dt.datetime(2016, 1, 1, tzinfo=dt.UTC),
        until=dt.datetime(2044, 1, 1, tzinfo=dt.UTC),
        authority=True,
    )


@functools.cache
def board(  # noqa: PLR0913 -- each is one way in which a certificate can differ
    code: str = "DNA",
    organisation: str = "Ban Quản lý Khu kinh tế, các khu công nghiệp và công nghệ cao Đà Nẵng",
    *,
    issuer: Identity | None = None,
    since: dt.datetime = dt.datetime(2019, 1, 1, tzinfo=dt.UTC),
    until: dt.datetime = dt.datetime(2035, 1, 1, tzinfo=dt.UTC),
    kind: str = "rsa",
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> Identity:
    """The certificate of a board, its code first in CN, its full name in O and OU."""
    return issue(
        subject(f"{code} {organisation}", organisation),
        key(f"board {code}", kind),
        issuer or root(),
        since=since,
        until=until,
        extensions=extensions,
    )


@functools.cache
def person(name: str) -> Identity:
    """The certificate of somebody, the full name in CN."""
    return issue(
        subject(name),
        key(f"person {name}"),
        root(),
        since=dt.datetime(2019, 1, 1, tzinfo=dt.UTC),
        until=dt.datetime(2035, 1, 1, tzinfo=dt.UTC),
    )


def expired(code: str = "DNA") -> Identity:
    return board(code, until=dt.datetime(2019, 6, 1, tzinfo=dt.UTC))


def not_yet_valid(code: str = "DNA") -> Identity:
    return board(code, since=dt.datetime(2034, 1, 1, tzinfo=dt.UTC))


def foreign(code: str = "DNA") -> Identity:
    """Under an authority that nobody has entered as a trust anchor."""
    return board(code, issuer=root("Nhà cung cấp lạ"))


def weak(code: str = "DNA") -> Identity:
    return board(code, kind="weak")


@functools.cache
def time_stamper(name: str = "TSA thử nghiệm") -> Identity:
    """A certificate that may sign time stamps and nothing else (RFC 3161 §2.3)."""
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return board(name, "Tổ chức cấp dấu thời gian thử nghiệm", extensions=((usage, True),))
