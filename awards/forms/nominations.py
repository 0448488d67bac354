"""What people type about quotas, criteria and exceptions, and what they only try out."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from awards.models import AwardCriterion, AwardKind
from conferences.models import Conference
from foundation.forms import DayField, WrittenForm

MOST = 99  # of a kind: no bloc is given more
MET, NOT_MET = "met", "not_met"
ANSWERS = [("", _("not yet")), (MET, _("met")), (NOT_MET, _("not met"))]


def helper(label: Any) -> FormHelper:
    """A form with its one button."""
    made = FormHelper()
    made.add_input(Submit("submit", label))
    return made


class QuotaForm(WrittenForm):
    """How many, by which document."""

    count = forms.IntegerField(label=_("Number"), min_value=0, max_value=MOST)
    document_number = forms.CharField(
        label=_("Number of the ministry's document"), max_length=60, required=False
    )
    document_on = DayField(label=_("Date of the document"))

    helper = helper(_("Save the quota"))


class AttestForm(WrittenForm):
    """For every open criterion whether it is met, and the grounds for all of them."""

    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=500,
        required=False,
        help_text=_("The paper by which you know it, with number and day. Everybody reads it."),
    )
    field_order: list[str] = []

    helper = helper(_("Attest"))

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[AwardCriterion],
        given: Mapping[int, bool],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.names = {f"criterion_{each.pk}": each for each in criteria}
        for name, each in self.names.items():
            known = given.get(each.pk)
            self.fields[name] = forms.ChoiceField(
                label=each.text,
                choices=ANSWERS,
                required=False,
                help_text=each.source,
                widget=forms.RadioSelect,
                initial="" if known is None else MET if known else NOT_MET,
            )
        self.given = given
        self.order_fields([*self.names, "grounds"])

    def clean(self) -> dict[str, Any]:
        """The answers by criterion, of those alone that say something new."""
        typed = super().clean()
        answers = {
            each.pk: typed[name] == MET for name, each in self.names.items() if typed.get(name)
        }
        new = {pk: is_met for pk, is_met in answers.items() if self.given.get(pk) != is_met}
        return {"answers": new, "grounds": typed.get("grounds", "")}


class WaiverForm(WrittenForm):
    """Why the board is nominated all the same."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stands wherever the board is nominated; everybody reads it."),
    )

    helper = helper(_("Grant the exception"))


class PutToVoteForm(WrittenForm):
    """At which conference."""

    conference = forms.ChoiceField(label=_("Conference"), widget=forms.RadioSelect)

    helper = helper(_("Prepare the ballot"))

    def __init__(self, *args: Any, conferences: Iterable[Conference], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(each.pk): each for each in conferences}
        self.fields["conference"].choices = [
            (key, f"{each}, {localize(each.held_on)}") for key, each in self.known.items()
        ]

    def clean_conference(self) -> Conference:
        """The conference itself."""
        return self.known[self.cleaned_data["conference"]]


class WhatIfForm(forms.Form):
    """Other quotas, and boards left out: only tried, never stored."""

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[AwardKind],
        limits: Mapping[int, int],
        boards: Mapping[int, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kinds = {f"so-{kind.pk}": kind for kind in kinds}
        for name, kind in self.kinds.items():
            self.fields[name] = forms.IntegerField(
                label=kind.name, min_value=0, max_value=MOST, required=False
            )
            self.initial[name] = limits.get(kind.pk)
        self.fields["bo"] = forms.TypedMultipleChoiceField(
            label=_("Leave out"),
            choices=list(boards.items()),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        button = Submit("", _("Try it out"))
        button.field_classes = "btn"  # the page's red one makes the list
        self.helper = FormHelper()
        self.helper.add_input(button)
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def quotas(self) -> dict[int, int]:
        """The numbers that are tried, by kind."""
        typed = self.cleaned_data
        return {
            kind.pk: typed[name] for name, kind in self.kinds.items() if typed.get(name) is not None
        }
