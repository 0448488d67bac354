"""A state machine is a table: which state leads to which (bảng chuyển trạng thái)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal


class IllegalMove(Refusal):
    text = _("What is “%(here)s” cannot become “%(there)s”.")
    is_final = True


class Stateful(models.Model):
    """A model with a ``state`` field and a table of the ``MOVES`` it may make."""

    MOVES: ClassVar[dict] = {}
    state: str

    class Meta:
        abstract = True

    def move(self, there: models.TextChoices) -> None:
        """Enter the state ``there``, or refuse; saving is the caller's business."""
        here = type(there)(self.state)
        if there not in self.MOVES[here]:
            raise IllegalMove(here=here.label, there=there.label)
        self.state = there
