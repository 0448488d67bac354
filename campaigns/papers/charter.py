"""The paper of an operating regulation or a plan: what it says, as drawn and as adopted."""

import datetime as dt
from typing import Any

from django.conf import settings

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.charter_text import lines_of
from campaigns.models import Charter, CharterKind, PhaseKind
from campaigns.papers.summary import correspondents_of, signed
from foundation import clock

__all__ = ["PHASES", "SYMBOLS", "TEMPLATE", "correspondents_of", "of_charter"]

TEMPLATE = "documents/charter.html"
SYMBOLS = {CharterKind.REGULATION: "QC-KTĐ", CharterKind.PLAN: "KH-KTĐ"}
TITLES = {CharterKind.REGULATION: "Quy chế", CharterKind.PLAN: "Kế hoạch"}
SUBJECTS = {
    CharterKind.REGULATION: "Tổ chức và hoạt động của {bloc}",
    CharterKind.PLAN: "Công tác thi đua, khen thưởng năm {year} của {bloc}",
}
PHASES = {
    PhaseKind.PLEDGE: "Ký giao ước thi đua",
    PhaseKind.REGISTRATION: "Đăng ký thi đua",
    PhaseKind.MIDYEAR: "Sơ kết 6 tháng",
    PhaseKind.REPORTING: "Báo cáo tổng kết năm",
    PhaseKind.SELF_SCORING: "Tự chấm điểm",
    PhaseKind.CROSS_CHECKING: "Chấm điểm chéo",
    PhaseKind.EXPLANATION: "Giải trình",
    PhaseKind.SETTLING: "Thẩm định, chốt điểm",
    PhaseKind.CONFERENCE: "Hội nghị tổng kết",
    PhaseKind.SUBMISSION: "Trình Bộ",
}


def span(first: dt.date, last: dt.date) -> str:
    """From day to day, as plans write it."""
    if first == last:
        return f"ngày {last:%d/%m/%Y}"
    return f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"


def subject_of(charter: Charter) -> str:
    words = SUBJECTS[CharterKind(charter.kind)]
    return words.format(bloc=charter.bloc.name, year=charter.year)


def full_title(charter: Charter) -> str:
    """As the register names it."""
    subject = subject_of(charter)
    return f"{TITLES[CharterKind(charter.kind)]} {subject[0].lower()}{subject[1:]}"


def content_of(charter: Charter) -> dict[str, Any]:
    """All that the paper says; an adopted charter keeps it."""
    today, bloc = clock.today(), charter.bloc
    organiser = bloc_queries.organiser_on(bloc, today)
    term = bloc_queries.term_on(bloc, charter.year, Office.CHIEF, today)
    board = term.board if term else None
    lines, name = signed(board, charter.adopted_by, today)
    return {
        "number": charter.paper.marked if charter.paper else "",
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "place": board.province if board else "…",
        "kind": TITLES[CharterKind(charter.kind)],
        "subject": subject_of(charter),
        "lines": lines,
        "name": name,
        "recipients": [
            *([f"{organiser.name} (để báo cáo)"] if organiser else []),
            "Các đơn vị thành viên của Khối",
            "Lưu: VT",
        ],
        "text": charter.text,
    }


def of_charter(charter: Charter) -> dict[str, Any]:
    """What templates/documents/charter.html draws: as adopted, or as it would be now."""
    content = charter.content or content_of(charter)
    names = ("authority", "bloc", "place", "kind", "subject", "recipients")
    open_number = f"…/{SYMBOLS[CharterKind(charter.kind)]}"
    return {
        **{name: content[name] for name in names},
        "number": f"Số: {content['number'] or open_number}",
        "is_draft": charter.content is None,
        "dated_on": charter.paper.dated_on if charter.paper else None,
        "made_on": clock.day_of(charter.adopted_at or charter.changed_at),
        "text": lines_of(content["text"]),
        "signer": {"lines": content["lines"], "name": content["name"]},
        "code": "",
        "demo": settings.DEMO or charter.is_invented,
        "invented": charter.is_invented,
    }
