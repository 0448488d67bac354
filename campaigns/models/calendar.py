"""The days of a year: its phases, who got longer, and which days are no working days."""

import uuid
from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.constraints import ordered, together
from members.models import Board


class PhaseKind(models.TextChoices):
    PLEDGE = "pledge", _("pledge")
    REGISTRATION = "registration", _("registration of targets")
    MIDYEAR = "midyear", _("mid-year review")
    REPORTING = "reporting", _("annual reports")
    SELF_SCORING = "self_scoring", _("self-scoring")
    CROSS_CHECKING = "cross_checking", _("cross-checking")
    EXPLANATION = "explanation", _("explanation")
    SETTLING = "settling", _("settling of the points")
    CONFERENCE = "conference", _("closing conference")
    SUBMISSION = "submission", _("submission to the ministry")


# each must have ended before the next begins; the rest may overlap (domain reference, §2.2)
IN_ORDER = (
    PhaseKind.CROSS_CHECKING,
    PhaseKind.EXPLANATION,
    PhaseKind.SETTLING,
    PhaseKind.CONFERENCE,
)
# these look back at a year that may only just have ended, so they may lie in the next quarter
LOOKING_BACK = {PhaseKind.REPORTING, PhaseKind.SELF_SCORING, *IN_ORDER, PhaseKind.SUBMISSION}
# the ministry sets the last day by circular: one that is off moves to the next working day
LEGAL_TERMS = {PhaseKind.SUBMISSION}


@pghistory.track()
class Phase(models.Model):
    """A stretch of the year in which one thing is done (giai đoạn).

    Dates, not a state: nobody opens it at midnight. What an Extension grants is added.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=20, choices=PhaseKind)
    opens_on = models.DateField(_("begins on"))
    closes_on = models.DateField(_("ends on"))

    class Meta:
        ordering = ["campaign", "opens_on", "closes_on"]
        constraints = [
            UniqueConstraint(fields=["campaign", "kind"], name="one_phase_of_a_kind"),
            ordered("opens_on", "closes_on", name="phase_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@pghistory.track()
class Extension(models.Model):
    """More time in a phase, for one board or, without one, for all (gia hạn).

    The reason is for everybody to see. Granted again, the latest day counts.
    """

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="extensions")
    board = models.ForeignKey(Board, models.PROTECT, null=True, related_name="extensions")
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=500)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["phase", "granted_at"]
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.phase}: {self.until}"

    @property
    def bloc(self) -> Bloc:
        return self.phase.campaign.bloc

    @property
    def year(self) -> int:
        return self.phase.campaign.year


@dataclass(frozen=True)
class MoreTime:
    """More time in a phase for one board, or without one for all: what is asked to be granted."""

    phase: Phase
    board_id: int | None = None

    @property
    def bloc(self) -> Bloc:
        return self.phase.campaign.bloc

    @property
    def year(self) -> int:
        return self.phase.campaign.year


@pghistory.track()
class DayCorrection(models.Model):
    """A day that is off, or worked, against the usual calendar (ngày nghỉ, ngày làm bù).

    The Government moves days each year; the library of public holidays cannot know.
    """

    day = models.DateField(_("day"), unique=True)
    is_off = models.BooleanField(_("day off"))
    name = models.CharField(_("why"), max_length=200)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"


@pghistory.track(exclude=["key"])
class CalendarFeed(models.Model):
    """The address under which a person's calendar program reads the deadlines (lịch cá nhân).

    Whoever has the address may read it; so it is signed, holds a random ``key``, and dies
    when it is withdrawn.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["account", "made_at"]
        constraints = [
            UniqueConstraint(
                fields=["account"],
                condition=Q(withdrawn_at=None),
                name="one_calendar_address_at_a_time",
            ),
            together("withdrawn_at", "withdrawn_by", name="feed_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return str(self.account)
