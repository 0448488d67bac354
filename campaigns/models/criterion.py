"""What a table of points is made of: groups, criteria, conditions and tie-breaks."""

import uuid

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import scoring
from campaigns.models.indicator import Indicator
from campaigns.models.table import NOUGHT, POINTS, ScoringTable, frozen_with
from foundation.documents.words import roman

OF_TABLE = "SELECT FROM campaigns_scoringtable t WHERE t.id IN (OLD.table_id, NEW.table_id)"
OF_GROUP = (
    "SELECT FROM campaigns_scoringtable t JOIN campaigns_group g ON g.table_id = t.id "
    "WHERE g.id IN (OLD.group_id, NEW.group_id)"
)
OF_CRITERION = (
    "SELECT FROM campaigns_scoringtable t JOIN campaigns_group g ON g.table_id = t.id "
    "JOIN campaigns_criterion c ON c.group_id = g.id "
    "WHERE c.id IN (OLD.criterion_id, NEW.criterion_id)"
)


@pghistory.track()
class Group(models.Model):
    """Criteria that belong together, with the most points that they give (nhóm tiêu chí).

    ``key`` stays the same through the versions of a year and from year to year.
    """

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="groups")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=300)
    maximum = models.DecimalField(_("highest points"), **POINTS)
    is_bonus = models.BooleanField(_("points of bonus"), default=False)

    class Meta:
        ordering = ["table", "position"]
        constraints = [
            UniqueConstraint(fields=["table", "key"], name="one_group_per_key"),
            UniqueConstraint(
                fields=["table", "position"],
                name="one_group_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(
                condition=Q(maximum__gte=NOUGHT), name="a_group_gives_no_less_than_nought"
            ),
            CheckConstraint(condition=~Q(name=""), name="a_group_has_a_name"),
        ]
        triggers = [frozen_with("groups_of_approved_tables_stay", OF_TABLE)]

    def __str__(self) -> str:
        return f"{self.numeral}. {self.name}"

    @property
    def numeral(self) -> str:
        """Its Roman number: "IV"."""
        return roman(self.position)


class CriterionKind(models.TextChoices):
    QUANTITATIVE = scoring.QUANTITATIVE, _("by plan and result")
    MET = scoring.MET, _("met or not")
    COUNTED = scoring.COUNTED, _("counted")
    ADJUSTMENT = scoring.ADJUSTMENT, _("bonus or penalty")


class Formula(models.TextChoices):
    LINEAR = scoring.LINEAR, _("in proportion, up to the plan")
    RATE_BANDS = scoring.RATE_BANDS, _("bands of the rate reached")
    VALUE_BANDS = scoring.VALUE_BANDS, _("bands of the figure itself")
    LEADER = scoring.LEADER, _("measured by the leading board")


BANDED = (Formula.RATE_BANDS, Formula.VALUE_BANDS)


class Filler(models.TextChoices):
    BOARD = "board", pgettext_lazy("filled by", "the board")
    CHECKER = "checker", pgettext_lazy("filled by", "the checker")
    SECRETARY = "secretary", pgettext_lazy("filled by", "the secretary")


