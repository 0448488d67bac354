"""Work that is owed is done at least once, and by one process at a time."""

import datetime as dt

import pytest

from foundation import clock
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.refusals import Refusal
from tests.clock import on

DAY = dt.date(2026, 3, 2)
done = []


class TooLate(Refusal):
    text = "Too late."


def note(word):
    done.append(word)


def stumble():
    raise OSError("the network is away")


def refuse():
    raise TooLate


def break_down():
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def owe(name, *args):
    return queue.later(f"tests.foundation.test_jobs.{name}", *args)


@pytest.mark.django_db
def test_a_job_is_done_once_however_often_it_is_asked_for():
    job = owe("note", "pledge 7")

    queue.do(job.pk)
    queue.do(job.pk)

    job.refresh_from_db()
    assert done == ["pledge 7"]
    assert (job.attempts, job.finished_at is not None, job.failed_at) == (1, True, None)


@pytest.mark.django_db
def test_a_job_belongs_to_the_transaction_that_owes_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        owe("note", "a")

    assert len(callbacks) == 1
    assert done == []


@pytest.mark.django_db
def test_a_claimed_job_is_left_alone_until_the_claim_is_old():
    job = owe("note", "a")
    with on(DAY):
        Job.objects.update(due_at=clock.now(), claimed_at=clock.now())
        assert queue.claim(job.pk) is None

    with on(DAY + dt.timedelta(days=1)):
        assert queue.sweep() == 1

    assert done == ["a"]


@pytest.mark.django_db
def test_the_network_away_puts_the_job_back_for_later():
    job = owe("stumble")

    queue.do(job.pk)

    job.refresh_from_db()
    assert (job.claimed_at, job.attempts, job.failed_at) == (None, 1, None)
    assert job.due_at > clock.now()
    assert "network" in job.error


@pytest.mark.django_db
def test_the_network_away_for_good_gives_the_job_up_loudly():
    job = owe("stumble")
    Job.objects.update(attempts=queue.MOST_ATTEMPTS - 1)

    with pytest.raises(OSError, match="network"):
        queue.do(job.pk)

    job.refresh_from_db()
    assert job.failed_at is not None


@pytest.mark.django_db
def test_a_job_that_ends_each_worker_is_given_up(caplog):
    job = owe("note", "a")
    Job.objects.update(attempts=queue.MOST_ATTEMPTS)

    queue.do(job.pk)

    job.refresh_from_db()
    assert job.failed_at is not None
    assert "no worker came to its end" in job.error
    assert done == []
    assert "given up" in caplog.text


@pytest.mark.django_db
def test_a_refusal_ends_the_job_and_is_not_tried_again():
    job = owe("refuse")

    queue.do(job.pk)
    queue.sweep()

    job.refresh_from_db()
    assert (job.attempts, job.failed_at is not None) == (1, True)


@pytest.mark.django_db
def test_a_bug_is_heard():
    job = owe("break_down")

    with pytest.raises(ZeroDivisionError):
        queue.do(job.pk)

    job.refresh_from_db()
    assert "ZeroDivisionError" in job.error


@pytest.mark.django_db
def test_inline_does_the_job_right_after_the_commit(django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        owe("note", "at once")

    assert done == ["at once"]
