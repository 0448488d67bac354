"""The paper of a board's report: what it says, for PDF and DOCX alike."""

import datetime as dt
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import translation

from campaigns.models import Evidence, Figure, Report, ReportState
from campaigns.queries import evidence as evidence_queries
from campaigns.queries import reports as queries
from campaigns.queries.recorded import hang_recorded
from foundation import clock
from foundation.documents.words import day_in_words, in_figures, province_committee, roman
from members.models import Role
from members.signers import Signer, head_title, signer_among

OWN_NUMBER = re.compile(r"^(\d+(\.\d+)*|[IVXLC]+|[a-zđ])[.)]\s")
BELOW = re.compile(r"^(\d+(\.\d+)*|[a-zđ])[.)]\s")  # a heading inside a part
KINDS = {"pdf": "Tệp PDF", "image": "Hình ảnh", "sheet": "Bảng tính", "text": "Tệp Word"}
TABLE, PROOFS = "Kết quả thực hiện các chỉ tiêu", "Danh mục minh chứng"


@dataclass
class Part:
    """A heading of the paper with its number, and what stands below it."""

    key: str  # of its section, as evidence names it
    title: str
    is_below: bool
    paragraphs: list[str]
    recorded: list[str]
    holds_figures: bool


@dataclass
class Annex:
    """What is added on a page of its own."""

    title: str
    kind: str  # figures or evidence
    name: str = field(default="Phụ lục")


def of_report(report: Report) -> dict[str, Any]:
    """What the paper says; templates/documents/report.html and report_word draw it.

    A report that was never submitted has neither a day nor a name below it.
    """
    sections, figures = list(queries.sections_of(report)), list(queries.figures_of(report))
    evidence = evidence_queries.evidence_of(report)
    day = day_of(report)
    proven = {key for row in evidence for key in row.proves}
    hang_recorded(sections, report)
    parts = parts_of(sections, proven, has_figures=bool(figures))
    return {
        **head_of(report, day),
        "opening": opening_of(report, day or clock.today()),
        "parts": parts,
        "figures": [line_of(number, figure) for number, figure in enumerate(figures, 1)],
        "evidence": proofs_of(evidence, parts, figures),
        "annexes": annexes_of(parts, figures, evidence),
        "signer": signer_of(report, day),
        "recipients": [f"Khối trưởng, Khối phó {report.bloc}", "Lãnh đạo Ban", "Lưu: VT"],
        "code": "",
        "demo": settings.DEMO or report.is_invented,
        "invented": report.is_invented,
    }


def day_of(report: Report) -> dt.date | None:
    """The day that the paper bears: that of the last submission."""
    if report.state in {ReportState.DRAFT, ReportState.RETURNED} or not report.submitted_at:
        return None
    return clock.day_of(report.submitted_at)


def head_of(report: Report, day: dt.date | None) -> dict[str, Any]:
    """Who writes to whom about what."""
    province = report.board.province
    return {
        "authority": province_committee(province).replace(province, kept_together(province)),
        "bloc": report.board.name_on(day or clock.today()),
        "number": f"Số: {report.paper_number or '…/BC-BQL'}",
        "place": province,
        "dated_on": day,
        "made_on": day or clock.day_of(report.begun_at),
        "year": report.year,
        "kind": "Báo cáo",
        "subject": subject_of(report),
        "addressed_to": f"Khối trưởng {report.bloc.name}",
        "is_draft": day is None,
    }


def kept_together(name: str) -> str:
    """The name on one line, in PDF and DOCX."""
    return name.replace(" ", "\u00a0")


def subject_of(report: Report) -> str:
    """The title without the word that stands above it, and with its year."""
    title = re.sub(r"^báo cáo\s+", "", report.request.title.strip(), flags=re.IGNORECASE)
    title = title[:1].upper() + title[1:]
    if str(report.year) in title:
        return title
    return f"{title} {report.year}" if title.endswith("năm") else f"{title} năm {report.year}"


