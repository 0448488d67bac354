"""Many filed documents as one archive, with the list of their fingerprints."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from foundation.documents.models import Document

MOST_BYTES = 2_000_000_000  # what one archive holds; more is named in its list, not packed
SUMS, INDEX = "sha256.txt", "danh-muc.txt"
SAME_DAY = (1980, 1, 1, 0, 0, 0)  # an archive of the same files is the same archive


@dataclass
class Packed:
    """What went into an archive under which name, and what did not, and why."""

    names: dict[str, Document] = field(default_factory=dict)
    left_out: list[tuple[Document, str]] = field(default_factory=list)


def name_in(number: int, document: Document) -> str:
    """The file's own name behind its number: no two are alike, none leaves the folder."""
    own = PurePath(document.file_name.replace("\\", "/")).name.strip(". ") or "van-ban"
    return f"{number:04}-{''.join(letter for letter in own if letter.isprintable())}"


def pack(target: IO[bytes], documents: Iterable[Document], *, most: int = MOST_BYTES) -> Packed:
    """Write the documents one after the other, never a whole one in memory; then both lists.

    What is too much for one archive, or lies no longer on the disk, is left out and named.
    """
    packed, room = Packed(), most
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for number, document in enumerate(documents, 1):
            size = document.blob.size
            if size > room:
                packed.left_out.append((document, "vượt quá dung lượng của tệp nén"))
            elif not document.blob.path.exists():
                packed.left_out.append((document, "không còn tệp trên máy chủ"))
            else:
                name = name_in(number, document)
                write(archive, name, document.blob.path)
                packed.names[name] = document
                room -= size
        archive.writestr(ZipInfo(SUMS, SAME_DAY), sums_of(packed))
        archive.writestr(ZipInfo(INDEX, SAME_DAY), index_of(packed))
    return packed


def write(archive: ZipFile, name: str, path: Path) -> None:
    """Copy one file piece by piece."""
    with path.open("rb") as source, archive.open(ZipInfo(name, SAME_DAY), "w") as place:
        shutil.copyfileobj(source, place, 1 << 20)


def sums_of(packed: Packed) -> str:
    """As ``sha256sum -c`` reads it."""
    return "".join(f"{each.blob_id}  {name}\n" for name, each in packed.names.items())


def index_of(packed: Packed) -> str:
    """For people: the name in the archive, when it was filed, what it is, whose it is."""
    lines = [row(name, each) for name, each in packed.names.items()]
    if packed.left_out:
        lines += ["", "Không có trong tệp nén:"]
        lines += [row(reason, each, each.blob_id) for each, reason in packed.left_out]
    return "\n".join([*lines, ""])


def row(first: str, document: Document, *more: str) -> str:
    words: Sequence[str] = [
        first, f"{document.filed_at:%d/%m/%Y}", document.title, document.owner, *more
    ]  # fmt: skip
    return " | ".join(filter(None, words))
