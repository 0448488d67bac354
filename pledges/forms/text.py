"""What the secretary writes: the whole text at once, and the letter to the boards."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Summary
from foundation.forms import DayField, WrittenForm
from pledges import merging
from pledges.content import Content, TaskText
from pledges.models import Pledge
from pledges.regulations.text import LONGEST_TEXT

TEXTS = ("grounds", "targets", "responsibilities")


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def text_field(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    """A part of the text, as long as a part may be."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=lines(rows),
        help_text=help_text,
    )


class TextForm(WrittenForm):
    """Everything but the tasks, which are a list of their own (see forms/tasks.py).

    ``base`` is what the text was when it was opened (merging.marks), so that a stale
    edit can tell who changed what.
    """

    grounds = text_field(
        _("Legal grounds"), 5, _("One a line; the paper sets “;” and the last “.” by itself.")
    )
    targets = text_field(_("Common targets"), 3, _("One a line; the paper numbers them."))
    responsibilities = text_field(
        _("Responsibilities"), 4, _("One a line; the paper numbers them.")
    )
    place = forms.CharField(label=_("Place of signing"), required=False, max_length=100)
    signed_on = DayField(
        label=_("Day of signing"),
        required=False,
        help_text=_("Boards and their names are printed as they are on that day."),
    )
    seen_edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, pledge: Pledge) -> "TextForm":
        """The form as it opens: with the text under hand."""
        return cls.showing(Content.of_pledge(pledge), pledge)

    @classmethod
    def showing(cls, content: Content, pledge: Pledge) -> "TextForm":
        """The form with that text, as a change of the pledge's present edition."""
        facts = {name: getattr(content, name) for name in (*TEXTS, "place", "signed_on")}
        marks = merging.marks(Content.of_pledge(pledge))
        base = " ".join(f"{part}={mark}" for part, mark in marks.items())
        return cls(initial={**facts, "seen_edition": pledge.edition, "base": base})

    def again(self) -> "TextForm":
        """The same words in a fresh form, unjudged: after a button that only moved a task."""
        return type(self)(initial={name: self[name].value() for name in self.fields})

    def clean_base(self) -> dict[str, str]:
        """Part → mark, as the form has carried them along."""
        pairs = (word.partition("=") for word in self.cleaned_data["base"].split())
        return {part: mark for part, _equals, mark in pairs}

    def content(self, tasks: list[TaskText]) -> Content:
        """What was written, with the tasks; a faulty part as typed, a bad day as none."""
        said = self.cleaned_data
        plain = {name: said.get(name, self.as_typed(name)) for name in (*TEXTS, "place")}
        return Content(tasks=tuple(tasks), signed_on=said.get("signed_on"), **plain)

    def as_typed(self, name: str) -> str:
        """The words of a field that the form has refused."""
        return (self[name].value() or "").replace("\r\n", "\n")


class DraftForm(forms.Form):
    """Begin empty, or with the text of another year."""

    start_from = forms.ModelChoiceField(
        label=_("Start with"),
        queryset=Pledge.objects.none(),
        required=False,
        empty_label=_("an empty page"),
        help_text=_("Grounds, tasks, targets and responsibilities are copied, not place and day."),
    )

    tasks_of = forms.BooleanField(
        label=_("Take the key tasks that the last summary report has set for this year."),
        required=False,
        initial=True,
    )

    helper = helper(_("Begin the draft"))

    def __init__(
        self, *args: Any, pledges: Any, summary: Summary | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["start_from"].queryset = pledges
        self.summary = summary
        if summary is None:
            del self.fields["tasks_of"]

    def clean(self) -> dict[str, Any]:
        """As the action wants it; the summary's own button sends nothing but the tasks."""
        typed = super().clean() or self.cleaned_data
        if "start_from" not in self.data:
            typed["start_from"] = self.initial.get("start_from")
        return typed | {"tasks_of": self.summary if typed.get("tasks_of") else None}


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

    text = forms.CharField(label=_("Comment"), widget=lines(3), max_length=LONGEST_TEXT)

    helper = helper(_("Send the comment"))


class AnswerForm(WrittenForm):
    """What is replied to a comment."""

    text = forms.CharField(label=_("Answer"), widget=lines(3), max_length=LONGEST_TEXT)

    helper = helper(_("Send the answer"))


class IssueForm(forms.Form):
    """The chief's word that the text is final."""

    despite = forms.BooleanField(
        label=_("Issue it although not every board has agreed"), required=False
    )

    helper = helper(_("Freeze the text and draw the paper"))

    def __init__(self, *args: Any, all_agree: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if all_agree:
            del self.fields["despite"]


class CloseForm(WrittenForm):
    """Why the signing ends although boards are missing; everybody reads it."""

    reason = forms.CharField(label=_("Reason"), widget=lines(3), max_length=LONGEST_TEXT)

    helper = helper(_("Close the signing"))


class WithdrawForm(WrittenForm):
    """What is wrong with what was issued; everybody reads it."""

    reason = forms.CharField(label=_("Reason"), widget=lines(3), max_length=LONGEST_TEXT)

    helper = helper(_("Withdraw the pledge"))
