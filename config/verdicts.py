"""What a verdict says, in codes for machines and in words for people.

Two questions are kept apart. Who: does the certificate lead to an authority that is trusted
here? What: are the bytes those that were signed? A file can fail either without the other.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.documents import pades
from foundation.signing.models import PartyState, Revision, Round, RoundState

Words = Promise | str
PROBLEMS: dict[str, Words] = {
    # of the file
    "not_pdf": _("This is not a PDF file."),
    "encrypted": _("The file is protected by a password, so nobody can vouch for it."),
    "damaged": _("The file is damaged and cannot be read to its end."),
    "unsigned": _("The file bears no digital signature."),
    "field_added": _("A signature field was added after the first signature."),
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
    "unsupported": _("The signature is damaged, or of a kind that is not accepted."),
    "untrusted": _("The certificate does not lead to an authority that is trusted here."),
    "revoked": _("The certificate was revoked."),
    "wrong_usage": _("The certificate is not meant for signing."),
    "weak": _("The algorithm of the signature or its key is too weak."),
    "not_yet_valid_then": _("The certificate was not yet valid when the signature was made."),
    "expired_then": _("The certificate had expired when the signature was made."),
    "signed_in_future": _("The time of signing lies in the future."),
    "not_newest": _("The signature does not cover the whole file."),
}
UNREADABLE = {"not_pdf", "encrypted", "damaged", "too_large", "too_costly"}
CHANGED = {"field_added", "bytes_after_last_signature", "unprotected_update"}
ALTERED = {"altered", "not_covered", "changed_after", "not_newest"}  # what was signed
UNTRUSTED = {"untrusted", "revoked", "wrong_usage", "weak"}  # who signed
UNTIMELY = {"not_yet_valid_then", "expired_then", "signed_in_future"}  # when

# what a verdict comes to; the worst that can be said of the file
VOID, GOOD, ALTERED_FILE, UNREADABLE_FILE = "void", "good", "altered", "unreadable"
UNSIGNED, UNTRUSTED_FILE, INVALID = "unsigned", "untrusted", "invalid"
TITLES: dict[str, Words] = {
    VOID: _("This paper is void"),
    GOOD: _("All signatures are valid"),
    ALTERED_FILE: _("This file was altered after it was signed"),
    UNREADABLE_FILE: _("This file cannot be read"),
    UNSIGNED: _("This file bears no digital signature"),
    UNTRUSTED_FILE: _("This file is intact, but it is not certain who signed it"),
    INVALID: _("This file bears a signature that is not valid"),
}
UNREAD = _("not known: the signature cannot be read")
STANDINGS: dict[str, Words] = {
    GOOD: _("valid"),
    ALTERED_FILE: _("altered"),
    UNTRUSTED_FILE: _("not trusted"),
    INVALID: _("not valid"),
}


def words(code: str) -> Words:
    """A code of the verifier in plain words."""
    return PROBLEMS.get(code, code)


@dataclass(frozen=True)
class Verdict:
    """Everything that the page, the command and the JSON say of one file.

    is_demo: a paper of the demo, or signed under an authority that only the demo trusts.
    """

    report: pades.Report
    round: Round | None = None
    revision: Revision | None = None
    is_altered_copy: bool = False
    is_demo: bool = False

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
    def is_open(self) -> bool:
        """Whether somebody may still sign it."""
        return self.round is not None and self.round.state == RoundState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether the signing was ended although parties were missing."""
        return self.round is not None and self.round.state == RoundState.CLOSED

    @property
    def is_good(self) -> bool:
        """Every signature valid, nothing altered, and not void."""
        return self.report.valid and not self.is_altered_copy and not self.is_void

    @property
    def outcome(self) -> str:
        """What it comes to, as a code: one of TITLES."""
        if self.is_void and not self.is_altered_copy:
            return VOID
        if self.is_good:
            return GOOD
        problems = {*self.report.problems, *self._problems_of_signatures()}
        for outcome, found in (
            (ALTERED_FILE, self.is_altered_copy or problems & (CHANGED | ALTERED)),
            (UNREADABLE_FILE, problems & UNREADABLE),
            (UNSIGNED, not self.report.signatures),
            (UNTRUSTED_FILE, self.report.intact and not self.are_signers_trusted),
        ):
            if found:
                return outcome
        return INVALID

    def _problems_of_signatures(self) -> set[str]:
        return {code for each in self.report.signatures for code in each.problems}

    @property
    def title(self) -> Words:
        return TITLES[self.outcome]

    @property
    def are_signers_trusted(self) -> bool:
        """Whether every certificate leads to an authority that is trusted here."""
        signatures = self.report.signatures
        return bool(signatures) and all(each.trusted for each in signatures)

    @property
    def problems(self) -> list[Words]:
        """What is wrong with the file as a whole."""
        codes = ["altered_copy"] if self.is_altered_copy else []
        return [words(code) for code in (*codes, *self.report.problems)]

    def lines(self) -> list["Line"]:
        """The signatures in the order of signing, each with the party it stands for."""
        parties = {party.field: party for party in self.parties}
        return [
            Line(report, parties.get(report.field), self.is_altered_copy, self.is_void)
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
        report = self.report.as_dict()
        for plain, line in zip(report["signatures"], self.lines(), strict=True):
            plain["in_words"] = line.as_words()
        return {
            "good": self.is_good,
            "outcome": self.outcome,
            "in_words": [str(self.title), *map(str, self.problems)],
            "ours": self.revision is not None,
            "newest": self.is_newest,
            "altered_copy": self.is_altered_copy,
            "void": self.is_void,
            "demo": self.is_demo,
            "code": self.round.code if self.round else None,
            "on_paper": [party.name for party in self.on_paper()],
            **report,
        }


@dataclass(frozen=True)
class Line:
    """One signature as the page tells it.

    is_altered: the file is an altered copy; is_void: the paper was withdrawn since.
    """

    report: pades.SignatureReport
    party: Any = None
    is_altered: bool = False
    is_void: bool = False

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
    def state(self) -> str:
        """How <c-signature> shows it: a good one under a void paper is nothing to rely on."""
        if not self.is_good:
            return "bad"
        return "waiting" if self.is_void else "signed"

    @property
    def standing(self) -> Words:
        """One or two words: the worst that can be said of it."""
        if self.is_good:
            return _("valid, but the paper is void") if self.is_void else STANDINGS[GOOD]
        if ALTERED & set(self.report.problems):
            return STANDINGS[ALTERED_FILE]
        if self.is_altered and self.report.valid:
            return _("in an altered file")
        if self.report.intact and not self.report.trusted:
            return STANDINGS[UNTRUSTED_FILE]
        return STANDINGS[INVALID]

    @property
    def who(self) -> Words:
        """Whether the certificate can be trusted, whatever became of the bytes."""
        if self.report.trusted:
            return _("yes, the certificate leads to an authority that is trusted here")
        if self.report.certificate is None:
            return UNREAD
        return self._first(UNTRUSTED) or _("no")

    @property
    def what(self) -> Words:
        """Whether the bytes are those that were signed, whoever signed them."""
        if not self.report.intact:
            found = self._first(ALTERED) or self._first({"unverifiable", "unsupported"})
            return found or _("no")
        if self.is_altered:
            return _("yes as far as it reaches, but the file has been altered behind it")
        if self.report.covers_whole:
            return _("yes, covers the whole file")
        return _("yes, covers the file up to revision %(number)s; only signatures came later") % {
            "number": self.report.revision
        }

    @property
    def is_untimely(self) -> bool:
        return bool(UNTIMELY & set(self.report.problems))

    @property
    def when(self) -> Words:
        """Whether the certificate was valid on the day of signing."""
        if self.is_untimely:
            return self._first(UNTIMELY)
        return _("yes") if self.report.valid_when_signed else UNREAD

    def _first(self, codes: set[str]) -> Words:
        """The first problem of that sort, "" for none."""
        return next((words(code) for code in self.report.problems if code in codes), "")

    def as_words(self) -> dict[str, str]:
        """The answers as the page gives them, for the JSON."""
        return {
            "standing": str(self.standing),
            "trusted": str(self.who),
            "intact": str(self.what),
            "valid_when_signed": str(self.when),
        }
