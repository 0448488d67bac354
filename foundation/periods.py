"""Rows that hold from a day to a day: names, posts, seats, terms."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def holds_on(day: dt.date, prefix: str = "") -> Q:
    """The condition that a period, reached through ``prefix``, holds on that day."""
    unended = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": day})
    return unended & Q(**{f"{prefix}since__lte": day})


class PeriodQuerySet(models.QuerySet):
    def held_on(self, day: dt.date) -> "PeriodQuerySet":
        return self.filter(holds_on(day))


class Period(models.Model):
    """Something that holds from ``since`` to ``until``, both days counted."""

    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: dt.date) -> bool:
        """Whether the day lies within the period."""
        return self.since <= day and (self.until is None or day <= self.until)
