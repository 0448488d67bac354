"""Sheets: written with live formulas, read only where they are harmless."""

import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from foundation.documents import spreadsheet
from foundation.documents.spreadsheet import GROUP, TOTAL, Line, NotASheet, Sheet, SheetTooLarge


def page_of(sheet):
    return load_workbook(io.BytesIO(spreadsheet.write(sheet))).active


def small(*lines, **more):
    return Sheet("Bảng", ("Tiêu đề", "Khối"), ("A", "B"), lines, **more)


def test_the_head_stays_in_sight_and_is_repeated_on_paper():
    page = page_of(small(Line([1, 2]), widths=(8, 30), hidden=(2,)))

    assert (page.freeze_panes, page.print_title_rows) == ("A5", "$4:$4")
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert (page.column_dimensions["A"].width, page.column_dimensions["B"].hidden) == (8, True)
    assert [cell.value for cell in page[4]] == ["A", "B"]


def test_figures_stay_figures_and_only_totals_are_formulas():
    page = page_of(
        small(Line(["=1+1", Decimal("12.5")]), Line(["x", 1], GROUP), Line(["S", "=B5"], TOTAL))
    )

    assert [(cell.value, cell.data_type) for cell in page[5]] == [("=1+1", "s"), (12.5, "n")]
    assert (page["B7"].value, page["B7"].data_type) == ("=B5", "f")
    assert (page["A5"].font.bold, page["A6"].font.bold) == (False, True)


def test_what_was_written_is_read_again():
    rows = spreadsheet.read(spreadsheet.write(small(Line(["x", Decimal("1.25")]))))

    assert rows[0][0] == "Tiêu đề"
    assert rows[4][:2] == ["x", 1.25]


def packed(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in parts.items():
            parcel.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04 half", packed(word__document_xml="<x/>"),
     packed(xl__workbook_xml="<broken")],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(content):
    with pytest.raises(NotASheet):
        spreadsheet.read(content)


def test_what_unpacks_to_too_much_is_not_unpacked():
    bomb = packed(xl__workbook_xml="<x/>", xl__bomb_xml=b"0" * (spreadsheet.UNPACKED + 1))

    assert len(bomb) < 100_000
    with pytest.raises(SheetTooLarge):
        spreadsheet.read(bomb)


def test_too_many_rows_are_refused():
    book = Workbook()
    for number in range(spreadsheet.MOST_ROWS + 1):
        book.active.append([number])
    held = io.BytesIO()
    book.save(held)

    with pytest.raises(SheetTooLarge):
        spreadsheet.read(held.getvalue())
