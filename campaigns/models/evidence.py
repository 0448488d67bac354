"""What proves what a report says."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.report import Figure, Report, Section
from foundation import clock
from foundation.constraints import together
from foundation.documents import office
from foundation.documents.models import Document

FILES = {"application/pdf": "pdf", office.XLSX: "sheet", office.DOCX: "text"}


@pghistory.track()
class Evidence(models.Model):
    """A file, a link or a decision that proves something (minh chứng).

    One piece may prove several things: each is a Proof. It is withdrawn, never deleted.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=300)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="evidence")
    url = models.URLField(_("address"), max_length=500, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decision_on = models.DateField(_("decision date"), null=True, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["report", "added_at", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(url="") | ~Q(decision_number=""),
                name="evidence_is_a_file_a_link_or_a_decision",
            ),
            CheckConstraint(
                condition=Q(decision_number="") | Q(decision_on__isnull=False),
                name="evidence_decision_has_its_date",
            ),
            together("withdrawn_at", "withdrawn_by", name="evidence_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> str:
        """pdf, sheet, text, image, link or decision."""
        if self.document:
            return FILES.get(self.document.blob.media_type, "image")
        return "link" if self.url else "decision"

    @property
    def board_id(self) -> int:
        return self.report.board_id

    @property
    def bloc(self) -> Bloc:
        return self.report.bloc

    @property
    def year(self) -> int:
        return self.report.year


@pghistory.track()
class Proof(models.Model):
    """That a piece of evidence proves a section or a figure (dẫn chứng)."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="proofs")
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="proofs")
    figure = models.ForeignKey(Figure, models.CASCADE, null=True, related_name="proofs")

    class Meta:
        ordering = ["evidence", "pk"]
        constraints = [
            UniqueConstraint(fields=["evidence", "section"], name="evidence_proves_a_section_once"),
            UniqueConstraint(fields=["evidence", "figure"], name="evidence_proves_a_figure_once"),
            CheckConstraint(
                condition=Q(section__isnull=True) ^ Q(figure__isnull=True),
                name="a_proof_is_of_a_section_or_a_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.section or self.figure}"
