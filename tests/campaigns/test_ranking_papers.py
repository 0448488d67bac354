"""The ranking on paper: what is frozen stands there, and the sheet reckons the same."""

import datetime as dt
import io
import shutil
import subprocess
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns import actions, scoring
from campaigns.layouts import CriterionText, GroupText, Layout
from campaigns.models import CriterionKind, Ranking, SheetKind, Standing, Treatment
from campaigns.papers import ranking as notice
from campaigns.papers import scores
from campaigns.papers.scores_book import book_of, letters
from campaigns.queries.scores import criteria_of
from campaigns.queries.tables import scale_of
from foundation.documents import library, spreadsheet
from tests import factories as make
from tests.campaigns.test_departures import LAST_DAY, leave, settle
from tests.campaigns.test_ranking_actions import change, declared, points
from tests.foundation.papers import reading
from tests.scored import lock, scored, table_in_force

pytestmark = pytest.mark.usefixtures("today")
LONG = "Ban Quản lý Khu kinh tế và các khu công nghiệp, khu công nghệ cao tỉnh " * 3


def text_of(pdf):
    return reading.poppler("pdftotext", pdf, "-layout")


@pytest.fixture
def taken(world, cast):
    """The deputy is not ranked; the others are."""
    made = scored(world, cast, points(world), locked=False)
    declared(world, cast, board=world.deputy)
    lock(made.scoring, cast["chief"])
    made.ranking = actions.take_ranking(world.campaign, by=cast["chief"])
    return made


def test_the_notice_says_who_stands_where(world, taken):
    paper = notice.of_ranking(taken.ranking)

    assert [(row["rank"], row["name"], row["total"]) for row in paper["rows"]] == [
        ("1", world.board.name_on(paper["dated_on"]), "90"),
        ("2", world.chief.name_on(paper["dated_on"]), "85"),
    ]
    assert [row["name"] for row in paper["excluded"]] == [world.deputy.name_on(paper["dated_on"])]
    assert paper["signer"]["name"] == "chief"
    assert paper["signer"]["lines"][0] == "TM. KHỐI THI ĐUA"


def test_a_later_notice_says_what_it_replaces(world, cast, taken):
    change(taken.official[world.board.pk], "C", 12)
    second = actions.take_ranking(world.campaign, reason="Thẩm tra lại", by=cast["chief"])

    assert (
        "thay thế kết quả xếp hạng ngày 15 tháng 6 năm 2026" in notice.of_ranking(second)["opening"]
    )
    assert "Thẩm tra lại" in notice.of_ranking(second)["opening"]
    assert notice.of_ranking(taken.ranking)["rows"][0]["total"] == "90"  # as it was


@pytest.mark.parametrize("name", ["ranking_paper", "scores_paper"])
def test_papers_are_drawn(client, world, cast, taken, name):
    client.force_login(cast["leader"])

    response = client.get(reverse(f"campaigns:{name}", args=[taken.ranking.pk]))

    words = " ".join(text_of(response.content).split())
    assert world.board.name_on(taken.ranking.taken_at.date()) in words
    assert "90" in words


def test_the_sheet_holds_live_formulas(taken):
    book = load_workbook(io.BytesIO(spreadsheet.write(*book_of(taken.ranking))))

    assert book.sheetnames == ["Tổng hợp", "Chính thức", "Chấm chéo", "Tự chấm"]
    page = book["Chính thức"]
    cells = [str(cell.value) for row in page.iter_rows() for cell in row]
    assert sum(cell.startswith("=MIN(SUM(") for cell in cells) == 3 * 3  # groups × boards
    assert sum(cell.startswith("=MAX(") for cell in cells) == 3


