"""What was said at a conference, and the minutes of it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models import RegisteredPaper
from conferences.models.agenda import AgendaItem
from conferences.models.conference import Conference
from foundation import clock
from foundation.constraints import together


@pghistory.track()
class Speech(models.Model):
    """What somebody said on an item of the agenda, as the secretary noted it (ý kiến phát biểu)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="speeches")
    speaker = models.CharField(_("who spoke"), max_length=300)
    gist = models.TextField(_("what was said"))
    noted_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["item", "noted_at", "pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(speaker="") & ~Q(gist=""), name="a_speech_has_a_speaker_and_a_gist"
            ),
            together("removed_at", "removed_by", name="speech_removal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.speaker

    @property
    def conference(self) -> Conference:
        return self.item.conference

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class Minutes(models.Model):
    """The minutes of a conference (biên bản hội nghị): written, then read out and agreed.

    Until then they follow what happens; from then on ``text`` is what they say, under the
    number of the register (``paper``).
    """

    conference = models.OneToOneField(Conference, models.PROTECT, related_name="minutes")
    conclusion = models.TextField(_("conclusion"), blank=True)
    paper = models.OneToOneField(
        RegisteredPaper, models.PROTECT, null=True, related_name="conference_minutes"
    )
    text = models.JSONField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            together("agreed_at", "agreed_by", "paper", "text", name="agreed_minutes_are_kept")
        ]

    def __str__(self) -> str:
        return str(self.conference)

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year
