"""What boards are called upon to do together, and what came of it."""

from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from foundation import clock
from foundation.constraints import ordered
from foundation.documents.models import Document
from members.models import UNICODE, Board


class Launcher(models.TextChoices):
    MINISTRY = "ministry", _("the ministry")
    PROVINCE = "province", _("a province")
    BLOC = "bloc", _("the bloc")


@pghistory.track()
class Movement(models.Model):
    """What boards are called upon to emulate in for a time (phong trào thi đua).

    It may run on over several years; boards join it, and it is reviewed, year by year.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="movements")
    launcher = models.CharField(_("launched by"), max_length=8, choices=Launcher)
    launched_by = models.CharField(_("name of the launcher"), max_length=300)
    name = models.CharField(_("name"), max_length=300, db_collation=UNICODE)
    aim = models.TextField(_("aim"), blank=True)
    content = models.TextField(_("content"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    is_thematic = models.BooleanField(_("thematic"), default=False)
    paper = models.CharField(_("launched by paper"), max_length=200, blank=True)
    plan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="movements")
    is_invented = models.BooleanField(default=False, editable=False)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["bloc", "since", "name"]
        constraints = [
            ordered("since", "until", name="movement_ends_after_it_begins"),
            UniqueConstraint(
                fields=["bloc", "name", "since"],
                name="a_movement_is_launched_once",
                violation_error_message=_("This movement has been entered already."),
            ),
            CheckConstraint(condition=~Q(name=""), name="movement_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class MovementYear:
    """A movement in one emulation year (phong trào trong năm), as permissions ask for it."""

    movement: Movement
    campaign: Campaign

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year

    def get_absolute_url(self) -> str:
        return reverse("campaigns:movement", args=[self.campaign.pk, self.movement.pk])


@pghistory.track()
class Participation(models.Model):
    """A board that takes part in a movement in a year (đăng ký hưởng ứng phong trào)."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="participations")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="participations")
    board = models.ForeignKey(Board, models.PROTECT, related_name="participations")
    plan = models.TextField(_("what the board plans"))
    joined_at = models.DateTimeField(default=clock.now)
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["movement", "campaign", "joined_at"]
        constraints = [
            UniqueConstraint(
                fields=["movement", "campaign", "board"],
                name="a_board_joins_a_movement_once_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.movement}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:movement", args=[self.campaign_id, self.movement_id])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class Progress(models.Model):
    """What a board tells of a movement (tiến độ, kết quả thực hiện phong trào)."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="progress")
    told_on = models.DateField(_("day"))
    is_result = models.BooleanField(_("final result"), default=False)
    text = models.TextField(_("what was done"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["participation", "told_on", "told_at"]
        verbose_name_plural = "progress"
        constraints = [
            CheckConstraint(condition=~Q(text=""), name="progress_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Stage(models.TextChoices):
    MIDWAY = "midway", _("midway review")
    FINAL = "final", _("final review")


@pghistory.track()
class MovementReview(models.Model):
    """What the bloc says of a movement half-way or at its end (sơ kết, tổng kết phong trào)."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="reviews")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="movement_reviews")
    stage = models.CharField(_("review"), max_length=6, choices=Stage)
    held_on = models.DateField(_("held on"))
    text = models.TextField(_("what came of it"))
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["movement", "campaign", "held_on"]
        constraints = [
            UniqueConstraint(
                fields=["movement", "campaign", "stage"], name="one_review_of_a_stage_a_year"
            ),
            CheckConstraint(condition=~Q(text=""), name="review_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.movement}: {self.get_stage_display()}"
