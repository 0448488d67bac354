"""The DOCX twin of a paper: the only module that knows python-docx.

The sheet of Decree 30/2020, annex I, as static/documents/text.css has it for PDF; what
a paper says comes from its room. The same calls give the same bytes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from foundation.documents.words import day_in_words

LETTERS = "Times New Roman"
SHEET = (Mm(210), Mm(297))
TOP, RIGHT, BOTTOM, LEFT = Mm(20), Mm(15), Mm(20), Mm(30)
WIDE = 165  # mm between the margins
ISSUER, COUNTRY = 70, 95  # mm: the two halves of the head
MOTTO = 56  # mm: how long the words of the motto are in 13 points, bold
INDENT = Mm(12.7)
GREY = RGBColor(0x55, 0x55, 0x55)
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, §2.2
LEFTWARDS, MIDDLE, RIGHTWARDS, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
ALIGNED = {"left": LEFTWARDS, "center": MIDDLE, "right": RIGHTWARDS}
DAWN = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
OPEN_DAY = "ngày … tháng … năm …"


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in mm, and how its cells are aligned."""

    head: str
    width: float
    align: str = "left"


class WordPaper:
    """A paper that is written from its head to its signature; ``content()`` is the file.

    ``made_on`` is the day that the file's properties bear; ``notice`` stands in small
    letters at the top of every page.
    """

    def __init__(self, *, title: str, author: str, made_on: dt.date, notice: str = "") -> None:
        self.document = docx.Document()
        self._properties(title, author, made_on)
        self._styles()
        self._sheet(notice)

    # The parts of a paper, from above ----------------------------------------------
    def head(
        self,
        *,
        authority: str,
        agency: str,
        place: str,
        dated_on: dt.date | None,
        number: str = "",
    ) -> None:
        """The agencies on the left, the country's name, place and day on the right (1-4)."""
        left, right = self._side_by_side(ISSUER, COUNTRY)
        if authority:
            write(left, authority.upper(), size=12, align=MIDDLE)
        write(left, agency.upper(), size=12, bold=True, align=MIDDLE)
        rule(left, ISSUER, breadth(agency, ISSUER) * 0.4)
        if number:
            write(left, number, size=13, align=MIDDLE)
        write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=MIDDLE)
        write(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align=MIDDLE)
        rule(right, COUNTRY, MOTTO)
        day = day_in_words(dated_on) if dated_on else OPEN_DAY
        write(right, f"{place}, {day}", size=13, italic=True, align=MIDDLE)

    def title(self, kind: str, subject: str) -> None:
        """What the paper is, in capitals, and what it is about (5a)."""
        title = self.document.add_paragraph(style="Title")
        say(title, kind.upper())
        write(self.document, subject, bold=True, align=MIDDLE, indent=Mm(8))
        rule(self.document, WIDE, breadth(subject, WIDE) * 0.4, after=Pt(12))

    def addressed_to(self, name: str) -> None:
        """To whom the paper goes (9a)."""
        write(self.document, f"Kính gửi: {name}", align=MIDDLE, after=Pt(12))

    def grounds(self, lines: Sequence[str]) -> None:
        """The legal grounds, in italics: one line each, ";" and the last "."."""
        for number, line in enumerate(lines, 1):
            ended = line.strip().rstrip(" .;,:") + (";" if number < len(lines) else ".")
            self.paragraph(ended, italic=True)

    def part(self, text: str) -> None:
        """The heading of a part, with its number: "I. …"."""
        say(self.document.add_paragraph(style="Heading 1"), text)

    def heading(self, text: str) -> None:
        """A heading inside a part, with its number: "1. …"."""
        say(self.document.add_paragraph(style="Heading 2"), text)

    def paragraph(self, text: str, *, italic: bool = False) -> None:
        """A paragraph of the body: justified, its first line indented (6)."""
        paragraph = self.document.add_paragraph(style="Body Text")
        say(paragraph, text, italic=italic)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table with lines; its head comes again on every page, no row is parted."""
        lines = [[column.head for column in columns], *rows]
        table = self.document.add_table(len(lines), len(columns), style="Table Grid")
        fixed(table, [column.width for column in columns])
        for row, cells in zip(table.rows, lines, strict=True):
            is_head = cells is lines[0]
            flag(row._tr.get_or_add_trPr(), *(["tblHeader"] if is_head else []), "cantSplit")
            for cell, text, column in zip(row.cells, cells, columns, strict=True):
                align = MIDDLE if is_head else ALIGNED[column.align]
                write(cell, text, size=12, bold=is_head, align=align)
        gap(self.document, Pt(8))

    def signature(self, lines: Sequence[str], name: str, recipients: Sequence[str]) -> None:
        """Capacity and name on the right (7a, 7b), who gets the paper on the left (9b)."""
        left, right = self._side_by_side(75, WIDE - 75)
        write(left, "Nơi nhận:", size=12, bold=True, italic=True)
        for number, recipient in enumerate(recipients, 1):
            write(left, f"- {recipient}{';' if number < len(recipients) else '.'}", size=11)
        for line in lines:
            write(right, line, bold=True, align=MIDDLE)
        gap(right, Pt(70))
        write(right, name, bold=True, align=MIDDLE)

    def annex(self, name: str, title: str) -> None:
        """A new page for what is added to the paper (phụ lục)."""
        first = write(self.document, name, bold=True, align=MIDDLE)
        first.paragraph_format.page_break_before = True
        write(self.document, title.upper(), bold=True, align=MIDDLE, after=Pt(12))

    def content(self) -> bytes:
        """The file. Parts in their order, all of the same moment."""
        drawn, packed = io.BytesIO(), io.BytesIO()
        self.document.save(drawn)
        with zipfile.ZipFile(drawn) as parts, zipfile.ZipFile(packed, "w") as kept:
            for part in parts.infolist():
                entry = zipfile.ZipInfo(part.filename, DAWN)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
                kept.writestr(entry, parts.read(part))
        return packed.getvalue()

    # The sheet ---------------------------------------------------------------------
    def _properties(self, title: str, author: str, made_on: dt.date) -> None:
        """What the file says of itself, and nothing of the program's own sample."""
        kept, day = self.document.core_properties, dt.datetime.combine(made_on, dt.time())
        kept.title, kept.author, kept.last_modified_by = title[:255], author[:255], author[:255]
        kept.comments, kept.language, kept.revision = "", "vi-VN", 1
        kept.created = kept.modified = day
        links = self.document.part.package.rels
        for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
            del links[key]

    def _styles(self) -> None:
        """The letters of all parts: one family, black, Vietnamese."""
        plain: dict[str, Any] = {"size": Pt(14), "bold": False, "align": LEFTWARDS}
        indented: dict[str, Any] = {**plain, "first": INDENT, "after": Pt(6)}
        part: dict[str, Any] = {**indented, "bold": True, "before": Pt(10)}
        styles = {
            "Normal": plain,
            "Body Text": {**indented, "align": BOTH},
            "Title": {**plain, "bold": True, "align": MIDDLE, "before": Pt(14)},
            "Heading 1": part,
            "Heading 2": {**part, "before": Pt(6)},
        }
        for name, looks in styles.items():
            dress(self.document.styles[name], **looks)

    def _sheet(self, notice: str) -> None:
        """A4, the margins, and the page's number at the top from the second page."""
        section = self.document.sections[0]
        section.page_width, section.page_height = SHEET
        section.top_margin, section.right_margin = TOP, RIGHT
        section.bottom_margin, section.left_margin = BOTTOM, LEFT
        section.header_distance, section.footer_distance = Mm(8), Mm(8)
        section.different_first_page_header_footer = True
        first, later = section.first_page_header, section.header
        later.is_linked_to_previous = first.is_linked_to_previous = False
        number = later.paragraphs[0]
        number.alignment = MIDDLE
        field(number, "PAGE")
        if notice:
            write(first, notice, size=9, align=MIDDLE, colour=GREY)
            write(later, notice, size=9, align=MIDDLE, colour=GREY)

    def _side_by_side(self, *widths: float) -> list[Any]:
        """Cells without lines beside each other, never parted by a page's end."""
        table = self.document.add_table(1, len(widths))
        fixed(table, widths)
        flag(table.rows[0]._tr.get_or_add_trPr(), "cantSplit")
        return list(table.rows[0].cells)


