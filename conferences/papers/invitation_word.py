"""The invitation as DOCX; it says what ``papers.invitation`` says."""

from typing import Any

from campaigns.papers.report_word import MADE_UP, NOT_VALID
from foundation.documents.word import Column, WordPaper

COLUMNS = (
    Column("TT", 12, "center"),
    Column("Thời gian", 32, "center"),
    Column("Nội dung", 76),
    Column("Người trình bày", 45),
)


def word_of(paper: dict[str, Any]) -> bytes:
    """The DOCX of what ``of_invitation`` has described."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    written = WordPaper(
        title=f"Giấy mời: {paper['subject']}",
        author=paper["bloc"],
        made_on=paper["made_on"],
        notice=" · ".join(notice),
    )
    written.head(
        authority=paper["authority"],
        agency=paper["bloc"],
        place=paper["place"],
        dated_on=paper["dated_on"],
        number=f"{paper['number']} (DỰ THẢO)" if paper["is_draft"] else paper["number"],
    )
    written.title("Giấy mời", paper["subject"])
    written.addressed_to(paper["addressed_to"])
    for line in paper["opening"]:
        written.paragraph(line)
    rows = [
        [str(number), each["hours"], each["title"], each["speaker"]]
        for number, each in enumerate(paper["agenda"], 1)
    ]
    if rows:
        written.table(COLUMNS, rows)
    written.paragraph(paper["closing"])
    written.signature(paper["signer"]["lines"], paper["signer"]["name"], paper["recipients"])
    return written.content()
