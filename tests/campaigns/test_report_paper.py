"""A report's papers: PDF and DOCX say the same, and what they say follows the report."""

import datetime as dt
import io
from decimal import Decimal

import docx
import pytest
from django.urls import reverse

from campaigns import actions
from campaigns.models import ReportState
from campaigns.papers.report import of_report
from campaigns.papers.report_word import word_of
from campaigns.pieces import Piece
from foundation.documents import library
from members.models import Capacity
from tests import factories as make
from tests.clock import on
from tests.foundation.papers import reading
from tests.foundation.papers.samples import LONG_NAME

SUBMITTED = dt.datetime(make.YEAR, 12, 4, 18, 30, tzinfo=dt.UTC)  # the 5th in Vietnam
HEADINGS = ("Tình hình chung", "Kết quả", "1. Lãnh đạo", "2. Chỉ tiêu", "Phương hướng")


def a_report(world, headings=HEADINGS, **facts):
    """A draft with a text below each heading and the table below the fourth."""
    request = make.ReportRequestFactory(campaign=world.campaign)
    report = make.ReportFactory(request=request, board=world.board, **facts)
    for position, title in enumerate(headings, 1):
        heading = make.HeadingFactory(
            request=request, position=position, title=title, holds_figures=position == 4
        )
        text = f"Nội dung phần {position}.\n\n- Ý thứ hai của phần {position}."
        make.SectionFactory(report=report, heading=heading, text=text)
    return report


def a_figure(report, position=1, **facts):
    indicator = make.IndicatorFactory(
        bloc=report.bloc,
        position=position,
        name=facts.pop("name", f"Vốn đăng ký {position}"),
        unit="tỷ đồng",
        decimals=facts.pop("decimals", 1),
    )
    return make.FigureFactory(report=report, indicator=indicator, **facts)


def submitted(report, by):
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, SUBMITTED, by
    report.save()
    return report


@pytest.fixture
def report(today, world):
    """A draft with one target: planned 1.000, reached 1.234,5."""
    made = a_report(world)
    facts = {"plan": Decimal(1000), "actual": Decimal("1234.5"), "last_year": Decimal(900)}
    a_figure(made, **facts)
    return made


def pdf_text(report):
    return reading.text(library.draw("documents/report.html", paper=of_report(report)).pdf)


def words_of(found):
    """Everything that a DOCX says, in its order: paragraphs and tables."""
    said = []
    for part in found.iter_inner_content():
        cells = [cell for row in part.rows for cell in row.cells] if hasattr(part, "rows") else []
        said += [line.text for cell in cells for line in cell.paragraphs]
        said += [] if cells else [part.text]
    return " ".join(" ".join(said).split())


def word_text(report):
    return words_of(docx.Document(io.BytesIO(word_of(of_report(report)))))


BOTH = pytest.mark.parametrize("text_of", [pdf_text, word_text], ids=["pdf", "docx"])


@BOTH
def test_the_paper_says_what_the_report_says(report, text_of):
    said = text_of(report)

    assert "BÁO CÁO Tổng kết năm 2026" in said
    assert f"Kính gửi: Khối trưởng {report.bloc.name}" in said
    assert report.board.name_on(dt.date(make.YEAR, 6, 15)).upper() in said
    places = [
        said.index(words)
        for words in (
            "I. Tình hình chung",
            "Nội dung phần 1.",
            "- Ý thứ hai của phần 1.",
            "II. Kết quả",
            "1. Lãnh đạo",
            "2. Chỉ tiêu",
            "Nội dung phần 4.",
            "Vốn đăng ký 1",
            "III. Phương hướng",
            "Nơi nhận:",
        )
    ]
    assert places == sorted(places)


@BOTH
def test_the_table_of_targets_has_plan_reached_last_year_and_rate(report, text_of):
    assert "1 Vốn đăng ký 1 tỷ đồng 1.000,0 1.234,5 900,0 123,5" in text_of(report)


@BOTH
def test_what_changes_in_the_report_changes_in_the_paper(report, text_of):
    report.sections.filter(heading__position=5).update(text="Giữ vững vị trí dẫn đầu.")
    report.figures.update(actual=Decimal(500), note="Ước cả năm")

    said = text_of(report)

    assert "Giữ vững vị trí dẫn đầu." in said
    assert "Nội dung phần 5." not in said
    assert "Vốn đăng ký 1 (Ước cả năm) tỷ đồng 1.000,0 500,0 900,0 50,0" in said


@BOTH
def test_what_is_not_known_stays_empty(report, text_of):
    report.figures.update(plan=None, actual=None, last_year=None)

    said = text_of(report)

    assert "None" not in said
    assert "1 Vốn đăng ký 1 tỷ đồng III. Phương hướng" in said


