"""What is to be done later, written down in the transaction that wants it."""

from django.db import models
from django.db.models import Q

from foundation import clock
from foundation.jobs.names import name_of


class JobQuerySet(models.QuerySet):
    def unfinished(self) -> "JobQuerySet":
        return self.filter(finished_at=None, failed_at=None)

    def failed(self) -> "JobQuerySet":
        """Given up: a person has to look."""
        return self.filter(failed_at__isnull=False)


class Job(models.Model):
    """A call of a task that is owed (việc chờ làm).

    The row, not the broker, is the truth: Redis only wakes a worker sooner.
    """

    task = models.CharField(max_length=100)
    args = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(finished_at=None, failed_at=None),
                name="jobs_owed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task}{tuple(self.args)}"

    @property
    def task_name(self) -> str:
        """What is to be done, in words."""
        return name_of(self.task)

    @property
    def first_error_line(self) -> str:
        """The error as far as one line tells it."""
        return next(iter(self.error.splitlines()), "")
