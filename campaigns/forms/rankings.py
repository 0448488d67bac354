"""What is typed about the ranking: conditions, facts and reasons."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import WrittenForm

LONGEST_FACT = 1000


def helper(label: Any) -> FormHelper:
    """A form with its one button."""
    made = FormHelper()
    made.add_input(Submit("submit", label))
    return made


class DeclareExclusionForm(WrittenForm):
    """Which condition, and what happened."""

    condition = forms.ChoiceField(label=_("Condition"), widget=forms.RadioSelect)
    fact = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST_FACT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("With the paper's number and day if there is one. Everybody reads it."),
    )

    helper = helper(_("Do not rank the board"))

    def __init__(self, *args: Any, conditions: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["condition"].choices = [(each, each) for each in conditions]


class LiftExclusionForm(WrittenForm):
    """Why the board is ranked after all."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_FACT, widget=forms.Textarea({"rows": 3})
    )

    helper = helper(_("Rank the board after all"))


class TakeRankingForm(WrittenForm):
    """The first ranking asks nothing; a later one asks why."""

    reason = forms.CharField(
        label=_("Reason for the new ranking"),
        max_length=LONGEST_FACT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    helper = helper(_("Take the ranking"))

    def __init__(self, *args: Any, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_first:
            self.fields["reason"].widget = forms.HiddenInput()
