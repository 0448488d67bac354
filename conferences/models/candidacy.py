"""Boards that agree to stand for an office, and the handing over of a year."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse
from django.utils.translation import gettext

from bloc.models import Bloc
from campaigns.models import Campaign
from conferences.models.conference import Conference
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document
from members.models import Board


class ConsentQuerySet(models.QuerySet):
    def standing(self) -> "ConsentQuerySet":
        """Those that have not been taken back."""
        return self.filter(withdrawn_at=None)


@pghistory.track()
class Consent(models.Model):
    """A board's word that it stands for chief or deputy of the next year (đồng ý ứng cử).

    Given by its leader, for the election at one conference; taken back, never deleted.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="consents")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "agreed_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "board"],
                condition=Q(withdrawn_at=None),
                name="a_board_agrees_to_stand_once",
            ),
            together("withdrawn_at", "withdrawn_by", name="consent_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.board} · {self.conference}"

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class HandOver(models.Model):
    """The old chief hands a year's books to the new one (bàn giao nhiệm vụ Khối trưởng).

    ``archive``: the year's papers in one file, with the list of their fingerprints; made
    anew until the old chief has handed over. ``left_out``: how many papers it could not hold.
    The new chief's word ends the post of the year's secretary.
    """

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="hand_over")
    giver = models.ForeignKey(Board, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Board, models.PROTECT, related_name="+")
    remarks = models.TextField(blank=True)
    prepared_at = models.DateTimeField(default=clock.now)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    archive = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    papers = models.PositiveIntegerField(null=True)
    left_out = models.PositiveIntegerField(null=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["campaign"]
        constraints = [
            together("archive", "papers", "left_out", name="an_archive_is_counted"),
            together("given_at", "given_by", name="handing_over_is_signed"),
            together("received_at", "received_by", name="receiving_is_signed"),
            CheckConstraint(
                condition=Q(given_at=None) | Q(archive__isnull=False),
                name="what_is_handed_over_is_there",
            ),
            CheckConstraint(
                condition=Q(received_at=None) | Q(given_at__isnull=False),
                name="received_is_what_was_given",
            ),
            CheckConstraint(condition=~Q(giver=F("receiver")), name="handed_to_another_board"),
        ]

    def __str__(self) -> str:
        return gettext("Hand-over of the year %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("conferences:hand_over", args=[self.campaign_id])

    @property
    def bloc(self) -> Bloc:
        return self.campaign.bloc

    @property
    def year(self) -> int:
        return self.campaign.year
