"""A case is played by the actions, or refused whole; twice is harmless."""

import datetime as dt
import io
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from pypdf import PdfReader

from bloc.models import Bloc
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
