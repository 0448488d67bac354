"""What can be awarded under a regime, and by which criteria. Reference data, in Vietnamese."""

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from awards import eligibility
from awards.eligibility import Check
from bloc.models import Regime


class Recipient(models.TextChoices):
    COLLECTIVE = "collective", _("collective")
    INDIVIDUAL = "individual", _("individual")


class Level(models.TextChoices):
    STATE = "state", _("State")
    MINISTRY = "ministry", _("ministry")
    UNIT = "unit", _("the board itself")


class Proposer(models.TextChoices):
    BLOC = "bloc", _("the bloc, by ranking and vote")
    BOARD = "board", _("the board")


class Occasion(models.TextChoices):
    YEARLY = "yearly", _("yearly")
    THEMATIC = "thematic", _("at the review of a movement")
    AD_HOC = "ad_hoc", _("at any time, for a single deed")


WITH_A_NUMBER = [Check.RANK_WITHIN, Check.SCORE_AT_LEAST, Check.AWARDED_BEFORE]
CHECKS = [
    (Check.ATTESTED.value, _("somebody attests it")),
    (Check.RANKED.value, _("is ranked")),
    (Check.RANK_WITHIN.value, _("its rank is good enough")),
    (Check.SCORE_AT_LEAST.value, _("its score is high enough")),
    (Check.REPORTED.value, _("its annual report was accepted")),
    (Check.SEATED_ALL_YEAR.value, _("was a member all year")),
    (Check.AWARDED_BEFORE.value, _("was awarded it before")),
]


class Sourced(models.Model):
    """Something that the law says, with its document and article.

    What was not checked against the text says so in ``mark``, and wherever it is shown.
    """

    source = models.CharField(_("source"), max_length=300, blank=True)
    mark = models.CharField(max_length=10, choices=Regime.Mark)

    class Meta:
        abstract = True

    @property
    def is_unverified(self) -> bool:
        return self.mark != Regime.Mark.FOUND


@pghistory.track()
class AwardKind(Sourced):
    """What can be awarded under a regime (danh hiệu thi đua, hình thức khen thưởng).

    ``is_title``: of several titles for the same time only the highest brings money; a form of
    commendation brings its own beside a title. ``position``: the highest first.
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="award_kinds")
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=10, choices=Recipient)
    level = models.CharField(max_length=10, choices=Level)
    proposer = models.CharField(max_length=10, choices=Proposer)
    occasion = models.CharField(max_length=10, choices=Occasion)
    is_title = models.BooleanField()

    class Meta:
        ordering = ["regime", "position"]
        constraints = [
            UniqueConstraint(fields=["regime", "code"], name="a_regime_names_a_kind_once"),
            UniqueConstraint(fields=["regime", "position"], name="one_kind_per_place"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class AwardCriterion(Sourced):
    """What a regime asks of whom is to be awarded (tiêu chuẩn khen thưởng).

    Several kinds may ask the same; it is judged, and attested, once. ``number`` and ``other``
    as the check asks for them (``awards.eligibility.Rule``).
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="award_criteria")
    code = models.SlugField(max_length=40)
    text = models.CharField(_("criterion"), max_length=500)
    judged_by = models.CharField(max_length=20, choices=CHECKS)
    number = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    other = models.SlugField(max_length=40, blank=True)

    class Meta:
        ordering = ["regime", "pk"]
        verbose_name_plural = "award criteria"
        constraints = [
            UniqueConstraint(fields=["regime", "code"], name="a_regime_names_a_criterion_once"),
            CheckConstraint(
                condition=~Q(judged_by__in=[each.value for each in WITH_A_NUMBER])
                | Q(number__isnull=False),
                name="what_compares_has_a_number",
            ),
            CheckConstraint(
                condition=~Q(judged_by=Check.AWARDED_BEFORE.value) | ~Q(other=""),
                name="what_looks_back_says_at_what",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def as_rule(self, one_of: str = "") -> eligibility.Rule:
        """As the pure module judges it."""
        number = None if self.number is None else Decimal(self.number)
        return eligibility.Rule(self.pk, Check(self.judged_by), number, self.other, one_of)


@pghistory.track()
class KindCriterion(models.Model):
    """That a kind asks for a criterion (tiêu chuẩn của từng danh hiệu, hình thức).

    Those of a kind with the same ``one_of`` are alternatives.
    """

    kind = models.ForeignKey(AwardKind, models.CASCADE, related_name="criteria")
    criterion = models.ForeignKey(AwardCriterion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    one_of = models.SlugField(max_length=20, blank=True)

    class Meta:
        ordering = ["kind", "position"]
        verbose_name_plural = "kind criteria"
        constraints = [
            UniqueConstraint(fields=["kind", "criterion"], name="a_kind_asks_for_it_once"),
            UniqueConstraint(fields=["kind", "position"], name="one_criterion_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.criterion}"
