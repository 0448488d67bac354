"""A meeting of the bloc: when, where, at whose place, who chairs it and who writes."""

from fractions import Fraction

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from campaigns.models import Campaign, RegisteredPaper
from foundation import clock
from foundation.constraints import together
from members.models import Board


class ConferenceKind(models.TextChoices):
    MIDYEAR = "midyear", pgettext_lazy("conference", "mid-year conference")
    YEAR_END = "year_end", pgettext_lazy("conference", "closing conference")
    EXTRAORDINARY = "extra", pgettext_lazy("conference", "extraordinary conference")


# of these a year has one at most; extraordinary ones as many as it needs
ONCE_A_YEAR = (ConferenceKind.MIDYEAR, ConferenceKind.YEAR_END)


@pghistory.track()
class Conference(models.Model):
    """A meeting of the bloc's boards, called by the chief or the secretary (hội nghị của khối).

    It belongs to the year that it looks back on, also where it is held in the next one. Its
    quorum is a share of all boards, by the source that is named. ``invitation_text``: what
    the invitation says, as it was numbered (``invitation_paper``). From its closing on,
    nothing of who was there and of what was spoken changes any more.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="conferences")
    kind = models.CharField(_("kind"), max_length=8, choices=ConferenceKind)
    held_on = models.DateField(_("day"))
    hour = models.TimeField(_("hour of opening"))
    place = models.CharField(_("place"), max_length=300)
    host = models.ForeignKey(Board, models.PROTECT, related_name="hosted_conferences")
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conferences_written"
    )
    quorum_parts = models.PositiveSmallIntegerField(default=2)
    quorum_whole = models.PositiveSmallIntegerField(default=3)
    quorum_source = models.CharField(_("where the quorum is set"), max_length=300, blank=True)
    invitation_paper = models.OneToOneField(
        RegisteredPaper, models.PROTECT, null=True, related_name="conference"
    )
    invitation_text = models.JSONField(null=True)
    is_invented = models.BooleanField(default=False, editable=False)
    called_at = models.DateTimeField(default=clock.now)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_why = models.TextField(_("why it was called off"), blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "held_on", "hour"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "kind"],
                condition=Q(called_off_at=None, kind__in=ONCE_A_YEAR),
                name="a_year_is_reviewed_once_and_closed_once",
            ),
            CheckConstraint(condition=~Q(place=""), name="conference_says_where"),
            CheckConstraint(
                condition=Q(quorum_parts__gte=1, quorum_parts__lte=F("quorum_whole")),
                name="quorum_is_a_share_of_all",
            ),
            together("invitation_paper", "invitation_text", name="what_is_numbered_is_kept"),
            together("called_off_at", "called_off_by", name="conference_calling_off_is_signed"),
            CheckConstraint(
                condition=Q(called_off_at=None) | ~Q(called_off_why=""),
                name="conference_is_called_off_with_a_reason",
            ),
            together("opened_at", "opened_by", name="conference_opens_signed"),
            together("closed_at", "closed_by", name="conference_closes_signed"),
            CheckConstraint(
                condition=Q(closed_at=None)
                | Q(opened_at__isnull=False, opened_at__lte=F("closed_at")),
                name="conference_closes_after_it_has_opened",
            ),
            CheckConstraint(
                condition=Q(called_off_at=None) | Q(opened_at=None),
                name="no_conference_is_held_that_was_called_off",
            ),
        ]

    def __str__(self) -> str:
        return str(
            _("%(kind)s of %(year)s")
            % {"kind": self.get_kind_display().capitalize(), "year": self.year}
        )

    def get_absolute_url(self) -> str:
        return reverse("conferences:conference", args=[self.pk])

    def get_participants_url(self) -> str:
        return reverse("conferences:participants", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    @property
    def quorum_share(self) -> Fraction:
        """Of all boards; never a float."""
        return Fraction(self.quorum_parts, self.quorum_whole)

    @property
    def is_over(self) -> bool:
        return self.held_on < clock.today()


@pghistory.track()
class Chair(models.Model):
    """Somebody who chairs the conference, the first of them above the others (chủ trì hội nghị)."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="chairs")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conferences_chaired"
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["conference", "position"]
        constraints = [
            UniqueConstraint(fields=["conference", "account"], name="one_chairs_a_conference_once"),
            UniqueConstraint(
                fields=["conference", "position"],
                name="one_chair_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)
