"""What is asked around an evaluation, and the sheet that a board answers."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import BoardEvaluation, Evaluation, EvaluationPart
from campaigns.questionnaire import LONGEST_QUESTION, LONGEST_TEXT
from foundation.forms import DayField, WrittenForm

NO_OPINION = ""
TEXT = {"rows": 3, "class": "form-control", "autocomplete": "off"}
MARKS = [
    ("5", pgettext_lazy("mark", "very good")),
    ("4", pgettext_lazy("mark", "good")),
    ("3", pgettext_lazy("mark", "fair")),
    ("2", pgettext_lazy("mark", "weak")),
    ("1", pgettext_lazy("mark", "poor")),
    (NO_OPINION, pgettext_lazy("mark", "no opinion")),
]


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class ChangeEvaluationForm(WrittenForm):
    """The questions, one a line, and from how many answers they are shown."""

    threshold = forms.IntegerField(
        label=_("Shown from so many answers"), min_value=0, max_value=99,
        help_text=_("With fewer answers texts are not kept and all marks become one figure."),
    )  # fmt: skip
    first_days = forms.IntegerField(
        label=_("Days in which only those concerned see it"), min_value=0, max_value=99,
        help_text=_("The chief and the deputy read their own part first, then the whole bloc."),
    )  # fmt: skip

    helper = helper(_("Save the questions"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hint = _("One question a line; nothing leaves the part out. Each is answered by a mark.")
        settings = dict(self.fields)
        self.fields.clear()
        for part in EvaluationPart:
            area = forms.Textarea({"rows": 4})
            self.fields[part.value] = forms.CharField(
                label=part.label, widget=area, required=False, max_length=4000, help_text=hint
            )
        self.fields.update(settings)

    def clean(self) -> dict[str, Any]:
        """As the action wants it."""
        typed = super().clean()
        questions = {}
        for part in EvaluationPart.values:
            lines = [line.strip() for line in typed.get(part, "").splitlines()]
            questions[part] = [line for line in lines if line]
            if any(len(line) > LONGEST_QUESTION for line in lines):
                self.add_error(part, _("A question is at most %s letters long.") % LONGEST_QUESTION)
        settings = {name: typed.get(name) for name in ("threshold", "first_days")}
        return {"questions": questions, **settings}


def written(evaluation: Evaluation) -> dict[str, Any]:
    """What stands there now, for the form."""
    texts = {part: "\n".join(asked) for part, asked in evaluation.questions.items()}
    settings = {"threshold": evaluation.threshold, "first_days": evaluation.first_days}
    return texts | settings


class OpenEvaluationForm(forms.Form):
    """Until when the boards answer."""

    closes_on = DayField(
        label=_("The boards answer until"),
        help_text=_("Then the box closes by itself; earlier only when all have answered."),
    )

    helper = helper(_("Ask the boards for their evaluation"))


class WithdrawEvaluationForm(WrittenForm):
    """Why it is given up."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody in the bloc reads it."),
    )  # fmt: skip

    helper = helper(_("Withdraw the evaluation"))


class WithholdCommentForm(WrittenForm):
    """Why a text is not shown."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Kept beside the text, for those who release comments."),
    )  # fmt: skip

    helper = helper(_("Withhold the comment"))


class AnswerEvaluationForm(WrittenForm):
    """The sheet: a mark for each question, and a text for each part; all of it optional."""

    def __init__(self, *args: Any, who: BoardEvaluation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.evaluation = who.evaluation
        self.asked = self.evaluation.parts_for(who.board_id or 0)
        for part in self.asked:
            for number, question in enumerate(self.evaluation.questions[part]):
                self.fields[f"{part}-{number}"] = forms.ChoiceField(
                    label=question, choices=MARKS, widget=forms.RadioSelect, required=False,
                    initial=NO_OPINION,
                )  # fmt: skip
            self.fields[f"{part}-text"] = forms.CharField(
                label=_("What you would like to say about it"), max_length=LONGEST_TEXT,
                required=False, widget=forms.Textarea(TEXT),
            )  # fmt: skip

    @property
    def parts(self) -> list[dict[str, Any]]:
        """For the page: each part with its questions and its text."""
        return [
            {
                "label": EvaluationPart(part).label,
                "questions": [self[name] for name in self.names_of(part)],
                "text": self.text_of(part),
            }
            for part in self.asked
        ]

    def names_of(self, part: str) -> list[str]:
        return [f"{part}-{number}" for number, _q in enumerate(self.evaluation.questions[part])]

    def text_of(self, part: str) -> BoundField:
        return self[f"{part}-text"]

    def clean(self) -> dict[str, Any]:
        """As the action wants it."""
        typed = super().clean()
        answers = {
            part: {
                "marks": [int(typed[n]) if typed.get(n) else None for n in self.names_of(part)],
                "text": typed.get(f"{part}-text", "").strip(),
            }
            for part in self.asked
        }
        if not any(said["text"] or any(said["marks"]) for said in answers.values()):
            self.add_error(None, _("Give a mark, or write something, in at least one place."))
        return {"answers": answers}
