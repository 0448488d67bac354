"""Two texts side by side, with what changed marked word by word. Pure: knows no database."""

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, gone from the first, or new in the second."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One part of two texts: how it read, and how it reads."""

    name: str
    before: list[Piece]
    after: list[Piece]
    is_changed: bool


def compare(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The first text with what is gone, the second with what is new."""
    first, second = WORDS.findall(before), WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = difflib.SequenceMatcher(a=first, b=second, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        kinds = (SAME, SAME) if tag == "equal" else (GONE, NEW)
        left += [Piece(kinds[0], "".join(first[a:b]))] if a < b else []
        right += [Piece(kinds[1], "".join(second[c:d]))] if c < d else []
    return left, right


def row(name: str, before: str, after: str) -> Row:
    """One part compared."""
    left, right = compare(before, after)
    return Row(name, left, right, is_changed=before.split() != after.split())


def rows(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> list[Row]:
    """Parts compared by their key: (key, name, text); in the order of the second text.

    Parts that are gone stand at the end.
    """
    old = {key: text for key, _, text in before}
    kept = {key for key, _, _ in after}
    found = [row(name, old.get(key, ""), text) for key, name, text in after]
    return found + [row(name, text, "") for key, name, text in before if key not in kept]
