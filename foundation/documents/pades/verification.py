"""Verify the signatures of a PDF by its bytes alone: ours, and those of other tools.

pyHanko judges digests, chains and later revisions. On top of that nothing may go unjudged:
each container must be canonical to the last byte (envelope.py), its room must hold nothing
else, and no byte may come after the last signature.

Codes of a signature: altered, unverifiable, not_covered, changed_after, unsupported, untrusted,
revoked, wrong_usage, weak, not_yet_valid_then, expired_then, signed_in_future, not_newest.
Of a file: not_pdf, encrypted, damaged, unsigned, field_added, bytes_after_last_signature,
unprotected_update; of examine() also too_large and too_costly.
"""

import datetime as dt
import hashlib
import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace

from asn1crypto import x509
from pyhanko.pdf_utils import misc
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from foundation.documents.pades import envelope
from foundation.documents.pades.judgement import VALIDATION_DATA, Judgement, Opened, read_store
from foundation.documents.pades.reports import SIGNATURE, Report, SignatureReport
from foundation.documents.pades.waiting import wait_for

UNREADABLE = (misc.PdfError, zlib.error, struct.error, *envelope.UNREADABLE, *envelope.UNKNOWN)
HEADER_WITHIN = 1024  # bytes before which "%PDF-" must stand, as readers allow it


def verify(pdf: bytes, roots: Sequence[bytes], at: dt.datetime, *, quick: bool = False) -> Report:
    """Judge every signature of a file, as of the instant `at`.

    roots: trust anchors, DER. quick: without comparing the revisions with one another, for
    files whose every revision was our own. Never raises for what the bytes are.
    """
    blank = Report(sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf))
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        return replace(blank, problems=("not_pdf",))
    try:
        opened = open_file(pdf, roots, at)
        if opened.reader.encrypted:
            return replace(blank, problems=("encrypted",))
        signatures = wait_for(_judge_all(opened, quick=quick))
        return _whole(opened, blank, signatures)
    except UNREADABLE:
        return replace(blank, problems=("damaged",))


def check_newest(
    pdf: bytes, field: str, roots: Sequence[bytes], at: dt.datetime
) -> SignatureReport:
    """Judge only the signature in that field, which must cover the whole file."""
    try:
        opened = open_file(pdf, roots, at)
        for name, _, sig_field in enumerate_sig_fields(opened.reader, filled_status=True):
            if name == field:
                report = wait_for(_judge(opened, name, sig_field, quick=True))
                if report.covers_whole:
                    return report
                return replace(report, problems=(*report.problems, "not_newest"))
    except UNREADABLE:
        return SignatureReport(field=field, problems=("damaged",))
    return SignatureReport(field=field, problems=("not_newest",))


def open_file(pdf: bytes, roots: Sequence[bytes], at: dt.datetime) -> Opened:
    """Read a file's structure: strictly, or as leniently as other tools write."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        hybrid = reader.xrefs.hybrid_xrefs_present
    except misc.PdfReadError:
        hybrid = True
    if hybrid:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    anchors = [x509.Certificate.load(each) for each in roots]
    return Opened(pdf, reader, anchors, at, read_store(reader))


async def _judge_all(opened: Opened, *, quick: bool) -> list[SignatureReport]:
    filled = list(enumerate_sig_fields(opened.reader, filled_status=True))
    reports = [await _judge(opened, name, field, quick=quick) for name, _, field in filled]
    return sorted(reports, key=lambda report: (report.revision, report.signed_length))


async def _judge(
    opened: Opened, name: str, field: DictionaryObject, *, quick: bool
) -> SignatureReport:
    try:
        embedded = EmbeddedPdfSignature(opened.reader, field, name)
        return await Judgement(opened, embedded, quick=quick).report()
    except UNREADABLE:
        return SignatureReport(field=name, problems=("unsupported",))


def _whole(opened: Opened, blank: Report, signatures: list[SignatureReport]) -> Report:
    reader = opened.reader
    late = _late_fields(reader, signatures)
    empty = [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    return replace(
        blank,
        pages=int(reader.root["/Pages"]["/Count"]),
        revisions=reader.xrefs.total_revisions,
        signatures=tuple(signatures),
        unsigned_fields=tuple(empty),
        late_fields=late,
        problems=_problems(opened.pdf, signatures, late),
    )


def _problems(
    pdf: bytes, signatures: list[SignatureReport], late: tuple[str, ...]
) -> tuple[str, ...]:
    if not signatures:
        return ("unsigned",)
    last = max(signatures, key=lambda report: report.signed_length)
    if last.signed_length == len(pdf):
        # pyHanko lets in a field that cannot be seen, even where the first signature certifies
        return ("field_added",) if late and any(each.certifies for each in signatures) else ()
    if last.changes_after == VALIDATION_DATA:
        return ("unprotected_update",)
    return ("bytes_after_last_signature",)


def _late_fields(reader: PdfFileReader, signatures: list[SignatureReport]) -> tuple[str, ...]:
    """Signature fields that did not exist when the first signature was made."""
    if not signatures or not signatures[0].revision:
        return ()
    then = reader.get_historical_resolver(signatures[0].revision - 1)
    before = {name for name, _, _ in enumerate_sig_fields(then)}
    stamps = {report.field for report in signatures if report.kind != SIGNATURE}
    now = [name for name, _, _ in enumerate_sig_fields(reader)]
    return tuple(name for name in now if name not in before | stamps)
