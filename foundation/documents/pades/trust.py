"""Certificates: what they say, and whether they lead to a trust anchor.

Anchors are those that the administrator has entered, never the system's; nothing is fetched.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation.generic_cms import handle_certvalidator_errors
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from foundation.documents.pades.envelope import Envelope
from foundation.documents.pades.reports import CertificateReport, SigningRefused
from foundation.documents.pades.waiting import wait_for

# a signer's certificate is for signatures, whether it calls them so or non-repudiation
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
CODES: dict[AdESSubIndic, str] = {
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "wrong_usage",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
}


@dataclass(frozen=True)
class Store:
    """What is at hand for judging certificates: in a file it is the DSS."""

    certificates: tuple[x509.Certificate, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


def load(der: bytes) -> x509.Certificate:
    """Read a certificate whole. Raises SigningRefused("certificate")."""
    try:
        certificate = x509.Certificate.load(der, strict=True)
        certificate.native  # noqa: B018 -- asn1crypto reads the inside only when it is asked
    except (ValueError, TypeError, KeyError) as wrong:
        raise SigningRefused("certificate", str(wrong)) from wrong
    return certificate


def describe_certificate(der: bytes) -> CertificateReport:
    """What pages may show of a certificate. Raises SigningRefused("certificate")."""
    return report_certificate(load(der))


def report_certificate(certificate: x509.Certificate) -> CertificateReport:
    return CertificateReport(
        common_name=", ".join(_named(certificate.subject, "common_name")),
        organisation=_named(certificate.subject, "organization_name", "organizational_unit_name"),
        issuer=", ".join(_named(certificate.issuer, "common_name")),
        issuer_organisation=", ".join(_named(certificate.issuer, "organization_name")),
        serial=f"{certificate.serial_number:X}",
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        fingerprint=certificate.sha256.hex(),
    )


def check_certificate(
    certificate: bytes, *, chain: Sequence[bytes], roots: Sequence[bytes], at: dt.datetime
) -> tuple[str, ...]:
    """What speaks against signing with this certificate at that instant; empty if nothing does.

    Codes: not_yet_valid, expired, untrusted, revoked, wrong_usage, weak.
    """
    own = load(certificate)
    codes = []
    if at < own.not_valid_before:
        codes.append("not_yet_valid")
    if at > own.not_valid_after:
        codes.append("expired")
    context = validation_context([load(each) for each in roots], within_validity(own, at), Store())
    validator = CertificateValidator(own, [load(each) for each in chain], context)
    outcome = wait_for(_outcome(own, validator))
    if outcome:
        codes.append(code_of(outcome))
    return tuple(codes)


async def _outcome(own: x509.Certificate, validator: CertificateValidator) -> AdESSubIndic | None:
    usage = validator.async_validate_usage(set())
    result = await handle_certvalidator_errors(own, usage)
    if result.error_subindic is None:
        result = await handle_certvalidator_errors(own, _check_usage(own))
    return result.error_subindic


async def _check_usage(own: x509.Certificate) -> None:
    USAGE.validate(own)


async def revocation_known(opened: Envelope, context: ValidationContext) -> bool:
    """Whether what is at hand tells for the whole chain that nothing was revoked."""
    validator = CertificateValidator(opened.signer, opened.certificates, context)
    usage = validator.async_validate_usage(set())
    return (await handle_certvalidator_errors(opened.signer, usage)).error_subindic is None


def validation_context(
    roots: Sequence[x509.Certificate],
    moment: dt.datetime,
    store: Store,
    *,
    revocation: str = "soft-fail",
) -> ValidationContext:
    """Judge certificates as of that moment, by what is at hand."""
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(store.certificates),
        moment=moment,
        allow_fetching=False,
        ocsps=list(store.ocsps),
        crls=list(store.crls),
        revocation_mode=revocation,
        retroactive_revinfo=True,  # an answer given after the signature speaks of it too
    )


def within_validity(certificate: x509.Certificate, moment: dt.datetime) -> dt.datetime:
    """The instant nearest to the moment at which the certificate is valid.

    Dates are judged on their own, so that "expired" and "untrusted" are told apart.
    """
    return min(max(moment, certificate.not_valid_before), certificate.not_valid_after)


def code_of(indication: AdESSubIndic | None) -> str:
    return CODES.get(indication, "untrusted") if indication else "untrusted"


def _named(name: x509.Name, *kinds: str) -> tuple[str, ...]:
    """The parts of a name of these kinds, in the order of the kinds."""
    parts = [each for part in name.chosen for each in part]
    return tuple(
        str(each["value"].native) for kind in kinds for each in parts if each["type"].native == kind
    )
