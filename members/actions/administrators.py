"""Who runs the server: let in by the server itself, and what they do there."""

from django.db import transaction

from foundation.audit.log import record
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.shortcuts import lock
from members import invitations, regulations
from members.models import Account


@transaction.atomic
def create_administrator(email: str, *, full_name: str) -> Account:
    """Let somebody administer the server (quản trị kỹ thuật); twice is once.

    Somebody who has not joined yet gets a letter. No part in the bloc's life.
    """
    account = invitations.bring_in(full_name, email, inviter=None)
    if not account.is_staff:
        account.is_staff = True
        account.save(update_fields=["is_staff"])
        record("members.create_administrator", account, by=None, person=str(account))
    return account


@transaction.atomic
def retry_job(job: Job, *, by: Account) -> None:
    """Let work that was given up be tried again (thử lại việc tự động).

    Raises NotGivenUp.
    """
    lock(job)
    regulations.check_retry_job(job)
    queue.owe_again(job)
    record("members.retry_job", job, by=by, task=job.task)
