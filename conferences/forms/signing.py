"""What is asked of those who sign a paper of a conference."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.signing import forms as signing
from foundation.signing.forms import SignWithKeyFileForm, UploadScanForm, sends

__all__ = [
    "ConfirmSignedScanForm",
    "RejectSignedScanForm",
    "SignWithKeyFileForm",
    "UploadScanForm",
    "UploadSignedPaperForm",
]


class UploadSignedPaperForm(signing.UploadSignedForm):
    """The newest revision, with the person's own signature."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["content"].help_text = _("The newest revision with your signature, as PDF.")


class ConfirmSignedScanForm(forms.Form):
    """That everybody's ink stands on the scan that was looked at."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    helper = sends(_("Confirm: signed on paper"))


class RejectSignedScanForm(forms.Form):
    """Why a scan will not do."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("What is wrong with the scan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    helper = sends(_("Send the scan back"))