# Strokes: one thing each, on a paragraph, a style or a table --------------------------
def write(  # noqa: PLR0913 -- how a line may look
    place: Any,
    text: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = LEFTWARDS,
    indent: Length | None = None,
    before: Length | None = None,
    after: Length | None = None,
    colour: RGBColor | None = None,
) -> Any:
    """A line in a cell, a header or the body; an empty cell's own first paragraph is taken."""
    paragraph = first_line(place) or place.add_paragraph()
    say(paragraph, text, bold=bold, italic=italic, size=Pt(size), colour=colour)
    looks = paragraph.paragraph_format
    looks.alignment, looks.space_before, looks.space_after = align, before, after
    looks.left_indent = looks.right_indent = indent
    return paragraph


def first_line(place: Any) -> Any:
    """The empty line with which a cell or a header begins, as long as nothing stands in it."""
    if place._element.tag == qn("w:document"):
        return None
    lines = place.paragraphs
    return lines[0] if len(lines) == 1 and not lines[0].runs else None


def gap(place: Any, height: Length, **looks: Any) -> Any:
    """An empty line of just that height."""
    line = write(place, "", **looks)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = height
    return line


def say(paragraph: Any, text: str, **looks: Any) -> None:
    """The words, without what no file may hold."""
    run = paragraph.add_run(UNPRINTABLE.sub("", text))
    run.bold, run.italic = looks.get("bold") or None, looks.get("italic") or None
    run.font.size = looks.get("size")
    if colour := looks.get("colour"):
        run.font.color.rgb = colour


