"""What a board sets out to reach in a year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.indicator import Indicator
from foundation import clock
from foundation.constraints import together
from foundation.states import Stateful
from members.models import Board

DIGITS: dict[str, Any] = {"max_digits": 20, "decimal_places": 4}


@dataclass(frozen=True)
class BoardYear:
    """A board in an emulation year: what permissions and actions speak of before anything is begun.

    It tells its ``bloc``, ``year`` and ``board_id`` as every row of a board does.
    """

    campaign: Campaign
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


class RegistrationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    CHANGING = "changing", _("being changed")


@pghistory.track()
class Registration(Stateful):
    """What a board registers to reach in a year, and the titles it aims at (bản đăng ký thi đua).

    The board writes it, its leader submits it, the chief accepts or returns it. What was
    accepted holds until a change, asked with a reason, is accepted in its place: each
    acceptance is a RegistrationVersion. ``paper_number``: as the board's own registry numbers
    the paper. ``edition`` counts the savings, so that a stale
    one is noticed.
    """

    MOVES = {
        RegistrationState.DRAFT: {RegistrationState.SUBMITTED},
        RegistrationState.SUBMITTED: {RegistrationState.RETURNED, RegistrationState.ACCEPTED},
        RegistrationState.RETURNED: {RegistrationState.SUBMITTED},
        RegistrationState.ACCEPTED: {RegistrationState.CHANGING},
        RegistrationState.CHANGING: {RegistrationState.SUBMITTED},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="registrations")
    board = models.ForeignKey(Board, models.PROTECT, related_name="registrations")
    state = models.CharField(
        max_length=10, choices=RegistrationState, default=RegistrationState.DRAFT
    )
    edition = models.PositiveIntegerField(default=1)
    movements = models.TextField(_("movements that the board joins"), blank=True)
    change_reason = models.CharField(_("reason for the change"), max_length=500, blank=True)
    return_reason = models.CharField(_("reason for the return"), max_length=1000, blank=True)
    first_submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    paper_number = models.CharField(_("number and symbol"), max_length=50, blank=True)
    is_invented = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "board"]
        constraints = [
            UniqueConstraint(fields=["campaign", "board"], name="one_registration_per_board"),
            together("submitted_at", "submitted_by", name="registration_submission_is_signed"),
            together("decided_at", "decided_by", name="registration_decision_is_signed"),
            CheckConstraint(
                condition=Q(state=RegistrationState.DRAFT) | Q(submitted_at__isnull=False),
                name="registration_beyond_draft_was_submitted",
            ),
            CheckConstraint(
                condition=~Q(state=RegistrationState.RETURNED) | ~Q(return_reason=""),
                name="returned_registration_says_why",
            ),
            CheckConstraint(
                condition=~Q(state=RegistrationState.CHANGING) | ~Q(change_reason=""),
                name="changed_registration_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.campaign.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:registration", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class Target(models.Model):
    """One figure that a board sets out to reach (chỉ tiêu đăng ký).

    ``plan`` is what the board writes; ``agreed`` what was last accepted, and what its
    report is measured by. Both in the indicator's unit. What was accepted holds until a
    change is accepted: a target that the board wants to drop has no plan till then.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    plan = models.DecimalField(_("plan"), null=True, **DIGITS)
    agreed = models.DecimalField(_("accepted plan"), null=True, editable=False, **DIGITS)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["registration", "indicator__position", "pk"]
        constraints = [
            UniqueConstraint(fields=["registration", "indicator"], name="one_target_per_indicator"),
            CheckConstraint(
                condition=Q(plan__isnull=True) | Q(plan__gte=Decimal(0)),
                name="plan_is_not_negative",
            ),
            CheckConstraint(
                condition=Q(plan__isnull=False) | Q(agreed__isnull=False),
                name="target_has_a_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.plan}"


class Holder(models.TextChoices):
    BOARD = "board", _("the board")
    UNIT = "unit", _("units of the board")
    PERSON = "person", _("persons")


@pghistory.track()
class Aim(models.Model):
    """A title or an award that a board aims at (danh hiệu đăng ký): for whom, and how many."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="aims")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title or award"), max_length=200)
    holder = models.CharField(_("for"), max_length=6, choices=Holder, default=Holder.BOARD)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)

    class Meta:
        ordering = ["registration", "position"]
        constraints = [
            UniqueConstraint(
                fields=["registration", "title", "holder"], name="an_aim_is_named_once"
            ),
            CheckConstraint(condition=Q(count__gte=1), name="an_aim_is_for_somebody"),
        ]

    def __str__(self) -> str:
        return self.title


class RegistrationVersion(models.Model):
    """A registration as it was accepted (bản đăng ký đã được chấp nhận). Never changes."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    accepted_at = models.DateTimeField(default=clock.now)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["registration", "number"]
        constraints = [
            UniqueConstraint(
                fields=["registration", "number"], name="one_registration_version_per_number"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="registration_versions_stay", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.number}"
