"""A letter is rendered at once and delivered by a job; a dead mail server fails no request."""

import pytest
from django.core import mail

from foundation import emails
from foundation.jobs import queue
from foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(settings, tmp_path):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "greeting.txt").write_text("Chào {{ name }}\n\nMời xem {{ home_address }}/\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


def test_each_address_gets_a_letter_of_its_own(template, settings):
    emails.send("greeting", ["b@x.example", "a@x.example", "b@x.example"], name="An")

    queue.sweep()

    assert [letter.to for letter in mail.outbox] == [["a@x.example"], ["b@x.example"]]
    assert mail.outbox[0].subject == "Chào An"
    assert mail.outbox[0].body == f"Mời xem {settings.BASE_URL}/"
    assert mail.outbox[0].extra_headers != mail.outbox[1].extra_headers


def test_a_dead_mail_server_leaves_the_letter_owed(template, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    emails.send("greeting", ["a@x.example"], name="An")

    queue.sweep()

    job = Job.objects.get()
    assert (job.finished_at, job.failed_at, job.attempts) == (None, None, 1)
