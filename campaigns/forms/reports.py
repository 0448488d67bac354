"""What is typed to ask for a report, to hand it in, and to return it."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Figure, ReportKind, Section
from campaigns.queries.evidence import FIGURE, SECTION
from campaigns.regulations.reports import LONGEST_REASON, LONGEST_TEXT
from foundation.forms import DayField, WrittenForm


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


def reason_field(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_REASON, widget=widget, **options)


class RequestReportForm(WrittenForm):
    """What is wanted, and by when; the outline comes next."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ReportKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=300)
    note = forms.CharField(
        label=_("What it is asked for"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands in the letter to the boards."),
    )
    due_on = DayField(
        label=_("Due on"),
        required=False,
        help_text=_("Only for a report by request; the others are due by the calendar."),
    )

    helper = helper(_("Ask the boards"))


class SectionForm(WrittenForm):
    """The words of one section, upon those that the writer has seen.

    Spaces at the ends stay: it is saved while somebody types.
    """

    text = forms.CharField(required=False, strip=False, max_length=2 * LONGEST_TEXT)
    seen_edition = forms.IntegerField(min_value=0)

    def clean_text(self) -> str:
        """Browsers end a line in their own way; letters are counted in ours."""
        return self.cleaned_data["text"].replace("\r\n", "\n")


class SubmitReportForm(WrittenForm):
    """The leader's word that the report is true and complete, and the paper's number."""

    paper_number = forms.CharField(
        label=_("Number and symbol of your paper"),
        max_length=50,
        required=False,
        help_text=_("As your registry gives it: 12/BC-BQL. Empty: a blank is left for it."),
    )
    vouched = forms.BooleanField(label=_("I vouch that the report is true and complete."))

    helper = helper(_("Submit the report"))

    def clean(self) -> dict[str, Any]:
        """The word is given here; the action needs the number alone."""
        return {"paper_number": super().clean().get("paper_number", "")}


class ReturnReportForm(WrittenForm):
    """What is to be mended: on the whole, and on the very sections and figures."""

    reason = reason_field(_("Reason for the return"), rows=3)

    def __init__(self, things: Mapping[str, Section | Figure], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = things
        for key, thing in things.items():
            name = getattr(thing, "heading", None) or thing.indicator
            self.fields[key] = reason_field(_("To be mended: %(part)s") % {"part": name},
                                            required=False)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """As the action wants it: the reasons on parts in one."""
        typed = super().clean()
        parts = {key: typed[key] for key in self.things if typed.get(key)}
        return {"reason": typed.get("reason", ""), "parts": parts}

    @property
    def section_fields(self) -> list[tuple[Any, forms.BoundField]]:
        """Each section with the field for what is to be mended there."""
        return self.fields_of(SECTION)

    @property
    def figure_fields(self) -> list[tuple[Any, forms.BoundField]]:
        return self.fields_of(FIGURE)

    def fields_of(self, prefix: str) -> list[tuple[Any, forms.BoundField]]:
        return [(thing, self[key]) for key, thing in self.things.items() if key.startswith(prefix)]
