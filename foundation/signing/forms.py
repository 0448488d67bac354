"""What a party is asked for when it signs; the fields are named as the actions' parameters."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.documents import uploads
from foundation.signing import keyfiles


def sends(label) -> FormHelper:
    """A crispy helper with the one red button."""
    helper = FormHelper()
    helper.add_input(Submit("submit", label))
    return helper


class SignWithKeyFileForm(forms.Form):
    """A key file and the words that open it; neither is ever kept or shown again."""

    CALLED = {"certificate": "key_file"}

    key_file = forms.FileField(
        label=_("Key file"),
        help_text=_("PKCS#12 (.p12 or .pfx). It is used once, in memory, and never stored."),
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase of the key file"),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    helper = sends(_("Sign"))

    def clean_key_file(self):
        upload = self.cleaned_data["key_file"]
        if upload.size > keyfiles.LARGEST:
            raise keyfiles.KeyFileUnreadable
        return upload.read()


class SignRemotelyForm(forms.Form):
    """Where the person's key is kept, and what opens it; nothing of it is stored."""

    CALLED = {"certificate": "credential"}

    credential = forms.CharField(
        label=_("Credential"),
        max_length=200,
        help_text=_("As the provider of the remote signing service calls it."),
    )
    pin = forms.CharField(
        label=_("PIN"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    otp = forms.CharField(
        label=_("One-time password"),
        required=False,
        help_text=_("Only where the provider sends one; otherwise allow it on the phone."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    helper = sends(_("Sign by phone"))


class UploadSignedForm(forms.Form):
    """The newest revision, signed in the office's own program."""

    CALLED = {"certificate": "content"}

    content = forms.FileField(
        label=_("The signed file"),
        allow_empty_file=True,
        help_text=_("The newest revision with your board's signature, as PDF."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    helper = sends(_("Upload the signed file"))

    def clean_content(self):
        return uploads.read_bytes(self.cleaned_data["content"])


class UploadScanForm(forms.Form):
    """The scan of the sheet that was signed in ink."""

    content = forms.FileField(
        label=_("Scan of the signed sheet"),
        allow_empty_file=True,
        help_text=_("PDF, PNG or JPEG, with the signature and the seal."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )

    helper = sends(_("Upload the scan"))

    def clean_content(self):
        content, self.media_type = uploads.read_upload(self.cleaned_data["content"], uploads.SCANS)
        return content

    def clean(self):
        said = super().clean()
        return said | {"media_type": self.media_type} if "content" in said else said


class ConfirmScanForm(forms.Form):
    """Who has signed, as it stands on the paper."""

    scan_id = forms.IntegerField(widget=forms.HiddenInput)
    signer_name = forms.CharField(label=_("Name under the signature"), max_length=200)
    signer_title = forms.CharField(
        label=_("Capacity and title above it"), max_length=300, required=False
    )

    helper = sends(_("Confirm: signed on paper"))


class RejectScanForm(forms.Form):
    """Why a scan will not do."""

    scan_id = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What is wrong with the scan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    helper = sends(_("Send the scan back"))
