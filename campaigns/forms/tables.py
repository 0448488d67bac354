"""What is asked around a table of points: how to begin, until when, what boards say."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.layouts import Layout
from campaigns.models import ScoringTable
from campaigns.table_templates import TEMPLATES
from foundation.documents.words import roman
from foundation.forms import DayField, WrittenForm

LONGEST_COMMENT = 2000
TEMPLATE, TABLE = "template-", "table-"


def helper(label: Any) -> FormHelper:
    """A crispy helper with the one red button."""
    found = FormHelper()
    found.add_input(Submit("submit", label))
    return found


class DraftTableForm(forms.Form):
    """Empty, with an earlier year's table, or with a supplied example."""

    start = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)

    helper = helper(_("Begin the table"))

    def __init__(self, *args: Any, tables: Iterable[ScoringTable], **options: Any) -> None:
        super().__init__(*args, **options)
        self.tables = {f"{TABLE}{table.pk}": table for table in tables}
        words = _("the table of the year %(year)s")
        examples = _("the example of %(points)s points, for reference")
        self.fields["start"].choices = [
            *((code, words % {"year": table.year}) for code, table in self.tables.items()),
            *((f"{TEMPLATE}{code}", examples % {"points": code}) for code in TEMPLATES),
            ("empty", _("an empty table")),
        ]
        self.fields["start"].initial = self.fields["start"].choices[0][0]

    def clean(self) -> dict[str, Any]:
        """As the action wants it."""
        start = self.cleaned_data.get("start", "")
        template = start.removeprefix(TEMPLATE) if start.startswith(TEMPLATE) else ""
        return {"start_from": self.tables.get(start), "template": template}


class AskForCommentsForm(forms.Form):
    """Until when the boards may say what they think."""

    comments_due_on = DayField(
        label=_("The boards comment until"),
        help_text=_("Later comments count as well, until the chief approves the table."),
    )

    helper = helper(_("Send to the boards"))


class CommentOnTableForm(WrittenForm):
    """What a board says, of the whole or of one line."""

    about = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(
        label=_("Comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 4})
    )

    helper = helper(_("Send the comment"))

    def __init__(self, *args: Any, layout: Layout, **options: Any) -> None:
        super().__init__(*args, **options)
        lines = [
            (
                f"{roman(number)}. {group.name}",
                [(str(each.key), each.name) for each in group.criteria],
            )
            for number, group in enumerate(layout.groups, 1)
        ]
        self.fields["about"].choices = [("", _("the whole table")), *lines]

    def clean_about(self) -> UUID | None:
        """The key of the line."""
        about = self.cleaned_data["about"]
        return UUID(about) if about else None


class AnswerTableCommentForm(WrittenForm):
    """What the bloc answers."""

    text = forms.CharField(
        label=_("Answer"), max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 4})
    )

    helper = helper(_("Send the answer"))


class ApproveTableForm(forms.Form):
    """The chief's word that the boards are scored by it."""

    despite = forms.BooleanField(
        label=_("Approve even if boards may still comment or wait for an answer"), required=False
    )

    helper = helper(_("Approve the table"))


class ReviseTableForm(WrittenForm):
    """Why the table is changed."""

    reason = forms.CharField(
        label=_("Reason for the new version"), max_length=500, widget=forms.Textarea({"rows": 3})
    )

    helper = helper(_("Begin the new version"))


class SheetForm(forms.Form):
    """A sheet that is looked at first."""

    file = forms.FileField(label=_("Sheet (XLSX)"), allow_empty_file=True)

    helper = helper(_("Check the sheet"))


class EditionForm(WrittenForm):
    """A form about a part of a table, which notices when the table has moved on."""

    seen_edition = forms.IntegerField(widget=forms.HiddenInput)

    def refuse(self, refusal: ValidationError, edition: int) -> None:
        """Show why not; the next try is made on the table as it stands now."""
        field = getattr(refusal, "field", None)
        self.add_error(field if field in self.fields else None, refusal)
        self.data = self.data.copy()
        self.data["seen_edition"] = str(edition)
