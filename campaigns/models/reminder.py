"""Who was reminded of what."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from campaigns.models.campaign import Campaign
from foundation import clock
from members.models import Board


@pghistory.track()
class Reminder(models.Model):
    """A letter to a board that is late in a year (đôn đốc): at most one a day.

    ``steps`` are the codes of what was late then.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reminders")
    board = models.ForeignKey(Board, models.PROTECT, related_name="reminders")
    steps = models.JSONField(default=list)
    sent_on = models.DateField(default=clock.today)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "board", "sent_on"]
        constraints = [
            UniqueConstraint(fields=["campaign", "board", "sent_on"], name="reminded_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.sent_on}"
