"""The demo leaves the bloc's summary of the case's year; another case makes another text."""

import io
import zipfile

import pytest

from tests.config import cases
from tests.config.test_demo import play, read
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]
pytestmark = pytest.mark.real


def test_the_summary_of_the_cases_year_says_what_the_case_says(play, tmp_path):
    case = cases.small()
    year, tasks = case["conference"]["year"], case["pledge"]["tasks"]

    code, said, wrong = play(case)

    assert (code, wrong) == (0, "")
    paper, word = (
        tmp_path / "out" / f"bao-cao-tong-ket-{year}.{ending}" for ending in ("pdf", "docx")
    )
    assert str(paper) in said
    text = read(paper.read_bytes())
    assert f"khen thưởng năm {year}" in text
    assert f"Nhiệm vụ trọng tâm năm {year + 1}" in text
    assert all(task in text for task in tasks)
    assert "hư cấu" in text
    assert "/BC-KTĐ" in text
    assert (
        tasks[0]
        in zipfile.ZipFile(io.BytesIO(word.read_bytes())).read("word/document.xml").decode()
    )


def test_another_case_makes_another_summary(play, tmp_path):
    case = cases.small()
    case["pledge"]["tasks"] = ["Trồng một triệu cây xanh"]
    case["bloc"]["name"] = "Khối thi đua Bắc Trung Bộ mở rộng"

    play(case)

    text = read(
        (tmp_path / "out" / f"bao-cao-tong-ket-{case['conference']['year']}.pdf").read_bytes()
    )
    assert "Trồng một triệu cây xanh" in text
    assert "Khối thi đua Bắc Trung Bộ mở rộng báo cáo" in text
