"""A case is played by the actions, or refused whole; twice is harmless."""

import datetime as dt
import io
import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from bloc.models import Bloc
from campaigns.models import Departure
from campaigns.queries.rankings import standings_of
from config import verification
from config.demo import papers
from config.management.commands import demo
from foundation import clock
from pledges.models import Pledge, PledgeState
from tests.config import cases
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.real


@pytest.fixture
def play(committed, settings, monkeypatch, tmp_path):
    """Play a case as script/demo does, its keys in a folder of the test's own."""
    settings.DEMO = True
    monkeypatch.setattr(demo, "FOLDER", tmp_path / "var")

    def played(case, folder=None):
        file = tmp_path / "case.json"
        file.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
        said, wrong = io.StringIO(), io.StringIO()
        code = 0
        try:
            out = folder or tmp_path / "out"
            call_command("demo", case=file, out=out, stdout=said, stderr=wrong)
        except SystemExit as ended:
            code = ended.code
        return code, said.getvalue(), wrong.getvalue()

    return played


def told(folder):
    """What the demo wrote down for machines."""
    return json.loads((folder / "out" / papers.SUMMARY).read_text(encoding="utf-8"))


def read(pdf):
    """The words of a paper, on one line."""
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def rows():
    """How many rows each table holds, but for what remembers (sessions, histories)."""
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.label.startswith(("contenttypes", "sessions"))
    }


def test_a_case_is_played_to_a_signed_pledge_and_twice_changes_nothing(play, tmp_path):
    code, said, wrong = play(cases.small())

    assert (code, wrong) == (0, "")
    assert "giả định" not in said  # nobody merged
    pledge = Pledge.objects.get(campaign__year=2023)
    assert pledge.state == PledgeState.SEALED
    (paper,) = (tmp_path / "out").glob("giao-uoc-*.pdf")
    verdict = verification.judge_stranger(paper.read_bytes())
    assert (verdict.outcome, verdict.is_demo, len(verdict.lines())) == ("good", True, 3)
    assert [each["valid"] for each in told(tmp_path)["signatures"]] == [True, True, True]
    stood = rows()

    code, again, _ = play(cases.small())

    assert code == 0
    assert rows() == stood
    assert [line for line in again.splitlines() if "@" in line] == [
        line for line in said.splitlines() if "@" in line
    ]


def test_the_demo_leaves_something_to_do_past_terms_and_words_that_say_where_they_are_from(
    play, tmp_path
):
    """One play, because it takes its time; three things to look at."""
    _, said, _ = play(cases.small())

    check_accounts(told(tmp_path)["accounts"], said)
    check_terms(Bloc.objects.get(code="BTB"))
    check_footnote(read(Pledge.objects.get(campaign__year=2023).round.drawn.read()))


def check_accounts(accounts, said):
    """Everybody has something waiting, or it says that they only look."""
    idle = [each["part"] for each in accounts if not each["waiting"]]
    assert idle == [
        "Bộ: chuyên viên thẩm định (chỉ xem)", "Bộ: người phê duyệt (chỉ xem)",
    ]  # fmt: skip
    (clerk,) = [each for each in accounts if each["part"].startswith("Văn thư")]
    assert clerk["part"] == "Văn thư B2"
    assert clerk["waiting"][0] == "Apply the agency's signature: Emulation pledge of 2026"
    assert f"chờ: {clerk['waiting'][0]}" in said


def check_terms(bloc):
    """Officers of years that are over have an end, those of this year have none."""
    ends = {(term.year, term.office): term.until for term in bloc.terms.all()}
    assert ends == {
        (2021, "chief"): dt.date(2021, 12, 31),
        (2022, "chief"): dt.date(2023, 1, 20),
        (2022, "deputy"): dt.date(2023, 1, 20),
        (2023, "chief"): dt.date(2023, 12, 31),
        (2023, "deputy"): dt.date(2023, 12, 31),
        (clock.today().year, "chief"): None,
        (clock.today().year, "deputy"): None,
    }
    assert {s.year for s in bloc.secretaries.filter(until=None)} == {clock.today().year}


