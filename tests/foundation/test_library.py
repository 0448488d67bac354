"""Papers are read back with Poppler and pypdf and held against Decree 30/2020, annex I."""

import datetime as dt
import hashlib
import logging
import os
import re
import socket
import subprocess
import sys

import pytest
import qrcode
import time_machine
from django.utils import timezone, translation
from lxml import html

from foundation.documents import library, press
from tests.foundation.papers import reading
from tests.foundation.papers.samples import BLOC, PLEDGES, cells, pledge

MM = 72 / 25.4  # points
A4 = (210 * MM, 297 * MM)
PLEDGE = "documents/pledge.html"
ELEMENTS = ('<img alt="" src="{}">', '<link rel="stylesheet" href="{}">')


@pytest.fixture(scope="module", params=PLEDGES)
def case(request):
    """Each pledge, drawn once."""
    paper = PLEDGES[request.param]
    return paper, library.draw(PLEDGE, paper=paper)


@pytest.fixture(scope="module")
def real():
    return library.draw(PLEDGE, paper=pledge())


def inside(word, box):
    """Whether any part of the word lies in the box."""
    left, bottom, right, top = box
    return word.left < right and word.right > left and word.bottom < top and word.top > bottom


# The sheet ---------------------------------------------------------------------
def test_every_board_has_a_field_of_its_own_size_and_order(case):
    paper, drawing = case
    fields = {name: anchor for name, anchor in drawing.anchors.items() if name.startswith("sig-")}

    assert list(fields) == [f"sig-{board['key']}" for board in paper["boards"]]
    for anchor in fields.values():
        left, bottom, right, top = anchor.box
        assert right - left == pytest.approx(80 * MM, abs=0.1)
        assert top - bottom == pytest.approx(42 * MM, abs=0.1)
        assert left >= 30 * MM - 0.1
        assert right <= A4[0] - 15 * MM + 0.1
        assert bottom >= 20 * MM - 0.1


def test_fields_are_read_from_the_left_and_downwards(case):
    _, drawing = case
    places = [
        (anchor.page, -round(anchor.box[3]), anchor.box[0])
        for name, anchor in drawing.anchors.items()
        if name.startswith("sig-")
    ]

    assert places == sorted(places)
    assert len({place[:2] for place in places}) == (len(places) + 1) // 2


def test_no_word_stands_in_a_field(case):
    _, drawing = case
    written = reading.words(drawing.pdf)

    for name, anchor in drawing.anchors.items():
        if name.startswith("sig-"):
            assert [
                w.text for w in written if w.page == anchor.page and inside(w, anchor.box)
            ] == []


def test_each_board_stands_in_capitals_right_above_its_field(case):
    paper, drawing = case
    written = reading.words(drawing.pdf)

    for board in paper["boards"]:
        anchor = drawing.anchors[f"sig-{board['key']}"]
        left, _, right, top = anchor.box
        above = [
            word.text
            for word in written
            if word.page == anchor.page and inside(word, (left, top, right, top + 60 * MM))
        ]
        assert " ".join(above).endswith(board["name"].upper())


def test_chief_and_deputy_are_marked_so(real):
    said = reading.text(real.pdf)

    assert "KHỐI TRƯỞNG BAN QUẢN LÝ KHU CÔNG NGHỆ CAO" in said
    assert said.count("KHỐI PHÓ BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP") == 1
    assert said.count("KHỐI TRƯỞNG") == said.count("KHỐI PHÓ") == 1


def test_all_words_keep_to_the_margins(case):
    _, drawing = case

    for word in reading.words(drawing.pdf):
        if word.top > A4[1] - 20 * MM:  # the page's number
            assert word.text == str(word.page + 1)
            continue
        assert word.left >= 30 * MM - 1
        assert word.right <= A4[0] - 15 * MM + 1
        assert word.bottom >= 20 * MM - 1


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top(case):
    _, drawing = case
    numbers = [word for word in reading.words(drawing.pdf) if word.top > A4[1] - 20 * MM]
    sizes = {run.size for run in reading.runs(drawing.pdf) if run.page and run.text == "2"}

    assert [word.text for word in numbers] == [str(n) for n in range(2, drawing.pages + 1)]
    assert sizes <= {13}
    for word in numbers:
        assert (word.left + word.right) / 2 == pytest.approx((30 * MM + A4[0] - 15 * MM) / 2, abs=1)


def test_the_sheet_is_a4(real):
    for page in reading.reader(real.pdf).pages:
        assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, *A4], abs=0.1)


