"""What we know of the evidence of reports."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from campaigns.models import Evidence, Figure, Proof, Report, Section
from campaigns.pieces import Piece
from foundation.documents.models import Blob
from members.models import Account, Board, BoardName

SECTION, FIGURE = "section-", "figure-"  # before the number, in the key of what can be proved
Provable = Mapping[str, Section | Figure]


def provable(report: Report) -> dict[str, Section | Figure]:
    """What a piece of evidence of the report may prove, by its key."""
    sections = report.sections.select_related("heading").order_by("heading__position")
    figures = report.figures.select_related("indicator").order_by("indicator__position", "pk")
    return {f"{SECTION}{section.pk}": section for section in sections} | {
        f"{FIGURE}{figure.pk}": figure for figure in figures
    }


def evidence_of(report: Report) -> list[Evidence]:
    """What stands in the report, each with the keys of what it ``proves``; one query."""
    rows = report.evidence.filter(withdrawn_at=None).select_related("document__blob", "added_by")
    found: list[Evidence] = list(
        rows.annotate(
            section_ids=ArrayAgg(
                "proofs__section", filter=Q(proofs__section__isnull=False), default=[]
            ),
            figure_ids=ArrayAgg(
                "proofs__figure", filter=Q(proofs__figure__isnull=False), default=[]
            ),
        ).order_by("added_at", "pk")
    )
    for row in found:
        row.report = report
        row.proves = [f"{SECTION}{pk}" for pk in row.section_ids]
        row.proves += [f"{FIGURE}{pk}" for pk in row.figure_ids]
    return found


def evidence_in(reports: QuerySet[Report]) -> QuerySet[Evidence]:
    """The evidence of those reports, with all that a page of it needs."""
    rows = Evidence.objects.filter(report__in=reports)
    return rows.select_related(
        "document__blob", "report__board", "report__request__campaign__bloc", "added_by"
    )


def is_open_to(evidence: Evidence, account: Account) -> bool:
    """Whether the person may open it: before it was handed in only the board's own people.

    What was once in the chief's hand stays open, also while the report is being mended.
    """
    report = evidence.report
    if report.board_id in account.boards_before:
        return True
    if not (report.submitted_at and report.first_submitted_at):
        return False
    gone_before = evidence.withdrawn_at and evidence.withdrawn_at < report.first_submitted_at
    return evidence.added_at <= report.submitted_at and not gone_before


def keys_of(evidence: Evidence) -> list[str]:
    """What the evidence proves, by key."""
    return [key_of(proof) for proof in evidence.proofs.all()]


def key_of(proof: Proof) -> str:
    """The key of what is proved."""
    if proof.section_id:
        return f"{SECTION}{proof.section_id}"
    return f"{FIGURE}{proof.figure_id}"


def same_evidence(report: Report, piece: Piece) -> Evidence | None:
    """What stands in the report already and is the same file, link or decision."""
    rows = report.evidence.filter(withdrawn_at=None)
    if piece.content:
        return rows.filter(document__blob=piece.sha256).first()
    if piece.url:
        return rows.filter(url=piece.url).first()
    return rows.filter(decision_number=piece.decision_number, decision_on=piece.decision_on).first()


def files_of(board: Board, year: int) -> QuerySet[Blob]:
    """The files that the board has brought as evidence in a year, each once.

    Withdrawn ones count: they stay on the disk.
    """
    used = Evidence.objects.filter(report__board=board, report__request__campaign__year=year)
    return Blob.objects.filter(pk__in=used.values("document__blob"))


def bytes_of(board: Board, year: int) -> int:
    """How much the board's evidence of a year takes."""
    return files_of(board, year).aggregate(total=Sum("size"))["total"] or 0


def uses_elsewhere(report: Report, evidence: Iterable[Evidence]) -> dict[str, list[dict[str, Any]]]:
    """Where the same files prove something for another board or in another year, by sha256.

    Only what was handed in. One query, whatever the number; none where there is no file.
    """
    blobs = {row.document.blob_id for row in evidence if row.document}
    if not blobs:
        return {}
    here = Q(report__board=report.board_id, report__request__campaign__year=report.year)
    living = Evidence.objects.filter(document__blob__in=blobs, withdrawn_at=None)
    others = living.filter(report__first_submitted_at__isnull=False).exclude(here)
    names = BoardName.objects.filter(board=OuterRef("report__board")).order_by("-since")
    shown = names.annotate(shown=Coalesce(NullIf("short_name", Value("")), "name"))
    rows = others.annotate(
        blob=F("document__blob"),
        in_year=F("report__request__campaign__year"),
        board=Coalesce(Subquery(shown.values("shown")[:1]), "report__board__code"),
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for use in rows.values("blob", "in_year", "board").order_by("-in_year", "board").distinct():
        told = {"board": use["board"], "year": use["in_year"]}
        found.setdefault(use["blob"], []).append(told)
    return found


def as_json(report: Report) -> list[dict[str, Any]]:
    """The evidence as a version of the report keeps it."""
    return [
        {
            "title": row.title,
            "kind": row.kind,
            "sha256": row.document.blob_id if row.document else "",
            "url": row.url,
            "decision_number": row.decision_number,
            "decision_on": row.decision_on.isoformat() if row.decision_on else "",
            "sections": row.section_ids,
            "figures": row.figure_ids,
        }
        for row in evidence_of(report)
    ]
