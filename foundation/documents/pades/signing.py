"""Prepare a revision to be signed elsewhere, and finish it when the signature comes back.

Between the two the key works where it lives: on a token, in an agent, at a remote service.
"""

import base64
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from asn1crypto import cms, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from foundation.documents.pades import envelope
from foundation.documents.pades.reports import SigningRefused
from foundation.documents.pades.timestamping import TsaAddress, ValidationData
from foundation.documents.pades.waiting import wait_for
from foundation.documents.pades.writing import RevisionWriter, stamp_style

ALGORITHM = "sha256"
SHORTEST_RSA = 2048  # bits; shorter keys are refused (Circular 39/2017/TT-BTTTT, annex)
CURVES = ("secp256r1", "secp384r1", "secp521r1")
TOKEN_ROOM = 8 * 1024  # bytes for a time stamp token with its certificates
FRAME_ROOM = 3 * 1024  # bytes for names, attributes, the signature and the frame around them
PERMITTED = MDPPerm.FILL_FORMS  # DocMDP level 2: after the first signature only signatures


@dataclass(frozen=True)
class Prepared:
    """A revision with room for its signature, and what the token has to sign.

    `attributes` are the very bytes to be signed, with `digest_algorithm` as the hash. All but
    the document fits in JSON, so that finish() may run in another process on another day.
    """

    document: bytes
    attributes: bytes
    digest_algorithm: str
    field: str
    digest: bytes  # of the document without the room for its signature
    room: tuple[int, int]  # where that begins and ends, brackets included
    certificate: bytes  # DER
    chain: tuple[bytes, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """All but the document."""
        return {
            "attributes": _text(self.attributes),
            "digest_algorithm": self.digest_algorithm,
            "field": self.field,
            "digest": _text(self.digest),
            "room": list(self.room),
            "certificate": _text(self.certificate),
            "chain": [_text(each) for each in self.chain],
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any], document: bytes) -> Self:
        """What to_json() wrote, with the document that was kept apart."""
        start, end = plain["room"]
        return cls(
            document=document,
            attributes=base64.b64decode(plain["attributes"]),
            digest_algorithm=plain["digest_algorithm"],
            field=plain["field"],
            digest=base64.b64decode(plain["digest"]),
            room=(start, end),
            certificate=base64.b64decode(plain["certificate"]),
            chain=tuple(base64.b64decode(each) for each in plain["chain"]),
        )


def prepare(  # noqa: PLR0913 -- what a signature says, each with a name
    pdf: bytes,
    *,
    field: str,
    certificate: bytes,
    signed_at: dt.datetime,
    chain: Sequence[bytes] = (),
    stamp: bytes | None = None,
    name: str = "",
    reason: str = "",
    location: str = "",
    certify: bool = False,
    token_room: int = TOKEN_ROOM,
    validation: ValidationData | None = None,
) -> Prepared:
    """Append a revision with an empty signature in `field`, to be signed elsewhere.

    certificate, chain: DER, the root included, so that every byte can be verified. signed_at
    stands in the signature (/M). stamp: a PDF page as large as the cell. certify: nothing but
    signatures may follow. token_room: bytes for a time stamp, 0 where there is none.
    validation: what collect_validation() found, for PAdES B-LT. Raises SigningRefused.
    """
    signer = external_signer(certificate, chain)
    details = _details(field, name=name, reason=reason, location=location, certify=certify)
    style = stamp_style(stamp) if stamp else StaticStampStyle(border_width=0)
    writer = RevisionWriter(io.BytesIO(pdf))
    (validation or ValidationData()).write_into(writer)
    size = FRAME_ROOM + token_room + len(certificate) + sum(map(len, chain))
    pdf_signer = PdfSigner(details, signer, stamp_style=style)
    document, made = _revise(writer, pdf_signer, signed_at, size)
    return Prepared(
        document=document,
        attributes=_attributes(signer, made.document_digest),
        digest_algorithm=ALGORITHM,
        field=field,
        digest=made.document_digest,
        room=(made.reserved_region_start, made.reserved_region_end),
        certificate=certificate,
        chain=tuple(chain),
    )


