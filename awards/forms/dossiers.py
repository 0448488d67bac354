"""A file for a paper of a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.nominations import helper
from campaigns.pieces import Piece
from foundation.documents import uploads
from foundation.refusals import Refusal


class DossierPartForm(forms.Form):
    """One file, judged by its content."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("PDF, PNG, JPEG, XLSX or DOCX without macros."),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.PROOFS)}),
    )

    helper = helper(_("Put it into the dossier"))

    def __init__(self, *args: Any, title: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.title = title

    def clean(self) -> dict[str, Any]:
        """The file as a piece of that title."""
        upload = self.cleaned_data.pop("file", None)
        if upload is None:
            return {}
        try:
            content, media_type = uploads.read_upload(upload, uploads.PROOFS)
        except Refusal as refusal:
            self.add_error("file", refusal)
            return {}
        return {"piece": Piece(self.title, content, media_type, upload.name)}
