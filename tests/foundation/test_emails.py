"""A letter is rendered at once and delivered by a job; a dead mail server fails no request."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from foundation import emails
from foundation.jobs import queue
from foundation.jobs.models import Job
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(settings, tmp_path):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "greeting.txt").write_text("Chào {{ name }}\n\nMời xem {{ home_address }}/\n")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]


def test_each_address_gets_a_letter_of_its_own(template, settings):
    emails.send("greeting", ["b@x.example", "a@x.example", "b@x.example"], name="An")

    queue.sweep()

    assert [letter.to for letter in mail.outbox] == [["a@x.example"], ["b@x.example"]]
    assert mail.outbox[0].subject == "Chào An"
    assert f"\n\nMời xem {settings.BASE_URL}/\n\n" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers != mail.outbox[1].extra_headers


@pytest.mark.parametrize("demo", [False, True])
def test_every_letter_has_the_same_form(template, settings, demo):
    settings.DEMO = demo
    make.AccountFactory(full_name="Lê Văn C", email="c@x.example")

    emails.send("greeting", ["c@x.example"], name="An")
    emails.post("Báo tin", "Nội dung", "a@x.example")

    queue.sweep()
    foot = ["", "--", "Khối thi đua", settings.BASE_URL]
    foot += ["DEMO – không có giá trị pháp lý"] if demo else []
    known, unknown = (letter.body.splitlines() for letter in mail.outbox)
    assert known == ["Kính gửi Anh/Chị Lê Văn C,", "", f"Mời xem {settings.BASE_URL}/", *foot]
    assert unknown == ["Kính gửi Anh/Chị,", "", "Nội dung", *foot]


def test_no_letter_of_the_house_brings_a_form_or_an_address_of_its_own():
    texts = {
        path: path.read_text() for path in (Path(settings.ROOT) / "templates/emails").iterdir()
    }
    assert len(texts) > 20
    for path, text in texts.items():
        if path.stem != "letter":
            assert "Kính gửi" not in text, path
            assert "\n--" not in text, path
        assert not re.search(r"\b(bạn|ông/bà|quý vị)\b", text, re.IGNORECASE), path
        assert not re.search(r"home_address }}/?$", text.strip()) or path.stem == "letter", path


def test_a_dead_mail_server_leaves_the_letter_owed(template, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    emails.send("greeting", ["a@x.example"], name="An")

    queue.sweep()

    job = Job.objects.get()
    assert (job.finished_at, job.failed_at, job.attempts) == (None, None, 1)