def check_footnote(text):
    """What the demo has written itself stands below the text and is no point of it."""
    assert "(*) DEMO: phần căn cứ và phần trách nhiệm do bản trình diễn soạn" in text
    assert "4. (" not in text


# -- several cases in one database ---------------------------------------------------------------
def with_first(**facts):
    return lambda rows: [{**rows[0], **facts}, *rows[1:]]


CLASHES = {
    "another name of the bloc": (
        cases.small(bloc=lambda row: {**row, "name": "Khối khác"}),
        "bloc.name: khối BTB đã có với tên khác trong cơ sở dữ liệu",
    ),
    "another authority under its code": (
        cases.small("KHAC", authority=with_first(name="Bộ khác")),
        "authority[0].name: khi đó BKH tên là “Bộ Kế hoạch” trong cơ sở dữ liệu",
    ),
    "another name of a board": (
        cases.small(boards=with_first(names=[{"name": "Ban khác", "valid_from": "2008-01-01"}])),
        "boards[0].names[0]: từ 2008-01-01 B1 tên là “Ban Quản lý B1” trong cơ sở dữ liệu",
    ),
    "a board of another province": (
        cases.small(boards=with_first(province="Hà Tĩnh")),
        "boards[0].province: B1 thuộc Nghệ An trong cơ sở dữ liệu",
    ),
    "another chief": (
        cases.small(officers=[{"year": 2022, "role": "chief", "board": "B3"}]),
        "officers[0]: Khối trưởng năm 2022 là B1 trong cơ sở dữ liệu",
    ),
    "other tasks": (
        cases.small(pledge=lambda row: {**row, "tasks": ["Việc khác"]}),
        "pledge.tasks: giao ước năm 2023 đã có với nội dung khác trong cơ sở dữ liệu",
    ),
    "another day of signing": (
        cases.small(pledge=lambda row: {**row, "signed_on": "2023-01-21"}),
        "pledge.signed_on: giao ước năm 2023 đã có với nội dung khác trong cơ sở dữ liệu",
    ),
    "another law": (
        cases.small(regime="R2025"),
        "regime: năm 2022 theo chế độ R2017 trong cơ sở dữ liệu",
    ),
    "a board on another one's place": (
        cases.small(boards=lambda rows: [cases.board("B9"), *rows]),
        "boards[0]: Place 1 of the list is taken by Ban Quản lý B1 in that period.",
    ),
}


def test_a_case_that_contradicts_the_database_is_refused_whole_and_another_bloc_plays(
    play, tmp_path
):
    """One database for all of them: whatever is refused leaves it as it was."""
    play(cases.small())
    stood = rows()

    for name, (case, reason) in CLASHES.items():
        code, _, wrong = play(case)
        assert (name, code, wrong) == (name, demo.REFUSED, f"Trường hợp bị từ chối: {reason}\n")
        assert (name, rows()) == (name, stood)

    again, _, _ = play(cases.small())
    assert (again, rows()) == (0, stood)
    other, _, _ = play(cases.small("DBSH", 2021), tmp_path / "other")
    assert other == 0
    sealed = Pledge.objects.filter(state=PledgeState.SEALED)
    assert {(each.bloc.code, each.year) for each in sealed} == {("BTB", 2023), ("DBSH", 2022)}


def test_the_next_year_of_the_same_bloc_plays_with_a_board_that_has_a_new_name(play):
    play(cases.small())
    renamed = [
        {"name": "Ban Quản lý B1", "valid_from": "2008-01-01", "valid_to": "2023-06-30"},
        {"name": "Ban Quản lý B1 mới", "valid_from": "2023-07-01"},
    ]
    following = cases.small(
        year=2023,
        boards=with_first(names=renamed),
        officers=[{"year": 2023, "role": "chief", "board": "B2"}],
    )

    code, _, wrong = play(following)

    assert (code, wrong) == (0, "")
    pledge = Pledge.objects.get(campaign__year=2024)
    assert pledge.state == PledgeState.SEALED
    assert [party.name for party in pledge.round.parties.all()] == [
        "Ban Quản lý B1 mới", "Ban Quản lý B2", "Ban Quản lý B3",
    ]  # fmt: skip


