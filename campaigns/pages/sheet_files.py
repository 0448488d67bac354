"""A sheet of points as a file, and what a file that was filled in offline would change."""

from collections.abc import Sequence
from typing import Any

from campaigns import score_sheets
from campaigns.layouts import Layout
from campaigns.models import SheetKind
from campaigns.pages.sheets import Desk, fact_words, words_of
from campaigns.pages.tables import rule_words
from foundation.documents import spreadsheet


def file_of(desk: Desk) -> spreadsheet.Sheet:
    """The sheet as a file; beside each line what the board gives itself, or the figures."""
    texts = Layout.of(desk.table)
    marks = desk.marks.get(desk.sheet.pk, {})
    is_own = desk.sheet.kind == SheetKind.SELF
    beside = {
        key: fact_words(mark) if is_own else words_of(desk.own(key)) for key, mark in marks.items()
    }
    rules = {
        key: rule_words(text, mark.criterion.indicator)
        for key, mark in marks.items()
        if (text := texts.criterion(key))
    }
    return score_sheets.file_of(desk.sheet, marks, beside, rules)


def of_reading(desk: Desk, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """What the uploaded file would change, or what is wrong with it."""
    reading = score_sheets.read_file(rows, desk.sheet, desk.marks.get(desk.sheet.pk, {}))
    carried = score_sheets.packed(reading.entries, desk.sheet.pk)
    return {"reading": reading, "carried": carried}