def dress(style: Any, *, size: Length, bold: bool, align: Any, **room: Length) -> None:
    """Give a style our letters in the place of the program's own theme."""
    letters = style.element.get_or_add_rPr()
    for said in list(letters):
        letters.remove(said)
    scripts = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), LETTERS)
    letters.append(element("rFonts", **scripts))
    letters.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    style.font.size, style.font.bold, style.font.italic = size, bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    looks = style.paragraph_format
    looks.alignment, looks.first_line_indent = align, room.get("first", Pt(0))
    looks.space_before, looks.space_after = room.get("before", Pt(0)), room.get("after", Pt(0))
    looks.line_spacing_rule, looks.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def rule(place: Any, width: float, length: float, *, after: Length | None = None) -> None:
    """A line of that length in mm, in the middle of a place that is so wide."""
    indent = Mm(max((width - length) / 2, 0))
    line = gap(place, Pt(4), indent=indent, after=after or Pt(4))
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="000000"))
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def breadth(text: str, most: float) -> float:
    """About how wide the words are in bold capitals of 12 points, in mm, at most so much."""
    return min(len(text) * 3.1, most)


def fixed(table: Any, widths: Sequence[float]) -> None:
    """Columns of these widths in mm, whatever stands in them."""
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def flag(properties: Any, *names: str) -> None:
    """Switches of a table's row, in the order of the format."""
    for name in sorted(names):
        properties.append(element(name))


def field(paragraph: Any, code: str) -> None:
    """Something that the reader's program fills in, such as the page's number."""
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for part in (
        element("fldChar", fldCharType="begin"),
        element("instrText", text=code),
        element("fldChar", fldCharType="end"),
    ):
        run._r.append(part)


def element(name: str, *, text: str = "", **facts: str) -> Any:
    """An element of the format that python-docx has no word for."""
    made = OxmlElement(f"w:{name}")
    made.text = text or None
    for fact, value in facts.items():
        made.set(qn(f"w:{fact}"), value)
    return made