def opening_of(report: Report, day: dt.date) -> str:
    """The sentence before the first part."""
    board, bloc = report.board.name_on(day), report.bloc.name
    return (
        f"Thực hiện công tác thi đua năm {report.year} của {bloc}, {board} báo cáo các nội dung "
        "sau:"
    )


def parts_of(sections: Sequence[Any], proven: Container[str], *, has_figures: bool) -> list[Part]:
    """The headings in their order, numbered in Roman where the outline has no numbers.

    One that may stay empty and is empty is left out, unless something is to prove it.
    """
    parts, above = [], 0
    for section in sections:
        key = f"{evidence_queries.SECTION}{section.pk}"
        title, lines = section.heading.title.strip(), paragraphs_of(section.text)
        holds = section.heading.holds_figures and has_figures
        is_wanted = section.heading.is_required or key in proven
        if not (lines or section.recorded or holds or is_wanted):
            continue
        is_below = bool(BELOW.match(title))
        above += not is_below
        if not OWN_NUMBER.match(title):
            title = f"{roman(above)}. {title}"
        parts.append(Part(key, title, is_below, lines, section.recorded, holds))
    return parts


def paragraphs_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def annexes_of(
    parts: Sequence[Part], figures: Sequence[Figure], evidence: Sequence[Evidence]
) -> list[Annex]:
    """The evidence, and the table of targets where no heading holds it."""
    loose = figures and not any(part.holds_figures for part in parts)
    annexes = [Annex(TABLE, "figures")] if loose else []
    annexes += [Annex(PROOFS, "evidence")] if evidence else []
    if len(annexes) > 1:
        for number, annex in enumerate(annexes, 1):
            annex.name = f"Phụ lục {roman(number)}"
    return annexes


def line_of(number: int, figure: Figure) -> dict[str, str]:
    """A row of the table of targets, in words and figures of a paper."""
    decimals = figure.indicator.decimals
    return {
        "number": str(number),
        "name": figure.indicator.name,
        "note": figure.note.strip(),
        "unit": figure.indicator.unit,
        "plan": written(figure.plan, decimals),
        "actual": written(figure.actual, decimals),
        "last_year": written(figure.last_year, decimals),
        "rate": written(figure.rate, 1),
    }


def written(value: Decimal | None, decimals: int) -> str:
    """A figure, or nothing where it is not known."""
    return "" if value is None else in_figures(value, decimals)


def proofs_of(
    evidence: Sequence[Evidence], parts: Sequence[Part], figures: Sequence[Figure]
) -> list[dict[str, str]]:
    """The list of evidence: what it is, and what of the report it proves."""
    names = {part.key: part.title for part in parts}
    for number, figure in enumerate(figures, 1):
        names[f"{evidence_queries.FIGURE}{figure.pk}"] = f"Chỉ tiêu {number}"
    return [
        {
            "number": str(number),
            "title": row.title,
            "source": source_of(row),
            "proves": "; ".join(name for key, name in names.items() if key in row.proves),
        }
        for number, row in enumerate(evidence, 1)
    ]


def source_of(row: Evidence) -> str:
    """Where the evidence can be found."""
    if row.document:
        with translation.override("vi"):
            return f"{KINDS[row.kind]}, {filesizeformat(row.document.blob.size)}"
    if row.url:
        return row.url
    assert row.decision_on, "a decision has its date"
    return f"Quyết định số {row.decision_number} {day_in_words(row.decision_on)}"


def signer_of(report: Report, day: dt.date | None) -> Signer:
    """Who stands below: whoever submitted it, on that day; before that the board's head."""
    posts = list(report.board.posts.held_on(day or clock.today()).select_related("account"))
    if day and report.submitted_by:
        return signer_among(posts, report.submitted_by)
    return Signer("", [head_title([post for post in posts if post.role == Role.LEADER]).upper()])
