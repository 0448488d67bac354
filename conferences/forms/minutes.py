"""What people type for the minutes of a conference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.activities import SeenForm
from conferences.forms.fields import helper


class SpeechForm(SeenForm):
    """Who spoke, and what was said."""

    field_order = ["speaker", "gist", "seen"]

    speaker = forms.CharField(label=_("Who spoke"), max_length=300)
    gist = forms.CharField(
        label=_("What was said"), max_length=4000, widget=forms.Textarea({"rows": 6})
    )

    helper = helper(_("Save the speech"))


class NoteSpeechForm(SpeechForm):
    """A new one: nobody else has written it."""

    seen = None


class ConclusionForm(SeenForm):
    """What the conference has agreed on."""

    field_order = ["conclusion", "seen"]

    conclusion = forms.CharField(
        label=_("Conclusion"), max_length=8000, widget=forms.Textarea({"rows": 8})
    )

    helper = helper(_("Save the conclusion"))
