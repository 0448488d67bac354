"""The minutes of a count as DOCX; they say what ``papers.count`` says."""

from typing import Any

from campaigns.papers.report_word import MADE_UP, NOT_VALID
from foundation.documents.word import Column, WordPaper

COLUMNS = (
    Column("TT", 12, "center"),
    Column("Danh sách", 73),
    Column("Đồng ý", 20, "center"),
    Column("Không đồng ý", 20, "center"),
    Column("% tổng số thành viên", 20, "center"),
    Column("Kết quả", 20, "center"),
)


def word_of(paper: dict[str, Any]) -> bytes:
    """The DOCX of what ``of_count`` has described."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    written = WordPaper(
        title=f"Biên bản kiểm phiếu: {paper['subject']}",
        author=paper["bloc"],
        made_on=paper["made_on"],
        notice=" · ".join(notice),
    )
    written.head(
        authority=paper["authority"],
        agency=paper["bloc"],
        place=paper["place"],
        dated_on=paper["dated_on"],
        number="",
    )
    written.title("Biên bản kiểm phiếu", paper["subject"])
    for line in lines_of(paper):
        written.paragraph(line)
    written.table(
        COLUMNS,
        [
            [
                str(number), str(row.option), str(row.agree),
                str(row.disagree) if paper["asks_each"] else "–", row.percent,
                "Đạt" if row.has_passed else "",
            ]
            for number, row in enumerate(paper["results"], 1)
        ],
    )  # fmt: skip
    written.paragraph(f"5. Kết luận: {paper['conclusion']}")
    written.paragraph(paper["closing"])
    head, chair = paper["signers"][1], paper["signers"][0]
    written.signature(head["title"].split("\n"), head["name"], [f"Chủ trì: {chair['name']}"])
    return written.content()


def lines_of(paper: dict[str, Any]) -> list[str]:
    """What stands above the table."""
    return [
        *paper["opening"],
        f"1. Tổ kiểm phiếu: {', '.join(paper['tellers'])}.",
        "2. Quy định bỏ phiếu:",
        *(f"- {line}" for line in paper["rules"]),
        "3. Số phiếu:",
        *(f"- {line}" for line in paper["papers"]),
        "4. Kết quả:",
    ]