def test_a_merger_within_the_cases_own_year_is_settled_and_the_year_is_ranked(play, tmp_path):
    merger = {"predecessors": ["B3"], "successor": "Ban Quản lý mới", "year": 2022}

    code, _, wrong = play(cases.small(successions=[merger]))

    assert (code, wrong) == (0, "")
    departure = Departure.objects.get(campaign__year=2022)
    assert (departure.board.code, departure.treatment) == ("B3", "apart")
    assert {row.board.code for row in standings_of(departure.campaign)} == {"B1", "B2", "B3"}


# -- what no reviewer would call small -----------------------------------------------------------
def test_sixteen_boards_with_names_of_two_hundred_letters_sign(play, tmp_path):
    long = "Ban Quản lý " + "các khu kinh tế và khu công nghiệp " * 6
    boards = [
        cases.board(f"B{number:02}" + "X" * 17, f"{number} {long}"[:200].strip())
        for number in range(1, 17)
    ]
    chief = {"representative": "Nguyễn " * 28, "representative_title": "Phó Trưởng ban " * 13}
    case = cases.small(
        boards=boards,
        officers=[{"year": 2022, "role": "chief", "board": boards[0]["code"], **chief}],
        bloc={"code": "K" * 20, "name": "Khối thi đua " * 30, "established_year": 2000},
        successions=[{"predecessors": [boards[0]["code"]], "successor": long[:200], "year": 2024}],
        pledge=lambda row: {**row, "tasks": ["Thi đua " * 400, *["Việc"] * 20]},
    )

    code, said, wrong = play(case)

    assert (code, wrong) == (0, "")
    signatures = told(tmp_path)["signatures"]
    assert [each["valid"] for each in signatures] == [True] * 16
    assert "là giả định: việc sáp nhập chỉ được ghi lại" in said


def test_boards_whose_codes_differ_by_a_stroke_have_people_and_keys_of_their_own(play, tmp_path):
    codes = ["ĐN", "DN", "dn", "D/N", "D_N"]
    boards = [cases.board(code, f"Ban Quản lý số {code}") for code in codes]

    code, _, wrong = play(cases.small(boards=boards, officers=[]))

    assert (code, wrong) == (0, "")
    assert len({each["signer"] for each in told(tmp_path)["signatures"]}) == len(codes)
    keys = {path.name for path in (tmp_path / "var" / "keys").glob("*.p12")} - {"ca.p12"}
    assert len(keys) == len(codes)


def test_a_bloc_of_one_board_without_officers_plays(play, tmp_path):
    code, _, wrong = play(cases.small(seated=1, officers=[]))

    assert (code, wrong) == (0, "")
    assert [each["valid"] for each in told(tmp_path)["signatures"]] == [True]


# -- what is refused before anything is looked up -------------------------------------------------
@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("xin chào", "tệp: không phải JSON (dòng 1, cột 1)"),
        (
            cases.small(officers=[{"year": 2022, "role": "chief", "board": "LẠ"}]),
            "officers[0].board: “LẠ” không phải ban quản lý trong tệp này",
        ),
        (
            cases.small(year=2090),
            "conference.date: ngày 2091-01-20 chưa đến",
        ),
    ],
    ids=["no JSON", "an unknown board", "a year ahead"],
)
def test_a_contradictory_case_ends_with_2_and_stores_nothing(play, case, reason):
    stood = rows()

    code, said, wrong = play(case)

    assert (code, said) == (2, "")
    assert wrong.startswith(f"Trường hợp bị từ chối: {reason}")
    assert rows() == stood


def test_a_file_that_cannot_be_read_is_refused_in_vietnamese(play, tmp_path):
    for file, reason in (
        (tmp_path / "none.json", "không có tệp này"),
        (tmp_path, "đây là thư mục"),
    ):
        wrong = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("demo", case=file, out=tmp_path / "out", stderr=wrong)
        assert ended.value.code == demo.REFUSED
        expected = f"Trường hợp bị từ chối: tệp: không đọc được {file} ({reason})\n"
        assert wrong.getvalue() == expected


def test_the_demo_command_wants_the_demos_marks(play, settings, tmp_path):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Run script/demo"):
        play(cases.small())
