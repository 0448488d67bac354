"""What a board brings as evidence, and what it proves."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from campaigns.models import Section
from campaigns.pieces import Piece
from campaigns.queries.evidence import Provable
from foundation.documents import uploads
from foundation.forms import DayField, WrittenForm
from foundation.refusals import Refusal


def choices_of(provable: Provable) -> list[tuple[str, list[tuple[str, str]]]]:
    """Sections and figures apart, as the checkboxes show them."""
    rows = [(key, thing, isinstance(thing, Section)) for key, thing in provable.items()]
    groups = {
        _("Sections"): [(key, thing.heading.title) for key, thing, is_text in rows if is_text],
        _("Figures"): [(key, thing.indicator.name) for key, thing, is_text in rows if not is_text],
    }
    return [(name, choices) for name, choices in groups.items() if choices]


class ProvesField(forms.MultipleChoiceField):
    """What of the report is proved: several things at once."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options) -> None:
        label = _("What it proves")
        super().__init__(label=label, required=False, **options)


class LinkEvidenceForm(forms.Form):
    """What a piece of evidence proves from now on."""

    proves = ProvesField()

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Save what it proves")))

    def __init__(self, provable: Provable, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proves"].choices = choices_of(provable)


class AddEvidenceForm(WrittenForm):
    """One file, one link or one decision; its parts become a Piece."""

    title = forms.CharField(
        label=_("What it is"),
        max_length=300,
        help_text=_("As the annex of the report will name it."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, PNG, JPEG, XLSX or DOCX without macros."),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.PROOFS)}),
    )
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    decision_number = forms.CharField(
        label=_("Number and symbol"), max_length=60, required=False, help_text="1234/QĐ-UBND"
    )
    decision_on = DayField(label=_("Date of the decision"), required=False)
    proves = ProvesField()

    helper = FormHelper()
    helper.layout = Layout(
        "title",
        Fieldset(_("A file …"), "file"),
        Fieldset(_("… or a link …"), "url"),
        Fieldset(_("… or a decision"), "decision_number", "decision_on"),
        "proves",
    )
    helper.add_input(Submit("submit", _("Add the evidence")))

    def __init__(self, provable: Provable, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proves"].choices = choices_of(provable)
        self.fields["url"].validators = [URLValidator(schemes=["http", "https"])]

    def clean(self):
        typed = super().clean()
        proves = typed.pop("proves", [])
        content, media_type, name = self.uploaded(typed.pop("file", None))
        if self.errors:
            return typed
        piece = Piece(content=content, media_type=media_type, file_name=name, **typed)
        return {"piece": piece, "proves": proves}

    def uploaded(self, upload):
        """Content, kind and name of the file; nothing where there is none or it is refused."""
        if not upload:
            return b"", "", ""
        try:
            content, media_type = uploads.read_upload(upload, uploads.PROOFS)
        except Refusal as refusal:
            self.add_error("file", refusal)
            return b"", "", ""
        return content, media_type, upload.name
