"""What is typed to write, issue and revise the bloc's summary report."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.regulations.summaries import LONGEST_REASON, LONGEST_SECTION
from foundation.forms import WrittenForm


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class SummarySectionForm(WrittenForm):
    """The words of one part, upon those that the writer has seen."""

    section = forms.IntegerField(min_value=1)
    text = forms.CharField(required=False, max_length=2 * LONGEST_SECTION)
    seen_edition = forms.IntegerField(min_value=0)

    def clean_text(self) -> str:
        """Browsers end a line in their own way; letters are counted in ours."""
        return self.cleaned_data["text"].replace("\r\n", "\n")


class IssueSummaryForm(forms.Form):
    """The chief's word; ``despite``: although records have changed since."""

    despite = forms.BooleanField(
        label=_("Issue it with the figures as they stand in the report."), required=False
    )

    helper = helper(_("Issue the summary report"))

    def __init__(self, *args: Any, has_changes: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_changes:
            del self.fields["despite"]


class ReviseSummaryForm(WrittenForm):
    """Why it is taken in hand again."""

    reason = forms.CharField(
        label=_("Reason for the revision"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands in the opening of the report that is issued next."),
    )

    helper = helper(_("Revise the summary report"))
