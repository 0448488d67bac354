"""The container of a signature (CMS, RFC 5652), read so that no byte of it goes unjudged.

A signature protects the file around its container and the attributes inside it, but neither
the rest of the container nor the hexadecimal around that. So the container is taken apart,
each part is verified on its own, and the whole is put together again in the one canonical
way: it must come out byte for byte. What differs is `altered`; what cannot be verified (no
issuer at hand, parts that we do not know) is `unverifiable`, and neither counts as intact.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp, x509
from asn1crypto.parser import emit, parse
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.general import (
    check_ess_certid,
    extract_signer_info,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation.generic_cms import get_signing_cert_attr
from pyhanko_certvalidator.errors import AlgorithmNotSupported, PathValidationError
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_SIGNATURE_VALIDATOR,
    SignatureValidationContext,
)
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

UNIVERSAL, CONTEXT = 0, 2
PRIMITIVE, CONSTRUCTED = 0, 1
SEQUENCE, SET, OCTET_STRING, BIT_STRING = 16, 17, 4, 3
HEX = re.compile(rb"<(?:[0-9A-F]*|[0-9a-f]*)>")  # mixed case would hide a flipped bit
# whatever parsers may come to on hostile bytes; anything else is a bug and must be heard
UNREADABLE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,  # numbers that are none
    RuntimeError,  # among them RecursionError and NotImplementedError
)
UNKNOWN = (UnsupportedAlgorithm, AlgorithmNotSupported, PathValidationError)


class Altered(Exception):
    """The container is not what was made when it was signed."""

    code = "altered"


class Unverifiable(Exception):
    """A part of the container that nothing at hand protects."""

    code = "unverifiable"


@dataclass(frozen=True)
class Envelope:
    """A container that is verified to the last byte."""

    signer: x509.Certificate
    certificates: tuple[x509.Certificate, ...]
    digest_algorithm: str
    names_signer: bool  # the signed attributes name the signer's certificate
    token: "Envelope | None"  # the time stamp over the signature
    time_stamp: tsp.TSTInfo | None  # what this container says, if it is a time stamp


def contents(hexadecimal: bytes) -> bytes:
    """The bytes between the brackets of /Contents, which must be canonical hexadecimal."""
    if not HEX.fullmatch(hexadecimal) or len(hexadecimal) % 2:
        raise Altered("hexadecimal")
    return bytes.fromhex(hexadecimal[1:-1].decode("ascii"))


def open_envelope(
    padded: bytes, covered: Iterable[bytes], issuers: Iterable[x509.Certificate] = ()
) -> Envelope:
    """Verify a container and what it signs.

    padded: /Contents with its padding. covered: the parts of the file that it signs.
    issuers: certificates, beside those inside, that may vouch for those inside.
    Raises Altered or Unverifiable.
    """
    try:
        return _Container(padded, tuple(issuers)).verify(tuple(covered))
    except UNKNOWN as wrong:
        raise Unverifiable(str(wrong)) from wrong
    except InvalidSignature as wrong:
        raise Altered("signature") from wrong
    except UNREADABLE as wrong:
        raise Altered(str(wrong)) from wrong


def digest(parts: Iterable[bytes], algorithm: str) -> bytes:
    hashing = hashes.Hash(get_pyca_cryptography_hash(algorithm))
    for part in parts:
        hashing.update(part)
    return hashing.finalize()


class _Container:
    """One CMS SignedData while it is being taken apart and put together again."""

    def __init__(self, padded: bytes, issuers: tuple[x509.Certificate, ...]) -> None:
        self.padded = padded
        info = cms.ContentInfo.load(padded)
        if info["content_type"].native != "signed_data":
            raise Altered("no signed data")
        self.data = info["content"]
        self.signer_info = extract_signer_info(self.data)
        self.certificates = self._certificates()
        self.issuers = (*self.certificates, *issuers)
        self.signer = self._signer()
        self.content_type = self.data["encap_content_info"]["content_type"]
        self.is_token = self.content_type.native == "tst_info"

    def verify(self, covered: tuple[bytes, ...]) -> Envelope:
        self._check_signature(covered)
        named = self._names_signer()
        for certificate in self.certificates:
            if not (named and certificate is self.signer):
                self._check_certificate(certificate)
        token = self._token()
        self._check_frame(self._canonical(token))
        signature = (self.signer_info["signature"].native,)
        return Envelope(
            signer=self.signer,
            certificates=tuple(self.certificates),
            digest_algorithm=self._digest_name(),
            names_signer=named,
            token=_Container(token, self.issuers).verify(signature) if token else None,
            time_stamp=tsp.TSTInfo.load(self._content()) if self.is_token else None,
        )

    # Taking apart: each part is verified by what protects it.

    def _certificates(self) -> list[x509.Certificate]:
        choices = self.data["certificates"]
        if choices is core.VOID or any(each.name != "certificate" for each in choices):
            raise Unverifiable("certificates")
        return [x509.Certificate.load(each.chosen.dump()) for each in choices]

    def _signer(self) -> x509.Certificate:
        wanted = self.signer_info["sid"].dump()
        for certificate in self.certificates:
            if wanted in _identifiers(certificate):
                return certificate
        raise Unverifiable("signer")

    def _check_signature(self, covered: tuple[bytes, ...]) -> None:
        name = self._digest_name()
        if self.is_token:
            imprint = tsp.TSTInfo.load(self._content())["message_imprint"]
            algorithm = imprint["hash_algorithm"]["algorithm"].native
            if imprint["hashed_message"].native != digest(covered, algorithm):
                raise Altered("imprint")
            covered = (self._content(),)
        signed, prehashed = digest(covered, name), True
        attributes = self.signer_info["signed_attrs"]
        if attributes is not core.VOID:
            if find_unique_cms_attribute(attributes, "message_digest").native != signed:
                raise Altered("digest")
            kind = find_unique_cms_attribute(attributes, "content_type")
            if kind.native != self.content_type.native:
                raise Altered("content type")
            # when they are signed they bear another tag than in the container (RFC 5652 §5.4)
            signed = emit(UNIVERSAL, CONSTRUCTED, SET, attributes.contents)
            prehashed = False
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(
            self.signer_info["signature"].native,
            signed,
            self.signer.public_key,
            self.signer_info["signature_algorithm"],
            SignatureValidationContext(contextual_md_algorithm=name, prehashed=prehashed),
        )

    def _names_signer(self) -> bool:
        """Whether the signed attributes hold the hash of the signer's certificate."""
        attributes = self.signer_info["signed_attrs"]
        named = None if attributes is core.VOID else get_signing_cert_attr(attributes)
        if named is None:
            return False
        if not check_ess_certid(self.signer, named["certs"][0]):
            raise Altered("signing certificate")
        return True

    def _check_certificate(self, certificate: x509.Certificate) -> None:
        """Verify a certificate by its issuer's key, and that nothing in it is unsigned."""
        signed = certificate["tbs_certificate"]
        algorithm = certificate["signature_algorithm"].dump()
        signature = certificate["signature_value"].native
        bits = emit(UNIVERSAL, PRIMITIVE, BIT_STRING, b"\0" + signature)
        if algorithm != signed["signature"].dump():
            raise Altered("certificate")
        if certificate.dump() != _sequence(signed.dump(), algorithm, bits):
            raise Altered("certificate")
        issuers = [each for each in self.issuers if each.subject == certificate.issuer]
        if not issuers:
            raise Unverifiable("issuer")
        if not any(_vouches(each, certificate) for each in issuers):
            raise Altered("certificate")

    def _token(self) -> bytes | None:
        """The time stamp over the signature, the only unsigned attribute that can be verified."""
        attributes = self.signer_info["unsigned_attrs"]
        if attributes is core.VOID:
            return None
        tokens = [value for attribute in attributes for value in attribute["values"]]
        types = [attribute["type"].native for attribute in attributes]
        if types != ["signature_time_stamp_token"] or len(tokens) != 1:
            raise Unverifiable("unsigned attributes")
        return tokens[0].dump()

    def _digest_name(self) -> str:
        return self.signer_info["digest_algorithm"]["algorithm"].native

    def _content(self) -> bytes:
        return bytes(self.data["encap_content_info"]["content"])

    # Putting together: every byte that is not a verified part is ours.

    def _canonical(self, token: bytes | None) -> bytes:
        by_key = self.signer_info["sid"].name == "subject_key_identifier"
        body = _sequence(
            cms.CMSVersion("v3" if by_key or self.is_token else "v1").dump(),
            emit(
                UNIVERSAL,
                CONSTRUCTED,
                SET,
                b"".join(_algorithm(each) for each in self.data["digest_algorithms"]),
            ),
            self._canonical_content(),
            _tagged(0, b"".join(each.dump() for each in self.certificates)),
            emit(UNIVERSAL, CONSTRUCTED, SET, self._canonical_signer(token, by_key=by_key)),
        )
        return _sequence(cms.ContentType("signed_data").dump(), _tagged(0, body))

    def _check_frame(self, canonical: bytes) -> None:
        """The container must be the canonical one, and nothing but zeros may follow."""
        length = len(canonical)
        if not self.padded.startswith(canonical):
            definite, length = _definite(self.padded)
            if definite != canonical:
                raise Unverifiable("frame")
        if self.padded[length:].strip(b"\0"):
            raise Altered("padding")

    def _canonical_content(self) -> bytes:
        if not self.is_token:
            return _sequence(self.content_type.dump())
        content = emit(UNIVERSAL, PRIMITIVE, OCTET_STRING, self._content())
        return _sequence(self.content_type.dump(), _tagged(0, content))

    def _canonical_signer(self, token: bytes | None, *, by_key: bool) -> bytes:
        info = self.signer_info
        names = [each["algorithm"].native for each in self.data["digest_algorithms"]]
        if names != [self._digest_name()]:
            raise Altered("digest algorithms")
        parts = [
            cms.CMSVersion("v3" if by_key else "v1").dump(),
            info["sid"].dump(),  # one of the identifiers that we wrote for the certificate
            _algorithm(info["digest_algorithm"]),
        ]
        if info["signed_attrs"] is not core.VOID:
            parts.append(_tagged(0, info["signed_attrs"].contents))
        parts.append(_algorithm(info["signature_algorithm"]))
        parts.append(emit(UNIVERSAL, PRIMITIVE, OCTET_STRING, info["signature"].native))
        if token:
            kind = cms.CMSAttributeType("signature_time_stamp_token").dump()
            values = emit(UNIVERSAL, CONSTRUCTED, SET, token)
            parts.append(_tagged(1, _sequence(kind, values)))
        return _sequence(*parts)


