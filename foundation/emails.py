"""Tell people by mail; the letter is rendered now and delivered by a job."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template import Context, Engine
from django.utils import translation

from foundation.jobs.queue import later


def send(template: str, to: Iterable[str], **context: Any) -> None:
    """Write ``templates/emails/<template>.txt`` to each address, in Vietnamese.

    The first line of the template is the subject. One letter per address, so that
    nobody sees the others; queued in the caller's transaction.
    """
    subject, _, body = render(template, **context).partition("\n")
    post(subject.strip(), body.strip(), *sorted(set(to)))


def post(subject: str, body: str, *addresses: str) -> None:
    """Owe what is written already, in the form that all letters have.

    Each is greeted by name if the house knows it; ``emails/letter.txt`` has salutation and
    foot. Queued in the caller's transaction.
    """
    accounts = get_user_model()._default_manager.filter(email__in=addresses)
    names = {account.get_username(): account.get_full_name() for account in accounts}
    for address in addresses:
        text = render("letter", body=body, name=names.get(address, ""), demo=settings.DEMO)
        later("foundation.tasks.deliver_letter", uuid.uuid4().hex, subject, text, address)


def render(template: str, **context: Any) -> str:
    """The words of ``templates/emails/<template>.txt``, in the house's language."""
    with translation.override(settings.LANGUAGE_CODE):
        written = Engine.get_default().get_template(f"emails/{template}.txt")
        facts = {**context, "home_address": settings.BASE_URL}
        return written.render(Context(facts, autoescape=False)).strip()  # it is text, not HTML
