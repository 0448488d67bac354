"""What people type of those who take part."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferences.forms.fields import PersonField, helper
from conferences.models import Reply
from foundation.documents.forms import FileForm
from foundation.forms import WrittenForm
from members.models import Account


class InviteGuestForm(WrittenForm):
    """Who the guest is."""

    name = forms.CharField(label=_("Full name"), max_length=200)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=300, required=False)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The guest answers by the link in the letter.")
    )

    helper = helper(_("Put on the list"))


class AnswerInvitationForm(WrittenForm):
    """Whether somebody comes, or why not."""

    reply = forms.ChoiceField(
        label=_("Answer"), choices=Reply.choices, widget=forms.RadioSelect, initial=Reply.COMES
    )
    reason = forms.CharField(
        label=_("Why nobody comes"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where nobody comes; the minutes name it."),
    )  # fmt: skip

    helper = helper(_("Send the answer"))


class IssueInvitationsForm(forms.Form):
    """Nothing to type: the button itself."""

    helper = helper(_("Number and send"))


class NameDelegateForm(forms.Form):
    """Who votes for the board."""

    person = PersonField(label=_("Delegate"), widget=forms.RadioSelect)

    helper = helper(_("Name the delegate"))

    def __init__(self, *args: Any, people: Mapping[Account, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].offer(people)


class AuthoriseByPaperForm(FileForm):
    """Whom the signed paper authorises, and the paper."""

    field_order = ["person", "name", "title", "file"]

    person = PersonField(
        label=_("Delegate"), required=False,
        help_text=_("Somebody with an account votes on a phone or laptop."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Somebody without an account"), max_length=200, required=False,
        help_text=_("Full name; votes on paper."),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    helper = helper(_("Enter the authorisation"))

    def __init__(self, *args: Any, people: Mapping[Account, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].offer(people, nobody=_("somebody without an account"))
        self.fields["file"].required = True
        self.fields["file"].label = _("The signed authorisation")
