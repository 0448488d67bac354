"""The registration while it is written: a row an indicator, and the list of titles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.goals import AimText, Goal, Goals, marks
from campaigns.models import Holder, Indicator, Registration
from campaigns.regulations.registrations import LONGEST_MOVEMENTS, MOST_AIMS, MOST_OF_A_TITLE
from foundation.figures import figure_words, read_figure
from foundation.forms import WrittenForm
from foundation.refusals import Refusal

LONGEST_NOTE, LONGEST_TITLE = 300, 200
MOST_ROWS = 2 * MOST_AIMS  # more is no typing


@dataclass(frozen=True)
class TargetRow:
    """One indicator with what was typed for it, and what is wrong with that."""

    indicator: Indicator
    plan: str = ""
    note: str = ""
    plan_error: str = ""
    note_error: str = ""
    agreed: str = ""
    goal: Goal | None = None


@dataclass(frozen=True)
class AimRow:
    """One title as it was typed, and what is wrong with it."""

    title: str = ""
    holder: str = Holder.BOARD.value
    count: str = "1"
    error: str = ""
    has_focus: bool = False
    aim: AimText | None = None

    @property
    def holders(self) -> list[tuple[str, Any, bool]]:
        """The choices, each with whether it is the chosen one."""
        return [(code, label, code == self.holder) for code, label in Holder.choices]


class TextForm(WrittenForm):
    """The movements, and what the page was opened with (``goals.marks``)."""

    movements = forms.CharField(
        label=gettext_lazy("Movements that the board joins"),
        required=False,
        max_length=LONGEST_MOVEMENTS,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("One a line: the movement, its aim and content, when it is launched "
                               "and reviewed."),
    )  # fmt: skip
    seen_edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def showing(cls, goals: Goals, registration: Registration) -> "TextForm":
        """The form with those words, as a change of the present edition."""
        opened = marks(Goals.of(registration))
        base = " ".join(f"{part}={mark}" for part, mark in opened.items())
        facts = {"seen_edition": registration.edition, "base": base}
        return cls(initial={"movements": goals.movements, **facts})

    def again(self) -> "TextForm":
        """The same words in a fresh form, unjudged: after a button that only changed the list."""
        return type(self)(initial={name: self[name].value() for name in self.fields})

    def clean_movements(self) -> str:
        """Lines end alike, however the browser sends them."""
        return self.cleaned_data["movements"].replace("\r\n", "\n").strip()

    def clean_base(self) -> dict[str, str]:
        """Part → mark, as the form has carried them along."""
        pairs = (word.partition("=") for word in self.cleaned_data["base"].split())
        return {part: mark for part, _equals, mark in pairs}


# -- targets -------------------------------------------------------------------------------------
def rows_of(
    indicators: Iterable[Indicator], goals: Goals, agreed: dict[int, Decimal]
) -> list[TargetRow]:
    """The targets as the form opens; ``agreed``: the accepted figures by indicator."""
    return [
        TargetRow(
            each,
            figure_words(goals.targets[each.pk].plan, each.decimals) if each.pk in goals.targets
            else "",
            goals.targets[each.pk].note if each.pk in goals.targets else "",
            agreed=figure_words(agreed.get(each.pk), each.decimals),
        )
        for each in indicators
    ]  # fmt: skip


def typed_targets(
    indicators: Iterable[Indicator], agreed: dict[int, Decimal], data: QueryDict
) -> list[TargetRow]:
    """The targets as they were typed, each judged."""
    return [
        judged_target(
            TargetRow(
                each,
                data.get(f"plan-{each.pk}", "").strip(),
                data.get(f"note-{each.pk}", "").strip(),
                agreed=figure_words(agreed.get(each.pk), each.decimals),
            )
        )
        for each in indicators
    ]


def judged_target(row: TargetRow) -> TargetRow:
    """With its goal, or what is wrong: refusals stand beside their cell."""
    try:
        plan = read_figure(row.plan, row.indicator.decimals)
    except Refusal as refusal:
        return replace(row, plan_error=str(refusal))
    if plan is None and row.note:
        return replace(row, plan_error=_("A note needs a figure beside it."))
    try:
        note = written(row.note, LONGEST_NOTE)
    except ValidationError as error:
        return replace(row, note_error=" ".join(error.messages))
    return row if plan is None else replace(row, goal=Goal(plan, note))


def written(words: str, most: int) -> str:
    """As a field of a form would: no control characters, not too long, in one spelling."""
    return normalize("NFC", forms.CharField(max_length=most, required=False).clean(words))


# -- titles --------------------------------------------------------------------------------------
def aim_rows_of(goals: Goals) -> list[AimRow]:
    """The titles as the form opens: one empty row where there is none yet."""
    rows = [AimRow(aim.title, aim.holder, str(aim.count)) for aim in goals.aims]
    return rows or [AimRow()]


def typed_aims(data: QueryDict) -> list[AimRow]:
    """The titles as they were typed, in their order."""
    columns = (data.getlist(name) for name in ("aim_title", "aim_holder", "aim_count"))
    return [AimRow(*cells) for cells in list(zip(*columns, strict=False))[:MOST_ROWS]]


def rearranged(rows: list[AimRow], data: QueryDict) -> list[AimRow] | None:
    """The rows after a button: "add" or "remove:2", places counted from 0; None without one."""
    what, _colon, where = data.get("aims", "").partition(":")
    if what == "add":
        return [*rows, AimRow(has_focus=True)]
    if what == "remove":
        place = int(where) if where.isdecimal() else len(rows)
        return [row for number, row in enumerate(rows) if number != place] or [AimRow()]
    return None


def judged_aims(rows: Iterable[AimRow]) -> list[AimRow]:
    """Each row with its title, or what is wrong with it; what says nothing is left out."""
    return [judged_aim(row) for row in rows if row.title.strip()]


def judged_aim(row: AimRow) -> AimRow:
    """A title, for somebody, a number of them."""
    try:
        title = written(row.title.strip(), LONGEST_TITLE)
        count = read_figure(row.count or "1", 0)
    except ValidationError as error:
        return replace(row, error=" ".join(error.messages))
    if count is None or not 1 <= count <= MOST_OF_A_TITLE:
        return replace(row, error=_("The number is at least 1."))
    holder = row.holder if row.holder in Holder.values else Holder.BOARD.value
    return replace(row, aim=AimText(title, holder, int(count)))


# -- the whole page ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sheet:
    """All that is typed on the page of a registration, judged or not."""

    text: TextForm
    targets: list[TargetRow]
    aims: list[AimRow]
    is_moved: bool = False  # a button has only changed the list of titles

    @classmethod
    def showing(
        cls, goals: Goals, registration: Registration, indicators: list[Indicator]
    ) -> "Sheet":
        """Those words, as a change of the present edition."""
        targets = rows_of(indicators, goals, accepted(registration))
        return cls(TextForm.showing(goals, registration), targets, aim_rows_of(goals))

    @classmethod
    def typed(
        cls, data: QueryDict, registration: Registration, indicators: list[Indicator]
    ) -> "Sheet":
        """What was sent; after a button of the list of titles nothing there is judged yet."""
        text, aims = TextForm(data), typed_aims(data)
        targets = typed_targets(indicators, accepted(registration), data)
        moved = rearranged(aims, data)
        if moved is not None:
            return cls(text.again(), targets, moved, is_moved=True)
        return cls(text, targets, judged_aims(aims))

    @property
    def is_sound(self) -> bool:
        """Whether all of it can be saved."""
        wrong = [row for row in self.targets if row.plan_error or row.note_error]
        wrong_aims = [row for row in self.aims if row.error]
        return not (self.is_moved or wrong or wrong_aims) and self.text.is_valid()

    @property
    def aims_shown(self) -> list[AimRow]:
        """The titles, or a row to type the first one into."""
        return self.aims or [AimRow()]

    @property
    def goals(self) -> Goals:
        """What was written, put together; only where it is sound."""
        return Goals(
            {row.indicator.pk: row.goal for row in self.targets if row.goal},
            tuple(row.aim for row in self.aims if row.aim),
            self.text.cleaned_data["movements"],
        )

    @property
    def wrong(self) -> int:
        """How many cells are refused."""
        cells = [bool(row.plan_error) + bool(row.note_error) for row in self.targets]
        return sum(cells) + sum(bool(row.error) for row in self.aims)


def accepted(registration: Registration) -> dict[int, Decimal]:
    """The accepted figures, by indicator."""
    rows = registration.targets.all()
    return {row.indicator_id: row.agreed for row in rows if row.agreed is not None}


# -- the chief's and the leader's word -----------------------------------------------------------
def sends(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    helper = FormHelper()
    helper.add_input(Submit("submit", label))
    return helper


class SubmitRegistrationForm(WrittenForm):
    """The leader's word for the figures, and the paper's number."""

    paper_number = forms.CharField(
        label=gettext_lazy("Number and symbol of your paper"),
        max_length=50,
        required=False,
        help_text=gettext_lazy(
            "As your registry gives it: 12/BC-BQL. Empty: a blank is left for it."
        ),
    )
    vouched = forms.BooleanField(
        label=gettext_lazy("I have read the registration and answer for it on behalf of the board.")
    )

    helper = sends(gettext_lazy("Hand in the registration"))

    def clean(self) -> dict[str, Any]:
        """The word itself is no fact: the name below is."""
        return {"paper_number": super().clean().get("paper_number", "")}


class AcceptRegistrationForm(forms.Form):
    """The chief's yes."""

    helper = sends(gettext_lazy("Accept the registration"))


class ReturnRegistrationForm(WrittenForm):
    """What the board has to mend."""

    reason = forms.CharField(
        label=gettext_lazy("What is to be mended"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("The board reads it."),
    )

    helper = sends(gettext_lazy("Return to the board"))


class ChangeRegistrationForm(WrittenForm):
    """Why accepted figures should change."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("It is kept beside the new version, for everybody to read."),
    )

    helper = sends(gettext_lazy("Open for a change"))
