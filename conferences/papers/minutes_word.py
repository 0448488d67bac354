"""The minutes of a conference as DOCX; they say what ``papers.minutes`` says."""

from typing import Any

from campaigns.papers.report_word import MADE_UP, NOT_VALID
from foundation.documents.word import WordPaper


def word_of(paper: dict[str, Any]) -> bytes:
    """The DOCX of what ``of_minutes`` has described."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    written = WordPaper(
        title=f"Biên bản: {paper['subject']}",
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
    written.title("Biên bản", paper["subject"])
    for line in paper["opening"]:
        written.paragraph(line)
    for part in paper["parts"]:
        written.heading(part["title"])
        for line in part["lines"]:
            written.paragraph(line)
    written.paragraph(paper["closing"])
    written.signature(["CHỦ TRÌ"], paper["chair"], [f"Thư ký: {paper['secretary']}", "Lưu: VT"])
    return written.content()
