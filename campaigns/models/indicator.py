"""What can be measured of a board's work."""

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from bloc.models import Bloc
from foundation import clock
from foundation.constraints import ordered
from members.models import UNICODE


class Better(models.TextChoices):
    MORE = "more", _("more is better")
    LESS = "less", _("less is better")


MOST_DECIMALS = 4


@pghistory.track()
class Indicator(models.Model):
    """Something that a bloc measures its boards by (chỉ tiêu trong danh mục của khối).

    What has been used is never deleted: it is retired, and stays where it stands.
    """

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200, db_collation=UNICODE)
    unit = models.CharField(_("unit of measure"), max_length=40)
    better = models.CharField(_("direction"), max_length=4, choices=Better, default=Better.MORE)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    source = models.CharField(_("source of the figure"), max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["bloc", "position", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["bloc", "name"],
                condition=Q(until=None),
                name="one_indicator_of_a_name",
                violation_error_message=_("The catalogue has an indicator of this name."),
            ),
            ordered("since", "until", name="indicator_ends_after_it_begins"),
            CheckConstraint(
                condition=Q(decimals__lte=MOST_DECIMALS), name="indicator_decimals_are_few"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def year(self) -> int:
        """The year whose officers keep the catalogue: this one."""
        return clock.today().year

    @property
    def measured_in(self) -> str:
        """The name with its unit: "Số dự án (dự án)"."""
        return f"{self.name} ({self.unit})"
