"""Bytes are kept once, and for good."""

import hashlib

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from foundation.documents.keeping import file_document, keep
from foundation.documents.models import Blob, Document
from foundation.documents.responses import answer_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_the_same_bytes_are_the_same_blob(tmp_path):
    first, second = keep(b"giao uoc"), keep(b"giao uoc")

    assert first == second
    assert first.sha256 == hashlib.sha256(b"giao uoc").hexdigest()
    assert first.read() == b"giao uoc"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [first.sha256]


def test_bytes_lost_from_the_disk_are_written_again():
    blob = keep(b"giao uoc")
    blob.path.unlink()

    keep(b"giao uoc")

    assert blob.read() == b"giao uoc"
    assert Blob.objects.count() == 1


def test_a_document_is_filed_under_its_owner_and_year():
    document = file_document(
        b"%PDF", title="Giao ước", file_name="giao-uoc.pdf", owner="DNA", bloc="TNDHMT", year=2021
    )

    assert (document.owner, document.bloc, document.year) == ("DNA", "TNDHMT", 2021)
    assert Document.objects.get().read() == b"%PDF"


@pytest.mark.parametrize(
    "change", ["UPDATE documents_blob SET size = 0", "DELETE FROM documents_blob"]
)
def test_a_blob_never_changes(change):
    keep(b"giao uoc")

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    ("media_type", "inline", "disposition"),
    [
        ("application/pdf", True, 'inline; filename="to-trinh.pdf"'),
        ("application/pdf", False, 'attachment; filename="to-trinh.pdf"'),
        ("text/html", True, 'attachment; filename="to-trinh.pdf"'),
    ],
)
def test_a_file_is_served_without_being_run(media_type, inline, disposition):
    document = file_document(
        b"<script>", title="x", file_name="to-trinh.pdf", media_type=media_type
    )

    response = answer_with(document, inline=inline)
    served = b"".join(response)
    response.close()

    assert response["Content-Disposition"] == disposition
    assert response["X-Content-Type-Options"] == "nosniff"
    assert served == b"<script>"
