"""Sheets as XLSX; the only module that knows openpyxl.

What is written has live formulas; what is read is judged first, since it comes from outside.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from foundation.refusals import Refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNPACKED = 30 * 1024 * 1024  # bytes of all parts of a sheet together
MOST_ROWS, MOST_COLUMNS = 2000, 60
FONT = "Times New Roman"
POINTS = "#,##0.##"
HEAD, GROUP, TOTAL = "head", "group", "total"
FILLS = {HEAD: "FFE9E4DA", GROUP: "FFF3F1EC", TOTAL: "FFE9E4DA"}
THIN = Side(style="thin", color="FFBBBBBB")
FRAME = Border(bottom=THIN, top=THIN, left=THIN, right=THIN)
FIELD = PatternFill("solid", start_color="FFFFFBE6")
WRAPPED = Alignment(vertical="top", wrap_text=True)


class NotASheet(Refusal):
    text = _("The file is no XLSX sheet. Save it in Excel or LibreOffice as .xlsx.")
    field = "file"


class SheetTooLarge(Refusal):
    text = _("The sheet is too large: at most %(rows)s rows.")
    field = "file"


class Formula(str):
    """A live formula in a row of any looks: Formula("=SUM(C4:C9)")."""

    __slots__ = ()


@dataclass(frozen=True)
class Line:
    """One row: its cells, and its looks (HEAD, GROUP, TOTAL or none).

    "=…" is a formula in a TOTAL row, elsewhere only as a ``Formula``. ``fields``: columns,
    from 1, that people fill in; where a sheet has any, all other cells are protected (against
    slips: without a password). ``choices``: what may stand in the first of them.
    """

    cells: Sequence[Any]
    looks: str = ""
    fields: Sequence[int] = ()
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    ``titles`` stand above the head; ``widths`` in characters, by columns; ``hidden``: numbers
    of columns, from 1, that people need not see.
    """

    name: str
    titles: Sequence[str]
    head: Sequence[str]
    lines: Sequence[Line]
    widths: Sequence[int] = ()
    hidden: Sequence[int] = field(default_factory=tuple)

    @property
    def first_row(self) -> int:
        """The number of the first row below the head."""
        return len(self.titles) + 3


def write(*sheets: Sheet) -> bytes:
    """The workbook; the head of each sheet stays in sight and is repeated on every page."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:
    """Titles, head and lines, ready to print on A4 across."""
    for number, title in enumerate(sheet.titles, 1):
        page.cell(number, 1, title).font = Font(name=FONT, bold=number == 1, size=13)
    top = sheet.first_row - 1
    for number, line in enumerate([Line(sheet.head, HEAD), *sheet.lines], top):
        for column, value in enumerate(line.cells, 1):
            _dress(page.cell(number, column), value, line.looks)
        _open(page, number, line)
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    for column in sheet.hidden:
        page.column_dimensions[get_column_letter(column)].hidden = True
    page.freeze_panes = page.cell(sheet.first_row, 1)
    page.print_title_rows = f"{top}:{top}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _open(page: Any, number: int, line: Line) -> None:
    """The cells of a row that people fill in; with the first of them the rest is protected."""
    for column in line.fields:
        page.protection.sheet = True
        cell = page.cell(number, column)
        cell.protection, cell.fill = Protection(locked=False), FIELD
    if line.fields and line.choices:
        wanted = DataValidation("list", formula1='"' + ",".join(line.choices) + '"')
        wanted.add(page.cell(number, line.fields[0]))
        page.add_data_validation(wanted)


def _dress(cell: Any, value: Any, looks: str) -> None:
    """One cell: its value, and how it looks. Words that look like formulas stay words."""
    cell.value = value
    is_live = isinstance(value, Formula) or looks == TOTAL
    if isinstance(value, str) and value.startswith("=") and not is_live:
        cell.data_type = "s"
    if isinstance(value, (Decimal, int)) or is_live:
        cell.number_format = POINTS
    font, fill = _style(looks)
    cell.font, cell.alignment, cell.border = font, WRAPPED, FRAME
    if fill:
        cell.fill = fill


@cache
def _style(looks: str) -> tuple[Font, PatternFill | None]:
    """Letters and ground of a row; made once, since openpyxl compares each style it is given."""
    fill = PatternFill("solid", start_color=FILLS[looks]) if looks else None
    return Font(name=FONT, size=11, bold=bool(looks)), fill


def read(content: bytes) -> list[list[Any]]:
    """The values of the first sheet, row by row, without formulas; trailing rows may be empty.

    Raises NotASheet and SheetTooLarge.
    """
    _check(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        page = book.worksheets[0]
        rows = [
            list(row)
            for row in page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        ]
    except (KeyError, ValueError, IndexError, TypeError, OSError, SyntaxError) as wrong:
        raise NotASheet from wrong
    if len(rows) > MOST_ROWS:
        raise SheetTooLarge(rows=MOST_ROWS)
    return rows


def _check(content: bytes) -> None:
    """It is a workbook, and does not unpack to more than we look at."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            names = parts.namelist()
    except zipfile.BadZipFile as wrong:
        raise NotASheet from wrong
    if "xl/workbook.xml" not in names:
        raise NotASheet
    if size > UNPACKED:
        raise SheetTooLarge(rows=MOST_ROWS)