@pghistory.track()
class Criterion(models.Model):
    """One line of the table: what is given points for, and how (tiêu chí).

    ``key`` stays the same through the versions, so that scores find their line again.
    ``minimum`` is below nought for penalties; ``points_each`` is for one of what is
    counted. Quantities have a formula, and an indicator where the reports hold the figures.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="criteria")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("criterion"), max_length=500)
    kind = models.CharField(_("kind"), max_length=12, choices=CriterionKind)
    maximum = models.DecimalField(_("highest points"), **POINTS)
    minimum = models.DecimalField(_("lowest points"), default=NOUGHT, **POINTS)
    points_each = models.DecimalField(_("points for one"), null=True, blank=True, **POINTS)
    formula = models.CharField(_("formula"), max_length=11, choices=Formula, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="criteria"
    )
    filled_by = models.CharField(_("filled by"), max_length=9, choices=Filler, default=Filler.BOARD)
    evidence = models.CharField(_("evidence wanted"), max_length=500, blank=True)
    reference = models.CharField(_("law or regulation"), max_length=300, blank=True)
    note = models.CharField(_("how points are given"), max_length=500, blank=True)

    class Meta:
        ordering = ["group", "position"]
        constraints = [
            UniqueConstraint(fields=["group", "key"], name="one_criterion_per_key"),
            UniqueConstraint(
                fields=["group", "position"],
                name="one_criterion_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(condition=~Q(name=""), name="a_criterion_has_a_name"),
            CheckConstraint(
                condition=Q(maximum__gte=NOUGHT), name="a_criterion_gives_no_less_than_nought"
            ),
            CheckConstraint(
                condition=Q(minimum=NOUGHT) | Q(kind=CriterionKind.ADJUSTMENT, minimum__lt=NOUGHT),
                name="only_penalties_go_below_nought",
            ),
            CheckConstraint(
                condition=Q(kind=CriterionKind.QUANTITATIVE) ^ Q(formula=""),
                name="quantities_and_only_they_have_a_formula",
            ),
            CheckConstraint(
                condition=Q(indicator=None) | Q(kind=CriterionKind.QUANTITATIVE),
                name="only_quantities_have_an_indicator",
            ),
            CheckConstraint(
                condition=Q(kind=CriterionKind.COUNTED, points_each__gt=NOUGHT)
                | (Q(kind=CriterionKind.ADJUSTMENT) & ~Q(points_each=NOUGHT))
                | Q(
                    kind__in=[CriterionKind.QUANTITATIVE, CriterionKind.MET],
                    points_each__isnull=True,
                ),
                name="what_is_counted_has_points_for_one",
            ),
        ]
        triggers = [frozen_with("criteria_of_approved_tables_stay", OF_GROUP)]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Band(models.Model):
    """From this bound on a quantity gives so many points (mức điểm).

    ``bound``: percent of the plan, or a figure in the indicator's unit.
    """

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="bands")
    bound = models.DecimalField(_("from"), max_digits=20, decimal_places=4)
    points = models.DecimalField(_("points"), **POINTS)

    class Meta:
        ordering = ["criterion", "-bound"]
        constraints = [
            UniqueConstraint(fields=["criterion", "bound"], name="one_band_per_bound"),
            CheckConstraint(
                condition=Q(bound__gte=NOUGHT, points__gte=NOUGHT),
                name="a_band_is_not_below_nought",
            ),
        ]
        triggers = [frozen_with("bands_of_approved_tables_stay", OF_CRITERION)]

    def __str__(self) -> str:
        return f"{self.bound}: {self.points}"


class ConditionKind(models.TextChoices):
    LEAST = "least", _("points at least")
    EXCLUSION = "exclusion", _("keeps from being ranked")


@pghistory.track()
class Condition(models.Model):
    """What a board must reach, or what keeps it from being ranked (điều kiện xếp hạng).

    LEAST: so many points in a group, or in all without one. EXCLUSION: a fact in words,
    with the law or regulation that it comes from.
    """

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=9, choices=ConditionKind)
    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="conditions"
    )
    points = models.DecimalField(_("points"), null=True, blank=True, **POINTS)
    text = models.CharField(_("in words"), max_length=500, blank=True)
    source = models.CharField(_("law or regulation"), max_length=300, blank=True)

    class Meta:
        ordering = ["table", "position"]
        constraints = [
            UniqueConstraint(
                fields=["table", "position"],
                name="one_condition_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            CheckConstraint(
                condition=Q(kind=ConditionKind.LEAST, points__gt=NOUGHT)
                | (Q(kind=ConditionKind.EXCLUSION, points=None, group=None) & ~Q(text="")),
                name="a_condition_says_points_or_words",
            ),
        ]
        triggers = [frozen_with("conditions_of_approved_tables_stay", OF_TABLE)]

    def __str__(self) -> str:
        return self.text or f"{self.get_kind_display()}: {self.points}"


class Tie(models.TextChoices):
    GROUP = "group", _("points of a group")
    BONUS = "bonus", _("points of bonus")
    VOTE = "vote", _("vote of the conference")


@pghistory.track()
class TieBreak(models.Model):
    """What decides between boards of the same total, in order (tiêu chí phụ)."""

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="tie_breaks")
    position = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=5, choices=Tie)
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="tie_breaks")

    class Meta:
        ordering = ["table", "position"]
        constraints = [
            UniqueConstraint(
                fields=["table", "position"],
                name="one_tie_break_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            UniqueConstraint(
                fields=["table", "by", "group"],
                name="a_tie_break_is_asked_once",
                nulls_distinct=False,
            ),
            CheckConstraint(
                condition=Q(by=Tie.GROUP) ^ Q(group=None), name="a_tie_break_knows_its_group"
            ),
        ]
        triggers = [frozen_with("tie_breaks_of_approved_tables_stay", OF_TABLE)]

    def __str__(self) -> str:
        return str(self.group) if self.group else str(self.get_by_display())
