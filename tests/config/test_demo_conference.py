"""The closing conference of the case: the case's results come out of its ballots by the rules."""

import json

import pytest

from awards.models import AwardBallot, Proposal
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


def test_the_proposals_come_out_of_ranking_ballot_and_quota(play, case, tmp_path):
    codes = [board["code"] for board in case["boards"]]
    case["award_quota"].append({"kind": "MINISTER_MERIT_COLLECTIVE", "count": 1})
    case["award_proposals"].append({"kind": "MINISTER_MERIT_COLLECTIVE", "board": codes[2]})

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    told = json.loads((tmp_path / "out" / "tom-tat.json").read_text())
    found = told["awards"]
    assert [(row["kind"], row["board"]) for row in found["proposals"]] == [
        ("flag", codes[3]), ("merit", codes[2]),
    ]  # fmt: skip
    assert all(row["votes"] >= row["needed"] for row in found["proposals"])
    assert found["not_proposed"] == []
    assert {kind: row["count"] for kind, row in found["quotas"].items()} == {
        "flag": 1, "merit": 1,
    }  # fmt: skip
    assert "chưa phải quyết định" in found["state"]
    chosen = {
        (row["kind"], row["board"]) for row in found["eligibility"] if row["place"] == "chosen"
    }
    assert chosen == {("flag", codes[3]), ("merit", codes[2])}
    assert AwardBallot.objects.count() == 2

    play(case)
    assert Proposal.objects.count() == 2


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
    record = f"bien-ban-ban-giao-{year}.pdf"
    assert set(papers) == {f"bien-ban-hoi-nghi-{year}.pdf", notice, record} | {
        ballot["minutes"] for ballot in told["ballots"]
    }
    assert (tmp_path / "out" / f"bien-ban-hoi-nghi-{year}.docx").exists()
    assert [row["part"] for row in papers.pop(notice)["signatures"]] == ["chief"]
    assert [row["part"] for row in papers.pop(record)["signatures"]] == ["giver", "receiver"]
    for name, facts in papers.items():
        assert {row["part"] for row in facts["signatures"]} >= {"secretary", "chair", "head"}
        printed = read((tmp_path / "out" / name).read_bytes())
        assert facts["number"] in printed
        assert facts["code"] in printed

    play(case)
    assert ConferenceBallot.objects.filter(conference__campaign__year=year).count() == 3
    assert ConferenceBallot.objects.count() == 5  # two of the conference of today
