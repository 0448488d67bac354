"""DOCX papers are read back with python-docx, and held against Decree 30/2020, annex I."""

import datetime as dt
import io
import zipfile

import docx
import pytest
import time_machine
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from foundation.documents.word import LETTERS, Column, WordPaper

DAY = dt.date(2026, 1, 5)
COLUMNS = [Column("TT", 10, "center"), Column("Chỉ tiêu", 95), Column("Thực hiện", 60, "right")]
ROWS = [[str(n), f"Chỉ tiêu số {n}", "1.234,5"] for n in range(1, 61)]


def paper(notice="", agency="Ban Quản lý Khu kinh tế Phú Yên", dated_on=DAY):
    """A report with one of everything."""
    written = WordPaper(title="Báo cáo năm 2025", author=agency, made_on=DAY, notice=notice)
    written.head(
        authority="Ủy ban nhân dân tỉnh Phú Yên",
        agency=agency,
        place="Phú Yên",
        dated_on=dated_on,
        number="Số: …/BC-BQL",
    )
    written.title("Báo cáo", "Tổng kết công tác thi đua năm 2025")
    written.addressed_to("Khối trưởng Khối thi đua số 1")
    written.grounds(["Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ Quy chế của Khối"])
    written.part("I. Tình hình")
    written.heading("1. Thuận lợi")
    written.paragraph("Được sự quan tâm của Bộ.")
    written.table(COLUMNS, ROWS)
    written.signature(["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"], "Nguyễn Văn A", ["Như trên", "Lưu: VT"])
    written.annex("Phụ lục", "Danh mục minh chứng")
    return written


def read(written):
    return docx.Document(io.BytesIO(written.content()))


def millimetres(*lengths):
    """The file counts in twentieths of a point."""
    return [round(length.mm, 1) for length in lengths]


@pytest.fixture(scope="module")
def found():
    return read(paper())


def said(place):
    return [line.text for line in place.paragraphs if line.text]


def test_the_sheet_is_a4_with_the_decree_s_margins(found):
    section = found.sections[0]

    assert millimetres(section.page_width, section.page_height) == [210, 297]
    assert millimetres(section.top_margin, section.bottom_margin) == [20, 20]
    assert millimetres(section.left_margin, section.right_margin) == [30, 15]


def test_the_head_holds_the_agencies_and_the_country(found):
    left, right = found.tables[0].rows[0].cells

    assert said(left) == [
        "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN",
        "BAN QUẢN LÝ KHU KINH TẾ PHÚ YÊN",
        "Số: …/BC-BQL",
    ]
    assert said(right) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Phú Yên, ngày 05 tháng 01 năm 2026",
    ]
    authority, agency = left.paragraphs[:2]
    assert (authority.runs[0].bold, agency.runs[0].bold) == (None, True)
    assert right.paragraphs[-1].runs[0].italic
    assert {line.runs[0].font.size for line in right.paragraphs if line.text} == {Pt(12), Pt(13)}


def test_a_paper_without_its_day_leaves_room_for_it():
    right = read(paper(dated_on=None)).tables[0].rows[0].cells[1]

    assert said(right)[-1] == "Phú Yên, ngày … tháng … năm …"


def test_lines_stand_below_the_motto_and_the_agency(found):
    for cell, share in zip(found.tables[0].rows[0].cells, ((0.3, 0.5), (0.5, 0.7)), strict=True):
        (line,) = [line for line in cell.paragraphs if line._p.findall(".//" + qn("w:pBdr"))]
        looks = line.paragraph_format
        length = cell.width - looks.left_indent - looks.right_indent
        assert share[0] <= length / cell.width <= share[1]
        assert looks.line_spacing == Pt(4)


def test_every_letter_is_black_times_new_roman_in_vietnamese(found):
    for name in ("Normal", "Body Text", "Title", "Heading 1", "Heading 2"):
        letters = found.styles[name].element.rPr
        family = letters.find(qn("w:rFonts"))
        assert {family.get(qn(f"w:{x}")) for x in ("ascii", "hAnsi", "cs", "eastAsia")} == {LETTERS}
        assert not [key for key in family.attrib if key.endswith("Theme")]
        assert letters.find(qn("w:color")).get(qn("w:val")) == "000000"
        assert letters.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
        assert found.styles[name].font.size == Pt(14)


