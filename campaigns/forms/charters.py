"""What is asked around a regulation or a plan."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.regulations.charters import LONGEST_TEXT
from foundation.forms import DayField, WrittenForm

LONGEST_REASON, LONGEST_COMMENT = 500, 5000


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class DraftCharterForm(WrittenForm):
    """Why an adopted one is replaced, where one is."""

    reason = forms.CharField(
        label=_("Reason for the new version"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )

    helper = helper(_("Begin the draft"))

    def __init__(self, *args: Any, replaces: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not replaces:
            del self.fields["reason"]


class EditCharterForm(WrittenForm):
    """The whole text; it notices when somebody else was faster."""

    text = forms.CharField(
        label=_("Text of the draft"),
        required=False,
        max_length=2 * LONGEST_TEXT,
        widget=forms.Textarea({"rows": 28}),
        help_text=_(
            "Paste it as it is. Lines that begin with “Chương I.”, “I.” or “Điều 1.” become "
            "headings on the page and on the paper."
        ),
    )
    seen_edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    helper = helper(_("Save the text"))

    def clean_text(self) -> str:
        """Browsers end a line in their own way."""
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class ConsultOnCharterForm(forms.Form):
    """Until when the boards may give their opinions."""

    comments_due_on = DayField(
        label=_("The boards give their opinions until"),
        help_text=_("Later opinions count as well, until the chief adopts the text."),
    )

    helper = helper(_("Send to the boards"))


class AnswerCharterForm(WrittenForm):
    """A board agrees, or says what should be different."""

    agrees = forms.BooleanField(label=_("Our board agrees with the draft"), required=False)
    text = forms.CharField(
        label=_("What should be different"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 6}),
    )

    helper = helper(_("Send the opinion"))


class ReplyToOpinionForm(WrittenForm):
    """What the bloc answers."""

    text = forms.CharField(
        label=_("Answer"), max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 4})
    )

    helper = helper(_("Send the answer"))


class AdoptCharterForm(forms.Form):
    """The chief's word that the bloc works by it."""

    despite = forms.BooleanField(
        label=_("Adopt it even if boards may still give opinions or wait for an answer"),
        required=False,
    )

    helper = helper(_("Adopt it"))
