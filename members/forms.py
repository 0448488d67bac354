"""What boards type about their people and papers."""

import io
import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth import password_validation
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from PIL import Image

from foundation import clock
from foundation.documents.uploads import JPEG, PNG, FileTooLarge, read_bytes, read_upload
from foundation.forms import DayField, WrittenForm
from members.certificates import LARGEST, certificate_in
from members.models import Account, Capacity, Role

LARGEST_SEAL = 2 * 1024 * 1024  # bytes
SEAL_SIDE = 1200  # pixels; 5 cm at 600 dpi
PHONE = re.compile(r"\(?\+?[0-9][0-9 .()-]*")
DIGITS = range(8, 16)  # of a telephone number (ITU-T E.164: at most 15)


def button(words: Any) -> FormHelper:
    """The one red button under a form."""
    helper = FormHelper()
    helper.add_input(Submit("submit", words))
    return helper


class PostForm(WrittenForm):
    """How a person's post is printed and signed."""

    title = forms.CharField(
        label=_("Title as printed"),
        max_length=200,
        required=False,
        help_text=_("As it stands under a signature: Trưởng ban, Phó Trưởng ban."),
    )
    capacity = forms.ChoiceField(
        label=_("Signing capacity"), choices=Capacity.choices, required=False
    )

    helper = button(_("Change the post"))


class InvitePersonForm(PostForm):
    """Somebody new on the board."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The letter goes there; the person signs in with it.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    field_order = ["full_name", "email", "role"]
    helper = button(_("Send the invitation"))


class EndPostForm(WrittenForm):
    """The last day of a post."""

    until = DayField(
        label=_("Last day"),
        initial=clock.today,
        help_text=_("To the end of this day everything stays as it is."),
    )

    helper = button(_("End the post"))


class DelegatePowersForm(WrittenForm):
    """To whom, how long, why."""

    receiver = forms.ModelChoiceField(
        label=_("Receiver"),
        queryset=Account.objects.none(),
        empty_label=None,
        error_messages={
            "invalid_choice": _("Choose somebody of the board who does not lead it already.")
        },
    )
    since = DayField(label=_("From"), initial=clock.today)
    until = DayField(label=_("To"), help_text=_("The last day; the powers end by themselves."))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    helper = button(_("Lend the powers"))

    def __init__(self, *args: Any, people: QuerySet[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].queryset = people


class PhoneField(forms.CharField):
    """A telephone number as people write it: 024 3943.1234, (+84) 912-345-678."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput({"type": "tel"}), **options)

    def validate(self, value: str) -> None:
        """Digits, a plus before them, and what parts them; nothing but numbers can be called."""
        super().validate(value)
        digits = sum(letter.isdecimal() for letter in value)
        if value and not (PHONE.fullmatch(value) and digits in DIGITS):
            raise forms.ValidationError(
                _(
                    "Enter a telephone number of 8 to 15 digits, "
                    "as 024 3943 1234 or +84 912 345 678."
                ),
                code="phone",
            )


class ContactForm(WrittenForm):
    """Whom to call."""

    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    helper = button(_("Add the contact"))


class CertificateForm(WrittenForm):
    """The public half of what a board signs with."""

    der = forms.FileField(label=_("Certificate file (.cer, .crt, .pem)"), allow_empty_file=True)
    vouched = forms.BooleanField(
        label=_("It is the board's own although it names another"),
        required=False,
        help_text=_("You vouch for it as a leader of the board; it is written down."),
    )

    helper = button(_("Register the certificate"))

    def __init__(self, *args: Any, vouches: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not vouches:
            del self.fields["vouched"]

    def clean_der(self) -> bytes:
        """The certificate as DER; a file with a key is refused and forgotten."""
        upload: UploadedFile = self.cleaned_data["der"]
        if upload.size > LARGEST:
            raise FileTooLarge(most="64 KB")
        return certificate_in(read_bytes(upload))


class SealForm(WrittenForm):
    """The picture of the agency's seal."""

    picture = forms.FileField(
        label=_("Picture of the seal (PNG or JPEG, at most 2 MB)"), allow_empty_file=True
    )

    helper = button(_("Keep the picture"))

    def clean_picture(self) -> bytes:
        """The picture drawn anew as PNG: nothing else that the file said is kept."""
        upload: UploadedFile = self.cleaned_data["picture"]
        if upload.size > LARGEST_SEAL:
            raise FileTooLarge(most="2 MB")
        content, _kind = read_upload(upload, (PNG, JPEG))
        return redrawn(content)


def redrawn(content: bytes) -> bytes:
    """The pixels alone, as PNG, at most SEAL_SIDE wide or high; transparency stays."""
    with Image.open(io.BytesIO(content)) as found:
        pixels = found.convert("RGBA")
    pixels.thumbnail((SEAL_SIDE, SEAL_SIDE))
    bare = Image.new("RGBA", pixels.size)
    bare.paste(pixels)
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    return written.getvalue()


class PasswordField(forms.CharField):
    """A password that is chosen now."""

    def __init__(self, **options: Any) -> None:
        hidden = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, widget=hidden, **options)


class AcceptInvitationForm(forms.Form):
    """The invited person's password, twice."""

    password = PasswordField(
        label=_("Password"), help_text=password_validation.password_validators_help_text_html()
    )
    again = PasswordField(label=_("The same password again"))

    helper = button(_("Join"))

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_password(self) -> str:
        """Strong enough, and not the person's own name."""
        password_validation.validate_password(self.cleaned_data["password"], self.account)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        """Both alike; one is handed on."""
        typed = super().clean()
        again = typed.pop("again", None)
        if "password" in typed and again is not None and typed["password"] != again:
            self.add_error("again", _("The two passwords differ."))
        return typed


class AskFactorResetForm(WrittenForm):
    """Who lost the second factor shows the first one."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    reason = forms.CharField(
        label=_("What happened"),
        max_length=300,
        help_text=_("As: the telephone was lost. Whoever confirms it reads this."),
    )

    helper = button(_("Ask for a reset"))


class ResetFactorForm(WrittenForm):
    """The administrator's word."""

    sure = forms.BooleanField(label=_("All devices and recovery codes of this person shall go."))

    helper = button(_("Reset the second factor"))

    def clean(self) -> dict[str, Any]:
        """Nothing of it is kept but that it was said."""
        super().clean()
        return {}
