"""Three figures for each line of the table: the board's own, the checkers', the official one."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.criterion import Criterion
from campaigns.models.evidence import Evidence
from campaigns.models.registration import DIGITS
from campaigns.models.table import POINTS, ScoringTable
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board


class CheckPattern(models.TextChoices):
    """Who checks whom (domain reference, §2.4 and §9)."""

    LEADERS = "leaders", _("the chief and the deputy check all")
    RING = "ring", _("in a ring: each board checks the next")
    TEAM = "team", _("a small team of boards checks all")
    BALANCED = "balanced", _("assigned in equal shares, no two boards each other")


class ScoringState(models.TextChoices):
    OPEN = "open", _("open")
    LOCKED = "locked", _("locked")


@pghistory.track()
class Scoring(Stateful):
    """That the boards of a year are scored (việc chấm điểm), from the first sheet to the lock.

    The chief locks it; when it has to be opened again he says why, and everybody is told.
    """

    MOVES = {ScoringState.OPEN: {ScoringState.LOCKED}, ScoringState.LOCKED: {ScoringState.OPEN}}

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="scoring")
    state = models.CharField(max_length=10, choices=ScoringState, default=ScoringState.OPEN)
    pattern = models.CharField(_("who checks whom"), max_length=10, choices=CheckPattern)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True, editable=False)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reopen_reason = models.CharField(_("reason for opening it again"), max_length=1000, blank=True)

    class Meta:
        ordering = ["campaign"]
        constraints = [
            together("locked_at", "locked_by", name="the_lock_is_signed"),
            CheckConstraint(
                condition=Q(state=ScoringState.OPEN) | Q(locked_at__isnull=False),
                name="a_locked_scoring_was_locked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:scores", args=[self.campaign_id])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class CheckDuty(models.Model):
    """That one board checks another's points (phân công chấm chéo). Nobody checks itself."""

    scoring = models.ForeignKey(Scoring, models.CASCADE, related_name="duties")
    checker = models.ForeignKey(Board, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["scoring", "checker", "board"]
        verbose_name_plural = "check duties"
        constraints = [
            UniqueConstraint(fields=["scoring", "checker", "board"], name="one_duty_per_pair"),
            CheckConstraint(condition=~Q(checker=F("board")), name="nobody_checks_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.checker} → {self.board}"

    @property
    def bloc(self) -> Bloc:
        return self.scoring.bloc

    @property
    def year(self) -> int:
        return self.scoring.year


class SheetKind(models.TextChoices):
    SELF = "self", _("self-score")
    CROSS = "cross", _("cross-check")
    OFFICIAL = "official", _("official score")


class SheetState(models.TextChoices):
    DRAFT = "draft", _("draft")
    GIVEN = "given", _("handed in")
    RETURNED = "returned", _("returned")


@pghistory.track()
class Sheet(Stateful):
    """One board's points, given by one board (phiếu chấm điểm); no figure overwrites another.

    Its own (tự chấm), a checker's (chấm chéo), or the official one (điểm chính thức) by the
    chief's board, for that one by the deputy's. Late is whoever first handed it in after
    the day. When a later version of the table is approved the sheets go over to it.
    """

    MOVES = {
        SheetState.DRAFT: {SheetState.GIVEN},
        SheetState.GIVEN: {SheetState.RETURNED},
        SheetState.RETURNED: {SheetState.GIVEN},
    }

    scoring = models.ForeignKey(Scoring, models.PROTECT, related_name="sheets")
    table = models.ForeignKey(ScoringTable, models.PROTECT, related_name="sheets")
    board = models.ForeignKey(Board, models.PROTECT, related_name="sheets")
    scorer = models.ForeignKey(Board, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SheetKind)
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.DRAFT)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first_given_at = models.DateTimeField(null=True, editable=False)
    given_at = models.DateTimeField(null=True, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    return_reason = models.CharField(_("reason for the return"), max_length=1000, blank=True)
    sitting_at = models.DateTimeField(null=True)
    is_invented = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["scoring", "board", "kind", "scorer"]
        constraints = [
            UniqueConstraint(
                fields=["scoring", "board", "kind", "scorer"], name="one_sheet_per_scorer"
            ),
            UniqueConstraint(
                fields=["scoring", "board"],
                condition=Q(kind=SheetKind.OFFICIAL),
                name="one_official_sheet_per_board",
            ),
            CheckConstraint(
                condition=Q(kind=SheetKind.SELF, scorer=F("board"))
                | (~Q(kind=SheetKind.SELF) & ~Q(scorer=F("board"))),
                name="only_the_self_score_is_ones_own",
            ),
            together("given_at", "given_by", name="a_sheet_is_handed_in_by_somebody"),
            CheckConstraint(
                condition=Q(state=SheetState.DRAFT) | Q(given_at__isnull=False),
                name="a_sheet_beyond_draft_was_handed_in",
            ),
            CheckConstraint(
                condition=~Q(state=SheetState.RETURNED) | ~Q(return_reason=""),
                name="a_returned_sheet_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.board}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:sheet", args=[self.pk])

    @property
    def campaign(self) -> Campaign:
        return self.scoring.campaign

    @property
    def bloc(self) -> Bloc:
        return self.scoring.campaign.bloc

    @property
    def year(self) -> int:
        return self.scoring.campaign.year


@pghistory.track()
class Mark(models.Model):
    """The points of one line on one sheet (điểm), within the bounds kept on the row.

    ``count`` and ``is_met``: what was entered where the table counts or asks yes or no;
    ``plan`` and ``actual``: the figures that it was computed from. ``reason``: why it
    differs from the self-score. ``edition`` counts the savings.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    minimum = models.DecimalField(**POINTS)
    maximum = models.DecimalField(**POINTS)
    points = models.DecimalField(_("points"), null=True, blank=True, **POINTS)
    count = models.PositiveIntegerField(_("count"), null=True, blank=True)
    is_met = models.BooleanField(_("met"), null=True, blank=True)
    plan = models.DecimalField(_("plan"), null=True, blank=True, **DIGITS)
    actual = models.DecimalField(_("reached"), null=True, blank=True, **DIGITS)
    is_computed = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="marks", blank=True)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["sheet", "criterion__group__position", "criterion__position"]
        constraints = [
            UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_per_line"),
            CheckConstraint(
                condition=Q(points=None) | Q(points__gte=F("minimum"), points__lte=F("maximum")),
                name="points_lie_within_their_bounds",
            ),
            together("changed_at", "changed_by", name="mark_change_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


@pghistory.track()
class Explanation(models.Model):
    """What a board says where its points were lowered or raised (giải trình), and the answer."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="explanations")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    text = models.TextField(_("explanation"))
    explained_at = models.DateTimeField(default=clock.now)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["sheet", "criterion__group__position", "criterion__position"]
        constraints = [
            UniqueConstraint(fields=["sheet", "criterion"], name="one_explanation_per_line"),
            CheckConstraint(condition=~Q(text=""), name="an_explanation_says_something"),
            together("answered_at", "answered_by", name="explanation_answer_is_signed"),
            CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answered_explanation_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def board_id(self) -> int:
        return self.sheet.board_id

    @property
    def bloc(self) -> Bloc:
        return self.sheet.bloc

    @property
    def year(self) -> int:
        return self.sheet.year
