"""Two texts side by side, with what changed marked word by word. Pure: knows no database."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = re.compile(r"\S+\s*")
SAME, GONE, NEW = "same", "gone", "new"
Named = tuple[str, str, str]  # key, name, text


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, gone from the first, or new in the second."""

    kind: str
    text: str


@dataclass(frozen=True)
class Row:
    """One part of two texts: how it was called and read, how it is and reads."""

    key: str
    name_before: str  # empty where the part is new
    name_after: str  # empty where it is gone
    before: list[Piece]
    after: list[Piece]
    is_changed: bool
    is_moved: bool = False


def matched(before: str, after: str) -> list[tuple[str, str, str]]:
    """(kind, words of the first, of the second), in reading order; spaces count for nothing."""
    first, second = WORDS.findall(before), WORDS.findall(after)
    bare = [[word.strip() for word in words] for words in (first, second)]
    matcher = difflib.SequenceMatcher(a=bare[0], b=bare[1], autojunk=False)
    return [
        (SAME if tag == "equal" else NEW, "".join(first[a:b]), "".join(second[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
    ]


def compare(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The first text with what is gone, the second with what is new."""
    runs = matched(before, after)
    left = [Piece(SAME if kind == SAME else GONE, was) for kind, was, _ in runs if was]
    right = [Piece(kind, reads) for kind, _, reads in runs if reads]
    return left, right


def merged(before: str, after: str) -> list[Piece]:
    """Both in one run: what is gone stands before what took its place."""
    pieces = []
    for kind, was, reads in matched(before, after):
        if kind == NEW and was:
            pieces.append(Piece(GONE, was))
        if reads:
            pieces.append(Piece(kind, reads))
    return pieces


def woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The keys of the second in their order, each missing one of the first after its neighbour."""
    found = list(second)
    for place, key in enumerate(first):
        if key not in found:
            found.insert(found.index(first[place - 1]) + 1 if place else 0, key)
    return found


def moved_keys(first: Sequence[str], second: Sequence[str]) -> set[str]:
    """The common keys that stand in another order: the fewest whose move explains it."""
    kept = [key for key in first if key in second], [key for key in second if key in first]
    matcher = difflib.SequenceMatcher(a=kept[0], b=kept[1], autojunk=False)
    still = {
        key
        for block in matcher.get_matching_blocks()
        for key in kept[0][block.a : block.a + block.size]
    }
    return set(kept[0]) - still


def rows(before: Sequence[Named], after: Sequence[Named]) -> list[Row]:
    """Every part of two texts, known by its key, in the order of the second text."""
    old = {key: (name, text) for key, name, text in before}
    new = {key: (name, text) for key, name, text in after}
    moved = moved_keys(list(old), list(new))
    return [
        row(key, old.get(key, ("", "")), new.get(key, ("", "")), is_moved=key in moved)
        for key in woven(list(old), list(new))
    ]


def row(key: str, before: tuple[str, str], after: tuple[str, str], *, is_moved: bool) -> Row:
    """One part: (name, text) as it was, and as it is."""
    left, right = compare(before[1], after[1])
    is_changed = before[1].split() != after[1].split()
    return Row(key, before[0], after[0], left, right, is_changed, is_moved)
