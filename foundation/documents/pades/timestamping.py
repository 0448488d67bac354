"""What others say of a signature: time stamps (RFC 3161), certificates that were not revoked.

Their answers are gathered before the signature is made and lie in its own revision, so that
the signature protects them: an update after it would be bytes that nobody answers for.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import ocsp, x509
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, RevokedError
from pyhanko_certvalidator.path import ValidationPath

from foundation.documents.pades import trust
from foundation.documents.pades.reports import SigningRefused
from foundation.documents.pades.waiting import wait_for
from foundation.documents.pades.writing import RevisionWriter

HASH = "sha256"


@dataclass(frozen=True)
class TsaAddress:
    """A time stamping authority that the administrator has configured."""

    url: str
    user: str = ""
    password: str = ""
    timeout: int = 10  # seconds

    def client(self) -> TimeStamper:
        # slow to import, and only where a time stamper is configured
        from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

        auth = (self.user, self.password) if self.user else None
        return HTTPTimeStamper(self.url, timeout=self.timeout, auth=auth)


@dataclass(frozen=True)
class ValidationData:
    """Certificates, and what their authorities say of them now; all DER."""

    certificates: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ocsps or self.crls)

    def write_into(self, writer: IncrementalPdfFileWriter) -> None:
        """Add them, if any, to the revision that is being written (DSS, ISO 32000-2 12.8.4.3)."""
        if not self:
            return
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            None,
            certs=[x509.Certificate.load(each) for each in self.certificates],
            ocsps=[ocsp.OCSPResponse.load(each) for each in self.ocsps],
            crls=[CertificateList.load(each) for each in self.crls],
        )


def collect_validation(
    certificate: bytes,
    *,
    chain: Sequence[bytes],
    roots: Sequence[bytes],
    at: dt.datetime,
    timestamper: TsaAddress | None = None,
) -> ValidationData:
    """Ask the authorities of a signer, and of the time stamper, what makes PAdES B-LT.

    Empty where they do not answer, or something speaks against the certificate at that instant:
    an address is asked only if it stands in a certificate that an authority of ours has issued.
    They answer in real time, whatever day the demo plays.
    Raises SigningRefused("revoked").
    """
    if trust.check_certificate(certificate, chain=chain, roots=roots, at=at):
        return ValidationData()
    return wait_for(_collect(certificate, chain, roots, timestamper))


async def _collect(
    certificate: bytes,
    chain: Sequence[bytes],
    roots: Sequence[bytes],
    timestamper: TsaAddress | None,
) -> ValidationData:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(each) for each in roots],
        other_certs=[x509.Certificate.load(each) for each in chain],
        allow_fetching=True,
    )
    try:
        signer = CertificateValidator(
            x509.Certificate.load(certificate), validation_context=context
        )
        paths = [await signer.async_validate_usage(set())]
        if timestamper:
            paths += [path async for path in timestamper.client().validation_paths(context)]
    except RevokedError as revoked:
        raise SigningRefused("revoked", str(revoked)) from revoked
    except (PathBuildingError, PathValidationError, OSError):
        return ValidationData()
    finally:
        await context.aclose()
    return ValidationData(
        _certificates(paths),
        tuple(each.dump() for each in context.ocsps),
        tuple(each.dump() for each in context.crls),
    )


def _certificates(paths: list[ValidationPath]) -> tuple[bytes, ...]:
    found = [each.dump() for path in paths for each in path.iter_certs(include_root=True)]
    return tuple(dict.fromkeys(found))


def archive(pdf: bytes, timestamper: TsaAddress, field: str = "archive") -> bytes:
    """Stamp a sealed paper as a whole, so that it outlives its certificates (PAdES B-LTA).

    Raises OSError when the time stamper does not answer.
    """
    stamped = io.BytesIO()
    stamper = PdfTimeStamper(timestamper.client(), field_name=field)
    writer = RevisionWriter(io.BytesIO(pdf))
    wait_for(stamper.async_timestamp_pdf(writer, HASH, output=stamped))
    return stamped.getvalue()
