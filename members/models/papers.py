"""What a board signs with."""

import pghistory
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.constraints import together
from members.models.boards import Board
from members.models.people import Account


@pghistory.track()
class Certificate(models.Model):
    """A certificate that a board signs with (chứng thư số của ban).

    Only the public half is ever here.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="certificates")
    der = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=80)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["board", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["board", "sha256"],
                condition=Q(withdrawn_at=None),
                name="a_certificate_is_registered_once",
                violation_error_message=_("This certificate is registered already."),
            ),
            together("withdrawn_at", "withdrawn_by", name="certificate_withdrawal_is_signed"),
        ]

    def __str__(self) -> str:
        return self.subject
