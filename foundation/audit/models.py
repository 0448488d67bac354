"""The log of what people did."""

import pgtrigger
from django.db import models

from foundation import clock


class EventQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> "EventQuerySet":
        """The events of one object."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


class Event(models.Model):
    """One thing that one person did (nhật ký). Written once, never changed.

    It has no foreign key: the log must neither block nor follow the data it describes.
    """

    verb = models.CharField(max_length=80)
    actor = models.CharField(max_length=254)
    actor_name = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=clock.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        triggers = [
            pgtrigger.Protect(
                name="events_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.subject_type}:{self.subject_id}"
