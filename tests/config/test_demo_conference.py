"""The closing conference of the case: the case's results come out of its ballots by the rules."""

import json

import pytest

from conferences.models import ConferenceBallot
from foundation.ballots.bulletin import recounted
from tests.config import cases
from tests.config.test_demo import play, read
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]
pytestmark = pytest.mark.real


@pytest.fixture
def case():
    """Five boards; one is proposed for the flag, the second and third lead the next year."""
    found = cases.small(seated=5)
    codes = [board["code"] for board in found["boards"]]
    year = found["conference"]["year"]
    found["award_quota"] = [{"kind": "MINISTRY_FLAG", "count": 1}]
    found["award_proposals"] = [{"kind": "MINISTRY_FLAG", "board": codes[3]}]
    found["officers"] = [
        *[row for row in found.get("officers", []) if row["year"] <= year],
        {"year": year + 1, "role": "chief", "board": codes[1]},
        {"year": year + 1, "role": "deputy", "board": codes[2]},
    ]
    return found


def test_the_conference_decides_what_the_case_says(play, case, tmp_path):
    codes = [board["code"] for board in case["boards"]]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    told = json.loads((tmp_path / "out" / "tom-tat.json").read_text())["conference"]
    assert (told["members"], told["present"], told["wanted"]) == (5, 5, 4)
    passed = {
        ballot["title"]: [row["board"] for row in ballot["result"] if row["passed"]]
        for ballot in told["ballots"]
    }
    year = case["conference"]["year"]
    assert passed == {
        f"Đề nghị tặng Cờ thi đua của Bộ năm {year}": [codes[3]],
        f"Bầu Khối trưởng năm {year + 1}": [codes[1]],
        f"Bầu Khối phó năm {year + 1}": [codes[2]],
    }
    assert told["offices"] == {"chief": codes[1], "deputy": codes[2]}
    assert "đặt ra" in told["invented"]
    for ballot in told["ballots"]:
        file = (tmp_path / "out" / ballot["file"]).read_text()
        assert recounted(file).fingerprint == ballot["fingerprint"]
        minutes = read((tmp_path / "out" / ballot["minutes"]).read_bytes())
        assert "hư cấu" in minutes
        assert f"{ballot['threshold']} trên 5 phiếu" in minutes

    papers = told["papers"]
    notice = f"thong-bao-ket-luan-{year}.pdf"
    assert set(papers) == {f"bien-ban-hoi-nghi-{year}.pdf", notice} | {
        ballot["minutes"] for ballot in told["ballots"]
    }
    assert (tmp_path / "out" / f"bien-ban-hoi-nghi-{year}.docx").exists()
    assert [row["part"] for row in papers.pop(notice)["signatures"]] == ["chief"]
    for name, facts in papers.items():
        assert {row["part"] for row in facts["signatures"]} >= {"secretary", "chair", "head"}
        printed = read((tmp_path / "out" / name).read_bytes())
        assert facts["number"] in printed
        assert facts["code"] in printed

    play(case)
    assert ConferenceBallot.objects.filter(conference__campaign__year=year).count() == 3
    assert ConferenceBallot.objects.count() == 5  # two of the conference of today
