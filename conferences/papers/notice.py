"""The notice of what a conference concluded (thông báo kết luận), for PDF and DOCX alike.

It repeats the agreed minutes: who was voted for, and the conclusion; nothing of it is new.
"""

from typing import Any

from django.conf import settings

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import RegisteredPaper
from campaigns.papers.report_word import MADE_UP, NOT_VALID
from conferences.models import BallotStage, Conference, ConferenceKind
from conferences.papers import count
from conferences.papers.invitation import signed, subject_of
from conferences.queries import ballots
from conferences.queries.minutes import minutes_of
from foundation.documents.word import WordPaper
from foundation.documents.words import day_in_words
from members.models import Account

TEMPLATE = "documents/notice.html"
SYMBOL = "TB-KTĐ"
RECIPIENTS = ("Bộ chủ quản (để báo cáo)", "Các đơn vị thành viên", "Lưu: VT")


def full_title(conference: Conference) -> str:
    """As the register names it."""
    subject = subject_of(conference)
    return f"Thông báo kết luận {subject[0].lower()}{subject[1:]}"


def of_notice(conference: Conference, paper: RegisteredPaper, by: Account) -> dict[str, Any]:
    """What templates/documents/notice.html draws. by: who signs it for the chief's board."""
    day = paper.dated_on
    organiser = bloc_queries.organiser_on(conference.bloc, day)
    term = bloc_queries.term_on(conference.bloc, conference.year, Office.CHIEF, day)
    lines, name = signed(term.board if term else None, by, day)
    return {
        "authority": organiser.name if organiser else "",
        "bloc": conference.bloc.name,
        "place": term.board.province if term else "…",
        "dated_on": day,
        "made_on": day,
        "number": f"Số: {paper.marked}",
        "subject": full_title(conference).removeprefix("Thông báo "),
        "opening": opening_of(conference),
        "results": results_of(conference),
        "conclusion": minutes_of(conference).conclusion.splitlines(),
        "recipients": list(RECIPIENTS),
        "lines": lines,
        "name": name,
        "code": "",
        "demo": settings.DEMO or conference.is_invented,
        "invented": conference.is_invented,
    }


def opening_of(conference: Conference) -> list[str]:
    """When and where it met, and by which minutes this is told."""
    minutes = minutes_of(conference)
    assert minutes.paper, "a notice follows agreed minutes"
    day, subject = day_in_words(conference.held_on), subject_of(conference)
    met = f"{day[0].upper()}{day[1:]}, tại {conference.place}, {conference.bloc} đã tổ chức"
    basis = f"Căn cứ biên bản số {minutes.paper.marked}, Khối trưởng thông báo kết luận như sau:"
    return [f"{met} {subject[0].lower()}{subject[1:]}.", basis]


def results_of(conference: Conference) -> list[str]:
    """What each ballot has decided, in the words of its own minutes."""
    declared = conference.ballots.filter(state=BallotStage.DECLARED).order_by("position")
    found = []
    for ballot in declared:
        outcome = ballots.outcome_of(ballot)
        assert outcome, "a declared ballot was counted"
        found.append(f"{ballot.title}: {lowered(count.conclusion_of(ballot, outcome))}")
    return found


def lowered(words: str) -> str:
    """The words as they go on after a colon."""
    return f"{words[0].lower()}{words[1:]}"


def word_of(paper: dict[str, Any]) -> bytes:
    """The same as DOCX."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    written = WordPaper(
        title=f"Thông báo {paper['subject']}",
        author=paper["bloc"],
        made_on=paper["made_on"],
        notice=" · ".join(notice),
    )
    written.head(
        authority=paper["authority"],
        agency=paper["bloc"],
        place=paper["place"],
        dated_on=paper["dated_on"],
        number=paper["number"],
    )
    written.title("Thông báo", paper["subject"])
    for line in paper["opening"]:
        written.paragraph(line)
    if paper["results"]:
        written.heading("1. Kết quả bỏ phiếu")
        for line in paper["results"]:
            written.paragraph(f"- {line}")
    written.heading(f"{2 if paper['results'] else 1}. Kết luận")
    for line in paper["conclusion"]:
        written.paragraph(line)
    written.signature(paper["lines"], paper["name"], paper["recipients"])
    return written.content()


def file_name(conference: Conference, kind: str) -> str:
    """As it lies in a folder: that of the closing conference by its year."""
    is_closing = conference.kind == ConferenceKind.YEAR_END
    named = f"{conference.year}" if is_closing else f"{conference.held_on:%Y-%m-%d}"
    return f"thong-bao-ket-luan-{named}.{kind}"
