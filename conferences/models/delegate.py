"""Who speaks and votes for a board at a conference."""

from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from conferences.models.conference import Conference
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document
from members.models import UNICODE, Board


@dataclass(frozen=True)
class BoardAtConference:
    """A board at a conference (đơn vị dự hội nghị): the subject of who is sent there."""

    conference: Conference
    board: Board

    @property
    def board_id(self) -> int:
        return self.board.pk

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


class DelegateBasis(models.TextChoices):
    RIGHT = "right", pgettext_lazy("delegate", "by right, as its leader")
    AUTHORISED = "authorised", pgettext_lazy("delegate", "by the leader's authorisation")


class DelegateQuerySet(models.QuerySet):
    def standing(self) -> "DelegateQuerySet":
        """Those who have not been replaced."""
        return self.filter(ended_at=None)


@pghistory.track()
class Delegate(models.Model):
    """Who votes for a board at a conference (đại biểu biểu quyết).

    One at a time for each board; a replaced one stays in the list. The same person may stand
    for several boards by their authorisation. Without an account one votes on paper only.
    ``paper``: the authorisation as it was uploaded; none where the leader has clicked.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="delegates")
    board = models.ForeignKey(Board, models.PROTECT, related_name="delegates")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="delegations_to_vote"
    )
    name = models.CharField(_("full name"), max_length=200, db_collation=UNICODE)
    title = models.CharField(_("title as printed"), max_length=200, blank=True)
    basis = models.CharField(max_length=10, choices=DelegateBasis)
    paper = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "named_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "board"],
                condition=Q(ended_at=None),
                name="a_board_sends_one_delegate_at_a_time",
            ),
            CheckConstraint(condition=~Q(name=""), name="delegate_has_a_name"),
            CheckConstraint(
                condition=Q(basis=DelegateBasis.AUTHORISED) | Q(account__isnull=False),
                name="delegate_by_right_has_an_account",
            ),
            together("ended_at", "ended_by", name="delegate_replacement_is_signed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year
