"""What people may bring is judged by its content; a name counts for nothing."""

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from foundation.documents import uploads


def pdf(change=None):
    """A plain page, as a scanner makes it, with something done to it."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if change:
        change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind, size=(40, 30)):
    drawn = io.BytesIO()
    Image.new("RGB", size, "white").save(drawn, kind)
    return drawn.getvalue()


def packed_script():
    """A PDF whose script lies in a compressed object stream."""
    plain = b"1 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = zlib.compress(plain)
    stream = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
    stream += str(len(packed)).encode() + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    return pdf().replace(b"xref", stream + b"xref", 1)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), uploads.PDF), (picture("PNG"), uploads.PNG), (picture("JPEG"), uploads.JPEG)],
)
def test_scans_are_taken_for_what_they_are(content, kind):
    assert uploads.judge(content, uploads.SCANS) == kind


def test_a_picture_is_no_paper_and_a_paper_no_picture():
    with pytest.raises(uploads.FileOfWrongKind) as refused:
        uploads.judge(picture("PNG"), (uploads.PDF,))
    assert "none of these: PDF" in str(refused.value)
    with pytest.raises(uploads.FileOfWrongKind):
        uploads.judge(pdf(), (uploads.PNG, uploads.JPEG))


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\0", b"<html><script>1</script>", b"PK\x03\x04", b"GIF89a\x01\0\x01\0", b"\0" * 99],
)
def test_a_wrong_type_under_a_right_name_is_refused(content):
    with pytest.raises(uploads.FileOfWrongKind):
        uploads.read_upload(SimpleUploadedFile("quet.pdf", content), uploads.SCANS)


def test_an_empty_file_is_refused():
    with pytest.raises(uploads.FileEmpty):
        uploads.read_upload(SimpleUploadedFile("quet.pdf", b""), uploads.SCANS)


def test_a_file_that_is_too_large_is_refused_unread(settings):
    settings.UPLOAD_LIMIT = 1024

    with pytest.raises(uploads.FileTooLarge) as refused:
        uploads.read_upload(SimpleUploadedFile("quet.pdf", b"x" * 1025), uploads.SCANS)

    assert "1.0" in str(refused.value)


def encrypt(writer):
    writer.encrypt("mật khẩu")


def test_an_encrypted_paper_is_refused():
    with pytest.raises(uploads.FileEncrypted):
        uploads.judge(pdf(encrypt), uploads.SCANS)


def add_script(writer):
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    found = DictionaryObject({NameObject(name): value for name, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = found


def add_file(writer):
    writer.add_attachment("virus.exe", b"MZ")


@pytest.mark.parametrize(
    "content",
    [
        pdf(add_script),
        pdf(add_file),
        pdf(add_script).replace(b"/JavaScript", b"/Java#53cript").replace(b"/JS", b"/J#53"),
        packed_script(),
    ],
    ids=["script", "file", "script spelled otherwise", "script in a compressed part"],
)
def test_a_paper_that_acts_is_refused(content):
    with pytest.raises(uploads.FileActive):
        uploads.judge(content, uploads.SCANS)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\nhello",
        pdf()[:200],
        picture("PNG")[:60],
        picture("JPEG")[:200],
    ],
    ids=["nothing", "words", "half a paper", "half a picture", "half a photograph"],
)
@pytest.mark.parametrize("tolerant", [False, True], ids=["alone", "beside WeasyPrint"])
def test_a_damaged_file_is_refused(content, tolerant, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant)
    with pytest.raises(uploads.FileDamaged):
        uploads.judge(content, uploads.SCANS)


def test_a_picture_that_unpacks_to_a_mountain_is_refused():
    with pytest.raises(uploads.FileDamaged):
        uploads.judge(picture("PNG", (12_000, 6_000)), uploads.SCANS)


def test_words_in_a_scanned_page_are_no_script():
    written = picture("PNG") + b"/JS /JavaScript"

    assert uploads.judge(written, uploads.SCANS) == uploads.PNG
