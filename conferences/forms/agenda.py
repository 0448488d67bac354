"""What people type about the agenda of a conference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from conferences.forms.fields import helper
from conferences.regulations.agenda import MOST_MINUTES
from foundation.documents.forms import FileForm
from foundation.documents.uploads import PROOFS
from foundation.forms import WrittenForm


class AgendaItemForm(WrittenForm):
    """What is spoken of, by whom, and how long."""

    title = forms.CharField(label=_("What it is about"), max_length=300)
    speaker = forms.CharField(label=_("Speaker"), max_length=200, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=MOST_MINUTES,
        help_text=_("The hours of all items follow from it."),
        widget=forms.NumberInput({"inputmode": "numeric", "class": "figure"}),
    )  # fmt: skip

    helper = helper(_("Save the item"))


class AgendaDocumentForm(FileForm):
    """A paper that the boards read for an item."""

    field_order = ["file", "title"]
    kinds = PROOFS

    title = forms.CharField(
        label=_("Title"), max_length=300, required=False,
        help_text=_("Left empty, the file's own name stands there."),
    )  # fmt: skip

    helper = helper(_("Add the document"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["file"].required = True
        self.fields["file"].help_text = _("PDF, PNG, JPEG, DOCX or XLSX. All boards can read it.")
