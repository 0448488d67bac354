"""Who is there."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import pgettext_lazy

from bloc.models import Bloc
from conferences.models.conference import Conference
from conferences.models.delegate import Delegate
from conferences.models.invitation import Invitation
from foundation import clock
from foundation.constraints import together
from members.models import Board


class Way(models.TextChoices):
    SECRETARY = "secretary", pgettext_lazy("arrival", "entered by the secretary")
    DOOR = "door", pgettext_lazy("arrival", "by the code at the door")
    ONESELF = "oneself", pgettext_lazy("arrival", "by oneself")


class ArrivalQuerySet(models.QuerySet):
    def there(self) -> "ArrivalQuerySet":
        """Those who have not left."""
        return self.filter(left_at=None)


@pghistory.track()
class Arrival(models.Model):
    """That a board's delegate is there, and until when (điểm danh).

    The quorum counts boards; whoever has left and comes back has a second line.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="arrivals")
    board = models.ForeignKey(Board, models.PROTECT, related_name="arrivals")
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="arrivals")
    way = models.CharField(max_length=9, choices=Way)
    arrived_at = models.DateTimeField(default=clock.now)
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "arrived_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["conference", "board"],
                condition=Q(left_at=None),
                name="a_board_is_there_once_at_a_time",
            ),
            together("left_at", "left_by", name="leaving_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.arrived_at}"

    @property
    def bloc(self) -> Bloc:
        return self.conference.bloc

    @property
    def year(self) -> int:
        return self.conference.year


@pghistory.track()
class GuestArrival(models.Model):
    """That a guest has come; guests never count (khách đến dự)."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="arrival")
    arrived_at = models.DateTimeField(default=clock.now)
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["arrived_at"]

    def __str__(self) -> str:
        return str(self.invitation)
