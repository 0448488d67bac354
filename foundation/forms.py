"""What every form of the house shares."""

import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.refusals import Refusal


class WrittenForm(forms.Form):
    """A form whose words are kept in one spelling of Unicode (NFC).

    Vietnamese keyboards and PDF copies write “ệ” in several ways; names that look
    alike must be alike.
    """

    def clean(self) -> dict[str, Any]:
        """What was typed, normalised."""
        typed = super().clean() or self.cleaned_data
        return {
            name: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            for name, value in typed.items()
        }


class DayField(forms.DateField):
    """A day, typed as people write it: 15/01/2021."""

    def __init__(self, **options: Any) -> None:
        hints = {"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.DateInput(attrs=hints), **options)


def done(form: forms.Form, action: Callable, *subject: Any, **facts: Any) -> bool:
    """Whether the form is sound and the action was done with what it holds.

    What the regulations refuse stands on the form, and nothing typed is lost.
    """
    if not form.is_valid():
        return False
    try:
        action(*subject, **form.cleaned_data, **facts)
    except Refusal as refusal:
        refuse(form, refusal)
        return False
    return True


def refuse(form: forms.Form, refusal: Refusal) -> None:
    """Show it on the form: beside the field that it is about, if the form has that field.

    A form whose field goes by another name than the rules give it says so in ``CALLED``.
    """
    called: dict[str | None, str] = getattr(form, "CALLED", {})
    field = called.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal)
