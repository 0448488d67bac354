"""The days of a year, all at once; more time for one board or for all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import merging
from campaigns.models import PhaseKind
from campaigns.queries.calendar import Span
from foundation.forms import DayField, WrittenForm
from members.models import Board

OPENS, CLOSES = "opens_on", "closes_on"


class SeenField(forms.CharField):
    """The marks of what the form was opened with (``merging.marks``), carried along unseen."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def prepare_value(self, value: Any) -> Any:
        """As one line: key=mark key=mark."""
        if isinstance(value, Mapping):
            return " ".join(f"{key}={mark}" for key, mark in value.items())
        return value

    def clean(self, value: Any) -> Any:
        """Key → mark."""
        pairs = (word.partition("=") for word in super().clean(value).split())
        return {key: mark for key, _equals, mark in pairs}


class PlanCalendarForm(WrittenForm):
    """From and to for every kind of phase; a phase without days is left out."""

    seen = SeenField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind, label in PhaseKind.choices:
            for side, words in ((OPENS, _("begins on")), (CLOSES, _("ends on"))):
                self.fields[f"{kind}_{side}"] = DayField(label=f"{label}: {words}", required=False)

    @classmethod
    def showing(
        cls, days: Mapping[str, Span], saved: Mapping[str, Span], **options: Any
    ) -> "PlanCalendarForm":
        """The form with these days, as a change of what is ``saved`` now."""
        initial: dict[str, Any] = {"seen": merging.marks(saved)}
        for kind, (opens, closes) in days.items():
            initial |= {f"{kind}_{OPENS}": opens, f"{kind}_{CLOSES}": closes}
        return cls(initial=initial, **options)

    def days_at_first(self) -> dict[str, Span]:
        """Kind → days, as the form opened; of what was typed since nothing."""
        found = self.initial
        return {
            kind: (found[f"{kind}_{OPENS}"], found[f"{kind}_{CLOSES}"])
            for kind in PhaseKind.values
            if f"{kind}_{OPENS}" in found
        }

    def clean(self) -> dict[str, Any]:
        """As the action wants it: kind → days."""
        typed, days = super().clean(), {}
        for kind in PhaseKind.values:
            opens, closes = typed.get(f"{kind}_{OPENS}"), typed.get(f"{kind}_{CLOSES}")
            if opens and closes:
                days[kind] = (opens, closes)
            elif opens or closes:
                missing = f"{kind}_{CLOSES if opens else OPENS}"
                if missing not in self.errors:
                    self.add_error(missing, _("Give both days, or leave both empty."))
        return {"days": days, "seen": typed["seen"]}

    def rows(self) -> Iterable[tuple[str, Any, forms.BoundField, forms.BoundField]]:
        """Kind, its name, and the two fields, as the page lays them out."""
        for kind, label in PhaseKind.choices:
            yield kind, label, self[f"{kind}_{OPENS}"], self[f"{kind}_{CLOSES}"]


class ExtendPhaseForm(WrittenForm):
    """For whom, until when, and why."""

    board = forms.TypedChoiceField(
        label=gettext_lazy("For"), required=False, empty_value=None, widget=forms.RadioSelect
    )
    until = DayField(label=gettext_lazy("New last day"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Everybody in the bloc reads it on the calendar's page."),
    )

    helper = FormHelper()
    helper.add_input(Submit("submit", gettext_lazy("Give more time")))

    def __init__(self, *args: Any, boards: Sequence[Board | None], **options: Any) -> None:
        super().__init__(*args, **options)
        by_key = {str(board.pk): board for board in boards if board}
        field = self.fields["board"]
        field.coerce = by_key.__getitem__
        field.choices = [(key, str(board)) for key, board in by_key.items()]
        if None in boards:
            field.choices = [("", _("all boards")), *field.choices]
        else:
            field.required = True
            field.initial = next(iter(by_key), None)
