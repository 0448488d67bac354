"""What the tests of boards and their people share."""

from contextlib import contextmanager

import pytest
from django.core import mail

from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue


@pytest.fixture
def sending(django_capture_on_commit_callbacks):
    """``with sending() as told: …``: afterwards ``told`` holds who has got a letter."""

    @contextmanager
    def watch():
        told = []
        with queue.inline(), django_capture_on_commit_callbacks(execute=True):
            yield told
        told.extend(sorted(letter.to[0] for letter in mail.outbox))

    return watch


@pytest.fixture
def diary():
    """``diary()``: what has been written down, in sentences, the newest first."""
    return lambda: [f"{event.actor_name} {sentence(event)}" for event in Event.objects.all()]
