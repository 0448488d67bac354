"""Write down who did what, and say it in a sentence."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext

from foundation.audit.models import Event

SYSTEM = "system"
_sentences: dict[str, Any] = {}


def record(verb: str, subject: Model, *, by: Any, **facts: Any) -> Event:
    """Write down who did what to which object, inside the transaction that does it.

    ``by`` is an account, or None for a step that the system takes. ``facts`` are
    JSON values that the sentence of the verb may name.
    """
    return Event.objects.create(
        verb=verb,
        actor=by.get_username() if by else SYSTEM,
        actor_name=str(by) if by else "",
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        facts=facts,
    )


def say(sentences: dict[str, Any]) -> None:
    """Register the sentences of a room: verb → text with %(facts)s, without the actor."""
    _sentences.update(sentences)


def sentence(event: Event) -> str:
    """What happened, in words a person understands; the actor stands before it."""
    return str(_sentences[event.verb]) % event.facts


def story(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The events as <c-timeline> tells them: when, and who did what, in one sentence."""
    system = gettext("The system")
    return [
        {"at": event.happened_at, "text": f"{event.actor_name or system} {sentence(event)}"}
        for event in events
    ]


def spoken_verbs() -> set[str]:
    """The verbs that have a sentence (the house tests compare)."""
    return set(_sentences)
