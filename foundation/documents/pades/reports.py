"""What a verifier found, in codes: pages put them into words."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

SIGNATURE = "signature"
TIMESTAMP = "timestamp"


class SigningRefused(ValueError):
    """Bytes that cannot be signed, or a signature that cannot be taken; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class CertificateReport:
    """What a certificate says about its holder; never the whole subject."""

    common_name: str
    organisation: tuple[str, ...]  # O, then each OU: long names are split over them
    issuer: str
    issuer_organisation: str
    serial: str  # hexadecimal, as pages of authorities show it
    valid_from: dt.datetime
    valid_until: dt.datetime
    fingerprint: str  # SHA-256 of the certificate, hexadecimal


@dataclass(frozen=True)
class TimestampReport:
    """An RFC 3161 time stamp: who vouches for which instant."""

    at: dt.datetime
    authority: str
    trusted: bool


@dataclass(frozen=True)
class SignatureReport:
    """One signature field that is filled in, or a document time stamp.

    intact: the bytes it covers, and its own container, are what was signed, and later
    revisions did nothing that it forbids. trusted: the certificate chains to an anchor and is
    meant for signing, whether or not the bytes are intact.
    """

    field: str
    kind: str = SIGNATURE
    certificate: CertificateReport | None = None
    signed_at: dt.datetime | None = None  # as the signer says; a time stamp may prove it
    timestamp: TimestampReport | None = None
    reason: str = ""
    location: str = ""
    revision: int = 0  # counted from 1, the last one is Report.revisions
    covers_whole: bool = False
    signed_length: int = 0  # bytes from the start that it covers
    certifies: bool = False
    changes_after: str = ""  # by later revisions: nothing, validation_data, signatures, other
    intact: bool = False
    trusted: bool = False
    valid_when_signed: bool = False
    expired: bool = False  # by now; says nothing against a signature made before
    level: str = ""  # "B-B", "B-T", "B-LT"; empty when it is no PAdES signature
    problems: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.valid_when_signed and not self.problems


@dataclass(frozen=True)
class Report:
    """A whole file: intact only if no byte of it is without a signature's protection."""

    sha256: str = ""
    size: int = 0
    pages: int = 0
    revisions: int = 0
    signatures: tuple[SignatureReport, ...] = ()  # in the order of signing
    unsigned_fields: tuple[str, ...] = ()
    late_fields: tuple[str, ...] = ()  # signature fields that came after the first signature
    problems: tuple[str, ...] = ()  # with the file as a whole

    @property
    def signers(self) -> tuple[SignatureReport, ...]:
        """The signatures without the document time stamps."""
        return tuple(each for each in self.signatures if each.kind == SIGNATURE)

    @property
    def intact(self) -> bool:
        return (
            bool(self.signatures)
            and not self.problems
            and all(each.intact for each in self.signatures)
        )

    @property
    def valid(self) -> bool:
        """Intact, and every signature and time stamp is trusted."""
        return self.intact and all(each.valid for each in self.signatures)

    def signature(self, field: str) -> SignatureReport | None:
        return next((each for each in self.signatures if each.field == field), None)

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON can hold it, with the verdicts spelled out."""
        plain: dict[str, Any] = _plain(self)
        plain |= {"intact": self.intact, "valid": self.valid}
        for each, signature in zip(plain["signatures"], self.signatures, strict=True):
            each["valid"] = signature.valid
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Self:
        """The report that as_dict() wrote. Raises KeyError, TypeError or ValueError."""
        signatures = tuple(_signature(each) for each in plain["signatures"])
        return cls(**(_known(cls, plain) | {"signatures": signatures}))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _known(cls: type, plain: dict[str, Any]) -> dict[str, Any]:
    """The constructor's arguments: lists become tuples again, instants become datetimes."""
    known = {}
    for field in dataclasses.fields(cls):
        value = plain[field.name]
        if isinstance(value, list):
            value = tuple(value)
        elif isinstance(value, str) and "datetime" in str(field.type):
            value = dt.datetime.fromisoformat(value)
        known[field.name] = value
    return known


def _signature(plain: dict[str, Any]) -> SignatureReport:
    known = _known(SignatureReport, plain)
    if known["certificate"]:
        known["certificate"] = CertificateReport(**_known(CertificateReport, known["certificate"]))
    if known["timestamp"]:
        known["timestamp"] = TimestampReport(**_known(TimestampReport, known["timestamp"]))
    return SignatureReport(**known)
