"""The papers of a year are packed into one archive, outside the transaction."""

import tempfile

from conferences import actions
from conferences.models import HandOver
from conferences.queries import hand_over as queries
from foundation.documents import archives
from foundation.documents.keeping import keep_file

ZIP = "application/zip"


def pack_year(hand_over: HandOver, prepared_at: str) -> None:
    """Write the archive piece by piece, keep it, and say what it holds."""
    with tempfile.TemporaryFile() as draft:
        packed = archives.pack(draft, queries.papers_of(hand_over.campaign).iterator(500))
        blob = keep_file(draft, media_type=ZIP)
    counted = {"papers": len(packed.names), "left_out": len(packed.left_out)}
    actions.keep_archive(hand_over, prepared_at, blob, **counted)
