"""Compare a file that was signed elsewhere with the revision that we gave out.

Codes, beside those of a file (verification.py) and of a signature: nothing_added,
nothing_signed, not_newest, ours_differs, rewritten, another_document, other_field,
two_signatures, changed, locks_document.
"""

import bisect
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffResult,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from foundation.documents.pades.reports import SIGNATURE, TIMESTAMP, Report, SignatureReport
from foundation.documents.pades.verification import UNREADABLE, verify

MAY_CERTIFY = StandardDiffPolicy(
    [
        # the first signature may certify, and then it stands in the catalogue as well
        CatalogModificationRule(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        *DEFAULT_DIFF_POLICY.global_rules[1:],
    ],
    DEFAULT_DIFF_POLICY.form_rule,
)
END_OF_REVISION = re.compile(rb"%%EOF[\r\n]*")


@dataclass(frozen=True)
class Comparison:
    """What came back: accepted if there is no code, and then `length` bytes of it are kept.

    What stands after them is validation data that no signature protects, or a time stamp by
    an authority that we do not know.
    """

    code: str = ""
    length: int = 0
    signature: SignatureReport | None = None

    @property
    def accepted(self) -> bool:
        return not self.code

    def as_dict(self) -> dict[str, Any]:
        signature = Report(signatures=(self.signature,) if self.signature else ())
        return {"code": self.code, "length": self.length, "report": signature.as_dict()}

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Self:
        signatures = Report.from_dict(plain["report"]).signatures
        return cls(plain["code"], plain["length"], signatures[0] if signatures else None)


def compare(
    ours: bytes, theirs: bytes, field: str, roots: Sequence[bytes], at: dt.datetime
) -> Comparison:
    """Accept exactly our revision with one valid signature in that field and nothing else.

    At most its own validation data (DSS) and document time stamp may follow.
    """
    if theirs == ours:
        return Comparison("nothing_added")
    report = verify(theirs, roots, at)
    if not theirs.startswith(ours):
        return Comparison(_what_else(ours, theirs, report))
    added = [each for each in report.signatures if each.signed_length > len(ours)]
    signatures = [each for each in added if each.kind == SIGNATURE]
    signature = signatures[0] if signatures else None
    code = (
        _unreadable(report)
        or _count(signatures, field)
        or _fault(signatures[0])
        or _changes(ours, theirs, field, report, added)
    )
    if code:
        return Comparison(code, signature=signature)
    return Comparison(length=_length(theirs, report, signatures[0]), signature=signature)


def _what_else(ours: bytes, theirs: bytes, report: Report) -> str:
    """What a file is that does not begin with our revision."""
    if ours.startswith(theirs):
        return "not_newest"
    if _ends_alike(ours, theirs[: len(ours)]):
        return "ours_differs"
    if code := _unreadable(report):
        return code
    if END_OF_REVISION.search(ours, 0, _shared(ours, theirs)):
        return "not_newest" if report.intact else "rewritten"
    return "rewritten" if _identifier(ours) == _identifier(theirs) else "another_document"


def _ends_alike(ours: bytes, part: bytes) -> bool:
    """Whether the part is our file but for single bytes: its last table stands where ours does."""
    start = ours.rfind(b"startxref")
    return start >= 0 and part[start:] == ours[start:]


def _shared(ours: bytes, theirs: bytes) -> int:
    """How many bytes both begin with."""
    shorter = min(len(ours), len(theirs))
    return bisect.bisect_left(
        range(shorter), 1, key=lambda last: ours[: last + 1] != theirs[: last + 1]
    )


def _identifier(pdf: bytes) -> bytes | None:
    """The identifier that a file keeps through its revisions (ISO 32000 14.4)."""
    try:
        identifier: bytes = PdfFileReader(io.BytesIO(pdf), strict=False).trailer["/ID"][0]
    except UNREADABLE:
        return None
    return identifier


def _unreadable(report: Report) -> str:
    readable = {"unsigned", "bytes_after_last_signature", "field_added", "unprotected_update"}
    return next((code for code in report.problems if code not in readable), "")


def _count(signatures: list[SignatureReport], field: str) -> str:
    if not signatures:
        return "nothing_signed"
    if len(signatures) > 1:
        return "two_signatures"
    return "" if signatures[0].field == field else "other_field"


def _fault(signature: SignatureReport) -> str:
    if signature.problems:
        return signature.problems[0]
    return "" if signature.valid else "altered"


def _changes(
    ours: bytes, theirs: bytes, field: str, report: Report, added: list[SignatureReport]
) -> str:
    """Whether anything but that signature came in, or nothing may come in after it."""
    more = {"bytes_after_last_signature", "field_added"}
    if more & set(report.problems) or len(added) > 2:  # noqa: PLR2004 -- signature and time stamp
        return "changed"
    if not all(each.intact for each in report.signatures if each not in added):
        return "changed"
    reader = PdfFileReader(io.BytesIO(theirs), strict=False)
    ours_signed = len(report.signatures) > len(added)
    try:
        base = PdfFileReader(io.BytesIO(ours), strict=False).xrefs.total_revisions - 1
        policy = DEFAULT_DIFF_POLICY if ours_signed else MAY_CERTIFY
        found = policy.review_file(reader, base, doc_mdp=MDPPerm.FILL_FORMS)
    except PdfError:
        return "damaged"
    if not isinstance(found, DiffResult):
        return "changed"
    return "locks_document" if _locks(reader, field) else ""


def _locks(reader: PdfFileReader, field: str) -> bool:
    """Whether the signature forbids those that are still to come."""
    waiting = [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    for name, _, found in enumerate_sig_fields(reader, filled_status=True, with_name=field):
        signature = EmbeddedPdfSignature(reader, found, name)
        locked = signature.fieldmdp
        if signature.docmdp_level == MDPPerm.NO_CHANGES:
            return True
        if locked is not None and any(locked.is_locked(each) for each in waiting):
            return True
    return False


def _length(theirs: bytes, report: Report, signature: SignatureReport) -> int:
    """How much to keep: all of it if its last byte is covered by something that is trusted."""
    last = report.signatures[-1]
    whole = last.signed_length == len(theirs)
    if whole and (last == signature or (last.kind == TIMESTAMP and last.valid)):
        return len(theirs)
    return signature.signed_length
