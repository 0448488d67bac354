"""A bloc's emulation year."""

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc, Regime
from foundation.constraints import ordered


class Taken(models.TextChoices):
    """What a new year may take along from an earlier one: nothing personal, no results."""

    CALENDAR = "calendar", _("the calendar, shifted to the new year")
    TEXTS = "texts", _("slogan and key tasks")
    OUTLINES = "outlines", _("outlines of the mid-year and the annual report")


@pghistory.track()
class Campaign(models.Model):
    """A bloc's emulation year (đợt thi đua năm), under the law of its time.

    The regime is kept as it was when the year was opened: computed from its first
    day, given by the case or the keeper, or, where no law that we know held on that
    day, assumed to be the nearest one. Pages say which.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField(_("emulation year"))
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="campaigns")
    regime_is_given = models.BooleanField(default=False, editable=False)
    regime_is_assumed = models.BooleanField(default=False, editable=False)
    opens_on = models.DateField(_("begins on"))
    closes_on = models.DateField(_("ends on"))
    slogan = models.CharField(_("slogan"), max_length=300, blank=True)
    key_tasks = models.TextField(_("key tasks"), blank=True)
    is_invented = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["bloc", "-year"]
        constraints = [
            UniqueConstraint(
                fields=["bloc", "year"],
                name="one_campaign_a_year",
                violation_error_message=_("The bloc's year is open already."),
            ),
            ordered("opens_on", "closes_on", name="campaign_closes_after_it_opens"),
            CheckConstraint(
                condition=Q(regime_is_given=False) | Q(regime_is_assumed=False),
                name="a_given_regime_is_not_assumed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign", args=[self.pk])
