"""The record of a hand-over (biên bản bàn giao): what it says."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import translation

from bloc import queries as bloc_queries
from bloc.models import Term
from conferences.models import HandOver
from conferences.papers.count import hour
from conferences.queries import hand_over as queries
from foundation import clock
from foundation.documents.words import day_in_words

TEMPLATE = "documents/hand_over.html"
DUTIES = (
    "Mở năm thi đua {next}: lịch, kế hoạch, bảng điểm, giao ước",
    "Điều hành khối, triệu tập hội nghị, trả lời bộ",
    "Giữ sổ văn bản của khối",
)
COPIES = "Biên bản lập thành hai bản, mỗi bên giữ một bản; hai bên đọc lại và thống nhất ký tên."
CONFIRMED = "{side} xác nhận trên hệ thống lúc {time}, {day}, người xác nhận: {person}"


def full_title(hand_over: HandOver) -> str:
    """As the register names it."""
    return f"Biên bản bàn giao nhiệm vụ Khối trưởng năm {hand_over.year}"


def of_hand_over(hand_over: HandOver) -> dict[str, Any]:
    """What templates/documents/hand_over.html draws; the hand-over has its archive."""
    bloc, year = hand_over.bloc, hand_over.year
    assert hand_over.archive, "what is written down has been packed"
    day = clock.day_of(hand_over.received_at or hand_over.given_at or clock.now())
    organiser = bloc_queries.organiser_on(bloc, day)
    chiefs = queries.chiefs_around(hand_over.campaign)
    with translation.override("vi"):
        matters = [
            str(each.title)
            for each in queries.open_matters(queries.with_matters(hand_over.campaign))
        ]
    return {
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "place": hand_over.receiver.province,
        "dated_on": day,
        "made_on": day,
        "subject": f"Bàn giao nhiệm vụ Khối trưởng năm {year}",
        "sides": [
            said("Bên giao", chiefs[year], day),
            said("Bên nhận", chiefs[year + 1], day),
        ],
        "papers": papers_of(hand_over),
        "matters": matters or ["Không còn việc dở"],
        "remarks": hand_over.remarks.splitlines(),
        "duties": [duty.format(next=year + 1) for duty in DUTIES],
        "closing": [*confirmations(hand_over), COPIES],
        "code": "",
        "demo": settings.DEMO or hand_over.campaign.is_invented,
        "invented": hand_over.campaign.is_invented,
    }


def said(side: str, term: Term, day: dt.date) -> dict[str, str]:
    """One of the two boards, and who speaks for it."""
    posts = bloc_queries.joined_leaders([term.board_id]).order_by("since")
    post = posts.first()
    name = term.representative or (str(post.account) if post else "")
    title = term.representative_title or (post.title if post else "")
    return {"side": side, "board": term.board.name_on(day), "name": name, "title": title}


def papers_of(hand_over: HandOver) -> list[str]:
    """How many papers, in which file, with which fingerprint."""
    archive = hand_over.archive
    assert archive, "what is written down has been packed"
    lines = [
        f"{hand_over.papers} văn bản trong tệp {archive.file_name}, kèm mã băm của từng tệp",
        f"Mã băm SHA-256 của tệp: {archive.blob_id}",
    ]
    if hand_over.left_out:
        lines.append(f"{hand_over.left_out} văn bản không gói được, có tên trong danh mục")
    return lines


def confirmations(hand_over: HandOver) -> list[str]:
    """Who said in the application that it was handed over, and received."""
    words = (
        ("Bên giao", hand_over.given_at, hand_over.given_by),
        ("Bên nhận", hand_over.received_at, hand_over.received_by),
    )
    return [
        CONFIRMED.format(
            side=side,
            time=hour(at),
            day=day_in_words(clock.day_of(at)),
            person=person,
        )
        + "."
        for side, at, person in words
        if at
    ]


def file_name(hand_over: HandOver) -> str:
    return f"bien-ban-ban-giao-{hand_over.year}.pdf"
