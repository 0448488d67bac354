"""What a board does so well that others should do it too."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.movement import Movement
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document
from members.models import Board


class ExampleKind(models.TextChoices):
    PERSON = "person", _("advanced person")
    COLLECTIVE = "collective", _("advanced collective")
    MODEL = "model", _("new model")


@pghistory.track()
class Example(models.Model):
    """An advanced example or a new model, with how it was done (điển hình tiên tiến, mô hình mới).

    Published by its board for the whole bloc; other boards adopt it, which is the author's
    credit. What was published wrongly is withdrawn, never deleted.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="examples")
    board = models.ForeignKey(Board, models.PROTECT, related_name="examples")
    kind = models.CharField(_("kind"), max_length=10, choices=ExampleKind)
    movement = models.ForeignKey(
        Movement, models.PROTECT, null=True, blank=True, related_name="examples"
    )
    name = models.CharField(_("name"), max_length=300)
    story = models.TextField(_("how it was done"))
    effect = models.TextField(_("what it has brought"), blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="examples")
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "-published_at"]
        constraints = [
            CheckConstraint(condition=~Q(name="") & ~Q(story=""), name="example_tells_its_story"),
            together("withdrawn_at", "withdrawn_by", name="example_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:example", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


@pghistory.track()
class Adoption(models.Model):
    """That another board does the same (áp dụng điển hình), and later what came of it there."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="adoptions")
    board = models.ForeignKey(Board, models.PROTECT, related_name="adoptions")
    adopted_at = models.DateTimeField(default=clock.now)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    effect = models.TextField(_("what came of it"), blank=True)
    effect_told_at = models.DateTimeField(null=True)
    effect_told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["example", "adopted_at"]
        constraints = [
            UniqueConstraint(fields=["example", "board"], name="a_board_adopts_an_example_once"),
            together("effect_told_at", "effect_told_by", name="adoption_effect_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.example}"

    @property
    def bloc(self) -> Bloc:
        return self.example.campaign.bloc

    @property
    def year(self) -> int:
        return self.example.campaign.year
