"""What people type to call a conference."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.activities import BoardField, SeenForm
from conferences.forms.fields import HourField, PeopleField, PersonField, ShareField, helper
from conferences.models import ConferenceKind
from foundation.forms import DayField, WrittenForm
from members.models import Account, Board


class ConferenceForm(SeenForm):
    """A conference as its organisers call it."""

    field_order = [
        "kind", "held_on", "hour", "place", "host", "chairs", "secretary", "quorum",
        "quorum_source", "seen",
    ]  # fmt: skip

    kind = forms.ChoiceField(label=_("Kind"), choices=ConferenceKind.choices)
    held_on = DayField(label=_("Day"))
    hour = HourField(label=_("Hour of opening"))
    place = forms.CharField(label=_("Venue"), max_length=300)
    host = BoardField(label=_("Host"))
    chairs = PeopleField(
        label=_("Chairs"), help_text=_("They open the ballots and sign the minutes.")
    )
    secretary = PersonField(label=_("Secretary of the conference"))
    quorum = ShareField(
        label=_("Share of all boards that must be there"),
        help_text=_("A fraction such as 2/3, or percent. Rounded up: of 11 boards 2/3 are 8."),
    )
    quorum_source = forms.CharField(
        label=_("Where the quorum is set"), max_length=300, required=False,
        help_text=_("For example: regulation of the bloc, article 9"),
    )  # fmt: skip

    helper = helper(_("Save the conference"))

    def __init__(
        self,
        *args: Any,
        boards: Iterable[Board],
        leaders: Mapping[Account, str],
        writers: Iterable[Account],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["host"].offer(boards)
        self.fields["chairs"].offer(leaders)
        self.fields["secretary"].offer(dict.fromkeys(writers, ""))


class CallConferenceForm(ConferenceForm):
    """A new one has nothing that others could have changed."""

    seen = None

    helper = helper(_("Call the conference"))


class CallOffConferenceForm(WrittenForm):
    """Why it does not take place."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    helper = helper(_("Call the conference off"))
