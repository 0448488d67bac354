"""The headings of an outline while they are written: typed, moved, added, removed, put right."""

from dataclasses import dataclass, replace
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from campaigns.models import Drawn
from campaigns.outlines import Line
from campaigns.regulations.reports import LONGEST_TEXT, MOST_HEADINGS

MOST_ROWS = 2 * MOST_HEADINGS  # more is no typing
COLUMNS = ("pk", "title", "hint", "is_required", "most_letters", "holds_figures", "draws")
YES = "yes"
FIELDS = {
    "title": forms.CharField(max_length=300),
    "hint": forms.CharField(max_length=500, required=False),
    "most_letters": forms.IntegerField(min_value=0, max_value=LONGEST_TEXT, required=False),
}


@dataclass(frozen=True)
class HeadingRow:
    """One heading as it was typed, and what is wrong with it."""

    pk: str = ""  # empty while nobody has saved it
    title: str = ""
    hint: str = ""
    is_required: str = YES
    most_letters: str = ""
    holds_figures: str = ""
    draws: str = ""
    error: str = ""
    has_focus: bool = False

    @property
    def says_nothing(self) -> bool:
        return not (self.title.strip() or self.hint.strip() or self.pk)


def rows_of(lines: list[Line]) -> list[HeadingRow]:
    """The outline as the form opens."""
    return [
        HeadingRow(
            str(line.pk or ""),
            line.title,
            line.hint,
            YES if line.is_required else "",
            str(line.most_letters or ""),
            YES if line.holds_figures else "",
            line.draws,
        )
        for line in lines
    ] or [HeadingRow()]


def typed(data: QueryDict) -> list[HeadingRow]:
    """The headings as they were typed, in their order: each column came as a list."""
    columns = [data.getlist(f"heading_{name}") for name in COLUMNS]
    return [HeadingRow(*cells) for cells in zip(*columns, strict=False)][:MOST_ROWS]


def rearranged(rows: list[HeadingRow], data: QueryDict) -> list[HeadingRow] | None:
    """The rows after a button or a drag; None where nothing was to be moved.

    The button's ``move`` is "add", "up:2", "down:2" or "remove:2", places counted from 0. A
    drag has moved the fields themselves; that it happened is told by ``order``.
    """
    if wish := data.get("move"):
        return pressed(rows, wish)
    return rows if data.get("order") else None


def pressed(rows: list[HeadingRow], wish: str) -> list[HeadingRow]:
    """The rows after a button."""
    what, _colon, where = wish.partition(":")
    if what == "add":
        return [*rows, HeadingRow(has_focus=True)]
    place = int(where) if where.isdecimal() else len(rows)
    found = list(rows)
    if place >= len(found):
        return found
    row = found.pop(place)
    if what != "remove":
        there = max(0, place - 1) if what == "up" else place + 1
        found.insert(there, replace(row, has_focus=True))
    return found


def judged(rows: list[HeadingRow]) -> list[HeadingRow]:
    """Each row with what is wrong with it; what says nothing is left out."""
    return [judge(row) for row in rows if not row.says_nothing]


def judge(row: HeadingRow) -> HeadingRow:
    """As the fields of a form would."""
    try:
        for name, field in FIELDS.items():
            field.clean(getattr(row, name))
    except ValidationError as error:
        return replace(row, error=" ".join(error.messages))
    return row


def lines_of(rows: list[HeadingRow]) -> list[Line]:
    """The outline to be saved; the rows must have been judged."""
    return [
        Line(
            title=normalize("NFC", row.title.strip()),
            hint=normalize("NFC", row.hint.strip()),
            is_required=row.is_required == YES,
            most_letters=int(row.most_letters.strip() or 0),
            holds_figures=row.holds_figures == YES,
            draws=row.draws if row.draws in Drawn.values else "",
            pk=int(row.pk) if row.pk.isdecimal() else None,
        )
        for row in rows
    ]
