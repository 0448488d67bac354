"""Judge one signature of a file that has been read."""

import datetime as dt
from dataclasses import dataclass, replace

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import handle_certvalidator_errors
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from foundation.documents.pades import envelope, trust
from foundation.documents.pades.reports import (
    SIGNATURE,
    TIMESTAMP,
    SignatureReport,
    TimestampReport,
)

PADES = "/ETSI.CAdES.detached"
VALIDATION_DATA = "validation_data"
CHANGES = {
    ModificationLevel.NONE: "nothing",
    ModificationLevel.LTA_UPDATES: VALIDATION_DATA,
    ModificationLevel.FORM_FILLING: "signatures",
}
FORBIDDEN = ModificationLevel.OTHER
CLOCKS_APART = dt.timedelta(hours=1)  # by which an office's clock may be ahead of ours

Status = PdfSignatureStatus | DocumentTimestampStatus


@dataclass(frozen=True)
class Opened:
    """A file that has been read, and the means to judge its signatures."""

    pdf: bytes
    reader: PdfFileReader
    roots: list[x509.Certificate]
    at: dt.datetime
    store: trust.Store

    def context(self, moment: dt.datetime, *, revocation: str = "soft-fail") -> ValidationContext:
        return trust.validation_context(self.roots, moment, self.store, revocation=revocation)