@BOTH
def test_evidence_is_listed_with_what_it_proves(report, cast, text_of):
    first, figure = report.sections.first(), report.figures.get()
    pieces = (
        (Piece(title="Tin trên báo", url="https://baodautu.example/tin"), [first]),
        (
            Piece(
                title="Quyết định khen",
                decision_number="12/QĐ-UBND",
                decision_on=dt.date(make.YEAR, 2, 3),
            ),
            [first, figure],
        ),
    )
    for piece, things in pieces:
        proves = [f"{type(thing).__name__.lower()}-{thing.pk}" for thing in things]
        actions.add_evidence(report, piece, proves=proves, by=cast["writer"])

    said = text_of(report)

    annex = said[said.index("Phụ lục DANH MỤC MINH CHỨNG") :]
    assert "1 Tin trên báo https://baodautu.example/ tin" in annex.replace("/tin", "/ tin")
    assert "Quyết định số 12/QĐ-UBND ngày 03 tháng 02 năm 2026" in annex
    assert "I. Tình hình chung; Chỉ tiêu 1" in annex


@BOTH
def test_withdrawn_evidence_is_on_no_paper(report, cast, text_of):
    section = report.sections.first()
    evidence, _ = actions.add_evidence(
        report,
        Piece(title="Tin đã rút", url="https://a.example"),
        proves=[f"section-{section.pk}"],
        by=cast["writer"],
    )
    actions.withdraw_evidence(evidence, by=cast["writer"])

    said = text_of(report)

    assert "Tin đã rút" not in said
    assert "MINH CHỨNG" not in said


@BOTH
def test_a_draft_has_neither_day_nor_name(report, cast, text_of):
    said = text_of(report)

    assert "DỰ THẢO" in said
    assert "ngày … tháng … năm …" in said
    assert said.removesuffix(" 2").endswith("TRƯỞNG BAN")  # the number of the page


@BOTH
def test_a_submitted_report_bears_the_day_in_vietnam_and_the_leader(report, cast, text_of):
    post = report.board.posts.get(account=cast["leader"])
    post.title, post.capacity = "Phó Trưởng ban", Capacity.KT
    post.save()

    said = text_of(submitted(report, cast["leader"]))

    assert "ngày 05 tháng 12 năm 2026" in said
    assert "KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN leader" in said
    assert "DỰ THẢO" not in said


@BOTH
def test_a_returned_report_is_a_draft_again(report, cast, text_of):
    submitted(report, cast["leader"])
    report.state, report.return_reason = ReportState.RETURNED, "Thiếu số liệu"
    report.save()

    assert "DỰ THẢO" in text_of(report)


def test_a_stand_in_signs_by_delegation(report, cast):
    make.DelegationFactory(
        board=report.board,
        giver=cast["leader"],
        receiver=cast["writer"],
        since=dt.date(make.YEAR, 1, 1),
        until=dt.date(make.YEAR, 12, 31),
    )

    paper = of_report(submitted(report, cast["writer"]))

    assert paper["signer"].lines == ["TUQ. TRƯỞNG BAN", "CHUYÊN VIÊN"]
    assert paper["signer"].name == "writer"


def test_the_name_of_the_day_stands_above(report, cast):
    old = report.board.names.get()
    old.until = dt.date(make.YEAR, 12, 20)
    old.save()
    make.BoardNameFactory(
        board=report.board, name="Ban Quản lý mới", since=dt.date(make.YEAR, 12, 21)
    )
    submitted(report, cast["leader"])
    with on(dt.date(make.YEAR, 12, 25)):
        report.refresh_from_db()
        paper = of_report(report)

    assert paper["bloc"] == old.name


def test_the_paper_says_when_it_is_made_up(report, settings):
    settings.DEMO = False
    real = of_report(report)
    report.is_invented = True
    invented = of_report(report)

    assert (real["demo"], real["invented"]) == (False, False)
    pdf = reading.text(library.draw("documents/report.html", paper=invented).pdf)
    assert "DEMO – không có giá trị pháp lý · Nội dung hư cấu để trình diễn" in pdf
    section = docx.Document(io.BytesIO(word_of(invented))).sections[0]
    for header in (section.header, section.first_page_header):
        said = [line.text for line in header.paragraphs]
        assert "DEMO – không có giá trị pháp lý · Nội dung hư cấu để trình diễn" in said


def test_headings_that_may_stay_empty_are_left_out_unless_something_proves_them(report, cast):
    section = report.sections.get(heading__position=1)
    section.heading.is_required, section.text = False, " \n "
    section.heading.save()
    section.save()

    without = [part.title for part in of_report(report)["parts"]]
    actions.add_evidence(
        report,
        Piece(title="Tin", url="https://a.example"),
        proves=[f"section-{section.pk}"],
        by=cast["writer"],
    )
    proven = [part.title for part in of_report(report)["parts"]]

    assert without[0] == "I. Kết quả"
    assert proven[0] == "I. Tình hình chung"


