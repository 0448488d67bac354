"""What is owed is done once, whatever dies meanwhile: real workers on a real broker."""

import pytest
from django.urls import reverse

from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.signing.models import Revision, Round
from pledges.models import Pledge, PledgeState
from tests import signing
from tests.office import Office, until
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.real


@pytest.fixture
def office(committed, tmp_path):
    running = Office(tmp_path)
    yield running
    running.close()


@pytest.fixture
def issued(world, cast):
    """A pledge whose text is frozen; nobody has drawn it yet."""
    pledge = world.pledge
    pledge.state = PledgeState.DRAWING
    pledge.save(update_fields=["state"])
    signing.frozen(pledge)
    return pledge


def state(pledge):
    return Pledge.objects.values_list("state", flat=True).get(pk=pledge.pk)


def test_a_worker_killed_while_it_draws_costs_nothing_but_time(office, issued):
    office.start_broker()
    office.start_worker()
    job = queue.later("pledges.tasks.draw_pledge", issued.pk)
    until(lambda: Job.objects.filter(pk=job.pk).exclude(claimed_at=None), "a worker draws")

    office.kill("worker")
    assert state(issued) == PledgeState.DRAWING
    office.start_worker()

    until(lambda: state(issued) == PledgeState.OPEN, "another worker has drawn it")
    until(lambda: not Job.objects.unfinished().exists(), "all jobs are done")
    job.refresh_from_db()
    assert (job.attempts, job.error) == (2, "")
    assert (Round.objects.count(), Revision.objects.count()) == (1, 1)
    assert Event.objects.filter(verb="pledges.open_for_signature").count() == 1


def test_a_broker_that_dies_is_emptied_and_comes_back_loses_nothing(office, world, cast, client):
    places = signing.open_for_signature(world.pledge, [world.chief, world.deputy, world.board])
    office.start_broker()
    office.start_web()
    client.force_login(cast["leader"])
    token = "a" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    headers = {"Cookie": cookies, "X-CSRFToken": token}

    # told to a broker that nobody listens to, and that then forgets everything
    release = reverse("pledges:release_pledge", args=[places[2].pk])
    assert office.post(release, b"", **headers)[0] == 302
    office.kill("redis")
    office.socket.unlink()
    # told to no broker at all
    decline = reverse("pledges:decline_pledge", args=[places[2].pk])
    assert office.post(decline, b"reason=Khong", **headers)[0] == 302
    assert Job.objects.unfinished().count() == 3
    office.start_broker()
    office.start_worker()

    until(lambda: not Job.objects.unfinished().exists(), "all jobs are done")
    assert Job.objects.exclude(failed_at=None).count() == 0
    assert office.letters() == 3


def test_a_worker_that_outlives_its_broker_goes_on(office, issued):
    office.start_broker()
    office.start_worker()
    first = queue.later("pledges.tasks.draw_pledge", issued.pk)
    until(lambda: Job.objects.filter(pk=first.pk).exclude(claimed_at=None), "a worker draws")
    office.kill("redis")
    office.socket.unlink()
    office.start_broker()

    until(lambda: state(issued) == PledgeState.OPEN, "it has been drawn")
    until(lambda: not Job.objects.unfinished().exists(), "all letters are sent")
    assert (Round.objects.count(), Revision.objects.count()) == (1, 1)
