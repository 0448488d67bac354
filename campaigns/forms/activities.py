"""What people type of an activity."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import merging
from campaigns.forms.calendar import SeenField
from campaigns.models import ActivityKind
from campaigns.regulations.activities import MOST_PEOPLE
from foundation.documents import photos
from foundation.documents.uploads import read_bytes
from foundation.forms import DayField, WrittenForm
from members.models import Board

LONGEST = 4000  # characters


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class BoardField(forms.ChoiceField):
    """A board out of a list that is at hand, by the name that people use."""

    def offer(self, boards: Iterable[Board]) -> None:
        """These may be chosen."""
        self.boards = {str(board.pk): board for board in boards}
        self.choices = [(key, board.short_name) for key, board in self.boards.items()]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Board) else value

    def clean(self, value: Any) -> Board | None:
        key = super().clean(value)
        return self.boards[key] if key else None


class SeenForm(WrittenForm):
    """A form that notices when somebody else has saved meanwhile."""

    seen = SeenField()

    @classmethod
    def showing(cls, values: dict[str, Any], saved: dict[str, Any], **options: Any) -> "SeenForm":
        """The form with these values, as a change of what is ``saved`` now."""
        return cls(initial={**values, "seen": merging.marks(saved)}, **options)


class ActivityForm(SeenForm):
    """An activity as its organisers plan it."""

    field_order = ["kind", "name", "since", "until", "place", "host", "about", "seen"]

    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    name = forms.CharField(label=_("Name of the activity"), max_length=300)
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The same day where it takes one day."))
    place = forms.CharField(label=_("Venue"), max_length=300)
    host = BoardField(label=_("Host"), help_text=_("Tells afterwards what came of it."))
    about = forms.CharField(
        label=_("Content"), max_length=LONGEST, required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Programme, who is to come, what to bring, cost."),
    )  # fmt: skip

    helper = helper(_("Save the activity"))

    def __init__(self, *args: Any, boards: Iterable[Board], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["host"].offer(boards)


class PlanActivityForm(ActivityForm):
    """A new one has nothing that others could have changed."""

    seen = None


class CallOffActivityForm(WrittenForm):
    """Why it does not take place."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    helper = helper(_("Call it off"))


class TakePartForm(forms.Form):
    """With how many people the board comes."""

    people = forms.IntegerField(
        label=_("Number of people"), min_value=0, max_value=MOST_PEOPLE,
        help_text=_("0: the board does not come."),
        widget=forms.NumberInput({"inputmode": "numeric", "class": "figure"}),
    )  # fmt: skip

    helper = helper(_("Save the answer"))


class TellActivityForm(SeenForm):
    """What came of it."""

    field_order = ["outcome", "seen"]

    outcome = forms.CharField(
        label=_("What came of it"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}),
        help_text=_("Results, prizes, gifts and for whom; the reports draw on it."),
    )  # fmt: skip

    helper = helper(_("Save what was told"))


class AddPhotoForm(WrittenForm):
    """A photo and what is to be seen on it; the action gets it as ``photograph``."""

    file = forms.FileField(
        label=_("Photo"), allow_empty_file=True,
        help_text=_(
            "JPEG or PNG. It is made smaller; place, time and camera that are written into the "
            "file are removed."
        ),
        widget=forms.FileInput({"accept": "image/jpeg,image/png"}),
    )  # fmt: skip
    caption = forms.CharField(
        label=_("Caption"), max_length=300,
        help_text=_("What is to be seen, also for those who cannot see it."),
    )  # fmt: skip

    helper = helper(_("Add the photo"))

    def clean_file(self) -> photos.Photograph:
        """Judged by its content, and developed."""
        return photos.developed(read_bytes(self.cleaned_data["file"]))

    def clean(self) -> dict[str, Any]:
        """As the action wants it."""
        typed = super().clean()
        if "file" in typed:
            typed["photograph"] = typed.pop("file")
        return typed
