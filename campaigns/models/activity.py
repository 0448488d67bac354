"""What the bloc does together for a day or some days, and what it looked like."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.constraints import ordered, together
from foundation.documents.models import Document
from members.models import UNICODE, Board


class ActivityKind(models.TextChoices):
    SPORT = "sport", _("sport")
    EXCHANGE = "exchange", _("exchange of experience")
    SOCIAL = "social", _("social security")
    CHARITY = "charity", _("charity")
    OTHER = "other", _("another activity")


@pghistory.track()
class Activity(models.Model):
    """A sports day, an exchange, a social or charitable work of the bloc (hoạt động của khối).

    Planned by the secretary or the chief, held by one board; what is called off stays in the
    list with its reason.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities")
    kind = models.CharField(_("kind"), max_length=8, choices=ActivityKind)
    name = models.CharField(_("name"), max_length=300, db_collation=UNICODE)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    place = models.CharField(_("place"), max_length=300)
    host = models.ForeignKey(Board, models.PROTECT, related_name="hosted_activities")
    about = models.TextField(_("what it is about"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    outcome_told_at = models.DateTimeField(null=True)
    outcome_told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_invented = models.BooleanField(default=False, editable=False)
    planned_at = models.DateTimeField(default=clock.now)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_why = models.TextField(_("why it was called off"), blank=True)

    class Meta:
        ordering = ["campaign", "since", "name"]
        verbose_name_plural = "activities"
        constraints = [
            ordered("since", "until", name="activity_ends_after_it_begins"),
            UniqueConstraint(
                fields=["campaign", "name", "since"],
                condition=Q(called_off_at=None),
                name="an_activity_is_planned_once",
            ),
            CheckConstraint(
                condition=~Q(name="") & ~Q(place=""), name="activity_says_what_and_where"
            ),
            together("outcome_told_at", "outcome_told_by", name="activity_outcome_is_signed"),
            together("called_off_at", "called_off_by", name="activity_calling_off_is_signed"),
            CheckConstraint(
                condition=Q(called_off_at=None) | ~Q(called_off_why=""),
                name="activity_is_called_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:activity", args=[self.pk])

    @property
    def board_id(self) -> int:
        """Whose it is, as permissions ask for it: the host's."""
        return self.host_id

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    @property
    def has_begun(self) -> bool:
        return self.since <= clock.today()

    @property
    def is_over(self) -> bool:
        return self.until < clock.today()


@pghistory.track()
class Attendance(models.Model):
    """A board's answer to an activity: with how many people it comes (tham gia hoạt động).

    ``people`` 0: it does not come. ``share``: what it pays of the cost, in đồng.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attendances")
    board = models.ForeignKey(Board, models.PROTECT, related_name="attendances")
    people = models.PositiveIntegerField(_("people"))
    share = models.PositiveBigIntegerField(_("share of the cost"), default=0)
    answered_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity", "answered_at"]
        constraints = [
            UniqueConstraint(fields=["activity", "board"], name="a_board_answers_an_activity_once")
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.activity}"


@pghistory.track()
class Photo(models.Model):
    """A picture of an activity, without what the camera wrote into it (ảnh hoạt động).

    Kept in two sizes. It is removed from sight, never deleted.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(Document, models.PROTECT, related_name="+")
    thumbnail = models.ForeignKey(Document, models.PROTECT, related_name="+")
    caption = models.CharField(_("caption"), max_length=300)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["activity", "added_at", "pk"]
        constraints = [
            CheckConstraint(condition=~Q(caption=""), name="photo_says_what_is_to_be_seen"),
            together("removed_at", "removed_by", name="photo_removal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.caption

    @property
    def board_id(self) -> int:
        return self.activity.host_id

    @property
    def bloc(self) -> Bloc:
        return self.activity.bloc

    @property
    def year(self) -> int:
        return self.activity.year
