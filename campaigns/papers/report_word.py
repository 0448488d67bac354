"""The report's paper as DOCX; it says what ``papers.report`` says."""

from typing import Any

from foundation.documents.word import Column, WordPaper

TARGETS = (
    Column("TT", 10, "center"),
    Column("Chỉ tiêu", 49),
    Column("Đơn vị tính", 18, "center"),
    Column("Kế hoạch", 23, "right"),
    Column("Thực hiện", 23, "right"),
    Column("Cùng kỳ năm trước", 23, "right"),
    Column("Tỷ lệ hoàn thành (%)", 19, "right"),
)
PROOFS = (
    Column("TT", 10, "center"),
    Column("Minh chứng", 60),
    Column("Nguồn", 50),
    Column("Chứng minh cho", 45),
)
NOT_VALID, MADE_UP = "DEMO – không có giá trị pháp lý", "Nội dung hư cấu để trình diễn"


def word_of(paper: dict[str, Any]) -> bytes:
    """The DOCX of a paper that ``papers.report.of_report`` has described."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    title = f"{paper['kind']}: {paper['subject']}"
    written = WordPaper(
        title=title, author=paper["bloc"], made_on=paper["made_on"], notice=" · ".join(notice)
    )
    begin(written, paper)
    for part in paper["parts"]:
        (written.heading if part.is_below else written.part)(part.title)
        for paragraph in (*part.paragraphs, *(f"- {line}" for line in part.recorded)):
            written.paragraph(paragraph)
        if part.holds_figures:
            add_table(written, "figures", paper)
    written.signature(paper["signer"].lines, paper["signer"].name, paper["recipients"])
    for annex in paper["annexes"]:
        written.annex(annex.name, annex.title)
        add_table(written, annex.kind, paper)
    return written.content()


def begin(written: WordPaper, paper: dict[str, Any]) -> None:
    """Everything above the first part."""
    written.head(
        authority=paper["authority"],
        agency=paper["bloc"],
        place=paper["place"],
        dated_on=paper["dated_on"],
        number=f"{paper['number']} (DỰ THẢO)" if paper["is_draft"] else paper["number"],
    )
    written.title(paper["kind"], paper["subject"])
    written.addressed_to(paper["addressed_to"])
    written.paragraph(paper["opening"])


def add_table(written: WordPaper, kind: str, paper: dict[str, Any]) -> None:
    """The table of targets, or the list of evidence."""
    if kind == "figures":
        written.table(TARGETS, [target(row) for row in paper["figures"]])
    else:
        keys = ("number", "title", "source", "proves")
        written.table(PROOFS, [[row[key] for key in keys] for row in paper["evidence"]])


def target(row: dict[str, str]) -> list[str]:
    name = f"{row['name']} ({row['note']})" if row["note"] else row["name"]
    keys = ("unit", "plan", "actual", "last_year", "rate")
    return [row["number"], name, *[row[key] for key in keys]]
