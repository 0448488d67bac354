"""The bloc's papers in and out, by number."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from foundation import clock
from foundation.constraints import together
from foundation.documents.models import Document


class Direction(models.TextChoices):
    OUT = "out", _("outgoing")
    IN = "in", _("incoming")


@pghistory.track()
class RegisteredPaper(models.Model):
    """A line of the register of papers (sổ văn bản đi, sổ văn bản đến).

    The number counts within the calendar year and the direction, and is used once: a paper
    that comes to nothing is cancelled with a reason and keeps its number. An incoming paper
    also bears its sender's number and symbol, in ``symbol``.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="registered_papers")
    direction = models.CharField(max_length=3, choices=Direction)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    dated_on = models.DateField(_("date of the paper"))
    subject = models.CharField(_("what it is about"), max_length=500)
    signer = models.CharField(_("signed by"), max_length=200, blank=True)
    correspondent = models.CharField(_("recipients or sender"), max_length=500)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="registered")
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    cancel_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["bloc", "-year", "direction", "-number"]
        constraints = [
            UniqueConstraint(
                fields=["bloc", "direction", "year", "number"], name="a_number_is_used_once_a_year"
            ),
            CheckConstraint(condition=Q(number__gte=1), name="numbers_begin_with_one"),
            together("cancelled_at", "cancelled_by", name="paper_cancellation_is_signed"),
            CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""),
                name="cancelled_paper_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.marked}, {self.dated_on.year}"

    @property
    def marked(self) -> str:
        """Number and symbol as the paper bears them: “05/TTr-KTĐ” (Decree 30/2020)."""
        number = f"{self.number:02d}"
        return f"{number}/{self.symbol}" if self.symbol and self.is_out else number

    @property
    def is_out(self) -> bool:
        return self.direction == Direction.OUT
