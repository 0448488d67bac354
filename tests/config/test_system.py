"""What the administrator sees of the work that runs by itself, and how it begins anew."""

import datetime as dt
import importlib
import re
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from config import system
from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import names, queue
from foundation.jobs.models import Job
from foundation.signing.models import TrustAnchor
from members import actions, regulations
from tests.budget import assert_same_queries

pytestmark = pytest.mark.usefixtures("today")
ROOT = Path(__file__).parents[2]
REASON = "OSError('mail.example')"
OTHERS = ["writer", "leader", "clerk", "secretary", "chief", "outsider", "reviewer", "keeper"]
done = []


def note(word):
    done.append(word)


def given_up(task=names.LETTERS, **facts):
    facts = {"failed_at": clock.now(), "attempts": queue.MOST_ATTEMPTS, "error": REASON, **facts}
    return Job.objects.create(task=task, **facts)


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast["administrator"])
    return cast["administrator"]


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# -- retry_job ---------------------------------------------------------------------------
def test_retry_job_does_it_once_more(cast, django_capture_on_commit_callbacks):
    done.clear()
    job = given_up(f"{__name__}.note", args=["again"])

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.retry_job(job, by=cast["administrator"])

    job.refresh_from_db()
    assert (done, job.failed_at, job.error) == (["again"], None, "")
    assert job.finished_at


def test_retry_job_has_all_its_attempts_again(cast):
    job = given_up(claimed_at=clock.now())

    actions.retry_job(job, by=cast["administrator"])

    job.refresh_from_db()
    assert (job.attempts, job.claimed_at, job.failed_at) == (0, None, None)
    assert queue.claim(job.pk)


def test_retry_job_is_written_down_in_the_readers_language(cast):
    actions.retry_job(given_up(), by=cast["administrator"])

    event = Event.objects.get(verb="members.retry_job")
    assert sentence(event) == "let this work be tried again: sending a letter."
    with translation.override("vi"):
        assert sentence(event) == "cho thử lại việc: gửi thư."


@pytest.mark.parametrize("facts", [{"failed_at": None}, {"failed_at": None, "finished_at": 1}])
def test_retry_job_refuses_what_was_not_given_up(cast, facts):
    if "finished_at" in facts:
        facts = {**facts, "finished_at": clock.now()}

    with pytest.raises(regulations.NotGivenUp):
        actions.retry_job(given_up(**facts), by=cast["administrator"])
    assert not Event.objects.exists()


def test_retry_job_by_the_button(client, administrator):
    url = reverse("retry_job", args=[given_up().pk])

    first, second = client.post(url), client.post(url)

    assertRedirects(first, reverse("system"))
    assert "The work is tried again." in told(first)
    assert any("has not been given up" in words for words in told(second))
    assert Event.objects.get().actor_name == str(administrator)


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_sees_the_system_or_tries_again(client, cast, part):
    job = given_up()
    client.force_login(cast[part])

    seen = client.get(reverse("system"))
    tried = client.post(reverse("retry_job", args=[job.pk]))

    assert (seen.status_code, tried.status_code) == (403, 403)
    assertNotContains(client.get(reverse("home")), reverse("system"))
    job.refresh_from_db()
    assert job.failed_at


# -- the page ----------------------------------------------------------------------------
def test_system_shows_what_was_given_up_and_why(client, administrator):
    job = given_up(error=f"{REASON}\nFile line 2")
    given_up(failed_at=None)

    response = client.get(reverse("system"))

    assertContains(response, "Sending a letter")
    assertContains(response, "mail.example")
    assertNotContains(response, "File line 2")
    assertContains(response, reverse("retry_job", args=[job.pk]), count=1)
    assertContains(response, "1 waiting, 1 given up")


def test_system_speaks_vietnamese(client, administrator):
    given_up("pledges.tasks.draw_pledge")
    client.cookies["django_language"] = "vi"

    assertContains(client.get(reverse("system")), "Tạo bản in giao ước")


def test_system_says_when_nobody_does_the_work(client, administrator):
    job = given_up(failed_at=None, due_at=clock.now() - dt.timedelta(minutes=4))
    assertNotContains(client.get(reverse("system")), "Nobody does the work")

    Job.objects.filter(pk=job.pk).update(due_at=clock.now() - dt.timedelta(minutes=6))

    assertContains(client.get(reverse("system")), "Nobody does the work")


def test_system_names_the_mail_server_and_the_authorities(client, administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    facts = {"certificate": b"der", "entered_by": "quan-tri@khoithidua.example"}
    TrustAnchor.objects.create(name="CA thử", sha256="ab" * 32, is_demo=True, **facts)
    ended = {"ended_at": clock.now(), "ended_by": "x"}
    TrustAnchor.objects.create(name="CA cũ", sha256="cd" * 32, **facts, **ended)

    without = client.get(reverse("system"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.khoithidua.example", 25

    assertContains(without, "no mail server is set")
    assertContains(without, "CA thử")
    assertContains(without, "demo only")
    assertNotContains(without, "CA cũ")
    assertContains(client.get(reverse("system")), "handed to mail.khoithidua.example:25")


def test_system_costs_the_same_however_much_was_given_up(client, administrator):
    assert_same_queries(client, reverse("system"), given_up)


# -- at home -----------------------------------------------------------------------------
def test_home_of_the_administrator_speaks_of_the_system(client, administrator):
    calm = client.get(reverse("home"))
    given_up()
    busy = client.get(reverse("home"))

    assertContains(calm, "When a lost device is to be replaced or work was given up")
    assertNotContains(calm, "No pledge yet")
    assertContains(calm, "Jobs given up")
    assertContains(busy, "1 job was given up")
    assertContains(busy, f'href="{reverse("system")}"')


def test_blocs_tells_the_administrator_that_boards_look_after_them(client, administrator):
    response = client.get(reverse("bloc:blocs"))

    assertContains(response, "An administrator has no part in the life of the blocs")
    assertNotContains(response, "When yours does")


def test_every_job_that_is_owed_has_a_name():
    owed = set()
    for room in ("foundation", "members", "bloc", "campaigns", "pledges"):
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text()
            owed |= set(re.findall(r'later\(\s*"([\w.]+)"', text))
            for constant in re.findall(r"later\(\s*queries\.([A-Z_]+)", text):
                owed.add(getattr(importlib.import_module(f"{room}.queries"), constant))
    assert "pledges.tasks.draw_pledge" in owed
    assert [task for task in owed if names.name_of(task) == task] == []


def test_the_count_of_jobs_is_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert system.jobs().given_up == 0
