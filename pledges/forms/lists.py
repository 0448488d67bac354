"""What the list of pledges is narrowed down by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pledges.models import PledgeState


class PledgesForm(forms.Form):
    """By year, and by what has become of them."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("any state")), *PledgeState.choices], required=False
    )

    def __init__(self, *args: Any, pledges: QuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pledges = pledges
        years = pledges.order_by("-campaign__year").values_list("campaign__year", flat=True)
        choices = [(year, str(year)) for year in dict.fromkeys(years)]
        self.fields["year"].choices = [("", _("any year")), *choices]

    def found(self) -> QuerySet:
        """The pledges that were asked for; what makes no sense asks for nothing."""
        wanted = self.cleaned_data if self.is_valid() else {}
        rows = self.pledges
        if wanted.get("year"):
            rows = rows.filter(campaign__year=wanted["year"])
        if wanted.get("state"):
            rows = rows.filter(state=wanted["state"])
        return rows

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in self.fields)
