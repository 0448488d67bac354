"""What the bloc tells of its whole year."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.register import RegisteredPaper
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful


class SummaryState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ISSUED = "issued", _("issued")


@pghistory.track()
class Summary(Stateful):
    """The bloc's account of its year (báo cáo tổng kết của Khối).

    Compiled from what was recorded, finished by the secretary, issued by the chief. Each
    issue is a SummaryVersion with its number; the chief revises it with a reason.
    """

    MOVES = {
        SummaryState.DRAFT: {SummaryState.ISSUED},
        SummaryState.ISSUED: {SummaryState.DRAFT},
    }

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="summary")
    state = models.CharField(max_length=10, choices=SummaryState, default=SummaryState.DRAFT)
    compiled_at = models.DateTimeField(default=clock.now)
    compiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    revise_reason = models.CharField(_("reason for the revision"), max_length=1000, blank=True)
    is_invented = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["campaign"]
        verbose_name_plural = "summaries"
        constraints = [
            together("issued_at", "issued_by", name="summary_issue_is_signed"),
            CheckConstraint(
                condition=Q(state=SummaryState.DRAFT) | Q(issued_at__isnull=False),
                name="an_issued_summary_was_issued",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Summary report of %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:summary", args=[self.campaign_id])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class SummarySection(models.Model):
    """One part of it (phần của báo cáo tổng kết): what was drawn from the records, and words.

    ``facts``: sentences and tables as they were when drawn (campaigns.summary_parts);
    ``edition`` counts the savings of the words, so that a stale one is noticed.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    facts = models.JSONField(default=list)
    drawn_at = models.DateTimeField(default=clock.now)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["summary", "position"]
        constraints = [
            UniqueConstraint(fields=["summary", "code"], name="one_summary_section_per_code"),
            UniqueConstraint(
                fields=["summary", "position"], name="one_summary_section_per_position"
            ),
            together("changed_at", "changed_by", name="summary_section_change_is_signed"),
        ]

    def __str__(self) -> str:
        return self.title


class SummaryVersion(models.Model):
    """The summary as it was issued (bản báo cáo tổng kết đã ban hành). Never changes."""

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paper = models.OneToOneField(RegisteredPaper, models.PROTECT, related_name="+")
    content = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["summary", "number"]
        constraints = [
            UniqueConstraint(fields=["summary", "number"], name="one_summary_version_per_number")
        ]
        triggers = [
            pgtrigger.Protect(
                name="summary_versions_stay", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.summary} · {self.number}"
