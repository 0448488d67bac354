"""What people type of an example."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.forms.movements import helper, words
from campaigns.models import ExampleKind, Movement
from foundation.documents.forms import FileForm
from foundation.forms import WrittenForm


class PublishExampleForm(FileForm):
    """What it is, and how it was done."""

    field_order = ["kind", "name", "movement", "story", "effect", "file"]

    kind = forms.ChoiceField(label=_("Kind"), choices=ExampleKind.choices)
    name = forms.CharField(label=_("Name of the example"), max_length=300)
    movement = forms.ModelChoiceField(
        label=_("Movement that it belongs to"), queryset=Movement.objects.none(), required=False,
        empty_label=_("none"),
    )  # fmt: skip
    story = words(
        _("How it was done"), 8, help_text=_("So that another board can do the same: steps, cost")
    )
    effect = words(_("What it has brought"), 3, required=False)

    helper = helper(_("Publish"))

    def __init__(self, *args: Any, movements: QuerySet[Movement], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["movement"].queryset = movements


class TellEffectForm(WrittenForm):
    """What came of it at the board that adopted it."""

    effect = words(_("What came of it"), 5)

    helper = helper(_("Save what came of it"))
