"""What a bloc does in a year."""

import pghistory
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc, Regime
from foundation.constraints import ordered


@pghistory.track()
class Campaign(models.Model):
    """A bloc's emulation year (đợt thi đua năm), under the law of its time."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField(_("emulation year"))
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="campaigns")
    regime_is_given = models.BooleanField(default=False, editable=False)
    opens_on = models.DateField(_("begins on"))
    closes_on = models.DateField(_("ends on"))
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
        ]

    def __str__(self) -> str:
        return f"{self.bloc}, {self.year}"

    def get_absolute_url(self) -> str:
        return self.bloc.get_absolute_url()
