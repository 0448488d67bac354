"""Boards that leave a bloc or merge within a year, and how the year counts them."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.constraints import together
from members.models import Board


class Treatment(models.TextChoices):
    APART = "apart", _("reported and scored apart")
    CLOSED = "closed", _("closed early, not ranked")


@pghistory.track()
class Departure(models.Model):
    """How a board that left or merged within a year is counted in it (rời khối, sáp nhập).

    Apart: it stays in the year's tables under the name that it bore, and answers for its half
    alone. Closed: it does no more and stands below the ranking. Its points never go to another
    board. Settled by whom decides about the board; withdrawn, never deleted.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="departures")
    board = models.ForeignKey(Board, models.PROTECT, related_name="departures")
    treatment = models.CharField(_("how it is counted"), max_length=10, choices=Treatment)
    decision_number = models.CharField(_("decision number"), max_length=60)
    decision_on = models.DateField(_("decision date"))
    reason = models.CharField(_("reason"), max_length=1000)
    settled_at = models.DateTimeField(default=clock.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdraw_reason = models.CharField(_("reason for withdrawing it"), max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "settled_at"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "board"],
                condition=Q(withdrawn_at=None),
                name="a_departure_is_settled_once",
            ),
            CheckConstraint(
                condition=Q(treatment__in=Treatment.values), name="the_treatment_is_known"
            ),
            CheckConstraint(
                condition=~Q(decision_number="") & ~Q(reason=""),
                name="a_departure_has_decision_and_reason",
            ),
            together(
                "withdrawn_at", "withdrawn_by", name="the_withdrawal_of_a_departure_is_signed"
            ),
            CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdraw_reason=""),
                name="the_withdrawal_of_a_departure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.get_treatment_display()}"

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year
