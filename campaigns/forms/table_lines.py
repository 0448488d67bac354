"""What is typed into the lines of a table of points."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Submit
from crispy_forms.layout import Layout as Shape
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.tables import EditionForm
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout, TieText
from campaigns.models import (
    BANDED,
    STEPS,
    ConditionKind,
    CriterionKind,
    Filler,
    Formula,
    Tie,
)
from campaigns.points import point_words, read_points
from foundation.documents.words import roman
from foundation.refusals import Refusal

MOST_TIES = 5
BAND_DECIMALS = 4


class BandsUnreadable(Refusal):
    text = _("“%(line)s” is no band. Write one a line, as 98: 50.")


class BoundTwice(Refusal):
    text = _("Two bands begin at the same figure.")


class PointsField(forms.CharField):
    """Points as people type them; ``signed``: penalties too."""

    def __init__(self, *, signed: bool = False, **options: Any) -> None:
        hints = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=12, widget=forms.TextInput(hints), **options)
        self.signed = signed

    def clean(self, value: str) -> Decimal | None:
        """The figure; refusals stand beside the field."""
        found = read_points(super().clean(value))
        if found is not None and found < 0 and not self.signed:
            raise forms.ValidationError(_("The figure cannot be below nought."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """A figure as it can be typed again."""
        return point_words(value) if isinstance(value, Decimal) else value


class GroupForm(EditionForm):
    """One group: its name and what it gives."""

    name = forms.CharField(label=_("Name of the group"), max_length=300)
    maximum = PointsField(label=_("Highest points"))
    is_bonus = forms.BooleanField(
        label=_("Points of bonus"), required=False,
        help_text=_("A group of bonus may hold more than it gives; its maximum ends it."),
    )  # fmt: skip

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Save the group")))

    def text(self, former: GroupText | None) -> GroupText:
        """The group as typed, with the lines that it has."""
        typed = self.cleaned_data
        known = former or GroupText("", Decimal(0), key=uuid4())
        return replace(
            known, name=typed["name"], maximum=typed["maximum"], is_bonus=typed["is_bonus"]
        )


class CriterionForm(EditionForm):
    """One line: what is asked depends on its kind, the rest is left alone."""

    group = forms.ChoiceField(label=_("Group"))
    name = forms.CharField(label=_("Criterion"), max_length=500)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CriterionKind.choices, widget=forms.RadioSelect,
        initial=CriterionKind.MET,
    )  # fmt: skip
    maximum = PointsField(label=_("Highest points"), help_text=_("0 for a mere penalty"))
    indicator = forms.ChoiceField(
        label=_("Indicator"), required=False,
        help_text=_("Its figures come from the reports; without one they are typed by hand."),
    )  # fmt: skip
    formula = forms.ChoiceField(
        label=_("Formula"), required=False, choices=[("", "–"), *Formula.choices]
    )
    bands = forms.CharField(
        label=_("Bands"), required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line: from which percent or figure, and the points: 98: 50"),
    )  # fmt: skip
    points_each = PointsField(
        label=_("Points for one"), required=False, signed=True,
        help_text=_("With a minus sign for penalties: -5"),
    )  # fmt: skip
    minimum = PointsField(
        label=_("Lowest points"), required=False, signed=True,
        help_text=_("Only for penalties: -10 takes away ten points at most"),
    )  # fmt: skip
    filled_by = forms.ChoiceField(label=_("Filled by"), choices=Filler.choices)
    evidence = forms.CharField(label=_("Evidence wanted"), max_length=500, required=False)
    reference = forms.CharField(label=_("Law or regulation"), max_length=300, required=False)
    note = forms.CharField(
        label=_("How points are given, in your own words"), max_length=500, required=False,
        help_text=_("Empty: the page says it from what stands above."),
    )  # fmt: skip

    helper = FormHelper()
    helper.layout = Shape(
        "seen_edition", "group", "name", "kind", "maximum",
        Fieldset(_("Only by plan and result"), "indicator", "formula", "bands"),
        Fieldset(_("Only what is counted, bonus and penalty"), "points_each", "minimum"),
        Fieldset(_("For those who fill it"), "filled_by", "evidence", "reference", "note"),
    )  # fmt: skip
    helper.add_input(Submit("submit", _("Save the criterion")))

    def __init__(self, *args: Any, layout: Layout, indicators: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].choices = [
            (str(group.key), f"{roman(number)}. {group.name}")
            for number, group in enumerate(layout.groups, 1)
        ]
        names = [(str(each.pk), each.measured_in) for each in indicators]
        self.fields["indicator"].choices = [("", "–"), *names]

    @staticmethod
    def facts_of(criterion: CriterionText) -> dict[str, Any]:
        """As the form opens on a line."""
        bands = [f"{plain(bound)}: {point_words(points)}" for bound, points in criterion.bands]
        minimum = criterion.minimum or None
        return {**vars(criterion), "bands": "\n".join(bands), "minimum": minimum}

    def clean_indicator(self) -> int | None:
        return int(self.cleaned_data["indicator"]) if self.cleaned_data["indicator"] else None

    def clean_bands(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Bound and points of each line, the highest bound first."""
        found = [band_of(line) for line in self.cleaned_data["bands"].splitlines() if line.strip()]
        if len({bound for bound, _points in found}) < len(found):
            raise BoundTwice
        return tuple(sorted(found, reverse=True))

    def clean(self) -> dict[str, Any]:
        """What the kind asks for is there and possible."""
        typed = super().clean()
        if not self.errors:
            for field, words in missing_in(typed):
                self.add_error(field, words)
        return typed

    def text(self, key: UUID | None) -> CriterionText:
        """The line as typed; what its kind does not ask for is left out."""
        typed, kind = self.cleaned_data, self.cleaned_data["kind"]
        is_quantity = kind == CriterionKind.QUANTITATIVE
        is_counted = kind in {CriterionKind.COUNTED, CriterionKind.ADJUSTMENT}
        may_go_below = kind == CriterionKind.ADJUSTMENT
        return CriterionText(
            name=typed["name"], kind=kind, maximum=typed["maximum"], key=key or uuid4(),
            minimum=(typed["minimum"] if may_go_below else None) or Decimal(0),
            points_each=typed["points_each"] if is_counted else None,
            formula=typed["formula"] if is_quantity else "",
            bands=typed["bands"] if is_quantity and typed["formula"] in BANDED else (),
            indicator=typed["indicator"] if is_quantity else None,
            filled_by=typed["filled_by"], evidence=typed["evidence"],
            reference=typed["reference"], note=typed["note"],
        )  # fmt: skip


