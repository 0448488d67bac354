"""What may be said of a file that somebody holds: is it signed, intact, ours, the newest?

The verdict reads bytes. Our rows only add whether the file is one of ours, which
signatures were given on paper, and whether the round was voided since.
"""

import hashlib
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.documents import pades
from foundation.signing import trust
from foundation.signing.models import PartyState, Revision, Round, RoundState

CODE = re.compile(rb"<pdf:Keywords>([0-9A-Z]{4}-[0-9A-Z]{4})</pdf:Keywords>")
STREAM = re.compile(rb"stream\r?\n")
MOST_STREAMS, MOST_UNPACKED = 500, 64 * 1024  # bytes; a paper's metadata are some two thousand
PROBLEMS = {
    # of the file
    "not_pdf": _("This is not a PDF file."),
    "encrypted": _("The file is protected by a password, so nobody can vouch for it."),
    "damaged": _("The file is damaged and cannot be read to its end."),
    "unsigned": _("The file bears no digital signature."),
    "bytes_after_last_signature": _("Something was added after the last signature."),
    "unprotected_update": _("The file was changed after the last signature."),
    "too_large": _("The file is too large to be verified here."),
    "too_costly": _("Reading the file took too much time or memory; it may be hostile."),
    "altered_copy": _(
        "The file bears a code of ours, but it is not byte for byte a revision that we keep: "
        "it has been altered."
    ),
    # of a signature
    "altered": _("What was signed has been altered since."),
    "unverifiable": _("The signature cannot be read."),
    "not_covered": _("The signature does not cover the whole of its revision."),
    "changed_after": _("Pages, fields or text were changed after this signature."),
    "unsupported": _("The signature is of a kind that is not accepted."),
    "untrusted": _("The certificate does not lead to an authority that is trusted here."),
    "revoked": _("The certificate was revoked."),
    "wrong_usage": _("The certificate is not meant for signing."),
    "weak": _("The algorithm of the signature or its key is too weak."),
    "not_yet_valid_then": _("The certificate was not yet valid when the signature was made."),
    "expired_then": _("The certificate had expired when the signature was made."),
    "signed_in_future": _("The time of signing lies in the future."),
    "timestamp_untrusted": _("The time stamp does not come from a trusted authority."),
    "not_newest": _("The signature does not cover the whole file."),
}


@dataclass(frozen=True)
class Verdict:
    """Everything that the page, the command and the JSON say of one file."""

    report: pades.Report
    round: Round | None = None
    revision: Revision | None = None
    is_altered_copy: bool = False

    @property
    def is_newest(self) -> bool:
        """Whether it is a revision of ours that nothing has followed."""
        return bool(
            self.round and self.revision and self.round.newest_id == self.revision.document_id
        )

    @property
    def is_void(self) -> bool:
        return self.round is not None and self.round.state == RoundState.VOID

    @property
    def is_good(self) -> bool:
        """Every signature valid, nothing altered, and not void."""
        return self.report.valid and not self.is_altered_copy and not self.is_void

    @property
    def problems(self) -> list[Any]:
        """What is wrong with the file as a whole, in words."""
        codes = ["altered_copy"] if self.is_altered_copy else []
        return [words(code) for code in (*codes, *self.report.problems)]

    def lines(self) -> list["Line"]:
        """The signatures in the order of signing, each with the party it stands for."""
        parties = {party.field: party for party in self.parties}
        return [
            Line(report, parties.get(report.field), is_altered=self.is_altered_copy)
            for report in self.report.signatures
        ]

    @property
    def parties(self) -> list:
        return list(self.round.parties.all()) if self.round else []

    def on_paper(self) -> list:
        """The parties that signed on paper: no digital signature, and never shown as one."""
        return [party for party in self.parties if party.state == PartyState.ON_PAPER]

    def missing(self) -> list:
        """The parties that have given nothing yet."""
        return [party for party in self.parties if not party.has_signed]

    def as_dict(self) -> dict[str, Any]:
        """For ``manage.py verify_document``: the report, and what we know of the file."""
        return {
            "good": self.is_good,
            "ours": self.revision is not None,
            "newest": self.is_newest,
            "altered_copy": self.is_altered_copy,
            "void": self.is_void,
            "code": self.round.code if self.round else None,
            "on_paper": [party.name for party in self.on_paper()],
            **self.report.as_dict(),
        }


@dataclass(frozen=True)
class Line:
    """One signature as the page tells it."""

    report: pades.SignatureReport
    party: Any = None
    is_altered: bool = False

    @property
    def name(self) -> str:
        """The party's official name, or what the certificate says."""
        if self.party:
            return self.party.name
        certificate = self.report.certificate
        if certificate is None:
            return self.report.field
        return " ".join(certificate.organisation) or certificate.common_name

    @property
    def organisation(self) -> str:
        return " ".join(self.report.certificate.organisation) if self.report.certificate else ""

    @property
    def is_good(self) -> bool:
        return self.report.valid and not self.is_altered

    @property
    def problems(self) -> list[Any]:
        return [words(code) for code in self.report.problems]


def words(code: str) -> Any:
    """A code of the verifier in plain words."""
    return PROBLEMS.get(code, code)


def judge_stranger(content: bytes) -> Verdict:
    """The verdict on a file that somebody brings; it is read in a child process."""
    report = pades.examine(content, roots(), clock.now())
    return place(content, report)


def judge_ours(revision: Revision) -> Verdict:
    """The verdict on a revision that we keep."""
    content = revision.document.read()
    report = verified(content, roots(), clock.now().replace(minute=0, second=0, microsecond=0))
    return Verdict(report=report, round=revision.round, revision=revision)


@lru_cache(maxsize=32)
def verified(content: bytes, anchors: tuple[bytes, ...], hour: Any) -> pades.Report:
    """Verify once an hour: the page of a pledge is opened by many, and never changes."""
    return pades.verify(content, list(anchors), hour)


def roots() -> tuple[bytes, ...]:
    """The anchors of the administrator; the demo's own are marked where they are shown."""
    return tuple(trust.roots(demo=True))


def place(content: bytes, report: pades.Report) -> Verdict:
    """Find out whether the bytes are a revision of ours, or bear a code of ours."""
    digest = hashlib.sha256(content).hexdigest()
    revisions = Revision.objects.select_related("round", "document")
    revision = revisions.filter(document__blob=digest).first()
    if revision:
        return Verdict(report=report, round=revision.round, revision=revision)
    codes = codes_in(content)
    copied = Round.objects.filter(code__in=codes).first() if codes else None
    return Verdict(report=report, round=copied, is_altered_copy=copied is not None)


def codes_in(content: bytes) -> set[str]:
    """The codes that the file's metadata name: where our papers say which they are."""
    found = set(CODE.findall(content))
    for start in islice(STREAM.finditer(content), MOST_STREAMS):
        packed = content[start.end() : start.end() + MOST_UNPACKED]
        with suppress(zlib.error):
            found |= set(CODE.findall(zlib.decompressobj().decompress(packed, MOST_UNPACKED)))
    return {code.decode() for code in found}
