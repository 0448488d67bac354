"""Whom to remind."""

from collections.abc import Collection, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import WrittenForm
from members.models import Board


class RemindLateForm(WrittenForm):
    """The boards that are late; those that were reminded today are not chosen beforehand."""

    boards = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Boards that are late"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    helper = FormHelper()
    helper.add_input(Submit("submit", gettext_lazy("Send the letters")))

    def __init__(
        self, *args: Any, boards: Sequence[Board], told: Collection[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["boards"]
        by_key = {str(board.pk): board for board in boards}
        field.coerce = by_key.__getitem__
        field.choices = [
            (key, f"{board} ({_('reminded today')})" if board.pk in told else str(board))
            for key, board in by_key.items()
        ]
        field.initial = [key for key, board in by_key.items() if board.pk not in told]
