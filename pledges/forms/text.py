"""What the secretary writes: the whole text at once, and the letter to the boards."""

from dataclasses import replace
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.forms import DayField, WrittenForm
from pledges.content import Content, TaskText
from pledges.models import Pledge

TEXTS = ("grounds", "targets", "responsibilities")


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


def rows_of(lines: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": lines})


class TextForm(WrittenForm):
    """Everything but the tasks, which are a list of their own (see ``tasks_of``)."""

    grounds = forms.CharField(
        label=_("Legal grounds"),
        required=False,
        widget=rows_of(5),
        help_text=_("One a line; the paper sets “;” and the last “.” by itself."),
    )
    targets = forms.CharField(label=_("Common targets"), required=False, widget=rows_of(3))
    responsibilities = forms.CharField(
        label=_("Responsibilities"), required=False, widget=rows_of(4)
    )
    place = forms.CharField(label=_("Place of signing"), required=False, max_length=100)
    signed_on = DayField(label=_("Day of signing"), required=False)
    seen_edition = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, pledge: Pledge) -> "TextForm":
        """The form as it opens: with the text under hand."""
        content = Content.of_pledge(pledge)
        facts = {name: getattr(content, name) for name in (*TEXTS, "place", "signed_on")}
        return cls(initial={**facts, "seen_edition": pledge.edition})

    def content(self, tasks: list[TaskText]) -> Content:
        """What was written, with the tasks that say something."""
        said = self.cleaned_data
        written = tuple(replace(task, text=task.text.strip()) for task in tasks)
        return Content(
            grounds=said["grounds"],
            tasks=tuple(task for task in written if task.text),
            targets=said["targets"],
            responsibilities=said["responsibilities"],
            place=said["place"],
            signed_on=said["signed_on"],
        )


def tasks_of(data: QueryDict) -> list[TaskText]:
    """The tasks as they were typed, in their order; a new one gets its key here."""
    pairs = zip(data.getlist("task_key"), data.getlist("task_text"), strict=False)
    return [TaskText(text, key) if key else TaskText(text) for key, text in pairs]


def rearranged(tasks: list[TaskText], wish: str) -> list[TaskText]:
    """The tasks after a button: "add", "up:2", "down:2" or "remove:2" (counted from 0)."""
    found = list(tasks)
    what, _colon, where = wish.partition(":")
    if what == "add":
        return [*found, TaskText("")]
    place = int(where) if where.isdigit() else -1
    if not 0 <= place < len(found):
        return found
    task = found.pop(place)
    if what != "remove":
        found.insert(max(0, place - 1) if what == "up" else place + 1, task)
    return found


class DraftForm(forms.Form):
    """Begin empty, or with the text of another year."""

    start_from = forms.ModelChoiceField(
        label=_("Start with the text of"),
        queryset=Pledge.objects.none(),
        required=False,
        empty_label=_("an empty page"),
    )

    helper = helper(_("Begin the draft"))

    def __init__(self, *args: Any, pledges: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["start_from"].queryset = pledges


class ConsultForm(WrittenForm):
    """By when answers are wanted, and what changed."""

    answers_due_on = DayField(label=_("Answers wanted by"), required=False)
    note = forms.CharField(
        label=_("What changed"),
        max_length=300,
        required=False,
        help_text=_("Read by the boards beside the version."),
    )

    helper = helper(_("Send to the boards"))


class CommentForm(WrittenForm):
    """What a board thinks of a part."""

    text = forms.CharField(label=_("Comment"), widget=rows_of(3))

    helper = helper(_("Send the comment"))


class AnswerForm(WrittenForm):
    """What is replied to a comment."""

    text = forms.CharField(label=_("Answer"), widget=rows_of(3))

    helper = helper(_("Send the answer"))


class IssueForm(forms.Form):
    """The chief's word that the text is final."""

    despite = forms.BooleanField(
        label=_("Issue it although not every board has agreed"), required=False
    )

    helper = helper(_("Freeze the text and draw the paper"))


class ReasonForm(WrittenForm):
    """Why; everybody reads it."""

    reason = forms.CharField(label=_("Reason"), widget=rows_of(3))

    def __init__(self, *args: Any, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = helper(label)
