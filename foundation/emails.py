"""Tell people by mail; the letter is rendered now and delivered by a job."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation

from foundation.jobs.queue import later


def send(template: str, to: Iterable[str], **context: Any) -> None:
    """Write ``templates/emails/<template>.txt`` to each address, in Vietnamese.

    The first line of the template is the subject. One letter per address, so that
    nobody sees the others; queued in the caller's transaction.
    """
    with translation.override(settings.LANGUAGE_CODE):
        written = Engine.get_default().get_template(f"emails/{template}.txt")
        facts = {**context, "home_address": settings.BASE_URL}
        text = written.render(Context(facts, autoescape=False))  # it is text, not HTML
    subject, _, body = text.strip().partition("\n")
    for address in sorted(set(to)):
        post(subject.strip(), body.strip(), address)


def post(subject: str, body: str, address: str) -> None:
    """Owe one letter that is written already; queued in the caller's transaction."""
    later("foundation.tasks.deliver_letter", uuid.uuid4().hex, subject, body, address)
