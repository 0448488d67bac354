"""What is typed into the catalogue of indicators."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.catalogue import Typical
from campaigns.models import Better, Indicator
from campaigns.models.indicator import MOST_DECIMALS
from foundation.forms import WrittenForm

FIELDS = ("name", "unit", "better", "decimals", "source")


class IndicatorForm(WrittenForm):
    """One indicator: what is measured, in what, and which way is better."""

    name = forms.CharField(label=_("Name"), max_length=200)
    unit = forms.CharField(
        label=_("Unit of measure"), max_length=40,
        help_text=_("As the papers print it: dự án, tỷ đồng, %."),
    )  # fmt: skip
    better = forms.ChoiceField(
        label=_("Which way is better"),
        choices=Better.choices,
        widget=forms.RadioSelect,
        initial=Better.MORE,
    )
    decimals = forms.IntegerField(
        label=_("Decimals"), min_value=0, max_value=MOST_DECIMALS, initial=0,
        help_text=_("How many digits may stand after the comma, at most 4."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source of the figure"), max_length=300, required=False,
        help_text=_("Where boards take it from, so that all count alike."),
    )  # fmt: skip

    def __init__(self, *args: Any, button: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", button))

    @staticmethod
    def facts_of(indicator: Indicator) -> dict[str, Any]:
        """As the form opens on an indicator."""
        return {field: getattr(indicator, field) for field in FIELDS}


class TypicalForm(forms.Form):
    """Which of the supplied indicators the bloc takes."""

    chosen = forms.MultipleChoiceField(
        label=_("Typical indicators"), widget=forms.CheckboxSelectMultiple, required=False
    )

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Take into the catalogue")))

    def __init__(self, *args: Any, typical: Iterable[Typical], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["chosen"]
        field.choices = [(each.code, f"{each.name} ({each.unit})") for each in typical]
        field.initial = [code for code, _name in field.choices]