# The words ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("start", "font", "size"),
    [
        ("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Liberation-Serif", 12),
        ("KHỐI THI ĐUA BAN QUẢN LÝ", "Liberation-Serif-Bold", 12),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Liberation-Serif-Bold", 12),
        ("Độc lập - Tự do - Hạnh phúc", "Liberation-Serif-Bold", 13),
        ("Đà Nẵng, ngày 15 tháng 01 năm 2021", "Liberation-Serif-Italic", 13),
        ("BẢN GIAO ƯỚC THI ĐUA NĂM 2021", "Liberation-Serif-Bold", 14),
        ("Khối thi đua Ban Quản lý", "Liberation-Serif-Bold", 14),
        ("Căn cứ Luật", "Liberation-Serif-Italic", 14),
        ("Mười một đơn vị thành viên", "Liberation-Serif", 14),
        ("I. NỘI DUNG THI ĐUA", "Liberation-Serif-Bold", 14),
        ("1. Đổi mới", "Liberation-Serif", 14),
        ("KHỐI TRƯỞNG", "Liberation-Serif-Bold", 13),
        ("BAN QUẢN LÝ KHU CÔNG NGHỆ", "Liberation-Serif-Bold", 13),
    ],
)
def test_each_part_has_the_decree_s_letters(real, start, font, size):
    found = next(run for run in reading.runs(real.pdf) if run.text.startswith(start))

    assert (found.font, found.size) == (font, size)


def test_lines_below_the_head_are_as_long_as_the_decree_says(real):
    head = [word for word in reading.words(real.pdf) if word.page == 0]
    country, agency, subject = sorted(reading.rules(real.pdf, 0), key=lambda rule: -rule[2])

    assert country[:2] == pytest.approx(extent(head, "Độc", "phúc"), abs=0.5)
    assert 1 / 3 <= share(agency, extent(head, "KINH", "CAO")) <= 1 / 2
    assert 1 / 3 <= share(subject, extent(head, "Khối", "công")) <= 1 / 2


def extent(words, first, last):
    """From the left of the first such word to the right of the last one on its line."""
    start = next(word for word in words if word.text == first)
    line = [word for word in words if word.text == last and abs(word.top - start.top) < 1]
    return start.left, line[-1].right


def share(rule, whole):
    """How long the rule is, as a part of the whole."""
    return (rule[1] - rule[0]) / (whole[1] - whole[0])


def test_every_task_is_there_once_and_in_order(case):
    paper, drawing = case
    said = " ".join(word.text for word in reading.words(drawing.pdf) if word.top < A4[1] - 20 * MM)
    tasks = list(paper["tasks"])

    assert [said.count(task) for task in tasks] == [tasks.count(task) for task in tasks]
    numbered = [said.find(f"{number}. {task}") for number, task in enumerate(tasks, 1)]
    assert numbered == sorted(numbered)
    assert numbered[0] > 0


def test_body_paragraphs_are_indented_and_set_to_both_edges(real):
    first_page = [word for word in reading.words(real.pdf) if word.page == 0]
    opening = next(word for word in first_page if word.text == "Mười")
    line = [word for word in first_page if abs(word.top - opening.top) < 1]

    assert (opening.left - 30 * MM) / MM == pytest.approx(12.7, abs=0.2)
    assert line[-1].right == pytest.approx(A4[0] - 15 * MM, abs=0.5)


def test_grounds_end_with_semicolons_and_the_last_with_a_stop():
    grounds = ["Căn cứ Luật A;", "Căn cứ Nghị định B.", "Căn cứ Thông tư C,"]
    said = reading.text(library.draw(PLEDGE, paper=pledge(grounds=grounds)).pdf)

    assert "Căn cứ Luật A; Căn cứ Nghị định B; Căn cứ Thông tư C. Mười một" in said


def test_parts_that_are_empty_are_left_out_and_the_rest_numbered_on():
    parts = re.compile(r"\bI+\. \w+")
    full = reading.text(library.draw(PLEDGE, paper=pledge()).pdf)
    lean = reading.text(library.draw(PLEDGE, paper=pledge(targets=[])).pdf)

    assert parts.findall(full) == ["I. NỘI", "II. CHỈ", "III. TRÁCH"]
    assert parts.findall(lean) == ["I. NỘI", "II. TRÁCH"]


def test_what_people_wrote_is_never_taken_for_markup():
    name = "Ban <b>Quản</b> &amp; <img src=x>"
    paper = pledge(boards=cells({"A": name}), tasks=["1 < 2 <script>"], place="<i>Đà Nẵng</i>")
    said = reading.text(library.draw(PLEDGE, paper=paper).pdf)

    assert name.upper() in said
    assert "1. 1 < 2 <script>." in said
    assert "<i>Đà Nẵng</i>, ngày 15" in said


@pytest.mark.parametrize(
    ("marks", "notice"),
    [
        ({"demo": True}, "DEMO – không có giá trị pháp lý"),
        ({"invented": True}, "Nội dung hư cấu để trình diễn"),
        (
            {"demo": True, "invented": True},
            "DEMO – không có giá trị pháp lý · Nội dung hư cấu để trình diễn",
        ),
    ],
)
def test_every_page_of_a_demo_says_so_at_its_foot(marks, notice):
    drawing = library.draw(PLEDGE, paper=pledge(**marks))
    foot = [word for word in reading.words(drawing.pdf) if word.top < 20 * MM]

    for page in range(drawing.pages):
        assert " ".join(word.text for word in foot if word.page == page) == notice


def test_a_real_paper_bears_no_notice(real):
    assert [word for word in reading.words(real.pdf) if word.top < 20 * MM] == []


