"""Write down who did what, and say it in a sentence."""

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.db.models import Choices, Model
from django.utils.formats import localize
from django.utils.translation import gettext

from foundation.audit.models import Event

SYSTEM = "system"
Wording = Callable[[Any], Any]
_sentences: dict[str, Any] = {}
_wordings: dict[str, dict[str, Wording]] = {}


def record(verb: str, subject: Model, *, by: Any, **facts: Any) -> Event:
    """Write down who did what to which object, inside the transaction that does it.

    ``by`` is an account, or None for a step that the system takes. ``facts`` are
    JSON values or days that the sentence of the verb may name: codes and numbers, never
    words of the language that the actor happens to read.
    """
    kept = {
        key: fact.isoformat() if isinstance(fact, dt.date) else fact for key, fact in facts.items()
    }
    return Event.objects.create(
        verb=verb,
        actor=by.get_username() if by else SYSTEM,
        actor_name=str(by) if by else "",
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        facts=kept,
    )


def say(sentences: dict[str, Any], **wordings: Wording) -> None:
    """Register the sentences of a room: verb → text with %(facts)s, without the actor.

    Where it depends on the facts what there is to say: verb → function of the facts.
    ``wordings``: fact → function that says its code in the language of whoever reads.
    """
    _sentences.update(sentences)
    _wordings.update(dict.fromkeys(sentences, wordings))


def sentence(event: Event) -> str:
    """What happened, in words that the reader understands; the actor stands before it."""
    said, wordings = _sentences[event.verb], _wordings[event.verb]
    facts = {
        key: wordings[key](fact) if key in wordings else fact for key, fact in event.facts.items()
    }
    return str(said(facts) if callable(said) else said) % facts


def day(kept: str) -> str:
    """A day among the facts, as the reader writes days.

    The log is never rewritten: what an early event holds in words stays as it is.
    """
    with suppress(ValueError):
        return localize(dt.date.fromisoformat(kept))
    return kept


def label_of(*choices: type[Choices]) -> Wording:
    """A code among the facts by its label; words of an early event stay as they are."""
    labels = {code: label for kind in choices for code, label in kind.choices}
    return lambda code: labels.get(code, code)


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
