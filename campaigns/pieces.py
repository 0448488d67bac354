"""What somebody brings as evidence: a file, a link or a decision, not kept yet."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from foundation.documents import office

LONGEST_NAME = 190  # letters before the ending: Document.file_name holds 200
ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    office.XLSX: ".xlsx",
    office.DOCX: ".docx",
}


@dataclass(frozen=True)
class Piece:
    """One piece of evidence; exactly one of content, url and decision_number is given.

    ``content`` comes with the kind that its bytes have (foundation.documents.uploads).
    """

    title: str
    content: bytes = b""
    media_type: str = ""
    file_name: str = ""
    url: str = ""
    decision_number: str = ""
    decision_on: dt.date | None = None

    @property
    def given(self) -> int:
        """In how many ways something is proved: it should be one."""
        return sum(map(bool, (self.content, self.url, self.decision_number or self.decision_on)))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest() if self.content else ""

    @property
    def safe_name(self) -> str:
        """The file's name, ending as its content is, whatever the person called it."""
        stem = PurePath(self.file_name).stem[:LONGEST_NAME].strip() or "minh-chung"
        return stem + ENDINGS[self.media_type]
