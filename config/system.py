"""What the server does by itself and how it stands: for whoever runs it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from foundation import clock
from foundation.jobs.models import Job
from foundation.jobs.names import LETTERS
from foundation.signing.models import TrustAnchor
from foundation.waiting import Waiting

SLOW = dt.timedelta(minutes=5)  # what is due for longer shows that no worker takes it


@dataclass(frozen=True)
class Jobs:
    """The work that is owed, done and given up (việc tự động)."""

    waiting: int
    oldest: dt.datetime | None
    given_up: int
    done_lately: int
    last_done: dt.datetime | None
    letters_waiting: int
    letters_given_up: int

    @property
    def is_stuck(self) -> bool:
        """Whether something is due for so long that the worker must be away."""
        return self.oldest is not None and self.oldest < clock.now() - SLOW


def jobs() -> Jobs:
    """How the work stands, in one query; ``done_lately``: within a day."""
    waiting = Q(finished_at=None, failed_at=None)
    given_up = Q(failed_at__isnull=False)
    lately = Q(finished_at__gt=clock.now() - dt.timedelta(days=1))
    letters = Q(task=LETTERS)
    return Jobs(
        **Job.objects.aggregate(
            waiting=Count("pk", filter=waiting),
            oldest=Min("due_at", filter=waiting),
            given_up=Count("pk", filter=given_up),
            done_lately=Count("pk", filter=lately),
            last_done=Max("finished_at"),
            letters_waiting=Count("pk", filter=waiting & letters),
            letters_given_up=Count("pk", filter=given_up & letters),
        )
    )


def jobs_given_up() -> QuerySet[Job]:
    """The work that was given up, the latest first."""
    return Job.objects.failed().order_by("-failed_at", "-pk")


def anchors() -> QuerySet[TrustAnchor]:
    """The authorities that signatures may lead to."""
    return TrustAnchor.objects.filter(ended_at=None)


def mail_server() -> str:
    """Where letters are handed over; empty where they are only kept as files."""
    host = settings.EMAIL_HOST if "smtp" in settings.EMAIL_BACKEND else ""
    return f"{host}:{settings.EMAIL_PORT}" if host else ""


def waiting_for_administrator() -> list[Waiting]:
    """Work that was given up, as one thing to look at."""
    number = Job.objects.failed().count()
    if not number:
        return []
    title = ngettext("%(number)s job was given up", "%(number)s jobs were given up", number)
    return [
        Waiting(title=title % {"number": number}, url=reverse("system"), button=gettext("Look"))
    ]
