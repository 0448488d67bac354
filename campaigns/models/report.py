"""What a board tells of its year, section by section and figure by figure."""

from dataclasses import dataclass
from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns import rates
from campaigns.models.calendar import PhaseKind
from campaigns.models.campaign import Campaign
from campaigns.models.indicator import Indicator
from campaigns.models.registration import DIGITS
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board


class ReportKind(models.TextChoices):
    MIDYEAR = "midyear", _("mid-year report")
    ANNUAL = "annual", _("annual report")
    AD_HOC = "ad_hoc", _("report by request")


PHASE_OF: dict[str, PhaseKind] = {
    ReportKind.MIDYEAR: PhaseKind.MIDYEAR,
    ReportKind.ANNUAL: PhaseKind.REPORTING,
}


@pghistory.track()
class ReportRequest(models.Model):
    """A report that the bloc asks of its boards, with its outline (yêu cầu báo cáo).

    Mid-year and annual ones are due by their phase of the calendar; one by request has a
    day of its own.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="report_requests")
    kind = models.CharField(max_length=8, choices=ReportKind)
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("what it is asked for"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "asked_at"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "kind"],
                condition=~Q(kind=ReportKind.AD_HOC),
                name="one_mid_year_and_one_annual_report",
            ),
            CheckConstraint(
                condition=~Q(kind=ReportKind.AD_HOC) | Q(due_on__isnull=False),
                name="a_report_by_request_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:report_request", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@dataclass(frozen=True)
class BoardRequest:
    """A report that one board is asked for: the subject while the board has not begun it."""

    request: ReportRequest
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.request.campaign.bloc

    @property
    def year(self) -> int:
        return self.request.campaign.year


class Drawn(models.TextChoices):
    MOVEMENTS = "movements", _("the board's movements")
    ACTIVITIES = "activities", _("the board's activities")


@pghistory.track()
class Heading(models.Model):
    """One heading of a report's outline (đề mục của đề cương).

    ``most_letters`` 0 is without a limit; ``holds_figures``: the table of targets stands here;
    ``draws``: what the board has recorded of this stands here by itself.
    """

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="headings")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("heading"), max_length=300)
    hint = models.CharField(_("what belongs here"), max_length=500, blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    most_letters = models.PositiveIntegerField(_("most letters"), default=0)
    holds_figures = models.BooleanField(_("holds the table of targets"), default=False)
    draws = models.CharField(_("draws in"), max_length=10, choices=Drawn, blank=True)

    class Meta:
        ordering = ["request", "position"]
        constraints = [
            UniqueConstraint(
                fields=["request", "position"],
                name="one_heading_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(condition=~Q(title=""), name="heading_says_something"),
        ]

    def __str__(self) -> str:
        return self.title


class ReportState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


@pghistory.track()
class Report(Stateful):
    """A board's account of its year or half-year, section by section (báo cáo).

    Its officers write, its leader submits it with his word, the bloc's chief accepts it or
    returns it, section by section. Each submission is a ReportVersion; late is whoever
    submitted first after the day.
    """

    MOVES = {
        ReportState.DRAFT: {ReportState.SUBMITTED},
        ReportState.SUBMITTED: {ReportState.RETURNED, ReportState.ACCEPTED},
        ReportState.RETURNED: {ReportState.SUBMITTED},
        ReportState.ACCEPTED: set(),
    }

    request = models.ForeignKey(ReportRequest, models.PROTECT, related_name="reports")
    board = models.ForeignKey(Board, models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    return_reason = models.CharField(_("reason for the return"), max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    recorded = models.JSONField(default=dict, editable=False)
    paper_number = models.CharField(_("number and symbol"), max_length=50, blank=True)
    is_invented = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["request", "board"]
        constraints = [
            UniqueConstraint(fields=["request", "board"], name="one_report_per_board"),
            together("submitted_at", "submitted_by", name="report_submission_is_signed"),
            together("decided_at", "decided_by", name="report_decision_is_signed"),
            CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(submitted_at__isnull=False),
                name="report_beyond_draft_was_submitted",
            ),
            CheckConstraint(
                condition=~Q(state=ReportState.RETURNED) | ~Q(return_reason=""),
                name="returned_report_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.board}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:report", args=[self.pk])

    def get_writing_url(self) -> str:
        return reverse("campaigns:write_report", args=[self.pk])

    @property
    def campaign(self) -> Campaign:
        return self.request.campaign

    @property
    def bloc(self) -> Bloc:
        return self.request.campaign.bloc

    @property
    def year(self) -> int:
        return self.request.campaign.year


@pghistory.track()
class Section(models.Model):
    """What a board writes under one heading (phần của báo cáo).

    ``edition`` counts the savings: whoever saves over a newer one is refused.
    ``sitting_at`` begins a sitting: the log gets one line for each, not for each saving.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="sections")
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sitting_at = models.DateTimeField(null=True)
    return_reason = models.CharField(_("what is to be mended"), max_length=1000, blank=True)

    class Meta:
        ordering = ["report", "heading__position"]
        constraints = [
            UniqueConstraint(fields=["report", "heading"], name="one_section_per_heading"),
            together("changed_at", "changed_by", name="section_change_is_signed"),
        ]

    def __str__(self) -> str:
        return str(self.heading)


@pghistory.track()
class Figure(models.Model):
    """What was reached of one target (kết quả thực hiện chỉ tiêu), in the indicator's unit.

    ``plan`` is a copy of what was agreed when the report was begun or last submitted.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    plan = models.DecimalField(_("plan"), null=True, **DIGITS)
    actual = models.DecimalField(_("reached"), null=True, blank=True, **DIGITS)
    last_year = models.DecimalField(_("last year"), null=True, blank=True, **DIGITS)
    note = models.CharField(_("note"), max_length=500, blank=True)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    return_reason = models.CharField(_("what is to be mended"), max_length=1000, blank=True)

    class Meta:
        ordering = ["report", "indicator__position", "pk"]
        constraints = [
            UniqueConstraint(fields=["report", "indicator"], name="one_figure_per_indicator"),
            together("changed_at", "changed_by", name="figure_change_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.actual}"

    @property
    def rate(self) -> Decimal | None:
        """How much of the plan was reached, in percent."""
        return rates.rate(self.actual, self.plan, self.indicator.better)

    @property
    def growth(self) -> Decimal | None:
        """What was reached against last year, in percent."""
        return rates.rate(self.actual, self.last_year, self.indicator.better)

    @property
    def is_reached(self) -> bool | None:
        """Whether the plan was reached; None while a figure is missing."""
        return rates.is_reached(self.actual, self.plan, self.indicator.better)


class ReportVersion(models.Model):
    """A report as it was submitted (bản báo cáo đã nộp). Never changes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            UniqueConstraint(fields=["report", "number"], name="one_report_version_per_number")
        ]
        triggers = [
            pgtrigger.Protect(
                name="report_versions_stay", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"
