"""Keep bytes for good: once on the disk, once in the table."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from foundation import clock
from foundation.documents.models import Blob, Document

PIECE = 1 << 20


def keep(content: bytes, *, media_type: str = "application/pdf") -> Blob:
    """Store the bytes once: the same content is the same blob."""
    digest = hashlib.sha256(content).hexdigest()
    blob = Blob(sha256=digest, size=len(content), media_type=media_type, kept_at=clock.now())
    if not blob.path.exists():
        write_for_good(blob.path, content)
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return Blob.objects.get(pk=digest)


def keep_file(source: BinaryIO, *, media_type: str) -> Blob:
    """Store what an open file holds, piece by piece: never the whole of it in memory."""
    source.seek(0)
    counted = hashlib.sha256()
    for piece in iter(partial(source.read, PIECE), b""):
        counted.update(piece)
    digest, size = counted.hexdigest(), source.tell()
    blob = Blob(sha256=digest, size=size, media_type=media_type, kept_at=clock.now())
    if not blob.path.exists():
        source.seek(0)
        write_pieces(blob.path, iter(partial(source.read, PIECE), b""))
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return Blob.objects.get(pk=digest)


def write_for_good(path: Path, content: bytes) -> None:
    """Write the whole file or none of it, and have it on the disk before returning."""
    write_pieces(path, [content])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for what comes piece by piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.writelines(pieces)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)


def file_document(content: bytes, *, title: str, file_name: str, **filing: Any) -> Document:
    """Keep the bytes and file them under a title, an owner, a bloc and a year."""
    media_type = filing.pop("media_type", "application/pdf")
    blob = keep(content, media_type=media_type)
    return Document.objects.create(blob=blob, title=title, file_name=file_name, **filing)
