"""The summary's paper as DOCX; it says what ``papers.summary`` says."""

from typing import Any

from campaigns.papers.report_word import MADE_UP, NOT_VALID
from campaigns.papers.summary import Part
from foundation.documents.word import Column, WordPaper


def word_of(paper: dict[str, Any]) -> bytes:
    """The DOCX of a paper that ``papers.summary`` has described."""
    notice = [NOT_VALID] * paper["demo"] + [MADE_UP] * paper["invented"]
    written = WordPaper(
        title=f"{paper['kind']}: {paper['subject']}",
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
    written.title(paper["kind"], paper["subject"])
    written.paragraph(paper["opening"])
    for part in paper["parts"]:
        (written.heading if part.is_below else written.part)(part.title)
        add_blocks(written, part)
    written.signature(paper["signer"]["lines"], paper["signer"]["name"], paper["recipients"])
    for annex in paper["annexes"]:
        written.annex("Phụ lục", annex.title)
        add_blocks(written, annex)
    return written.content()


def add_blocks(written: WordPaper, part: Part) -> None:
    """Paragraphs and tables in their order."""
    for block in part.blocks:
        if block.table is None:
            written.paragraph(block.text)
            continue
        written.paragraph(f"{block.table.title}:", italic=True)
        columns = [Column(each.head, each.width, each.align) for each in block.table.columns]
        written.table(columns, block.table.rows)
