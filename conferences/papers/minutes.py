"""The minutes of a conference (biên bản hội nghị), for PDF and DOCX alike.

Their parts follow domain.md §3.2; who is counted as present is what the screen shows.
"""

from typing import Any

from django.conf import settings

from bloc import queries as bloc_queries
from conferences.models import BallotStage, Conference, ConferenceKind, Delegate, DelegateBasis
from conferences.papers import count
from conferences.papers.count import hour
from conferences.papers.invitation import subject_of
from conferences.queries import attendance, ballots
from conferences.queries import minutes as queries
from conferences.queries.conferences import chairs_of
from conferences.queries.delegates import delegates_of, members_of
from conferences.queries.invitations import invitations_of
from foundation import clock
from foundation.documents.words import day_in_words
from members.models import Board

TEMPLATE = "documents/minutes.html"
SYMBOL = "BB-KTĐ"
CORRESPONDENTS = "các đơn vị thành viên"
AGREED = "Biên bản được đọc lại trước hội nghị và được các đại biểu có mặt nhất trí thông qua."

Part = tuple[str, list[str]]


def full_title(conference: Conference) -> str:
    """As the register names it."""
    subject = subject_of(conference)
    return f"Biên bản {subject[0].lower()}{subject[1:]}"


def content_of(conference: Conference) -> dict[str, Any]:
    """All that the minutes say but the number; what is agreed keeps it."""
    organiser = bloc_queries.organiser_on(conference.bloc, conference.held_on)
    chairs = chairs_of(conference)
    parts = [
        *people_of(conference),
        *spoken(conference),
        *results_of(conference),
        ("Kết luận", queries.minutes_of(conference).conclusion.splitlines() or ["…"]),
    ]
    return {
        "authority": organiser.name if organiser else "",
        "bloc": conference.bloc.name,
        "place": conference.host.province,
        "subject": subject_of(conference),
        "opening": opening_of(conference),
        "parts": [
            {"title": f"{number}. {title}", "lines": lines}
            for number, (title, lines) in enumerate(parts, 1)
        ],
        "closing": f"Hội nghị bế mạc lúc {hour(conference.closed_at)} cùng ngày. {AGREED}",
        "secretary": str(conference.secretary),
        "chair": str(chairs[0]) if chairs else "",
    }


def opening_of(conference: Conference) -> list[str]:
    """When, where, who is at the head."""
    day = f"Hôm nay, {day_in_words(conference.held_on)}, tại {conference.place}"
    begins = f"Khai mạc lúc {hour(conference.opened_at)}"
    chairs = ", ".join(map(str, chairs_of(conference)))
    return [
        f"{day}, {conference.bloc} tổ chức {subject_of(conference).lower()}. {begins}.",
        f"Chủ trì: {chairs}. Thư ký: {conference.secretary}.",
    ]


def people_of(conference: Conference) -> list[Part]:
    """Who was there, who was not and why, who came as a guest."""
    boards, there = members_of(conference), attendance.arrivals_of(conference)
    quorum = attendance.counted(conference, [board.pk for board in boards], there)
    delegates = {each.board_id: each for each in delegates_of(conference)}
    invited, guests = invitations_of(conference)
    gone = queries.left_early(conference)
    came = [guest for guest in guests if hasattr(guest, "arrival")]
    present = [
        f"- {name(board, conference)}: {said_of(delegates.get(board.pk))};"
        for board in boards
        if board.pk in there
    ]
    absent = []
    for board in boards:
        if board.pk not in there:
            reason = invited[board.pk].reason if board.pk in invited else ""
            if board.pk in gone:
                reason = f"về lúc {hour(gone[board.pk].left_at)}"
            absent.append(f"- {name(board, conference)}: {reason or 'không báo lý do'};")
    enough = "đủ" if quorum.is_reached else "chưa đủ"
    counted = f"{enough} số đơn vị để tiến hành ({quorum.wanted} trên {quorum.boards})."
    said = f"Được triệu tập: {quorum.boards}; có mặt: {quorum.present}; vắng: {len(absent)}"
    parts = [("Thành phần có mặt", [f"{said}; {counted}", *present])]
    if absent:
        parts.append(("Đơn vị vắng mặt", absent))
    if came:
        told = [", ".join(filter(None, (g.name, g.title, g.organisation))) for g in came]
        parts.append(("Khách mời", [f"- {each};" for each in told]))
    return [(title, ended(lines)) for title, lines in parts]


def ended(lines: list[str]) -> list[str]:
    """The last line of a list ends it."""
    return [*lines[:-1], f"{lines[-1].rstrip(';.')}."]


def name(board: Board, conference: Conference) -> str:
    """As it was called on that day."""
    return board.name_on(conference.held_on)


def said_of(delegate: Delegate | None) -> str:
    """Who spoke for the board, by right or by authorisation."""
    if delegate is None:
        return "…"
    words = ", ".join(filter(None, (delegate.name, delegate.title)))
    return words if delegate.basis == DelegateBasis.RIGHT else f"{words} (theo ủy quyền)"


def spoken(conference: Conference) -> list[Part]:
    """What was gone through, and what was said on it."""
    lines = []
    for number, (item, speeches) in enumerate(queries.spoken_items(conference), 1):
        begun = f" (từ {hour(item.begun_at)})" if item.begun_at else ""
        by = f" – {item.speaker}" if item.speaker else ""
        lines.append(f"{number}) {item}{by}{begun}.")
        lines += [f"- Ý kiến của {each}: {each.gist.strip()}" for each in speeches]
    return [("Nội dung, diễn biến", lines or ["…"])]


def results_of(conference: Conference) -> list[Part]:
    """The ballots whose results the chair has declared, with the figures of their own minutes."""
    parts = []
    declared = conference.ballots.filter(state=BallotStage.DECLARED).order_by("position")
    for ballot in declared:
        outcome = ballots.outcome_of(ballot)
        assert outcome, "a declared ballot was counted"
        votes = [
            f"- {each.option}: {each.agree} phiếu, bằng {each.percent} % tổng số thành viên;"
            for each in count.results_of(ballot, outcome)
        ]
        lines = [*count.papers_of(ballot, outcome), *ended(votes)]
        conclusion = count.conclusion_of(ballot, outcome)
        parts.append((f"Kết quả bỏ phiếu: {ballot.title}", [*lines, conclusion]))
    return parts


def of_minutes(conference: Conference) -> dict[str, Any]:
    """What templates/documents/minutes.html draws: as agreed, or as it stands now."""
    minutes = queries.minutes_of(conference)
    paper = minutes.paper
    content = minutes.text or content_of(conference)
    return {
        **content,
        "number": f"Số: {paper.marked if paper else f'…/{SYMBOL}'}",
        "is_draft": paper is None,
        "dated_on": paper.dated_on if paper else None,
        "made_on": paper.dated_on if paper else clock.day_of(conference.called_at),
        "code": "",
        "demo": settings.DEMO or conference.is_invented,
        "invented": conference.is_invented,
    }


def file_name(conference: Conference, kind: str) -> str:
    """As it lies in a folder: the closing conference by its year, the others by their day."""
    is_closing = conference.kind == ConferenceKind.YEAR_END
    named = f"{conference.year}" if is_closing else f"{conference.held_on:%Y-%m-%d}"
    return f"bien-ban-hoi-nghi-{named}.{kind}"
