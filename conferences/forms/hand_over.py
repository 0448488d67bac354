"""What people type when a year is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from conferences.forms.fields import helper
from foundation.forms import WrittenForm


class PrepareHandOverForm(WrittenForm):
    """What the new chief should know beside the papers."""

    remarks = forms.CharField(
        label=_("What the new chief should know"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Debts, promises, telephone numbers; one per line. It is shown on the page."),
    )  # fmt: skip

    helper = helper(_("Pack the papers"))
