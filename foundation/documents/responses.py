"""Answer with a file, after the room has checked who asks."""

from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from foundation.documents.models import Document

SHOWN_IN_THE_BROWSER = {"application/pdf", "image/png", "image/jpeg"}


def answer_with(document: Document, *, inline: bool = False) -> FileResponse:
    """The file under its own name; inline only for kinds that browsers show safely."""
    shown = inline and document.blob.media_type in SHOWN_IN_THE_BROWSER
    response = FileResponse(
        document.blob.path.open("rb"),
        as_attachment=not shown,
        filename=document.file_name,
        content_type=document.blob.media_type,
    )
    return sandboxed(response)


Answer = TypeVar("Answer", FileResponse, HttpResponse)


def sandboxed(response: Answer) -> Answer:
    """A file from outside may neither run nor be taken for another kind."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def answer_with_bytes(content: bytes, file_name: str, media_type: str) -> HttpResponse:
    """The same for bytes that are not filed."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file_name
    )
    return sandboxed(response)
