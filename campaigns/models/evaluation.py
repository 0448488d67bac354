"""What the boards think of the chief, the deputy and each other, asked in secret once a year."""

from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.ballots.models import Ballot, Paper
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board

LEAST_THRESHOLD = 3  # of two answers each gives the other away
THRESHOLD, FIRST_DAYS = 5, 3


class EvaluationPart(models.TextChoices):
    CHIEF = "chief", _("the chief's steering")
    DEPUTY = "deputy", _("the deputy's coordination")
    WORK = "work", _("the bloc's work")
    MEMBERS = "members", _("how the members took part")


class EvaluationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("evaluation", "draft")
    OPEN = "open", pgettext_lazy("evaluation", "open for answers")
    CLOSED = "closed", pgettext_lazy("evaluation", "closed, not published yet")
    PUBLISHED = "published", pgettext_lazy("evaluation", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("evaluation", "withdrawn")


@pghistory.track()
class Evaluation(Stateful):
    """A year's questionnaire on chief, deputy and members (đánh giá Khối trưởng, Khối phó).

    One answer per board, in secret (foundation.ballots). ``questions``: part → texts.
    ``chief`` and ``deputy``: whom it is about, fixed when it is opened; they see their part
    ``first_days`` days before all. With fewer answers to any part than ``threshold`` texts
    are not kept and all marks are merged (``is_merged``).
    """

    MOVES = {
        EvaluationState.DRAFT: {EvaluationState.OPEN, EvaluationState.WITHDRAWN},
        EvaluationState.OPEN: {EvaluationState.CLOSED, EvaluationState.WITHDRAWN},
        EvaluationState.CLOSED: {EvaluationState.PUBLISHED},
        EvaluationState.PUBLISHED: set(),
        EvaluationState.WITHDRAWN: set(),
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="evaluations")
    state = models.CharField(max_length=9, choices=EvaluationState, default=EvaluationState.DRAFT)
    questions = models.JSONField()
    threshold = models.PositiveSmallIntegerField(default=THRESHOLD)
    first_days = models.PositiveSmallIntegerField(default=FIRST_DAYS)
    is_invented = models.BooleanField(default=False, editable=False)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chief = models.ForeignKey(Board, models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(Board, models.PROTECT, null=True, related_name="+")
    ballot = models.OneToOneField(Ballot, models.PROTECT, null=True, related_name="evaluation")
    closes_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_on = models.DateField(null=True)
    answers = models.PositiveSmallIntegerField(null=True)
    is_merged = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "drafted_at"]
        constraints = [
            UniqueConstraint(
                fields=["campaign"],
                condition=~Q(state=EvaluationState.WITHDRAWN),
                name="one_evaluation_a_year",
            ),
            CheckConstraint(
                condition=Q(threshold__gte=LEAST_THRESHOLD), name="few_answers_are_not_shown"
            ),
            CheckConstraint(
                condition=Q(state__in=[EvaluationState.DRAFT, EvaluationState.WITHDRAWN])
                | Q(ballot__isnull=False, closes_on__isnull=False),
                name="an_evaluation_beyond_draft_has_its_box",
            ),
            together("opened_at", "opened_by", name="the_opening_is_signed"),
            together("closed_on", "answers", name="a_closed_evaluation_is_counted"),
            together("withdrawn_at", "withdrawn_by", name="evaluation_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:evaluation", args=[self.campaign_id])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    def concerned(self, part: str) -> int | None:
        """The board whose work a part is about; None where it is about all."""
        whose = {EvaluationPart.CHIEF: self.chief_id, EvaluationPart.DEPUTY: self.deputy_id}
        return whose.get(EvaluationPart(part))

    def parts_for(self, board_id: int) -> list[str]:
        """The parts that a board answers: nobody evaluates the own work."""
        return [part for part in self.parts if self.concerned(part) != board_id]

    @property
    def parts(self) -> list[str]:
        """The parts about which something is asked, in order."""
        return [part for part in EvaluationPart.values if self.questions.get(part)]


@dataclass(frozen=True)
class BoardEvaluation:
    """A board before an evaluation (đơn vị được lấy phiếu): it answers, or it is asked about."""

    evaluation: Evaluation
    board_id: int | None

    @property
    def bloc(self) -> Bloc:
        return self.evaluation.campaign.bloc

    @property
    def year(self) -> int:
        return self.evaluation.campaign.year

    @property
    def pk(self) -> int:
        return self.evaluation.pk


class CommentState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("comment", "waits for two people")
    SECONDED = "seconded", pgettext_lazy("comment", "released by one of two")
    RELEASED = "released", pgettext_lazy("comment", "released")
    WITHHELD = "withheld", pgettext_lazy("comment", "withheld")


@pghistory.track()
class EvaluationComment(Stateful):
    """A text out of the box, until two people have released it (ý kiến đóng góp).

    Whoever it is about does not decide about it. What is withheld stays so, with the reason.
    """

    MOVES = {
        CommentState.WAITING: {CommentState.SECONDED, CommentState.WITHHELD},
        CommentState.SECONDED: {CommentState.RELEASED, CommentState.WITHHELD},
        CommentState.RELEASED: set(),
        CommentState.WITHHELD: set(),
    }

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="comments")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="evaluation_comment")
    part = models.CharField(max_length=7, choices=EvaluationPart)
    state = models.CharField(max_length=8, choices=CommentState, default=CommentState.WAITING)
    first_at = models.DateTimeField(null=True)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withheld_at = models.DateTimeField(null=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["evaluation", "part", "paper_id"]
        constraints = [
            together("first_at", "first_by", name="the_first_release_is_signed"),
            together("second_at", "second_by", name="the_second_release_is_signed"),
            together("withheld_at", "withheld_by", name="the_withholding_is_signed"),
            CheckConstraint(
                condition=~Q(state=CommentState.RELEASED)
                | Q(first_by__isnull=False, second_by__isnull=False),
                name="a_released_comment_was_read_by_two",
            ),
            CheckConstraint(
                condition=Q(first_by=None) | ~Q(first_by=models.F("second_by")),
                name="two_different_people_release",
            ),
            CheckConstraint(
                condition=~Q(state=CommentState.WITHHELD)
                | (Q(withheld_by__isnull=False) & ~Q(reason="")),
                name="a_withheld_comment_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What was written."""
        return self.paper.content["text"]

    @property
    def bloc(self) -> Bloc:
        return self.evaluation.campaign.bloc

    @property
    def year(self) -> int:
        return self.evaluation.campaign.year

    @property
    def board_id(self) -> int | None:
        """Whose work it is about."""
        return self.evaluation.concerned(self.part)
