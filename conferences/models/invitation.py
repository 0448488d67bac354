"""Who is invited to a conference, and what they have answered."""

import uuid

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
from members.models import UNICODE, Board


class Reply(models.TextChoices):
    COMES = "comes", pgettext_lazy("invitation", "comes")
    DECLINES = "declines", pgettext_lazy("invitation", "does not come")


class InvitationQuerySet(models.QuerySet):
    def standing(self) -> "InvitationQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def guests(self) -> "InvitationQuerySet":
        """Those of people who come for no board and never vote."""
        return self.filter(board=None)


@pghistory.track(exclude=["key"])
class Invitation(models.Model):
    """An invitation to a board, or to a guest by name, with the answer (giấy mời).

    Guests (the ministry, the province) have no account: they answer by the address that the
    letter holds, made from ``key``. They never count. Without ``sent_at`` it waits to be
    sent with the others.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="invitations")
    board = models.ForeignKey(Board, models.PROTECT, null=True, related_name="invitations_to_meet")
    name = models.CharField(_("full name"), max_length=200, blank=True, db_collation=UNICODE)
    title = models.CharField(_("title as printed"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=8, choices=Reply, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "entered_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "board"],
                condition=Q(board__isnull=False),
                name="a_board_is_invited_once",
            ),
            UniqueConstraint(
                fields=["conference", "email"],
                condition=Q(board=None, withdrawn_at=None),
                name="a_guest_is_invited_once",
            ),
            CheckConstraint(
                condition=Q(board__isnull=False) | (~Q(name="") & ~Q(email="")),
                name="a_guest_has_name_and_address",
            ),
            CheckConstraint(
                condition=Q(reply="", replied_at=None) | ~Q(reply="") & Q(replied_at__isnull=False),
                name="a_reply_has_its_time",
            ),
            CheckConstraint(
                condition=~Q(reply=Reply.DECLINES) | ~Q(reason=""),
                name="who_does_not_come_says_why",
            ),
            together("withdrawn_at", "withdrawn_by", name="taking_an_invitation_back_is_signed"),
        ]

    def __str__(self) -> str:
        return self.board.short_name if self.board else self.name

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year

    @property
    def declines(self) -> bool:
        return self.reply == Reply.DECLINES
