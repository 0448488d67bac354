"""The ranking as it was taken: snapshots that stay, and what keeps a board out of them."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from campaigns.models.campaign import Campaign
from campaigns.models.register import RegisteredPaper
from campaigns.models.table import POINTS, ScoringTable
from foundation import clock
from foundation.constraints import together
from members.models import Board


@pghistory.track()
class Exclusion(models.Model):
    """That a condition keeps a board from being ranked (không xếp hạng), with the fact.

    Declared by whom decides about the board; lifted, never deleted.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="exclusions")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    condition = models.CharField(_("condition"), max_length=500)
    fact = models.CharField(_("what happened"), max_length=1000)
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lift_reason = models.CharField(_("reason for lifting it"), max_length=1000, blank=True)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["campaign", "declared_at"]
        constraints = [
            UniqueConstraint(
                fields=["campaign", "board", "condition"],
                condition=Q(lifted_at=None),
                name="a_board_is_excluded_once_for_a_condition",
            ),
            together("lifted_at", "lifted_by", name="the_lifting_is_signed"),
            CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lift_reason=""), name="the_lifting_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.condition}"

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


def stays(name: str) -> pgtrigger.Trigger:
    """Rows of a snapshot never change."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


class Ranking(models.Model):
    """The ranking of a year as it was taken (bảng xếp hạng). Never changes; a later one says why.

    ``table``: the version of the table of points by which it was reckoned. ``paper`` and
    ``scores_paper``: the lines of the register that give its notice and its summary of points
    a number.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rankings")
    table = models.ForeignKey(ScoringTable, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("snapshot"))
    reason = models.CharField(_("reason for the new ranking"), max_length=1000, blank=True)
    paper = models.OneToOneField(
        RegisteredPaper, models.PROTECT, null=True, editable=False, related_name="+"
    )
    scores_paper = models.OneToOneField(
        RegisteredPaper, models.PROTECT, null=True, editable=False, related_name="+"
    )
    taken_at = models.DateTimeField(default=clock.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "number"]
        constraints = [
            UniqueConstraint(fields=["campaign", "number"], name="one_ranking_per_number"),
            CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_later_ranking_says_why"),
        ]
        triggers = [stays("rankings_stay")]

    def __str__(self) -> str:
        words = gettext("Ranking %(year)s, no. %(number)s")
        return words % {"year": self.year, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:ranking", args=[self.pk])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year


class Standing(models.Model):
    """A board in a ranking (kết quả xếp hạng); ``rank`` None: not ranked, ``exclusions`` say why.

    ``groups``: points by the group's key, as words, since JSON knows no exact decimals;
    ``marks``: what tie-breaks asked for beside points. ``points``: kind of sheet → the
    criterion's key → points, as they were then; of several checks their mean.
    """

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="standings")
    board = models.ForeignKey(Board, models.PROTECT, related_name="standings")
    name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    is_shared = models.BooleanField(default=False)
    total = models.DecimalField(_("total"), **POINTS)
    bonus = models.DecimalField(_("bonus points"), **POINTS)
    groups = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    points = models.JSONField(default=dict)
    exclusions = models.JSONField(default=list)
    late_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["ranking", "position"]
        constraints = [
            UniqueConstraint(fields=["ranking", "board"], name="a_board_stands_once_in_a_ranking"),
            UniqueConstraint(fields=["ranking", "position"], name="one_standing_per_position"),
            CheckConstraint(
                condition=Q(rank__isnull=False, exclusions=[]) | (Q(rank=None) & ~Q(exclusions=[])),
                name="who_is_not_ranked_is_told_why",
            ),
        ]
        triggers = [stays("standings_stay")]

    def __str__(self) -> str:
        return f"{self.rank or '–'} {self.name}"

    @property
    def bloc(self) -> Bloc:
        return self.ranking.bloc

    @property
    def year(self) -> int:
        return self.ranking.year
