"""Which files people may bring: judged by their content, never by their name."""

import io
import re
import warnings
import zlib

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from foundation import clock
from foundation.documents import office, pades
from foundation.refusals import Refusal

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
SCANS = (PDF, PNG, JPEG)
PROOFS = (*SCANS, office.XLSX, office.DOCX)
NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", office.XLSX: "XLSX", office.DOCX: "DOCX"}
PICTURES = {"PNG": PNG, "JPEG": JPEG}
WITHIN = {"MPO": "JPEG"}  # a JPEG with a second picture inside, as telephones write it
# WeasyPrint tells Pillow, for the whole process, to read half a picture without complaint
ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
MOST_PIXELS = 60_000_000  # an A3 sheet at 600 dpi has some seventy; offices scan at 300
BEGINS_WITHIN = 1024  # bytes
UNPACKED = 4 * 1024 * 1024  # bytes of one object stream that are looked at
STREAM = re.compile(rb"(<<(?:(?!endobj).){0,4000}?>>)\s*stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])"
)


class FileEmpty(Refusal):
    text = _("The file is empty.")


class FileTooLarge(Refusal):
    text = _("The file is larger than %(most)s.")


class FileOfWrongKind(Refusal):
    text = _("The file is none of these: %(kinds)s. Its name does not matter, its content does.")


class FileDamaged(Refusal):
    text = _("The file is damaged and cannot be read.")


class FileEncrypted(Refusal):
    text = _("The file is encrypted. Save it without a password and upload it again.")


class FileActive(Refusal):
    text = _("The file holds scripts or other files. Scan or save it as a plain file.")


def read_upload(upload: UploadedFile, kinds: tuple[str, ...]) -> tuple[bytes, str]:
    """The content of an uploaded file, with its kind. Raises the refusals of judge()."""
    content = read_bytes(upload)
    return content, judge(content, kinds)


def read_bytes(upload: UploadedFile) -> bytes:
    """The content of an uploaded file, not judged yet. Raises FileEmpty and FileTooLarge."""
    if not upload.size:
        raise FileEmpty
    if upload.size > settings.UPLOAD_LIMIT:
        raise FileTooLarge(most=filesizeformat(settings.UPLOAD_LIMIT))
    return upload.read()


def judge(content: bytes, kinds: tuple[str, ...]) -> str:
    """The kind (media type) of a stranger's file, if it is one of those and harmless.

    Raises FileOfWrongKind, FileDamaged, FileEncrypted, FileActive.
    """
    is_pdf = b"%PDF-" in content[:BEGINS_WITHIN]
    kind = office.kind_of(content) or (PDF if is_pdf else picture(content))
    if kind not in kinds:
        raise FileOfWrongKind(kinds=", ".join(NAMES[kind] for kind in kinds))
    if kind == PDF:
        check_pdf(content)
    elif kind in office.MAIN.values():
        check_office(content)
    return kind


def picture(content: bytes) -> str:
    """The kind of a picture that can be read to its end; empty if it is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as found:
                kind = WITHIN.get(found.format or "", found.format or "")
                if found.width * found.height > MOST_PIXELS or ENDS[kind] not in content:
                    raise FileDamaged
                found.load()
                return PICTURES[kind]
        except UnidentifiedImageError:
            return ""
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as wrong:
            raise FileDamaged from wrong


def check_pdf(content: bytes) -> None:
    """Readable, not encrypted, and without anything that acts.

    A child process reads it first. Raises FileEncrypted, FileDamaged, FileActive.
    """
    if ACTIVE.search(plain(content)):
        raise FileActive
    problems = pades.examine(content, [], clock.now()).problems
    if "encrypted" in problems:
        raise FileEncrypted
    if {"damaged", "not_pdf", "too_costly", "too_large"} & set(problems):
        raise FileDamaged


def check_office(content: bytes) -> None:
    """Readable to its end, not encrypted, without macros and without what is fetched.

    Raises FileEncrypted, FileDamaged, FileActive.
    """
    problems = office.problems(content)
    if "encrypted" in problems:
        raise FileEncrypted
    if "active" in problems:
        raise FileActive
    if problems:
        raise FileDamaged


def plain(content: bytes) -> bytes:
    """The structure of a PDF without its pictures and pages, names spelled out."""
    packed = [unpacked(found[2]) for found in STREAM.finditer(content) if b"/ObjStm" in found[1]]
    structure = STREAM.sub(rb"\1", content)
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), b"\n".join([structure, *packed]))


def unpacked(stream: bytes) -> bytes:
    """The beginning of a compressed stream; nothing where it cannot be read."""
    try:
        return zlib.decompressobj().decompress(stream, UNPACKED)
    except zlib.error:
        return b""
