"""A line of the register of papers."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Direction
from foundation.documents.uploads import SCANS, read_upload
from foundation.forms import DayField, WrittenForm


class RegisterPaperForm(WrittenForm):
    """What the register says of a paper, and the paper itself as a file."""

    direction = forms.ChoiceField(
        label=_("Direction"), choices=Direction.choices, widget=forms.RadioSelect,
        initial=Direction.OUT,
    )  # fmt: skip
    number = forms.IntegerField(
        label=_("Number"), min_value=1, required=False,
        help_text=_("Left empty, the next free number is taken."),
    )  # fmt: skip
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, required=False,
        help_text=_("For example TTr-KTĐ; of an incoming paper its number and symbol, 12/BC-BQL."),
    )  # fmt: skip
    dated_on = DayField(label=_("Date of the paper"))
    subject = forms.CharField(label=_("What it is about"), max_length=500)
    correspondent = forms.CharField(label=_("Recipients or sender"), max_length=500)
    signer = forms.CharField(label=_("Signed by"), max_length=200, required=False)
    file = forms.FileField(
        label=_("File"), required=False, allow_empty_file=True, help_text=_("PDF, PNG or JPEG")
    )

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Enter into the register")))

    def clean_file(self) -> dict[str, Any]:
        """The content, judged; refusals stand beside the field."""
        upload = self.cleaned_data["file"]
        if not upload:
            return {}
        content, media_type = read_upload(upload, SCANS)
        return {"content": content, "media_type": media_type, "file_name": upload.name}

    def clean(self) -> dict[str, Any]:
        """As the action wants it: the file by its parts."""
        typed = super().clean()
        return typed | (typed.pop("file", {}) or {})


class CancelPaperForm(WrittenForm):
    """Why a number comes to nothing."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Cancel the number")))
