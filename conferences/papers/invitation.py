"""The invitation to a conference: what it says, for PDF and DOCX alike."""

from typing import Any

from django.conf import settings

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.papers.summary import signed
from conferences.models import Conference, ConferenceKind, Invitation
from conferences.queries.conferences import agenda_of
from foundation import clock
from foundation.documents.words import day_in_words
from members.models import Account

TEMPLATE = "documents/invitation.html"
SYMBOL = "GM-KTĐ"
CORRESPONDENTS = "các đơn vị thành viên; khách mời"
KINDS = {
    ConferenceKind.MIDYEAR: "Hội nghị sơ kết",
    ConferenceKind.YEAR_END: "Hội nghị tổng kết",
    ConferenceKind.EXTRAORDINARY: "Hội nghị bất thường",
}
CLOSING = "Rất mong quý cơ quan, đơn vị sắp xếp thời gian tham dự và trả lời trước ngày họp."


def subject_of(conference: Conference) -> str:
    kind = KINDS[ConferenceKind(conference.kind)]
    return f"{kind} công tác thi đua, khen thưởng năm {conference.year}"


def full_title(conference: Conference) -> str:
    """As the register names it."""
    subject = subject_of(conference)
    return f"Giấy mời dự {subject[0].lower()}{subject[1:]}"


def content_of(conference: Conference, by: Account | None = None) -> dict[str, Any]:
    """All that the paper says but to whom it goes; what is numbered keeps it."""
    today, bloc = clock.today(), conference.bloc
    organiser = bloc_queries.organiser_on(bloc, today)
    term = bloc_queries.term_on(bloc, conference.year, Office.CHIEF, today)
    lines, name = signed(term.board if term else None, by, today)
    return {
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "place": term.board.province if term else "…",
        "subject": subject_of(conference),
        "time": f"{conference.hour:%H giờ %M}, {day_in_words(conference.held_on)}",
        "venue": conference.place,
        "host": conference.host.name_on(today),
        "agenda": [
            {
                "hours": f"{line.begins:%H:%M} – {line.ends:%H:%M}",
                "title": line.item.title,
                "speaker": line.item.speaker,
            }
            for line in agenda_of(conference)
        ],
        "lines": lines,
        "name": name,
    }


def opening_of(content: dict[str, Any]) -> list[str]:
    """What stands above the agenda."""
    subject = f"{content['subject'][0].lower()}{content['subject'][1:]}"
    return [
        f"{content['bloc']} trân trọng kính mời quý cơ quan, đơn vị dự {subject}.",
        f"1. Thời gian: {content['time']}.",
        f"2. Địa điểm: {content['venue']}.",
        f"3. Đơn vị đăng cai: {content['host']}.",
        "4. Nội dung, chương trình:",
    ]


def addressed_to(invitation: Invitation | None) -> str:
    """To whom it goes: a board by its name, a guest by name, title and organisation."""
    if invitation is None:
        return "Các đơn vị thành viên của Khối"
    if invitation.board:
        return invitation.board.name_on(clock.today())
    said = (invitation.name, invitation.title, invitation.organisation)
    return ", ".join(filter(None, said))


def of_invitation(conference: Conference, invitation: Invitation | None = None) -> dict[str, Any]:
    """What templates/documents/invitation.html draws: as numbered, or as it would be now."""
    content = conference.invitation_text or content_of(conference)
    paper = conference.invitation_paper
    return {
        **content,
        "number": f"Số: {paper.marked if paper else f'…/{SYMBOL}'}",
        "is_draft": paper is None,
        "dated_on": paper.dated_on if paper else None,
        "made_on": paper.dated_on if paper else clock.day_of(conference.called_at),
        "addressed_to": addressed_to(invitation),
        "opening": opening_of(content),
        "closing": CLOSING,
        "recipients": ["Như trên", "Lưu: VT"],
        "signer": {"lines": content["lines"], "name": content["name"]},
        "code": "",
        "demo": settings.DEMO or conference.is_invented,
        "invented": conference.is_invented,
    }


def file_name(conference: Conference, kind: str) -> str:
    return f"giay-moi-{conference.held_on:%Y-%m-%d}.{kind}"
