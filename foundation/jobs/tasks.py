"""The worker's door to the jobs."""

from celery import shared_task

from foundation.jobs import queue


@shared_task
def do_job(job_id: int) -> None:
    """Do one job. Twice is once: the second call cannot claim it."""
    queue.do(job_id)


@shared_task
def sweep_jobs() -> None:
    """Do what was left lying. Twice is once: each job is claimed by one of them."""
    queue.sweep()
