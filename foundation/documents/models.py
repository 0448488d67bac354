"""Bytes that never change, and what they are called."""

from pathlib import Path

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

from foundation import clock


class Blob(models.Model):
    """The content of a file, known by its fingerprint (nội dung tệp).

    The bytes lie under MEDIA_ROOT, outside the web root, written before the row.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="blobs_never_change", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256

    def read(self) -> bytes:
        return self.path.read_bytes()


@pghistory.track()
class Document(models.Model):
    """A file as somebody filed it (văn bản): its name, whose it is, where it belongs.

    ``owner`` and ``bloc`` are codes, because the foundation knows no rooms.
    """

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=200)
    owner = models.CharField(max_length=40, blank=True)
    bloc = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    filed_at = models.DateTimeField(default=clock.now)
    filed_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def read(self) -> bytes:
        return self.blob.read()
