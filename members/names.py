"""The name a board bore on a day, and who succeeded whom. Pure: knows no database."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Dated(Protocol):
    since: dt.date
    until: dt.date | None


Name = TypeVar("Name", bound=Dated)


def borne_on(names: Sequence[Name], day: dt.date) -> Name | None:
    """The name of that day; before the first, the first; in a gap, the one before it."""
    if not names:
        return None
    ordered = sorted(names, key=lambda name: name.since)
    begun = [name for name in ordered if name.since <= day]
    return begun[-1] if begun else ordered[0]


def chain(start: int, steps: Iterable[tuple[int, int]]) -> list[int]:
    """Everybody reached from ``start`` by the steps (from, to), nearest first, each once."""
    leads = list(steps)
    found = [start]
    for here in found:
        found.extend(there for source, there in leads if source == here and there not in found)
    return found[1:]


def folded(text: str) -> str:
    """The text in small letters without diacritics: "Đắk Lắk" is "dak lak"."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def answers_to(query: str, *texts: str) -> bool:
    """Whether every word of the query begins a word of the texts, accents apart."""
    words = folded(" ".join(texts)).split()
    return all(any(word.startswith(part) for word in words) for part in folded(query).split())
