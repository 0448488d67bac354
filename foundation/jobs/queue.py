"""Owe a call of a task, claim it, do it: at least once, whatever happens to the broker."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.db import OperationalError as DatabaseAway
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from foundation import clock
from foundation.jobs.models import Job
from foundation.refusals import Refusal

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
_inline: list[bool] = []  # not empty: this process does its jobs itself


def later(task: str, *args: Any) -> Job:
    """Write down that the task, a dotted path, is to be called; a worker does it soon.

    The row belongs to the caller's transaction. A dead broker only means that the
    sweep, each minute, finds it instead.
    """
    job = Job.objects.create(task=task, args=list(args))
    transaction.on_commit(partial(do if _inline else wake, job.pk))
    return job


def wake(job_id: int) -> None:
    """Tell a worker at once; if nobody can be told, the sweep finds the job."""
    try:
        import_string("foundation.jobs.tasks.do_job").apply_async(
            [job_id], retry=False, ignore_result=True
        )
    except (OperationalError, OSError) as error:
        logger.warning("The broker is away (%s); job %s waits for the sweep.", error, job_id)


def claim_holds() -> dt.timedelta:
    """How long a claim counts; after that the worker is taken for dead."""
    return dt.timedelta(seconds=settings.JOBS_CLAIM_SECONDS)


def claim(job_id: int) -> Job | None:
    """Take the job for this process by a conditional UPDATE, unless another holds it."""
    now = clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - claim_holds())
    owed = Job.objects.unfinished().filter(free, pk=job_id, due_at__lte=now)
    if not owed.update(claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Job.objects.get(pk=job_id)


def do(job_id: int) -> None:
    """Claim the job and call its task; put it back if the outside world failed.

    Retried with growing pauses for OSError (network, disk); a Refusal or a bug is
    final and loud: the row keeps the error for the administrator.
    """
    job = claim(job_id)
    if job is None or has_killed(job):
        return
    try:
        import_string(job.task)(*job.args)
    except DatabaseAway:
        connection.close()  # the claim runs out by itself, and the sweep takes the job up again
        raise
    except OSError as error:
        put_back(job, error)
    except Exception as error:
        Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), error=repr(error))
        if not isinstance(error, Refusal):
            raise
    else:
        Job.objects.filter(pk=job.pk).update(finished_at=clock.now(), error="")


def has_killed(job: Job) -> bool:
    """Give a job up that ends each worker that begins it (memory, time), or it goes on for ever."""
    if job.attempts <= MOST_ATTEMPTS:
        return False
    error = job.error or f"begun {MOST_ATTEMPTS} times, and no worker came to its end"
    Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), error=error)
    logger.error("Job %s is given up: %s", job.pk, error)
    return True


def put_back(job: Job, error: OSError) -> None:
    """Free the job for a later attempt, or give it up after the last one."""
    if job.attempts >= MOST_ATTEMPTS:
        Job.objects.filter(pk=job.pk).update(failed_at=clock.now(), error=repr(error))
        raise error
    pause = dt.timedelta(seconds=2**job.attempts)
    Job.objects.filter(pk=job.pk).update(
        claimed_at=None, due_at=clock.now() + pause, error=repr(error)
    )


def owe_again(job: Job) -> None:
    """Let a job that was given up begin anew with all its attempts, as ``later`` would."""
    job.failed_at = job.claimed_at = None
    job.attempts, job.due_at = 0, clock.now()
    job.save(update_fields=["failed_at", "claimed_at", "attempts", "due_at"])
    transaction.on_commit(partial(do if _inline else wake, job.pk))


def sweep() -> int:
    """Do every job that is owed and that nobody holds; returns how many were tried."""
    now = clock.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - claim_holds())
    owed = list(Job.objects.unfinished().filter(free, due_at__lte=now).values_list("pk", flat=True))
    for job_id in owed:
        do(job_id)
    return len(owed)


@contextmanager
def inline() -> Iterator[None]:
    """Do jobs in this process right after their transaction: for the demo and for tests."""
    _inline.append(True)
    try:
        yield
    finally:
        _inline.pop()
