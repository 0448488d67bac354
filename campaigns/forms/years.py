"""What the chief or the secretary types to open a year and to describe it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns import merging
from campaigns.forms.calendar import SeenField
from campaigns.models import Campaign, Taken
from campaigns.regulations.years import LONGEST_SLOGAN, LONGEST_TASKS
from foundation.forms import DayField, WrittenForm


class EarlierYear(forms.ModelChoiceField):
    """A year of the bloc, by its number alone."""

    def label_from_instance(self, campaign: Campaign) -> str:
        return str(campaign.year)


class OpenCampaignForm(WrittenForm):
    """The first and the last day of the emulation year, and what comes along from another."""

    opens_on = DayField(
        label=_("Begins on"), help_text=_("The law of this day holds for the whole year.")
    )
    closes_on = DayField(label=_("Ends on"))
    start_from = EarlierYear(
        label=_("Take along from"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("no earlier year"),
    )
    take = forms.MultipleChoiceField(
        label=_("What comes along"),
        choices=Taken.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never people, figures or results. Everything can be changed afterwards."),
    )

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Open the year")))

    def __init__(self, *args: Any, earlier: QuerySet[Campaign], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["start_from"].queryset = earlier
        if not earlier:
            del self.fields["start_from"], self.fields["take"]
            return
        self.fields["start_from"].initial = earlier[0]
        self.fields["take"].initial = Taken.values


class DescribeCampaignForm(WrittenForm):
    """Slogan and key tasks, as a change of what is saved now."""

    slogan = forms.CharField(label=_("Slogan"), max_length=LONGEST_SLOGAN, required=False)
    key_tasks = forms.CharField(
        label=_("Key tasks"),
        max_length=LONGEST_TASKS,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("One a line."),
    )
    seen = SeenField()

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Save")))

    @classmethod
    def showing(cls, texts: dict[str, str], saved: dict[str, str]) -> "DescribeCampaignForm":
        """The form with these texts, as a change of what is ``saved`` now."""
        return cls(initial={**texts, "seen": merging.marks(saved)})

    def clean_key_tasks(self) -> str:
        """Lines as they are kept: without empty ones, and ended in one way."""
        lines = (line.strip() for line in self.cleaned_data["key_tasks"].splitlines())
        return "\n".join(line for line in lines if line)
