"""Sheets and texts of office programs (XLSX, DOCX), looked at without being opened.

Such a file is a ZIP of parts (ECMA-376). We read the names of the parts, the list of their
kinds and whether every part unpacks; we never run, open or convert it.
"""

import io
import re
import zipfile
import zlib

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
TYPES = "[Content_Types].xml"
BEGINS = b"PK\x03\x04"
MOST_PARTS = 2000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes of all parts together
PIECE = 64 * 1024  # bytes that are unpacked at a time
ENCRYPTED = 0x1  # flag of a part
ACTIVE = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|oleobject|macrosheets/", re.IGNORECASE
)
ACTING = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
# a template or an object that the program would fetch from elsewhere as soon as it opens
FETCHED = re.compile(
    rb"<Relationship\b(?=[^<>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^<>]*/(?:attachedTemplate|oleObject|frame)\b)[^<>]*>",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> str:
    """The media type of a sheet or a text by its parts; empty if it is neither."""
    if not content.startswith(BEGINS):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if TYPES not in names:
        return ""
    return next((kind for part, kind in MAIN.items() if part in names), "")


def problems(content: bytes) -> set[str]:
    """What keeps us from taking it: "damaged", "encrypted", "active", "too_large"."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            return {"too_large"}
        if any(part.flag_bits & ENCRYPTED for part in parts):
            return {"encrypted"}
        if any(ACTIVE.search(part.filename) for part in parts):
            return {"active"}
        try:
            return {"active"} if any(acts(packed, part) for part in parts) else set()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            return {"damaged"}


def acts(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether the part says that something runs or is fetched; every part is read to its end."""
    looked_at = part.filename == TYPES or part.filename.endswith(".rels")
    kept = bytearray()
    with packed.open(part) as opened:
        while piece := opened.read(PIECE):
            if looked_at:
                kept += piece
    return bool(ACTING.search(kept) or FETCHED.search(kept))