def _definite(ber: bytes) -> tuple[bytes, int]:
    """One object with its lengths made definite, and how many bytes it took.

    Mozilla's library, and so Poppler and LibreOffice, leaves the outermost lengths open
    (X.690 8.1.3.6). Any other freedom than that one is refused.
    """
    cls, method, tag, header, content, trailer = parse(ber)
    written = header + content + trailer
    if not ber.startswith(written):
        raise Unverifiable("frame")
    open_ended = header[-1:] == b"\x80" and trailer == b"\0\0"
    if not open_ended and written != emit(cls, method, tag, content):
        raise Unverifiable("frame")
    if method == PRIMITIVE:
        return written, len(written)
    parts, place = [], 0
    while place < len(content):
        part, length = _definite(content[place:])
        parts.append(part)
        place += length
    return emit(cls, method, tag, b"".join(parts)), len(written)


def _sequence(*parts: bytes) -> bytes:
    return emit(UNIVERSAL, CONSTRUCTED, SEQUENCE, b"".join(parts))


def _tagged(tag: int, content: bytes) -> bytes:
    return emit(CONTEXT, CONSTRUCTED, tag, content)


def _algorithm(found: core.Sequence) -> bytes:
    """An algorithm's name, with NULL or with nothing; PSS parameters take part in verifying."""
    name = found["algorithm"].dump()
    for canonical in (_sequence(name), _sequence(name, core.Null().dump())):
        if found.dump() == canonical:
            return canonical
    if found["algorithm"].native == "rsassa_pss":
        return algos.SignedDigestAlgorithm.load(found.dump()).dump(force=True)
    raise Altered("algorithm")


def _identifiers(certificate: x509.Certificate) -> list[bytes]:
    """The ways in which a signer may point at this certificate (RFC 5652 §5.3)."""
    body = certificate["tbs_certificate"]
    ways = [_sequence(body["issuer"].dump(), body["serial_number"].dump())]
    if certificate.key_identifier:
        ways.append(emit(CONTEXT, PRIMITIVE, 0, certificate.key_identifier))
    return ways


def _vouches(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    algorithm = certificate["signature_algorithm"]
    try:
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(
            certificate["signature_value"].native,
            certificate["tbs_certificate"].dump(),
            issuer.public_key,
            algorithm,
            SignatureValidationContext(contextual_md_algorithm=algorithm.hash_algo),
        )
    except InvalidSignature:
        return False
    return True