def test_words_that_look_like_formulas_stay_words():
    line = spreadsheet.Line(["=1+1", spreadsheet.Formula("=1+2")], spreadsheet.GROUP)
    sheet = spreadsheet.Sheet("A", ["T"], ["x", "y"], [line])

    page = load_workbook(io.BytesIO(spreadsheet.write(sheet))).active

    kinds = [page.cell(sheet.first_row, column).data_type for column in (1, 2)]
    assert kinds == ["s", "f"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")]
)
def test_letters_of_columns(number, said):
    assert letters(number) == said


# -- recomputed ----------------------------------------------------------------------------------
def recomputed(content, folder):
    """The book after LibreOffice has reckoned it anew."""
    given = folder / "bang-diem.xlsx"
    given.write_bytes(content)
    out = folder / "out"
    done = subprocess.run(
        [shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, given],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert (out / given.name).exists(), done.stderr
    return load_workbook(out / given.name, data_only=True)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reckons_the_same_totals(world, cast, tmp_path):
    """Groups that overflow, penalties, and a total that is capped among them."""
    crowd = crowded(world, cast, boards=16, lines=60, seed=7)
    book = recomputed(spreadsheet.write(*book_of(crowd.ranking)), tmp_path)

    rows = [
        row
        for row in book["Tổng hợp"].iter_rows(values_only=True)
        if isinstance(row[0], (int, float))
    ]
    assert [Decimal(str(row[4])).quantize(Decimal("0.01")) for row in rows] == [
        row.total for row in crowd.rows
    ]
    assert [row[5] for row in rows] == [row.rank or "Không xếp hạng" for row in crowd.rows]


def crowded(world, cast, *, boards, lines, seed):
    """A ranking of many boards and lines with long names, reckoned by the pure module."""
    import random

    chance = random.Random(seed)  # noqa: S311 not for secrets
    words = "về kết quả thực hiện nhiệm vụ chính trị được giao trong năm " * 3
    plain = [line_of(f"Tiêu chí {number} {words}"[:190], 20) for number in range(lines - 10)]
    extra = [line_of(f"Thưởng hoặc phạt {number}", 10, -50) for number in range(10)]
    groups = (
        GroupText("Nhiệm vụ chính trị", Decimal(500), criteria=tuple(plain[:25])),
        GroupText("Thi đua, khen thưởng", Decimal(500), criteria=tuple(plain[25:])),
        GroupText("Điểm thưởng, điểm phạt", Decimal(100), is_bonus=True, criteria=tuple(extra)),
    )
    layout = Layout(maximum=Decimal(1000), bonus_inside=False, cap=Decimal(1050), groups=groups)
    table = table_in_force(world.campaign, cast["secretary"], cast["chief"], layout)
    ranking = Ranking.objects.create(
        campaign=world.campaign, table_id=table.pk, number=1, taken_by=cast["chief"]
    )
    found = []
    for _place in range(boards):
        given = {
            each.key: Decimal(chance.randrange(int(each.minimum * 4), int(each.maximum * 4) + 1))
            / 4
            for each in criteria_of(table)
        }
        by_group = {g.key: [given[c.key] for c in g.criteria.all()] for g in table.groups.all()}
        found.append((given, scoring.score_of(scale_of(table), by_group)))
    found.sort(key=lambda each: -each[1].total)
    rows = [standing(ranking, place, given, score) for place, (given, score) in enumerate(found, 1)]
    return SimpleNamespace(ranking=ranking, rows=rows, table=table)


def line_of(name, most, least=0):
    if not least:
        return CriterionText(name, CriterionKind.MET, Decimal(most))
    kind, bounds = CriterionKind.ADJUSTMENT, {"minimum": Decimal(least), "points_each": Decimal(1)}
    return CriterionText(name, kind, Decimal(most), **bounds)


def standing(ranking, place, given, score):
    points = {str(key): str(value) for key, value in given.items()}
    return Standing.objects.create(
        ranking=ranking, board=make.BoardFactory(), name=f"{LONG[:195]} {place}", position=place,
        rank=place, total=score.total, bonus=score.bonus,
        groups={str(key): str(value) for key, value in score.groups.items()},
        points={kind.value: points for kind in SheetKind},
    )  # fmt: skip


def test_the_summary_holds_many_boards_and_lines(world, cast):
    crowd = crowded(world, cast, boards=16, lines=60, seed=3)

    drawing = library.draw(scores.TEMPLATE, paper=scores.of_scores(crowd.ranking))

    words = " ".join(text_of(drawing.pdf).split())
    for row in crowd.rows:
        assert words.count(scores.point_words(row.total)) >= 2  # in both tables
    assert drawing.pages <= 8


def test_papers_of_invented_points_say_so(taken):
    assert not notice.of_ranking(taken.ranking)["invented"]
    assert book_of(taken.ranking)[0].titles[-1] != "Số liệu hư cấu để trình diễn"

    taken.scoring.sheets.filter(kind=SheetKind.OFFICIAL).update(is_invented=True)

    drawn = library.draw(notice.TEMPLATE, paper=notice.of_ranking(taken.ranking))
    assert "Nội dung hư cấu để trình diễn" in text_of(drawn.pdf)
    assert scores.of_scores(taken.ranking)["invented"]
    assert book_of(taken.ranking)[0].titles[-1] == "Số liệu hư cấu để trình diễn"


def test_the_notice_takes_its_number_from_the_register(world, taken):
    line = taken.ranking.paper

    assert (line.year, line.symbol, line.number) == (world.campaign.year, "TB-KTĐ", 1)
    assert notice.of_ranking(taken.ranking)["number"] == "Số: 01/TB-KTĐ"
    assert line.subject == f"Thông báo kết quả xếp hạng thi đua năm {world.campaign.year}"


def test_each_snapshot_has_a_number_of_its_own(world, cast, taken):
    change(taken.official[world.board.pk], "C", 12)

    later = actions.take_ranking(world.campaign, reason="Sửa điểm.", by=cast["chief"])

    assert later.paper.number == taken.ranking.paper.number + 2  # one for each summary of points


def test_a_ranking_of_before_the_register_leaves_room_for_the_number(taken):
    taken.ranking.paper = None

    assert notice.of_ranking(taken.ranking)["number"] == "Số: …/TB-KTĐ"


def test_the_notice_names_who_was_closed_early_as_it_was_called(world, cast):
    made = scored(world, cast, points(world), locked=False)
    bore = world.board.names.get().name
    leave(world)
    world.board.names.update(until=LAST_DAY)
    make.BoardNameFactory(board=world.board, name="Ban khác", since=LAST_DAY + dt.timedelta(days=1))
    settle(world, cast, treatment=Treatment.CLOSED)
    lock(made.scoring, cast["chief"])

    paper = notice.of_ranking(actions.take_ranking(world.campaign, by=cast["chief"]))

    [row] = paper["excluded"]
    assert (row["name"], row["total"]) == (bore, "90")
    assert row["reasons"].startswith("Kết thúc sớm theo Quyết định số 45/QĐ-BTC ngày 20/04/2026")
    assert bore not in {each["name"] for each in paper["rows"]}


def test_the_summary_of_points_takes_a_number_of_its_own(world, taken):
    line = taken.ranking.scores_paper

    assert (line.year, line.symbol) == (world.campaign.year, "BTH-KTĐ")
    assert line != taken.ranking.paper
    assert scores.of_scores(taken.ranking)["number"] == f"Số: {line.marked}"
    assert line.subject == f"Bảng tổng hợp điểm thi đua năm {world.campaign.year}"


def test_the_number_stands_on_the_drawn_summary_of_points(taken):
    drawn = library.draw(scores.TEMPLATE, paper=scores.of_scores(taken.ranking))

    assert taken.ranking.scores_paper.marked in text_of(drawn.pdf)


def test_a_summary_of_points_of_before_the_register_leaves_room_for_the_number(taken):
    taken.ranking.scores_paper = None

    assert scores.of_scores(taken.ranking)["number"] == "Số: …/BTH-KTĐ"
