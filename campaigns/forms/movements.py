"""What people type of a movement."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Launcher, Stage
from foundation.documents.forms import FileForm
from foundation.documents.uploads import PDF
from foundation.forms import DayField, WrittenForm

LONGEST = 4000


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


def words(label: Any, rows: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A text of some lines."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, widget=area, required=required, help_text=help_text
    )


class MovementForm(FileForm):
    """A movement as its launcher has written it down."""

    content_name = "content_of_plan"
    kinds = (PDF,)
    field_order = [
        "launcher", "launched_by", "name", "paper", "since", "until", "is_thematic", "aim",
        "content", "file",
    ]  # fmt: skip

    launcher = forms.ChoiceField(label=_("Launched by"), choices=Launcher.choices)
    launched_by = forms.CharField(
        label=_("Name of the launcher"), max_length=300,
        help_text=_("As it stands on the paper: the ministry, the province or the bloc."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name of the movement"), max_length=300)
    paper = forms.CharField(
        label=_("Paper by which it was launched"), max_length=200, required=False,
        help_text=_("Number, symbol and date"),
    )  # fmt: skip
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: without an end"))
    is_thematic = forms.BooleanField(
        label=_("Thematic: launched for one task, apart from the regular ones"), required=False
    )
    aim = words(_("Aim"), 3, required=False)
    content = words(_("Content"), 5, required=False, help_text=_("One point a line"))
    file = forms.FileField(
        label=_("Plan as a PDF"), required=False, allow_empty_file=True,
        help_text=_("Without a new file the old one stays."),
    )  # fmt: skip

    helper = helper(_("Save the movement"))


class JoinMovementForm(WrittenForm):
    """What the board plans."""

    plan = words(
        _("What the board plans"), 4, help_text=_("Two or three sentences: what, by when, who")
    )

    helper = helper(_("Take part"))


class TellProgressForm(FileForm):
    """What was done, and a file to show for it."""

    field_order = ["told_on", "text", "is_result", "file"]

    told_on = DayField(label=_("Day"))
    text = words(_("What was done"), 5)
    is_result = forms.BooleanField(label=_("This is the final result"), required=False)
    file = forms.FileField(
        label=_("A file to show for it"), required=False, allow_empty_file=True,
        help_text=_("PDF, PNG or JPEG"),
    )  # fmt: skip

    helper = helper(_("Save what was done"))


class ReviewMovementForm(WrittenForm):
    """The bloc's word, half-way or at the end."""

    stage = forms.ChoiceField(label=_("Review"), choices=Stage.choices)
    held_on = DayField(label=_("Held on"))
    text = words(_("What came of it"), 6)

    helper = helper(_("Save the review"))