def missing_in(typed: dict[str, Any]) -> list[tuple[str, Any]]:
    """What a line of that kind cannot do without, beside its field; the first thing only."""
    kind, formula = typed["kind"], typed["formula"]
    each, minimum = typed["points_each"] or Decimal(0), typed["minimum"] or Decimal(0)
    measures, adjusts = kind == CriterionKind.QUANTITATIVE, kind == CriterionKind.ADJUSTMENT
    counts = kind == CriterionKind.COUNTED
    asked = (
        (measures and not formula, "formula", _("Choose how points follow from the figures.")),
        (
            measures and formula in BANDED and not typed["bands"],
            "bands",
            _("Write at least one band."),
        ),
        (counts and each <= 0, "points_each", _("Say how many points one of them gives.")),
        (adjusts and not each, "points_each", _("Say how many points one gives or takes.")),
        (adjusts and minimum > 0, "minimum", _("A penalty is written with a minus sign.")),
        (adjusts and each < 0 and not minimum, "minimum", _("How many may be taken at most: -10")),
        (each >= 0 and not typed["maximum"], "maximum", _("Say how many may be given at most.")),
    )
    return [(field, words) for is_wrong, field, words in asked if is_wrong][:1]


def band_of(line: str) -> tuple[Decimal, Decimal]:
    """One band: "98: 50". Raises BandsUnreadable and the refusals of the figures."""
    bound, colon, points = line.partition(":")
    if not colon:
        raise BandsUnreadable(line=line.strip()[:40])
    found = read_points(bound, BAND_DECIMALS), read_points(points)
    if None in found or min(found) < 0:
        raise BandsUnreadable(line=line.strip()[:40])
    return found


def plain(bound: Decimal) -> str:
    """A bound as it can be typed again."""
    return point_words(bound)