def test_the_last_page_says_how_to_verify(case):
    paper, drawing = case
    words = reading.words(drawing.pdf)
    pages = [word.page for word in words if word.text == "7KQ4-M2XD"]

    assert pages == ([drawing.pages - 1] if paper["code"] else [])


def test_the_qr_code_leads_to_the_verification(real):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data("https://thidua.example.vn/xac-thuc/7KQ4-M2XD")
    expected = code.get_matrix()

    printed = reading.modules(real.pdf, real.anchors["qr-code"], len(expected))

    assert printed == expected


# The file ----------------------------------------------------------------------
def test_all_fonts_are_embedded_and_known_letter_by_letter(case):
    _, drawing = case
    rows = [line.split() for line in reading.poppler("pdffonts", drawing.pdf).splitlines()[2:]]

    assert {row[0].partition("+")[2] for row in rows} <= {
        "Liberation-Serif",
        "Liberation-Serif-Bold",
        "Liberation-Serif-Italic",
    }
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # emb, sub, uni


def test_the_file_claims_pdf_a_3u_and_brings_its_colours(real):
    paper = reading.reader(real.pdf)
    root = paper.trailer["/Root"]
    (intent,) = root["/OutputIntents"]

    assert (paper.xmp_metadata.pdfaid_part, paper.xmp_metadata.pdfaid_conformance) == ("3", "U")
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"]["/N"] == 3
    assert paper.pdf_header == "%PDF-1.7"
    assert len(paper.trailer["/ID"]) == 2


def test_the_file_is_tagged_and_says_its_language_and_title(real):
    paper = reading.reader(real.pdf)
    root = paper.trailer["/Root"]
    title = f"Bản giao ước thi đua năm 2021 – {BLOC}"

    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert paper.metadata.title == paper.xmp_metadata.dc_title["x-default"] == title
    assert paper.metadata.author == BLOC
    assert paper.metadata.creation_date.date() == dt.date(2021, 1, 15)
    assert paper.xmp_metadata.xmp_create_date.date() == dt.date(2021, 1, 15)


def test_the_qr_code_has_words_for_those_who_cannot_see_it(real):
    figures = reading.structure(real.pdf, "/Figure")

    assert [figure["/Alt"] for figure in figures] == ["Mã QR để xác thực văn bản 7KQ4-M2XD"]


def test_the_same_pledge_is_the_same_bytes_whenever_and_for_whomever(real):
    with time_machine.travel(dt.datetime(2031, 5, 6, tzinfo=dt.UTC)), translation.override("en"):
        later = library.draw(PLEDGE, paper=pledge())

    assert later == real


def test_another_process_draws_the_same_bytes(real):
    code = (
        "import django, hashlib; django.setup()\n"
        "from foundation.documents import library\n"
        "from tests.foundation.papers.samples import pledge\n"
        f"pdf = library.draw({PLEDGE!r}, paper=pledge()).pdf\n"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )

    assert done.stdout.decode().strip() == hashlib.sha256(real.pdf).hexdigest()


def test_nothing_is_said_in_the_log(caplog):
    with caplog.at_level(logging.WARNING):
        library.draw(PLEDGE, paper=pledge(demo=True))

    assert caplog.messages == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "../css/theme.css",
        "page.css/../../../manage.py",
        "no-such-sheet.css",
        "ftp://127.0.0.1/picture.png",
    ],
)
@pytest.mark.parametrize("element", ELEMENTS)
def test_a_paper_reads_nothing_but_its_own_sheets(element, address):
    with pytest.raises(press.DrawingFailed, match="Error fetching"):
        press.lay_out(f'<html lang="vi">{element.format(address)}')


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_paper_asks_nothing_of_the_network(element):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.svg"
        with pytest.raises(press.DrawingFailed, match="Error fetching"):
            press.lay_out(f'<html lang="vi">{element.format(address)}')
        with pytest.raises(TimeoutError):
            server.accept()


def test_papers_speak_vietnamese_and_keep_vietnam_s_time(settings):
    texts = {"a.html": "{{ instant|date:'l H:i' }} {{ part|floatformat:1 }}"}
    loaders = [("django.template.loaders.locmem.Loader", texts)]
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": loaders}}]
    instant = dt.datetime(2021, 1, 14, 20, 30, tzinfo=dt.UTC)

    with translation.override("en"), timezone.override("America/Lima"):
        said = library.markup("a.html", instant=instant, part=2.5)

    assert said == "Thứ 6 03:30 2,5"


# On the screen -----------------------------------------------------------------
def test_the_screen_shows_the_words_of_the_paper(real):
    shown = library.markup("documents/_pledge_text.html", paper=pledge(), level=2)
    page = html.fromstring(f"<div>{shown}</div>")
    words = " ".join(page.itertext()).split()

    printed = reading.text(real.pdf).partition("ĐẠI DIỆN")[0].split()
    assert sorted(words) == sorted(printed)
    headings = [heading.tag for heading in page.xpath(".//h1 | .//h2 | .//h3")]
    assert headings == ["h2", "h3", "h3", "h3"]
    assert page.xpath(".//@style | .//@id | .//script | .//style") == []
