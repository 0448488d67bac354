"""The worker, and the timetable of what it does by itself."""

import logging
import os

from celery import Celery
from celery.signals import after_setup_logger

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("emulation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def timetable(sender, **_kwargs):
    """What happens by itself; the worker of each room brings the task."""
    from django.conf import settings  # read once the worker is configured

    sender.conf.beat_schedule = {
        "sweep_jobs": {
            "task": "foundation.jobs.tasks.sweep_jobs",
            "schedule": settings.JOBS_SWEEP_SECONDS,
        },
        "tell_failed_drawings": {
            "task": "pledges.tasks.tell_failed_drawings",
            "schedule": settings.JOBS_SWEEP_SECONDS,
        },
        "run_evaluations": {"task": "campaigns.tasks.run_evaluations", "schedule": 300},
        "close_ballots": {"task": "conferences.tasks.close_ballots", "schedule": 15},
        "tell_keepers": {"task": "bloc.tasks.tell_keepers", "schedule": 300},
    }


@after_setup_logger.connect
def keep_quiet(**_kwargs):
    """Of tasks only what fails: each minute's sweep would bury the address and the accounts."""
    for name in ("celery.worker.strategy", "celery.app.trace"):
        logging.getLogger(name).setLevel(logging.WARNING)
