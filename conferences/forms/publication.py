"""What people type for the public page of a conference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.activities import SeenForm
from conferences.forms.fields import helper


class PublicSummaryForm(SeenForm):
    """What everybody may read."""

    field_order = ["summary", "seen"]

    summary = forms.CharField(
        label=_("Summary for the public"),
        max_length=8000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Who met, what was discussed and decided. Proposed is not awarded."),
    )

    helper = helper(_("Save the summary"))