def test_the_body_is_justified_and_its_first_lines_are_indented(found):
    style = found.styles["Body Text"].paragraph_format

    assert style.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert Mm(10) <= style.first_line_indent <= Mm(12.8)
    assert style.space_after >= Pt(6)
    assert [p.text for p in found.paragraphs if p.style.name == "Body Text"][-1] == (
        "Được sự quan tâm của Bộ."
    )


def test_headings_are_headings_that_the_program_can_list(found):
    headings = [(p.style.name, p.text) for p in found.paragraphs if "Heading" in p.style.name]

    assert headings == [("Heading 1", "I. Tình hình"), ("Heading 2", "1. Thuận lợi")]
    assert found.styles["Heading 1"].paragraph_format.keep_with_next


def test_grounds_end_as_the_decree_wants(found):
    lines = [p for p in found.paragraphs if p.text.startswith("Căn cứ")]

    assert [p.text[-2:] for p in lines] == ["g;", "i."]
    assert all(p.runs[0].italic for p in lines)


def test_a_table_repeats_its_head_and_parts_no_row(found):
    rows = found.tables[1].rows

    assert len(rows) == 61
    assert [cell.text for cell in rows[60].cells] == ["60", "Chỉ tiêu số 60", "1.234,5"]
    assert len(rows[0]._tr.trPr.findall(qn("w:tblHeader"))) == 1
    assert all(not row._tr.trPr.findall(qn("w:tblHeader")) for row in list(rows)[1:])
    assert all(row._tr.trPr.findall(qn("w:cantSplit")) for row in rows)
    assert millimetres(*(cell.width for cell in rows[5].cells)) == [10, 95, 60]
    aligned = [cell.paragraphs[0].alignment for cell in rows[5].cells]
    assert aligned == [
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]


def test_the_signature_stands_right_of_who_gets_the_paper(found):
    left, right = found.tables[2].rows[0].cells

    assert said(left) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert said(right) == ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Nguyễn Văn A"]
    recipients, name = left.paragraphs[0].runs[0], right.paragraphs[-1].runs[0]
    assert (recipients.font.size, recipients.bold, recipients.italic) == (Pt(12), True, True)
    assert left.paragraphs[1].runs[0].font.size == Pt(11)
    assert (name.bold, name.font.size) == (True, Pt(14))


def test_an_annex_begins_a_page(found):
    annex = next(line for line in found.paragraphs if line.text == "Phụ lục")

    assert annex.paragraph_format.page_break_before


def test_pages_are_numbered_from_the_second_at_the_top(found):
    section = found.sections[0]

    assert section.different_first_page_header_footer
    assert section.first_page_header._element.findall(".//" + qn("w:instrText")) == []
    (number,) = section.header._element.findall(".//" + qn("w:instrText"))
    assert number.text == "PAGE"
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_a_notice_stands_on_every_page():
    section = read(paper(notice="DEMO – không có giá trị pháp lý")).sections[0]

    for header in (section.first_page_header, section.header):
        assert said(header) == ["DEMO – không có giá trị pháp lý"]


def test_without_a_notice_nothing_is_said(found):
    section = found.sections[0]

    assert said(section.first_page_header) == said(section.header) == []


def test_the_same_paper_is_the_same_bytes():
    with time_machine.travel("2026-01-05 08:00"):
        first = paper().content()
    with time_machine.travel("2027-09-30 23:59"):
        second = paper().content()

    assert first == second


def test_the_file_says_who_wrote_it_and_nothing_of_the_program_s_sample():
    written = paper().content()
    about = docx.Document(io.BytesIO(written)).core_properties

    assert (about.title, about.author) == ("Báo cáo năm 2025", "Ban Quản lý Khu kinh tế Phú Yên")
    assert (about.comments, about.language) == ("", "vi-VN")
    assert about.created == about.modified == dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert [name for name in parts.namelist() if "thumbnail" in name] == []


def test_letters_that_no_file_may_hold_are_left_out():
    written = WordPaper(title="x", author="y", made_on=DAY)
    written.paragraph("Trước\x0bsau\x00\x02\ufffe\x0c hết")

    assert said(read(written)) == ["Trướcsau hết"]


def test_every_part_is_sound_xml_and_long_words_pass():
    written = paper(agency="Ban Quản lý Khu kinh tế " * 8)
    written.paragraph("đ" * 30_000)

    with zipfile.ZipFile(io.BytesIO(written.content())) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    assert said(read(written))[-1] == "đ" * 30_000
