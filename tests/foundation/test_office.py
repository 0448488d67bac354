"""Sheets and texts of office programs are judged by their parts; nothing in them may act."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from foundation.documents import office, uploads

REL = '<Relationship Id="r1" Type="http://x/{kind}" Target="http://evil/x" TargetMode="External"/>'


def sheet():
    written = io.BytesIO()
    Workbook().save(written)
    return written.getvalue()


def text():
    written = io.BytesIO()
    Document().save(written)
    return written.getvalue()


def with_part(content, name, said=b"x"):
    """The same file with one more part, or another one of that name."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, said)
    return written.getvalue()


@pytest.mark.parametrize(("content", "kind"), [(sheet(), office.XLSX), (text(), office.DOCX)])
def test_a_plain_sheet_and_a_plain_text_are_taken(content, kind):
    assert uploads.judge(content, uploads.PROOFS) == kind


def test_where_only_scans_are_asked_for_a_sheet_is_none():
    with pytest.raises(uploads.FileOfWrongKind, match="PDF, PNG, JPEG"):
        uploads.judge(sheet(), uploads.SCANS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xl/vbaProject.bin", b"macro"),
        ("xl/embeddings/oleObject1.bin", b"exe"),
        ("xl/activeX/activeX1.xml", b"<x/>"),
        ("[Content_Types].xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("word/_rels/settings.xml.rels", REL.format(kind="attachedTemplate").encode()),
    ],
)
def test_what_acts_or_is_fetched_is_refused(name, said):
    with pytest.raises(uploads.FileActive):
        uploads.judge(with_part(sheet(), name, said), uploads.PROOFS)


def test_a_plain_link_is_no_danger():
    linked = with_part(text(), "word/_rels/x.xml.rels", REL.format(kind="hyperlink").encode())

    assert uploads.judge(linked, uploads.PROOFS) == office.DOCX


def test_a_zip_that_is_no_office_file_is_of_the_wrong_kind():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr("word/document.xml", "x")
    with pytest.raises(uploads.FileOfWrongKind):
        uploads.judge(written.getvalue(), uploads.PROOFS)


def test_a_broken_part_is_damaged():
    content = with_part(sheet(), "xl/extra.xml", b"abcdefghij" * 10)
    broken = content.replace(b"abcdefghij", b"ABCDEFGHIJ", 1)

    with pytest.raises(uploads.FileDamaged):
        uploads.judge(broken, uploads.PROOFS)


def test_an_encrypted_part_is_told_so():
    content = bytearray(sheet())
    content[content.index(b"PK\x01\x02") + 8] |= office.ENCRYPTED

    with pytest.raises(uploads.FileEncrypted):
        uploads.judge(bytes(content), uploads.PROOFS)


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 10)

    with pytest.raises(uploads.FileDamaged):
        uploads.judge(sheet(), uploads.PROOFS)
