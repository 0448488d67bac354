"""Fields that the forms about a conference share."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Account


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class HourField(forms.TimeField):
    """An hour, typed as people write it: 8:00."""

    def __init__(self, **options: Any) -> None:
        hints = {"placeholder": _("hh:mm"), "inputmode": "numeric", "autocomplete": "off"}
        widget = forms.TimeInput(format="%H:%M", attrs=hints)
        super().__init__(widget=widget, input_formats=["%H:%M", "%Hh%M", "%Hh"], **options)


class ShareField(forms.CharField):
    """A share of all, typed as a fraction or in percent: 2/3, 80 %. Exact, never a float."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=12, **options)

    def clean(self, value: Any) -> Fraction:
        """The fraction that was typed."""
        typed = str(super().clean(value)).replace(" ", "").replace(",", ".")
        try:
            if typed.endswith("%"):
                return Fraction(typed[:-1]) / 100
            return Fraction(typed)
        except (ValueError, ZeroDivisionError):
            raise forms.ValidationError(_("Give a fraction such as 2/3, or percent.")) from None


def labelled(people: Mapping[Account, str]) -> list[tuple[str, str]]:
    """Each person as a choice, with what they are."""
    return [
        (str(person.pk), f"{person} · {part}" if part else str(person))
        for person, part in people.items()
    ]


class PersonField(forms.ChoiceField):
    """One person out of a list that is at hand."""

    def offer(self, people: Mapping[Account, str], nobody: Any = "") -> None:
        """These may be chosen, each with what they are; ``nobody``: the words for no choice."""
        self.people = {str(person.pk): person for person in people}
        self.choices = [*([("", nobody)] if nobody else []), *labelled(people)]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Account) else value

    def clean(self, value: Any) -> Account | None:
        key = super().clean(value)
        return self.people[key] if key else None


class PeopleField(forms.MultipleChoiceField):
    """Several people out of a list that is at hand, in its order."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, people: Mapping[Account, str]) -> None:
        """These may be chosen, each with the board that they lead."""
        self.people = {str(person.pk): person for person in people}
        self.choices = labelled(people)

    def prepare_value(self, value: Any) -> Any:
        return [str(each.pk) if isinstance(each, Account) else each for each in value or []]

    def clean(self, value: Any) -> list[Account]:
        chosen = super().clean(value)
        return [person for key, person in self.people.items() if key in chosen]
