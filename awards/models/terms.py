"""On which terms a kind is proposed and awarded: numbers, votes, papers, days, money."""

from fractions import Fraction

import pghistory
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from awards.models.kind import AwardKind, Sourced
from awards.quotas import Allotment, Rounding
from foundation.constraints import no_overlap, ordered, together
from foundation.periods import Period

ROUNDINGS = [
    (Rounding.FLOOR.value, _("rounded down")),
    (Rounding.CEIL.value, _("rounded up")),
    (Rounding.MIN_ONE.value, _("rounded down, but one at least")),
]


class Council(models.TextChoices):
    """Who votes."""

    BLOC = "bloc", _("the bloc's conference")
    MINISTRY = "ministry", _("the ministry's council")
    STATE = "state", _("the Central council")


class Supplier(models.TextChoices):
    """Where a paper of the dossier comes from."""

    DRAWN = "drawn", _("drawn from our data")
    UPLOADED = "uploaded", _("uploaded by the board")


class Step(models.TextChoices):
    """What has to be done by then."""

    BOARD = "board", _("the board hands in")
    BLOC = "bloc", _("the bloc hands in")
    STATE = "state", _("the dossier is at the Ministry of Home Affairs")
    APPRAISAL = "appraisal", _("the ministry has appraised it")


@pghistory.track()
class Cap(Sourced):
    """How many of a kind the law allows at most (giới hạn số lượng), of ``whole_of``."""

    kind = models.OneToOneField(AwardKind, models.CASCADE, related_name="cap")
    count = models.PositiveSmallIntegerField(null=True)
    parts = models.PositiveSmallIntegerField(null=True)
    whole = models.PositiveSmallIntegerField(null=True)
    rounding = models.CharField(max_length=10, choices=ROUNDINGS)
    whole_of = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind"]
        constraints = [
            together("parts", "whole", name="a_share_has_both_its_numbers"),
            CheckConstraint(
                condition=Q(parts=None) | Q(parts__lte=F("whole"), whole__gte=1),
                name="cap_is_a_share_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count or self.allotment.share}"

    @property
    def allotment(self) -> Allotment:
        """As the pure module reckons it."""
        share = None if self.parts is None else Fraction(self.parts, self.whole)
        return Allotment(self.count, share, Rounding(self.rounding))


@pghistory.track()
class Threshold(Sourced):
    """Which share of all members must agree (tỷ lệ phiếu bầu tối thiểu)."""

    kind = models.ForeignKey(AwardKind, models.CASCADE, related_name="thresholds")
    council = models.CharField(max_length=10, choices=Council)
    parts = models.PositiveSmallIntegerField()
    whole = models.PositiveSmallIntegerField()
    is_strict = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "council"]
        constraints = [
            UniqueConstraint(fields=["kind", "council"], name="a_council_has_one_threshold"),
            CheckConstraint(
                condition=Q(parts__lte=F("whole"), whole__gte=1), name="threshold_is_a_share_of_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.share}"

    @property
    def share(self) -> Fraction:
        """Of all members; never a float."""
        return Fraction(self.parts, self.whole)


@pghistory.track()
class Incompatibility(Sourced):
    """Two kinds that one subject does not get for the same year (không đồng thời đề nghị)."""

    kind = models.ForeignKey(AwardKind, models.CASCADE, related_name="excludes")
    other = models.ForeignKey(AwardKind, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["kind", "other"]
        verbose_name_plural = "incompatibilities"
        constraints = [
            UniqueConstraint(fields=["kind", "other"], name="two_kinds_exclude_each_other_once"),
            CheckConstraint(condition=~Q(kind=F("other")), name="no_kind_excludes_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} / {self.other}"


@pghistory.track()
class DossierItem(Sourced):
    """A paper that the dossier of a kind holds (thành phần hồ sơ), by the regime's form."""

    kind = models.ForeignKey(AwardKind, models.CASCADE, related_name="dossier_items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=60, blank=True)
    supplier = models.CharField(max_length=10, choices=Supplier)
    copies = models.PositiveSmallIntegerField(default=1)
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            UniqueConstraint(fields=["kind", "position"], name="one_dossier_item_per_place")
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class FilingTerm(Sourced):
    """By when something is done (thời hạn): a day of the next year, or so many days."""

    kind = models.ForeignKey(AwardKind, models.CASCADE, related_name="terms")
    step = models.CharField(max_length=10, choices=Step)
    month = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    are_working_days = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "step"]
        constraints = [
            UniqueConstraint(fields=["kind", "step"], name="a_step_has_one_term"),
            together("month", "day", name="a_day_of_the_year_has_its_month"),
            CheckConstraint(
                condition=Q(days=None, day__isnull=False) | Q(days__isnull=False, day=None),
                name="a_term_is_a_day_or_so_many_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_step_display()}"


@pghistory.track()
class AwardMoney(Sourced):
    """The coefficient of the base wage that a kind brings (hệ số tiền thưởng).

    A collective gets it times ``collective_factor``.
    """

    kind = models.OneToOneField(AwardKind, models.CASCADE, related_name="money")
    coefficient = models.DecimalField(max_digits=5, decimal_places=2)
    collective_factor = models.DecimalField(max_digits=4, decimal_places=2, default=1)

    class Meta:
        ordering = ["kind"]
        verbose_name_plural = "award money"

    def __str__(self) -> str:
        return f"{self.kind}: {self.coefficient}"


@pghistory.track()
class BaseWage(Period, Sourced):
    """The base wage in force for a time, in đồng (mức lương cơ sở)."""

    amount = models.PositiveIntegerField()

    class Meta:
        ordering = ["since"]
        constraints = [
            ordered("since", "until", name="base_wage_ends_after_it_begins"),
            no_overlap(
                name="one_base_wage_at_a_time",
                message=_("Another base wage holds already in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount:,} · {self.since}"