@pytest.mark.parametrize(
    ("titles", "numbered"),
    [
        (("Một", "Hai"), ["I. Một", "II. Hai"]),
        (("I. Một", "1. Nhỏ", "II. Hai"), ["I. Một", "1. Nhỏ", "II. Hai"]),
        (("Một", "1) Nhỏ", "1.1. Nhỏ hơn", "Hai"), ["I. Một", "1) Nhỏ", "1.1. Nhỏ hơn", "II. Hai"]),
        (("2026 là năm", "Hai"), ["I. 2026 là năm", "II. Hai"]),
    ],
)
def test_headings_are_numbered_where_the_outline_has_no_numbers(today, world, titles, numbered):
    paper = of_report(a_report(world, titles))

    assert [part.title for part in paper["parts"]] == numbered


def test_a_table_that_no_heading_holds_becomes_an_annex(report, cast):
    report.request.headings.update(holds_figures=False)
    actions.add_evidence(
        report,
        Piece(title="Tin", url="https://a.example"),
        proves=[f"figure-{report.figures.get().pk}"],
        by=cast["writer"],
    )

    said = pdf_text(report)

    assert "Phụ lục I KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU" in said
    assert "Phụ lục II DANH MỤC MINH CHỨNG" in said


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Báo cáo tổng kết năm", "Tổng kết năm 2026"),
        ("Báo cáo sơ kết 6 tháng đầu năm 2026", "Sơ kết 6 tháng đầu năm 2026"),
        ("Tình hình thu hút đầu tư", "Tình hình thu hút đầu tư năm 2026"),
    ],
)
def test_the_subject_follows_the_title_of_what_was_asked(report, title, subject):
    report.request.title = title

    assert of_report(report)["subject"] == subject


def test_sixty_figures_long_texts_and_long_names_hold(today, world, cast):
    name = world.board.names.get()
    name.name = LONG_NAME
    name.save()
    report = a_report(world)
    long = "Nội dung rất dài của báo cáo. " * 1000
    report.sections.filter(heading__position=1).update(text=long)
    report.sections.filter(heading__position=2).update(text="đ" * 30_000)
    for position in range(1, 61):
        a_figure(
            report,
            position,
            name=f"{position} {'Chỉ tiêu dài ' * 14}"[:200],
            decimals=4,
            plan=Decimal("9999999999999999.9999"),
            actual=Decimal("9999999999999999.9999"),
            note="Ghi chú " * 30,
        )
    paper = of_report(report)

    drawing = library.draw("documents/report.html", paper=paper)
    found = docx.Document(io.BytesIO(word_of(paper)))

    for word in reading.words(drawing.pdf):
        assert word.left >= 84  # 30 mm, less a point
        assert word.right <= 554  # 210 mm less 15, and a point
    heads = reading.poppler("pdftotext", drawing.pdf, "-layout").count("Chỉ tiêu   ")
    assert heads > 1  # the head of the table comes again
    assert len(found.tables[1].rows) == 61
    assert "đ" * 30_000 in [line.text for line in found.paragraphs]


def test_the_same_report_is_the_same_bytes(report, cast):
    submitted(report, cast["leader"])
    first = of_report(report)
    with on(dt.date(make.YEAR + 1, 3, 1)):
        report.refresh_from_db()
        later = of_report(report)

    assert word_of(first) == word_of(later)
    drawn = [library.draw("documents/report.html", paper=paper).pdf for paper in (first, later)]
    assert drawn[0] == drawn[1]


def test_markup_in_a_report_stays_words(report):
    report.sections.update(text="<b>đậm</b> & <script>alert(1)</script>")

    for text_of in (pdf_text, word_text):
        assert "<b>đậm</b> & <script>alert(1)</script>" in text_of(report)


# pages --------------------------------------------------------------------------
KINDS = {
    "report_paper": (b"%PDF-", "application/pdf", ".pdf"),
    "report_word": (
        b"PK",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("part", ["writer", "clerk", "chief", "deputy", "secretary", "reviewer"])
def test_the_paper_is_given_to_who_may_read_the_report(client, report, cast, part, name):
    submitted(report, cast["leader"])
    client.force_login(cast[part])
    begins, kind, ending = KINDS[name]

    answer = client.get(reverse(f"campaigns:{name}", args=[report.pk]))

    assert answer.content.startswith(begins)
    assert answer["Content-Type"] == kind
    assert ending in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", KINDS)
def test_a_draft_is_a_paper_for_its_own_board_only(client, report, cast, name):
    url = reverse(f"campaigns:{name}", args=[report.pk])
    answers = {}
    for part in ("leader", "clerk", "chief", "secretary", "keeper"):
        client.force_login(cast[part])
        answers[part] = client.get(url).status_code

    own = {"leader": 200, "clerk": 200}
    assert answers == own | {"chief": 404, "secretary": 404, "keeper": 404}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("part", ["outsider", "administrator"])
def test_the_paper_is_hidden_from_others(client, report, cast, part, name):
    submitted(report, cast["leader"])
    client.force_login(cast[part])

    assert client.get(reverse(f"campaigns:{name}", args=[report.pk])).status_code == 404


def test_a_paper_costs_few_questions(report, cast, django_assert_max_num_queries):
    for position in range(2, 30):
        a_figure(report, position)
    submitted(report, cast["leader"])

    with django_assert_max_num_queries(8):
        of_report(report)
