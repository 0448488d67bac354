"""Whether evidence may be brought, linked or withdrawn now."""

from collections.abc import Collection, Container

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from campaigns.models import Evidence, Report
from campaigns.pieces import Piece
from campaigns.queries import evidence as queries
from campaigns.queries.reports import WRITABLE
from foundation import clock
from foundation.refusals import Refusal

SAFE = ("https://", "http://")
MOST_PIECES = 300  # in one report: what a reader can still look through


class ReportClosed(Refusal):
    text = _("Evidence can be changed while the report is being written or has been returned.")


class NotExactlyOne(Refusal):
    text = _("Give one of them: a file, a link or a decision.")


class DecisionHalfGiven(Refusal):
    text = _("A decision needs its number and its date.")


class DecisionNotYetMade(Refusal):
    text = _("%(day)s is still to come: no decision bears that date.")
    field = "decision_on"


class LinkUnsafe(Refusal):
    text = _("Only addresses that begin with https:// or http:// are taken.")
    field = "url"


class ProvesNothing(Refusal):
    text = _("Tick at least one section or figure that it proves.")
    field = "proves"


class ProvesWhatIsGone(Refusal):
    text = _("What you ticked is no longer in the report. Look at the list again.")
    field = "proves"


class TooManyPieces(Refusal):
    text = _("A report holds at most %(most)s pieces of evidence.")


class BoardFull(Refusal):
    text = _(
        "With this file the evidence of your board would take %(would)s in %(year)s; "
        "at most %(most)s are kept."
    )
    field = "file"


class EvidenceWithdrawn(Refusal):
    text = _("This evidence has been withdrawn.")


def check_add_evidence(
    report: Report, piece: Piece, provable: Container[str], proves: Collection[str]
) -> None:
    """While the report is written: one thing, that proves something of this very report.

    Raises ReportClosed, NotExactlyOne, DecisionHalfGiven, DecisionNotYetMade, LinkUnsafe,
    ProvesNothing and ProvesWhatIsGone.
    """
    check_open(report)
    check_piece(piece)
    check_proves(provable, proves)


def check_room(report: Report, piece: Piece) -> None:
    """A new piece still finds room. Raises TooManyPieces and BoardFull."""
    if report.evidence.filter(withdrawn_at=None).count() >= MOST_PIECES:
        raise TooManyPieces(most=MOST_PIECES)
    files = queries.files_of(report.board, report.year)
    if not piece.content or files.filter(pk=piece.sha256).exists():
        return
    would = queries.bytes_of(report.board, report.year) + len(piece.content)
    if would > settings.EVIDENCE_LIMIT:
        most = filesizeformat(settings.EVIDENCE_LIMIT)
        raise BoardFull(would=filesizeformat(would), year=str(report.year), most=most)


def check_link_evidence(
    evidence: Evidence, provable: Container[str], proves: Collection[str]
) -> None:
    """Raises EvidenceWithdrawn, ReportClosed, ProvesNothing and ProvesWhatIsGone."""
    if evidence.withdrawn_at:
        raise EvidenceWithdrawn
    check_open(evidence.report)
    check_proves(provable, proves)


def check_withdraw_evidence(evidence: Evidence) -> None:
    """What the chief has in hand stays as it is. Raises ReportClosed."""
    check_open(evidence.report)


def check_open(report: Report) -> None:
    """The board still writes. Raises ReportClosed."""
    if report.state not in WRITABLE:
        raise ReportClosed


def check_piece(piece: Piece) -> None:
    """One thing, and sound. The file's own bytes were judged where it came in."""
    if piece.given != 1:
        raise NotExactlyOne
    if bool(piece.decision_number) != bool(piece.decision_on):
        raise DecisionHalfGiven
    if piece.decision_on and piece.decision_on > clock.today():
        raise DecisionNotYetMade(day=piece.decision_on)
    if piece.url and not piece.url.lower().startswith(SAFE):
        raise LinkUnsafe


def check_proves(provable: Container[str], proves: Collection[str]) -> None:
    """Raises ProvesNothing and ProvesWhatIsGone."""
    if not proves:
        raise ProvesNothing
    if any(key not in provable for key in proves):
        raise ProvesWhatIsGone
