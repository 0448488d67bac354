"""What is asked around the points of a year: who checks whom, reasons, explanations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.reports import helper, reason_field
from campaigns.models import CheckPattern
from campaigns.regulations.scores import LONGEST_TEXT
from foundation.forms import WrittenForm
from members.models import Board


class BeginScoringForm(forms.Form):
    """By which pattern boards check each other."""

    pattern = forms.ChoiceField(
        label=_("Who checks whom"),
        choices=CheckPattern.choices,
        initial=CheckPattern.BALANCED,
        widget=forms.RadioSelect,
        help_text=_("Nobody checks itself."),
    )

    helper = helper(_("Ask the boards for their points"))


class SubmitSheetForm(forms.Form):
    """The word that the points are given by the table."""

    vouched = forms.BooleanField(label=_("I vouch that the points follow the table."))

    helper = helper(_("Hand in the sheet"))

    def clean(self) -> dict[str, Any]:
        """The word is given here; the action needs no other fact."""
        super().clean()
        return {}


class ReturnSheetForm(WrittenForm):
    """What is to be mended."""

    reason = reason_field(_("Reason for the return"), rows=3)

    helper = helper(_("Return the sheet"))


class ReopenScoresForm(WrittenForm):
    """Why the points are opened again."""

    reason = reason_field(_("Reason for opening the points again"), rows=3)

    helper = helper(_("Open the points again"))


class ChangeCheckerForm(WrittenForm):
    """Which board checks instead, and why."""

    checker = forms.ModelChoiceField(Board.objects.none(), label=_("Who checks now"))
    reason = reason_field(_("Reason"), rows=3)

    helper = helper(_("Let this board check"))

    def __init__(self, *args: Any, boards: Sequence[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["checker"]
        field.queryset = Board.objects.filter(pk__in=[board.pk for board in boards])
        field.choices = [("", ""), *[(board.pk, board.short_name) for board in boards]]


class ExplainLineForm(WrittenForm):
    """What the board says."""

    text = forms.CharField(
        label=_("Explanation"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 6})
    )

    helper = helper(_("Send the explanation"))


class AnswerExplanationForm(WrittenForm):
    """What the board is answered."""

    text = forms.CharField(
        label=_("Answer"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 6})
    )

    helper = helper(_("Send the answer"))
