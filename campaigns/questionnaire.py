"""What is asked where nobody has written other questions, and what an answer may say.

The questions are content of the bloc, as titles and reports are: Vietnamese, and changed on
the page (issue 3, 8).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

MARKS = (1, 2, 3, 4, 5)
MOST_QUESTIONS = 10  # of one part
LONGEST_QUESTION = 300
LONGEST_TEXT = 1000  # letters
PAPER_SIZE = 32 * 1024  # bytes; four texts of 1000 letters at their widest
Answers = Mapping[str, Mapping[str, Any]]  # part → {"marks": [4, None, …], "text": "…"}

USUAL: dict[str, list[str]] = {
    "chief": [
        "Khối trưởng chỉ đạo, điều hành hoạt động của Khối kịp thời, đúng kế hoạch",
        "Khối trưởng lắng nghe và giải quyết ý kiến của các thành viên",
    ],
    "deputy": [
        "Khối phó phối hợp với Khối trưởng trong điều hành hoạt động của Khối",
        "Khối phó hỗ trợ các thành viên trong phần việc được phân công",
    ],
    "work": [
        "Việc chung được chia đều, giao rõ người, rõ hạn",
        "Thư ký giúp việc kịp thời, văn bản rõ ràng",
        "Việc chấm điểm, chấm chéo công bằng, công khai",
    ],
    "members": [
        "Các thành viên tham gia đầy đủ các hoạt động của Khối",
        "Các thành viên báo cáo, góp ý đúng hạn, có chất lượng",
    ],
}


@dataclass(frozen=True)
class Tally:
    """How often each mark was given."""

    counts: tuple[int, ...]

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def mean(self) -> Decimal | None:
        """To one hundredth; None where nobody gave a mark."""
        if not self.answered:
            return None
        total = sum(mark * count for mark, count in zip(MARKS, self.counts, strict=True))
        exact = Decimal(total) / self.answered
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def tally(marks: Iterable[int]) -> Tally:
    """Count the marks."""
    given = list(marks)
    return Tally(tuple(given.count(mark) for mark in MARKS))


def is_merged(sheets: list[Answers], parts: Iterable[str], threshold: int) -> bool:
    """Whether some part was answered by too few to be shown by itself.

    A blank part counts as answered: it is one of those among whom an answer hides.
    """
    return any(sum(part in sheet for sheet in sheets) < threshold for part in parts)


def taken_apart(sheets: list[Answers], *, merged: bool) -> list[dict[str, Any]]:
    """What is kept of all sheets: each mark and each text by itself, or only a heap of marks."""
    marks = [
        {"part": part, "question": number, "mark": mark}
        for sheet in sheets
        for part, said in sheet.items()
        for number, mark in enumerate(said["marks"])
        if mark is not None
    ]
    if merged:
        return [{"mark": each["mark"]} for each in marks]
    texts = [
        {"part": part, "text": said["text"]}
        for sheet in sheets
        for part, said in sheet.items()
        if said["text"]
    ]
    return [*marks, *texts]