def _details(
    field: str, *, name: str, reason: str, location: str, certify: bool
) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm=ALGORITHM,
        subfilter=SigSeedSubFilter.PADES,
        name=name or None,
        reason=reason or None,
        location=location or None,
        certify=certify,
        docmdp_permissions=PERMITTED,
    )


def _revise(
    writer: RevisionWriter, signer: PdfSigner, signed_at: dt.datetime, size: int
) -> tuple[bytes, PreparedByteRangeDigest]:
    """Write the revision with room for a container of that size, and hash it."""
    if signed_at.utcoffset() is None:
        raise ValueError("signed_at needs a time zone")
    try:
        session = signer.init_signing_session(writer, existing_fields_only=True)
        session.system_time = signed_at  # else the machine's clock, which is not the demo's
        revision = session.prepare_tbs_document(None, bytes_reserved=2 * size)
        digest, output = revision.digest_tbs_document()
    except SigningError as wrong:
        raise SigningRefused("field", str(wrong)) from wrong
    return bytes(cast(io.BytesIO, output).getbuffer()), digest


def finish(prepared: Prepared, signature: bytes, *, timestamper: TsaAddress | None = None) -> bytes:
    """Put the signature into the document; with a time stamper PAdES B-T, else B-B.

    Raises SigningRefused when the document is not the prepared one ("document") or the signature
    is not one over the attributes with the certificate's key ("signature"), and OSError
    when the time stamper does not answer.
    """
    before, after = _around_room(prepared)
    signer = external_signer(prepared.certificate, prepared.chain, signature)
    attributes = cms.CMSAttributes.load(prepared.attributes)
    made = signer.async_sign_prescribed_attributes(
        prepared.digest_algorithm,
        signed_attrs=attributes,
        timestamper=timestamper.client() if timestamper else None,
    )
    container = wait_for(made).dump()
    try:
        envelope.open_envelope(container, (before, after))
    except envelope.Altered as wrong:
        raise SigningRefused("signature", str(wrong)) from wrong
    except envelope.Unverifiable:
        pass  # a chain without its root: the signature itself has been verified before that
    return fill(prepared, container)


def fill(prepared: Prepared, container: bytes) -> bytes:
    """Write the container into the room that was kept for it."""
    start, end = prepared.room
    document = io.BytesIO(prepared.document)
    try:
        PreparedByteRangeDigest(prepared.digest, start, end).fill_with_cms(document, container)
    except SigningError as wrong:
        raise SigningRefused("room", str(wrong)) from wrong
    return document.getvalue()


def signature_over(attributes: bytes, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    """Sign what prepare() wants signed, with a key in memory."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(attributes, ec.ECDSA(hashes.SHA256()))


def external_signer(
    certificate: bytes, chain: Sequence[bytes], signature: bytes | None = None
) -> ExternalSigner:
    """A signer whose key is elsewhere. Raises SigningRefused for keys that we do not take."""
    try:
        own = x509.Certificate.load(certificate)
        key = own.public_key
        strong = (
            key.bit_size >= SHORTEST_RSA
            if key.algorithm == "rsa"
            else key.algorithm == "ec" and key.curve[1] in CURVES
        )
    except (ValueError, KeyError, TypeError) as wrong:
        raise SigningRefused("certificate", str(wrong)) from wrong
    if not strong:
        raise SigningRefused("key", f"{key.algorithm} {key.bit_size}")
    store = SimpleCertificateStore.from_certs([x509.Certificate.load(each) for each in chain])
    return ExternalSigner(own, store, signature_value=signature)


def _attributes(signer: ExternalSigner, digest: bytes) -> bytes:
    made = signer.signed_attrs(digest, ALGORITHM, use_pades=True)
    attributes: bytes = wait_for(made).dump()
    return attributes


def _around_room(prepared: Prepared) -> tuple[bytes, bytes]:
    start, end = prepared.room
    parts = prepared.document[:start], prepared.document[end:]
    if envelope.digest(parts, prepared.digest_algorithm) != prepared.digest:
        raise SigningRefused("document")
    return parts


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
