"""A form that brings a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.documents.uploads import SCANS, read_upload
from foundation.forms import WrittenForm


class FileForm(WrittenForm):
    """A form that may bring a file among other things.

    Its bytes are judged by what they are; the action gets them as ``content_name``, with
    ``media_type`` and ``file_name``, and none of the three where no file was brought.
    """

    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True, help_text=_("PDF, PNG or JPEG")
    )
    content_name = "content"
    kinds: tuple[str, ...] = SCANS

    def clean_file(self) -> dict[str, Any]:
        """The content, judged; refusals stand beside the field."""
        upload = self.cleaned_data["file"]
        if not upload:
            return {}
        content, media_type = read_upload(upload, self.kinds)
        return {self.content_name: content, "media_type": media_type, "file_name": upload.name}

    def clean(self) -> dict[str, Any]:
        """As the action wants it: the file by its parts."""
        typed = super().clean()
        return typed | (typed.pop("file", {}) or {})
