"""Where a case has a fact from, in words that the page may show."""

from typing import Any

LONGEST = 300  # characters that a page has room for
WORDS = {
    "article": "bài báo công khai về hội nghị",
    "found": "nguồn công khai",
    "recalled": "theo trí nhớ, cần kiểm chứng",
    "invented": "hư cấu để trình diễn",
}


def in_words(basis: Any) -> str:
    """ "found: QĐ 1229/QĐ-TTg" becomes "nguồn công khai: QĐ 1229/QĐ-TTg"; marks are kept apart.

    A note in words of its own is left out: it was written for the case's reader.
    """
    if not isinstance(basis, str):
        return ""
    said = []
    for note in basis.split(";"):
        mark, colon, more = note.strip().partition(":")
        word = WORDS.get(mark.split(" ")[0].strip(",()").lower())
        if word:
            said.append(f"{word}: {more.strip()}" if colon else word)
    return " ".join("; ".join(dict.fromkeys(said)).split())[:LONGEST]
