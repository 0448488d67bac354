"""The parts of a regulation or a plan, and the texts to begin with. Pure.

A charter is written as one text, the way it is pasted from a word processor: a line that
begins with “Chương”, “Phần”, “Mục” or a Roman number is a heading, one that begins with
“Điều 1.” an article, every other line a paragraph.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEADING = re.compile(r"(?:(?:chương|phần|mục)\s+[IVXLC\d]+\b|[IVXLC]+\.\s)", re.IGNORECASE)
ARTICLE = re.compile(r"điều\s+\d+\s*[.:]", re.IGNORECASE)
PART, CLAUSE, WORDS = "part", "clause", "words"

REGULATION = """\
Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi và đối tượng áp dụng
Quy chế này quy định tổ chức và hoạt động của {bloc}, áp dụng đối với các đơn vị thành viên.
Điều 2. Nguyên tắc hoạt động
1. Tự nguyện, tự giác, công khai, dân chủ; các đơn vị thành viên bình đẳng về quyền và nghĩa vụ.
2. Mọi việc chung được bàn bạc và quyết định theo đa số.
Chương II. TỔ CHỨC VÀ NHIỆM VỤ
Điều 3. Khối trưởng
Khối trưởng điều hành hoạt động của Khối trong năm, ban hành kế hoạch và bảng điểm, chấm \
điểm và xếp hạng, chủ trì hội nghị, báo cáo cơ quan tổ chức Khối.
Điều 4. Khối phó
Khối phó giúp Khối trưởng điều hành Khối, thay mặt Khối trưởng trong những việc liên quan \
đến đơn vị của Khối trưởng.
Điều 5. Đơn vị thành viên
Đơn vị thành viên đăng ký chỉ tiêu, tham gia phong trào thi đua và hoạt động của Khối, báo \
cáo đúng hạn kèm minh chứng, tự chấm điểm và tham gia chấm điểm chéo.
Chương III. CHẾ ĐỘ LÀM VIỆC
Điều 6. Báo cáo và hội nghị
1. Báo cáo sơ kết 6 tháng, báo cáo tổng kết năm và báo cáo theo yêu cầu.
2. Hội nghị ký giao ước thi đua, hội nghị sơ kết và hội nghị tổng kết.
Điều 7. Đánh giá, bầu Khối trưởng, Khối phó
Các đơn vị thành viên đánh giá công tác của Khối trưởng, Khối phó; hội nghị tổng kết bầu \
Khối trưởng, Khối phó năm sau.
Chương IV. ĐIỀU KHOẢN THI HÀNH
Điều 8. Hiệu lực
Quy chế có hiệu lực kể từ ngày ký. Việc sửa đổi, bổ sung do các đơn vị thành viên góp ý và \
Khối trưởng ban hành."""


PLAN = """\
I. MỤC ĐÍCH, YÊU CẦU
1. Tổ chức thực hiện giao ước thi đua năm {year} của {bloc}.
2. Công việc có thời hạn, có đơn vị chủ trì, thiết thực và tiết kiệm.
II. NỘI DUNG
{tasks}
III. TIẾN ĐỘ
{days}
IV. TỔ CHỨC THỰC HIỆN
1. Khối trưởng chỉ đạo, đôn đốc; Khối phó phối hợp.
2. Các đơn vị thành viên xây dựng kế hoạch của đơn vị và thực hiện đúng thời hạn."""


@dataclass(frozen=True)
class Line:
    """One line of a charter: a heading, the head of an article, or a paragraph."""

    kind: str
    text: str

    @property
    def is_chapter(self) -> bool:
        """A heading that papers put in the middle (Decree 30/2020)."""
        return self.is_part and self.text[:6].lower().startswith(("chương", "phần", "mục"))

    @property
    def is_part(self) -> bool:
        return self.kind == PART

    @property
    def is_clause(self) -> bool:
        return self.kind == CLAUSE


def lines_of(text: str) -> list[Line]:
    """The lines that say something, each with what it is."""
    return [Line(kind_of(line), line) for raw in text.splitlines() if (line := raw.strip())]


def kind_of(line: str) -> str:
    """What a line is by how it begins."""
    if HEADING.match(line):
        return PART
    return CLAUSE if ARTICLE.match(line) else WORDS


def regulation_to_begin_with(bloc: str) -> str:
    """A regulation as blocs usually have it, for the bloc to change."""
    return REGULATION.format(bloc=bloc)


def plan_to_begin_with(bloc: str, year: int, tasks: Iterable[str], days: Iterable[str]) -> str:
    """A plan with the year's key tasks and the days of its calendar."""
    numbered = [f"{number}. {task}" for number, task in enumerate(tasks, 1)]
    planned = [f"- {day}" for day in days]
    return PLAN.format(
        bloc=bloc,
        year=year,
        tasks="\n".join(numbered) or "1. Các nhiệm vụ trọng tâm trong giao ước thi đua.",
        days="\n".join(planned) or "- Theo lịch năm của Khối.",
    )
