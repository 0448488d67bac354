"""The table of targets while it is filled in: each row apart, one mistake spoils no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from campaigns.models import Figure
from campaigns.regulations.reports import LONGEST_NOTE
from campaigns.writing import FigureLine, mark_of
from foundation.figures import figure_words, read_figure

NUMBERS = ("actual", "last_year")
NOTE = forms.CharField(max_length=LONGEST_NOTE, required=False)


@dataclass
class FigureRow:
    """One row as it is shown in fields: what stands there, what is wrong with it.

    ``seen`` is the edition that the writer had before them and the mark of what it said.
    """

    figure: Figure
    actual: str
    last_year: str
    note: str
    seen: str
    errors: dict[str, str] = field(default_factory=dict)
    theirs: Figure | None = None  # what somebody else has saved meanwhile

    @property
    def name(self) -> str:
        return f"figure-{self.figure.pk}"


def seen_of(figure: Figure) -> str:
    """What the hidden field of a row carries along."""
    mark = mark_of(figure.actual, figure.last_year, figure.note)
    return f"{figure.edition}:{mark}"


def row_of(figure: Figure) -> FigureRow:
    """The row as the page opens."""
    decimals = figure.indicator.decimals
    actual, last_year = (figure_words(getattr(figure, name), decimals) for name in NUMBERS)
    return FigureRow(figure, actual, last_year, figure.note, seen_of(figure))


def typed_row(figure: Figure, data: QueryDict) -> tuple[FigureRow, FigureLine | None]:
    """The row as it was typed, and what is to be saved: None if it is untouched or wrong."""
    words = [data.get(f"figure-{figure.pk}-{name}") for name in (*NUMBERS, "note", "seen")]
    if None in words:
        return row_of(figure), None
    row = FigureRow(figure, *words)
    values: dict[str, Decimal | None] = {}
    for name in NUMBERS:
        try:
            values[name] = read_figure(getattr(row, name), figure.indicator.decimals)
        except ValidationError as error:
            row.errors[name] = " ".join(error.messages)
    try:
        row.note = normalize("NFC", NOTE.clean(row.note))
    except ValidationError as error:
        row.errors["note"] = " ".join(error.messages)
    edition, _colon, mark = row.seen.partition(":")
    if row.errors or mark == mark_of(values["actual"], values["last_year"], row.note):
        return row, None
    seen = int(edition) if edition.isdecimal() else -1
    line = FigureLine(figure.pk, values["actual"], values["last_year"], row.note, seen)
    return row, line


def typed_rows(
    figures: Iterable[Figure], data: QueryDict
) -> tuple[list[FigureRow], list[FigureLine]]:
    """All rows, and those of them that are to be saved."""
    pairs = [typed_row(figure, data) for figure in figures]
    return [row for row, _line in pairs], [line for _row, line in pairs if line]
