"""What a board is asked for when it will not sign."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.signing.forms import sends


class DeclinePledgeForm(forms.Form):
    """Why the board will not sign."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    helper = sends(_("Decline to sign"))
