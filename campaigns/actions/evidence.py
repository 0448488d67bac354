"""What a report says is proved."""

from collections.abc import Collection

from django.db import transaction

from campaigns.models import Evidence, Proof, Report, Section
from campaigns.pieces import Piece
from campaigns.queries import evidence as queries
from campaigns.queries.evidence import Provable
from campaigns.regulations import evidence as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def add_evidence(
    report: Report, piece: Piece, *, proves: Collection[str], by: Account
) -> tuple[Evidence, bool]:
    """Bring a file, a link or a decision that proves something (bổ sung minh chứng).

    ``proves`` are keys of ``queries.provable``. The same thing again only proves more: the
    second value says whether it is new. Raises ReportClosed, NotExactlyOne,
    DecisionHalfGiven, DecisionNotYetMade, LinkUnsafe, ProvesNothing, ProvesWhatIsGone,
    TooManyPieces and BoardFull.
    """
    lock(report)
    lock(report.board)  # its total of the year counts the files of all its reports
    provable = queries.provable(report)
    regulations.check_add_evidence(report, piece, provable, proves)
    evidence = queries.same_evidence(report, piece)
    if is_new := evidence is None:
        regulations.check_room(report, piece)
        evidence = keep_evidence(report, piece, by)
    if prove(evidence, provable, proves):
        record("campaigns.add_evidence", report, by=by, title=evidence.title)
    return evidence, is_new


@transaction.atomic
def link_evidence(evidence: Evidence, *, proves: Collection[str], by: Account) -> None:
    """Say anew what a piece of evidence proves: more, or less (gắn minh chứng).

    Raises EvidenceWithdrawn, ReportClosed, ProvesNothing and ProvesWhatIsGone.
    """
    lock(evidence.report)
    lock(evidence)
    provable = queries.provable(evidence.report)
    regulations.check_link_evidence(evidence, provable, proves)
    gone = [proof for proof in evidence.proofs.all() if queries.key_of(proof) not in proves]
    for proof in gone:
        proof.delete()
    if prove(evidence, provable, proves) or gone:
        record("campaigns.link_evidence", evidence.report, by=by, title=evidence.title)


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: Account) -> None:
    """Take a piece of evidence out of the report; it stays kept (rút minh chứng).

    Twice is once. Raises ReportClosed.
    """
    lock(evidence.report)
    lock(evidence)
    if evidence.withdrawn_at:
        return
    regulations.check_withdraw_evidence(evidence)
    evidence.withdrawn_at, evidence.withdrawn_by = clock.now(), by
    evidence.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("campaigns.withdraw_evidence", evidence.report, by=by, title=evidence.title)


def keep_evidence(report: Report, piece: Piece, by: Account) -> Evidence:
    """The row, and the file where there is one."""
    document = None
    if piece.content:
        document = file_document(
            piece.content,
            media_type=piece.media_type,
            title=piece.title,
            file_name=piece.safe_name,
            owner=report.board.code,
            bloc=report.bloc.code,
            year=report.year,
            filed_by=by.get_username(),
        )
    return Evidence.objects.create(
        report=report,
        title=piece.title,
        document=document,
        url=piece.url,
        decision_number=piece.decision_number,
        decision_on=piece.decision_on,
        added_by=by,
    )


def prove(evidence: Evidence, provable: Provable, proves: Collection[str]) -> int:
    """Link the evidence with what it does not prove yet; how many things that were."""
    known = queries.keys_of(evidence)
    new = [provable[key] for key in dict.fromkeys(proves) if key not in known]
    for thing in new:
        field = "section" if isinstance(thing, Section) else "figure"
        Proof.objects.create(evidence=evidence, **{field: thing})
    return len(new)
