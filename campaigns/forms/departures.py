"""What is typed about a board that left or merged within the year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.rankings import LONGEST_FACT, helper
from campaigns.models import Treatment
from foundation.forms import DayField, WrittenForm

EXPLAINED = {
    Treatment.APART: _(
        "Reported and scored apart: it stays in the year's tables under the name that it bore."
    ),
    Treatment.CLOSED: _(
        "Closed early: it does no more this year and stands below the ranking, not ranked."
    ),
}


class SettleDepartureForm(WrittenForm):
    """How it is counted, by which decision, and why."""

    treatment = forms.ChoiceField(
        label=_("How it is counted"), choices=list(EXPLAINED.items()), widget=forms.RadioSelect
    )
    decision_number = forms.CharField(
        label=_("Decision number"),
        max_length=60,
        help_text=_("Of the decision by which it left or merged."),
    )
    decision_on = DayField(label=_("Decision date"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_FACT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody reads it."),
    )

    helper = helper(_("Settle how it is counted"))


class WithdrawDepartureForm(WrittenForm):
    """Why it is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_FACT, widget=forms.Textarea({"rows": 3})
    )

    helper = helper(_("Withdraw it"))