class TotalsForm(EditionForm):
    """What the whole gives, how bonus counts, what decides between equals."""

    maximum = PointsField(label=_("Highest total"), help_text=_("Usually 1000 or 100"))
    step = forms.TypedChoiceField(label=_("Step of points"), choices=STEPS, coerce=Decimal)
    bonus_inside = forms.TypedChoiceField(
        label=_("Points of bonus"), widget=forms.RadioSelect, coerce=lambda typed: typed == "True",
        choices=[
            ("True", _("count inside the total")),
            ("False", _("come on top of the total")),
        ],
    )  # fmt: skip
    cap = PointsField(
        label=_("Highest total with bonus"), required=False,
        help_text=_("Only where bonus comes on top; empty: without an end"),
    )  # fmt: skip

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Save")))

    def __init__(self, *args: Any, layout: Layout, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = [
            (f"{Tie.GROUP}:{group.key}", f"{roman(number)}. {group.name}")
            for number, group in enumerate(layout.groups, 1)
        ]
        choices = [
            ("", "–"), *groups, (Tie.BONUS, Tie.BONUS.label), (Tie.VOTE, Tie.VOTE.label),
        ]  # fmt: skip
        for number in range(1, MOST_TIES + 1):
            self.fields[f"tie_{number}"] = forms.ChoiceField(
                label=_("Equal totals: what decides, %(number)s.") % {"number": number},
                choices=choices,
                required=False,
            )

    @staticmethod
    def facts_of(layout: Layout) -> dict[str, Any]:
        """As the form opens on a table."""
        ties = {
            f"tie_{number}": f"{tie.by}:{tie.group}" if tie.group else tie.by
            for number, tie in enumerate(layout.tie_breaks, 1)
        }
        names = ("maximum", "step", "bonus_inside", "cap")
        return {name: getattr(layout, name) for name in names} | ties

    def clean(self) -> dict[str, Any]:
        """The highest total with bonus lies above the highest total."""
        typed = super().clean()
        cap, maximum = typed.get("cap"), typed.get("maximum")
        if typed.get("bonus_inside"):
            typed["cap"] = None
        elif cap is not None and maximum is not None and cap < maximum:
            self.add_error("cap", _("With bonus there cannot be less than without."))
        if maximum == 0:
            self.add_error("maximum", _("Say how many may be given at most."))
        return typed

    def text(self, layout: Layout) -> Layout:
        """The table with what was typed."""
        names = ("maximum", "step", "bonus_inside", "cap")
        facts = {name: self.cleaned_data[name] for name in names}
        typed = [self.cleaned_data[f"tie_{number}"] for number in range(1, MOST_TIES + 1)]
        chosen = list(dict.fromkeys(code for code in typed if code))
        return replace(layout, **facts, tie_breaks=tuple(tie_of(code) for code in chosen))


def tie_of(code: str) -> TieText:
    by, _colon, group = code.partition(":")
    return TieText(by, UUID(group) if group else None)


class ConditionForm(forms.Form):
    """One condition: so many points at least, or what keeps a board from being ranked."""

    kind = forms.ChoiceField(label=_("Condition"), choices=ConditionKind.choices, required=False)
    group = forms.ChoiceField(label=_("Points in"), required=False)
    points = PointsField(label=_("At least"), required=False)
    text = forms.CharField(
        label=_("In words"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    source = forms.CharField(label=_("Law or regulation"), max_length=300, required=False)

    def __init__(self, *args: Any, layout: Layout, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = [
            (str(group.key), f"{roman(number)}. {group.name}")
            for number, group in enumerate(layout.groups, 1)
        ]
        self.fields["group"].choices = [("", _("the total")), *groups]

    def clean(self) -> dict[str, Any]:
        """Points for the one kind, words for the other; an empty row says nothing."""
        typed = super().clean()
        if self.errors or self.is_empty(typed):
            return typed
        if typed["kind"] == ConditionKind.LEAST and not typed["points"]:
            self.add_error("points", _("Say how many points are wanted."))
        if typed["kind"] == ConditionKind.EXCLUSION and not typed["text"]:
            self.add_error("text", _("Say what keeps a board from being ranked."))
        return typed

    @staticmethod
    def is_empty(typed: dict[str, Any]) -> bool:
        return not (typed.get("points") or typed.get("text") or typed.get("source"))

    def condition(self) -> ConditionText | None:
        """What was typed; None for an empty row or one that is taken away."""
        typed = self.cleaned_data
        if typed.get("DELETE") or self.is_empty(typed):
            return None
        if typed["kind"] == ConditionKind.EXCLUSION:
            return ConditionText(ConditionKind.EXCLUSION, typed["text"], typed["source"])
        group = UUID(typed["group"]) if typed["group"] else None
        return ConditionText(
            ConditionKind.LEAST, typed["text"], typed["source"], group, typed["points"]
        )


ConditionRows = forms.formset_factory(ConditionForm, extra=2, can_delete=True, max_num=30)


class ConditionsForm(EditionForm):
    """Beside the rows: on which edition they were written."""