def read_store(reader: PdfFileReader) -> trust.Store:
    """The file's validation data; none where they cannot be read, for they only help."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return trust.Store(
            tuple(store.load_certs()),
            tuple(each.get_object().data for each in store.ocsps),
            tuple(each.get_object().data for each in store.crls),
        )
    except (NoDSSFoundError, PdfError, ValueError):
        return trust.Store()


class Judgement:
    """The verdict on one signature, or on one document time stamp."""

    def __init__(self, opened: Opened, embedded: EmbeddedPdfSignature, *, quick: bool) -> None:
        self.opened = opened
        self.embedded = embedded
        self.quick = quick
        self.is_token = embedded.sig_object_type == "/DocTimeStamp"
        self.problems: list[str] = []

    async def report(self) -> SignatureReport:
        """Judge it. Raises whatever a parser may raise on hostile bytes."""
        start, room, length = self._ranges()
        opened = self._open(start, room, length)
        known = replace(self._described(), signed_length=length, covers_whole=self._whole(length))
        claimed = known.signed_at or self.opened.at
        if "altered" in self.problems:
            return await self._altered(known, claimed)
        moment = _instant(opened) or claimed
        status = await self._validate(moment)
        stamp = self._timestamp(opened, status)
        if stamp and not stamp.trusted and not self.is_token:  # it proves nothing
            moment = claimed
            status = await self._validate(moment)
        return await self._verdict(known, opened, status, stamp, moment)

    # the room of the signature and what is in it

    def _ranges(self) -> tuple[int, bytes, int]:
        """Where the room begins, what is in it, and where the signed bytes end."""
        numbers = [int(each) for each in self.embedded.byte_range]
        if len(numbers) != 4 or numbers[0] != 0:  # noqa: PLR2004 -- two ranges (ISO 32000 12.8.1)
            self.problems.append("not_covered")
            return 0, b"", 0
        _, start, end, rest = numbers
        return start, self.opened.pdf[start:end], end + rest

    def _open(self, start: int, room: bytes, length: int) -> envelope.Envelope | None:
        pdf = self.opened.pdf
        covered = pdf[:start], pdf[start + len(room) : length]
        issuers = (*self.opened.roots, *self.opened.store.certificates)
        try:
            return envelope.open_envelope(envelope.contents(room), covered, issuers)
        except (envelope.Altered, envelope.Unverifiable) as wrong:
            self.problems.append(wrong.code)
        return None

    def _whole(self, length: int) -> bool:
        return length == len(self.opened.pdf)

    def _described(self) -> SignatureReport:
        """What the signature says of itself."""
        dictionary = self.embedded.sig_object
        return SignatureReport(
            field=self.embedded.field_name,
            kind=TIMESTAMP if self.is_token else SIGNATURE,
            certificate=trust.report_certificate(self.embedded.signer_cert),
            signed_at=None if self.is_token else self.embedded.self_reported_timestamp,
            reason=str(dictionary.get("/Reason", "")),
            location=str(dictionary.get("/Location", "")),
            revision=self.embedded.signed_revision + 1,
            certifies=self.embedded.docmdp_level is not None and "/Reference" in dictionary,
        )

    # what pyHanko says

    async def _validate(self, moment: dt.datetime) -> Status:
        context = self.opened.context(trust.within_validity(self.embedded.signer_cert, moment))
        if self.is_token:
            return await async_validate_pdf_timestamp(self.embedded, context, skip_diff=self.quick)
        return await async_validate_pdf_signature(
            self.embedded,
            context,
            self.opened.context(moment),
            key_usage_settings=trust.USAGE,
            skip_diff=self.quick,
        )

    # the verdict

    async def _verdict(
        self,
        known: SignatureReport,
        opened: envelope.Envelope | None,
        status: Status,
        stamp: TimestampReport | None,
        moment: dt.datetime,
    ) -> SignatureReport:
        changes = self._changes(status)
        if not (status.intact and status.valid):
            self.problems.append("altered")
            return await self._altered(replace(known, changes_after=changes), moment)
        trusted = status.trust_problem_indic is None and status.validation_path is not None
        if not trusted:
            self.problems.append(trust.code_of(status.trust_problem_indic))
        known = self._dated(known, moment)
        broken = {"unverifiable", "not_covered", "changed_after"}
        return replace(
            known,
            signed_at=stamp.at if self.is_token and stamp else known.signed_at,
            timestamp=stamp,
            changes_after=changes,
            intact=not broken & set(self.problems),
            trusted=trusted,
            level=await self._level(opened, stamp, moment),
            problems=tuple(dict.fromkeys(self.problems)),
        )

    async def _altered(self, known: SignatureReport, moment: dt.datetime) -> SignatureReport:
        """The bytes are not those that were signed; the certificate is judged all the same.

        pyHanko does not ask for the chain once the bytes differ, but "who" and "what" are two
        questions: an altered file may well bear the certificate of a trusted authority.
        """
        against = await self._against_certificate(moment)
        if against:
            self.problems.append(against)
        known = self._dated(known, moment)
        return replace(known, trusted=not against, problems=tuple(dict.fromkeys(self.problems)))

    async def _against_certificate(self, moment: dt.datetime) -> str:
        """What speaks against the certificate alone, as a code; empty if nothing does."""
        own = self.embedded.signer_cert
        context = self.opened.context(trust.within_validity(own, moment))
        others = list(self.embedded.other_embedded_certs)
        asked = CertificateValidator(own, others, context).async_validate_usage(
            set(), extended_key_usage={"time_stamping"} if self.is_token else None
        )
        problem = (await handle_certvalidator_errors(own, asked)).error_subindic
        if problem is None and not self.is_token:
            usage = trust._check_usage(own)
            problem = (await handle_certvalidator_errors(own, usage)).error_subindic
        return trust.code_of(problem) if problem else ""

    def _dated(self, known: SignatureReport, moment: dt.datetime) -> SignatureReport:
        """Whether the certificate was valid at that instant; what was wrong becomes a problem."""
        certificate = self.embedded.signer_cert
        since, until = certificate.not_valid_before, certificate.not_valid_after
        if moment < since:
            self.problems.append("not_yet_valid_then")
        if moment > until:
            self.problems.append("expired_then")
        if moment > self.opened.at + CLOCKS_APART:
            self.problems.append("signed_in_future")
        return replace(
            known, valid_when_signed=since <= moment <= until, expired=until < self.opened.at
        )

    def _changes(self, status: Status) -> str:
        """What later revisions did; forbidden things become a problem."""
        if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            self.problems.append("not_covered")
        if self.quick:
            return ""
        found = status.diff_result
        level = found.modification_level if isinstance(found, DiffResult) else FORBIDDEN
        if level not in CHANGES or getattr(status, "docmdp_ok", True) is False:
            self.problems.append("changed_after")
        return CHANGES.get(level, "other")

    def _timestamp(
        self, opened: envelope.Envelope | None, status: Status
    ) -> TimestampReport | None:
        validity = getattr(status, "timestamp_validity", status)
        if not isinstance(validity, TimestampSignatureStatus):
            return None
        named = trust.report_certificate(validity.signing_cert)
        sound = opened is not None and validity.trusted
        return TimestampReport(at=validity.timestamp, authority=named.common_name, trusted=sound)

    async def _level(
        self,
        opened: envelope.Envelope | None,
        stamp: TimestampReport | None,
        moment: dt.datetime,
    ) -> str:
        """The baseline level of ETSI EN 319 142-1 that the signature reaches here and now."""
        if self.is_token or opened is None or not opened.names_signer:
            return ""
        if self.embedded.sig_object.get("/SubFilter") != PADES:
            return ""
        if not (stamp and stamp.trusted and opened.token):
            return "B-B"
        if not (self.opened.store.ocsps or self.opened.store.crls):
            return "B-T"
        known = [
            await trust.revocation_known(each, self.opened.context(moment, revocation="require"))
            for each in (opened, opened.token)
        ]
        return "B-LT" if all(known) else "B-T"


def _instant(opened: envelope.Envelope | None) -> dt.datetime | None:
    """The instant that a time stamp proves."""
    holder = opened.token or opened if opened else None
    if holder is None or holder.time_stamp is None:
        return None
    instant: dt.datetime = holder.time_stamp["gen_time"].native
    return instant
