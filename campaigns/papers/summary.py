"""The paper of the bloc's summary report: what it says, for PDF and DOCX alike.

A version keeps what ``content_of`` gives; the paper of a draft is made of the same.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from bloc import queries as bloc_queries
from bloc.models import Bloc, Office
from campaigns.models import Summary, SummarySection, SummaryVersion
from campaigns.queries import summaries as queries
from campaigns.summary_parts import (
    ANNEX,
    BELOW,
    PLACES,
    TASKS,
    Table,
    from_json,
    lines_of,
    tasks_in,
)
from foundation import clock
from foundation.documents.words import day_in_words, signing_lines
from members.models import Account, Board
from members.signers import signer_among

TEMPLATE = "documents/summary.html"
OPEN_NUMBER = "…/BC-KTĐ"
COLLECTIVE = signing_lines("TM.", "Khối trưởng", "Khối thi đua")


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table with its title."""

    text: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it."""

    title: str
    is_below: bool
    blocks: list[Block]


def subject_of(summary: Summary) -> str:
    return f"Báo cáo tổng kết công tác thi đua, khen thưởng năm {summary.year} của {summary.bloc}"


def correspondents_of(bloc: Bloc) -> str:
    """Who gets the paper, as the register says it."""
    organiser = bloc_queries.organiser_on(bloc, clock.today())
    ministry = f"{organiser.name}; " if organiser else ""
    return f"{ministry}các đơn vị thành viên"


def content_of(
    summary: Summary, sections: Sequence[SummarySection], *, number: str = ""
) -> dict[str, Any]:
    """All that the paper says, as a version keeps it; without ``number`` it is a draft."""
    today, bloc = clock.today(), summary.bloc
    organiser = bloc_queries.organiser_on(bloc, today)
    term = bloc_queries.term_on(bloc, summary.year, Office.CHIEF, today)
    board = term.board if term else None
    lines, name = signed(board, summary.issued_by if number else None, today)
    return {
        "number": number,
        "authority": organiser.name if organiser else "",
        "bloc": bloc.name,
        "year": summary.year,
        "place": board.province if board else "…",
        "replaces": replaced(summary),
        "lines": lines,
        "name": name,
        "recipients": [
            *([f"{organiser.name} (để báo cáo)"] if organiser else []),
            "Các đơn vị thành viên của Khối",
            "Lưu: VT",
        ],
        "sections": [
            {"code": each.code, "title": each.title, "facts": each.facts, "text": each.text}
            for each in sections
        ],
    }


def signed(board: Board | None, by: Account | None, day: dt.date) -> tuple[list[str], str]:
    """The capitals and the name below; a draft has no name."""
    if board is None or by is None:
        return COLLECTIVE, ""
    signer = signer_among(list(board.posts.held_on(day).select_related("account")), by)
    return [*COLLECTIVE, *signer.lines], signer.name


def replaced(summary: Summary) -> str:
    """The sentence that a report issued anew owes to the one before it."""
    former = queries.newest_version(summary)
    if former is None:
        return ""
    day = day_in_words(former.paper.dated_on)
    return f"Báo cáo này thay thế Báo cáo số {former.paper.marked} {day}: {summary.revise_reason}"


def of_version(version: SummaryVersion) -> dict[str, Any]:
    """The paper as it was issued."""
    return paper_of(version.content, version.summary, clock.day_of(version.made_at))


def of_draft(summary: Summary, sections: Sequence[SummarySection]) -> dict[str, Any]:
    """The paper as it would be issued now: without number, day and name."""
    return paper_of(content_of(summary, sections), summary, None)


def paper_of(content: dict[str, Any], summary: Summary, day: dt.date | None) -> dict[str, Any]:
    """What templates/documents/summary.html and summary_word draw."""
    parts = [part for each in content["sections"] if (part := part_of(each))]
    return {
        **{name: content[name] for name in ("authority", "bloc", "place", "year", "recipients")},
        "number": f"Số: {content['number'] or OPEN_NUMBER}",
        "is_draft": day is None,
        "dated_on": day,
        "made_on": day or clock.day_of(summary.compiled_at),
        "kind": "Báo cáo",
        "subject": f"Tổng kết công tác thi đua, khen thưởng năm {content['year']}",
        "opening": opening_of(content),
        "parts": [part for part, level in parts if level != ANNEX],
        "annexes": [part for part, level in parts if level == ANNEX],
        "signer": {"lines": content["lines"], "name": content["name"]},
        "code": "",
        "demo": settings.DEMO or summary.is_invented,
        "invented": summary.is_invented,
    }


def opening_of(content: dict[str, Any]) -> str:
    """The sentence before the first part."""
    told = (
        f"{content['bloc']} báo cáo tổng kết công tác thi đua, khen thưởng năm {content['year']} "
        "như sau:"
    )
    return f"{content['replaces'].rstrip('. ')}. {told}" if content["replaces"] else told


def part_of(section: dict[str, Any]) -> tuple[Part, str] | None:
    """A part and its level; None where nothing stands and nothing stands below it."""
    place = PLACES[section["code"]]
    blocks = [
        Block(table=fact) if isinstance(fact, Table) else Block(fact.text)
        for fact in from_json(section["facts"])
    ]
    blocks += [Block(line) for line in written(section)]
    if not blocks and place.is_written:
        return None
    return Part(section["title"], place.level == BELOW, blocks), place.level


def written(section: dict[str, Any]) -> list[str]:
    """The paragraphs of the words; key tasks as a list."""
    if section["code"] != TASKS:
        return lines_of(section["text"])
    tasks = tasks_in(section["text"])
    return [f"- {task}{';' if task is not tasks[-1] else '.'}" for task in tasks]
