"""Two people have changed the same things: who changed what, and one version out of both. Pure.

A form carries a mark of each value as it was when the form was opened. Where only the other
one has changed a value, theirs is proposed; where both have, the writer's own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHORT = 12  # letters of a mark


@dataclass(frozen=True)
class Clash:
    """A value that differs between what is saved and what was typed."""

    key: str
    theirs: Any
    mine: Any
    both_changed: bool


def mark(value: Any) -> str:
    """Changes with the value; the same for nothing, whatever kind of nothing it is."""
    return hashlib.sha256(repr(value or None).encode()).hexdigest()[:SHORT]


def marks(values: Mapping[str, Any]) -> dict[str, str]:
    """Key → mark, of everything that is there."""
    return {key: mark(value) for key, value in values.items() if value}


def is_same(values: Mapping[str, Any], base: Mapping[str, str]) -> bool:
    """Whether nothing has changed since the marks were taken."""
    return marks(values) == dict(base)


def clashes(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, str]
) -> list[Clash]:
    """What differs, in the order of ``theirs`` and then of ``mine``; ``base``: the marks."""
    found = []
    for key in dict.fromkeys([*theirs, *mine]):
        other, own = theirs.get(key), mine.get(key)
        if mark(other) != mark(own):
            was = base.get(key, mark(None))
            found.append(Clash(key, other, own, was not in {mark(other), mark(own)}))
    return found


def merged(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, str]
) -> dict[str, Any]:
    """Mine, but theirs wherever only they have changed something."""
    found = dict(mine)
    for key in dict.fromkeys([*theirs, *mine]):
        if mark(mine.get(key)) == base.get(key, mark(None)):
            found[key] = theirs.get(key)
    return {key: value for key, value in found.items() if value}
