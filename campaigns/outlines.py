"""What a report is made of: its headings, as they are written and as they are supplied.

The supplied outlines follow the usual structure of a closing report (domain reference, §3.2).
They are words of a paper, hence Vietnamese; the bloc changes them for each year.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace

from campaigns.models import Drawn, Heading, ReportKind


@dataclass(frozen=True)
class Line:
    """One heading as it is typed; ``pk`` is None while nobody has saved it."""

    title: str
    hint: str = ""
    is_required: bool = True
    most_letters: int = 0
    holds_figures: bool = False
    draws: str = ""
    pk: int | None = None


def lines_of(headings: Iterable[Heading]) -> list[Line]:
    """The outline as it stands, in its order."""
    return [
        Line(
            heading.title,
            heading.hint,
            heading.is_required,
            heading.most_letters,
            heading.holds_figures,
            heading.draws,
            heading.pk,
        )
        for heading in headings
    ]


@dataclass(frozen=True)
class Changed:
    """A heading that is new, or reads or asks otherwise than before."""

    title: str
    is_new: bool


def changes(before: Iterable[Line], after: Iterable[Line]) -> list[Changed]:
    """What a writer must look at; another order is no change, and none goes that is in use."""
    known = {line.pk: line for line in before}
    return [
        Changed(line.title, is_new=line.pk not in known)
        for line in after
        if line != known.get(line.pk)
    ]


def fingerprint(lines: Iterable[Line]) -> str:
    """What tells one outline from another: whoever saves says which one was before them."""
    written = json.dumps([astuple(line) for line in lines])
    return hashlib.sha256(written.encode()).hexdigest()[:16]


SITUATION = Line(
    "I. Đặc điểm tình hình",
    "Thuận lợi, khó khăn; tổ chức bộ máy, những thay đổi trong kỳ có ảnh hưởng đến thi đua.",
    most_letters=6_000,
)
LEADERSHIP = Line(
    "1. Công tác lãnh đạo, chỉ đạo phong trào thi đua",
    "Văn bản đã ban hành, phát động, đăng ký, ký giao ước, kiểm tra.",
    most_letters=6_000,
)
MOVEMENTS = Line(
    "2. Kết quả các phong trào thi đua",
    "Phong trào của Bộ, của tỉnh, của Khối; chuyên đề; điển hình tiên tiến, mô hình mới.",
    most_letters=12_000,
    draws=Drawn.MOVEMENTS,
)
WORK = Line(
    "3. Kết quả thực hiện nhiệm vụ chuyên môn",
    "Nhận xét các chỉ tiêu trong bảng: đạt, vượt, chưa đạt và vì sao.",
    most_letters=12_000,
    holds_figures=True,
)
AWARDS = Line(
    "4. Công tác khen thưởng",
    "Số danh hiệu, hình thức khen thưởng theo cấp; khen thưởng người lao động trực tiếp.",
    most_letters=6_000,
)
BLOC = Line(
    "5. Tham gia hoạt động của Khối",
    "Hội nghị, giao lưu, an sinh xã hội, kiểm tra chéo.",
    most_letters=6_000,
    draws=Drawn.ACTIVITIES,
)
RESULTS = Line(
    "II. Kết quả công tác thi đua, khen thưởng",
    "Nêu chung nếu cần; từng mặt viết ở các mục dưới đây.",
    is_required=False,
    most_letters=4_000,
)
LIMITS = Line("III. Hạn chế, nguyên nhân, bài học kinh nghiệm", most_letters=6_000)
NEXT_HALF = Line("IV. Nhiệm vụ 6 tháng cuối năm", most_letters=8_000)
NEXT_YEAR = Line("IV. Phương hướng, nhiệm vụ năm {next_year}", most_letters=8_000)
PROPOSALS = Line(
    "V. Đề xuất, kiến nghị", "Với Khối, với Bộ, với tỉnh.", is_required=False, most_letters=4_000
)
AD_HOC = [
    Line("I. Kết quả thực hiện", most_letters=12_000),
    Line("II. Khó khăn, đề xuất", is_required=False, most_letters=6_000),
]


def supplied(kind: str, year: int) -> list[Line]:
    """The outline that a report of that kind starts with."""
    if kind == ReportKind.AD_HOC:
        return AD_HOC
    ahead = NEXT_HALF if kind == ReportKind.MIDYEAR else NEXT_YEAR
    ahead = replace(ahead, title=ahead.title.format(next_year=year + 1))
    results = [RESULTS, LEADERSHIP, MOVEMENTS, WORK, AWARDS, BLOC]
    return [SITUATION, *results, LIMITS, ahead, PROPOSALS]
