"""A sheet of points while it is filled in: each line apart, one mistake spoils no other."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from campaigns.models import Mark, Sheet
from campaigns.points import point_words, read_points
from campaigns.regulations.sheets import check_entry
from campaigns.sheets import LONGEST_REASON, Entry, asks_for
from foundation.figures import read_figure
from foundation.refusals import Refusal

YES, NO = "yes", "no"
REASON = forms.CharField(max_length=LONGEST_REASON, required=False)


class NeitherYesNorNo(Refusal):
    text = _("Choose yes or no.")


@dataclass
class SheetRow:
    """One line as it is shown in fields: what stands there, what is wrong with it.

    ``asks``: "points", "count", "is_met", or None where nothing is typed. ``seen`` is the
    edition that the writer had before them and the mark of what it said.
    """

    mark: Mark
    asks: str | None
    value: str
    reason: str
    links: frozenset[int]
    seen: str
    errors: dict[str, str] = field(default_factory=dict)
    theirs: Mark | None = None  # what somebody else has saved meanwhile

    @property
    def name(self) -> str:
        return f"line-{self.mark.pk}"


def value_words(asks: str | None, thing: Mark | Entry) -> str:
    """What stands in the field."""
    if asks is None or (value := getattr(thing, asks)) is None:
        return ""
    if asks == "is_met":
        return YES if value else NO
    return str(value) if asks == "count" else point_words(value)


def mark_of(value: str, reason: str, links: Iterable[int]) -> str:
    """What tells one content of a line from another."""
    known = [value, reason, *map(str, sorted(links))]
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:12]


def row_of(sheet: Sheet, mark: Mark, links: Iterable[int] = ()) -> SheetRow:
    """The line as the page opens."""
    asks = asks_for(sheet.kind, mark.criterion, is_computed=mark.is_computed)
    value, linked = value_words(asks, mark), frozenset(links)
    seen = f"{mark.edition}:{mark_of(value, mark.reason, linked)}"
    return SheetRow(mark, asks, value, mark.reason, linked, seen)


def read_value(asks: str | None, typed: str) -> dict[str, Any]:
    """The fact or the points of an entry. Raises the refusals of figures, and NeitherYesNorNo."""
    words = typed.strip()
    if asks is None or not words:
        return {}
    if asks == "is_met":
        if words not in {YES, NO}:
            raise NeitherYesNorNo
        return {"is_met": words == YES}
    if asks == "count":
        found = read_figure(words, 0)
        return {} if found is None else {"count": int(found)}
    return {"points": read_points(words)}


def typed_row(
    sheet: Sheet, mark: Mark, links: Iterable[int], data: QueryDict
) -> tuple[SheetRow, Entry | None]:
    """The line as it was typed, and what is to be saved: None if it is untouched or wrong."""
    row = row_of(sheet, mark, links)
    if (seen := data.get(f"{row.name}-seen")) is None:
        return row, None
    known = row.links
    row = replace(row, seen=seen, value=data.get(f"{row.name}-value", ""))
    if f"{row.name}-links" in data:
        chosen = data.getlist(f"{row.name}-evidence")
        row.links = frozenset(int(each) for each in chosen if each.isdecimal())
    entry = entry_of(sheet, row, data.get(f"{row.name}-reason", ""), known)
    if entry is None:
        return row, None
    _edition, _colon, before = seen.partition(":")
    now = mark_of(value_words(row.asks, entry), entry.reason, row.links)
    return row, None if before == now else entry


def entry_of(sheet: Sheet, row: SheetRow, reason: str, known: frozenset[int]) -> Entry | None:
    """What the fields say; None with ``row.errors`` where they cannot be."""
    try:
        row.reason = reason
        row.reason = normalize("NFC", REASON.clean(reason))
    except ValidationError as error:
        row.errors["reason"] = " ".join(error.messages)
        return None
    edition = row.seen.partition(":")[0]
    evidence = None if row.links == known else row.links
    try:
        entry = Entry(
            row.mark.criterion.key,
            reason=row.reason,
            evidence=evidence,
            seen_edition=int(edition) if edition.isdecimal() else -1,
            **read_value(row.asks, row.value),
        )
        check_entry(sheet, entry, row.mark)
    except ValidationError as error:
        row.errors["value"] = " ".join(error.messages)
        return None
    return entry


def typed_rows(
    sheet: Sheet, marks: Iterable[Mark], links: Mapping[int, set[int]], data: QueryDict
) -> tuple[list[SheetRow], list[Entry]]:
    """All lines, and those of them that are to be saved."""
    pairs = [typed_row(sheet, mark, links.get(mark.pk, ()), data) for mark in marks]
    return [row for row, _entry in pairs], [entry for _row, entry in pairs if entry]


def parted(rows: Iterable[SheetRow], entries: Iterable[Entry]) -> list[Entry]:
    """The entries whose lines nobody else has changed; the other rows hold what stands there."""
    by_key = {row.mark.criterion.key: row for row in rows}
    fresh = []
    for entry in entries:
        row = by_key[entry.key]
        if entry.seen_edition == row.mark.edition or entry.says(row.mark, row.links):
            fresh.append(entry)
        else:
            now = row_of(row.mark.sheet, row.mark, row.links)
            row.theirs, row.seen = row.mark, now.seen
    return fresh
