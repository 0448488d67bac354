"""A line of the register of papers."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Direction
from foundation.documents.forms import FileForm
from foundation.forms import DayField, WrittenForm


class RegisterPaperForm(FileForm):
    """What the register says of a paper, and the paper itself as a file."""

    field_order = [
        "direction", "number", "symbol", "dated_on", "subject", "correspondent", "signer", "file",
    ]  # fmt: skip

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
    helper = FormHelper()
    helper.add_input(Submit("submit", _("Enter into the register")))


class CancelPaperForm(WrittenForm):
    """Why a number comes to nothing."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Cancel the number")))
