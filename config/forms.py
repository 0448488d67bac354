"""What a stranger types or drops on the verification page."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.signing.models import Round


class CodeForm(forms.Form):
    """The short code that is printed on a paper."""

    code = forms.CharField(
        label=_("Code on the paper"),
        max_length=20,
        help_text=_("Eight letters and digits, as 7KQ4-M2XA; capitals or not."),
    )

    helper = FormHelper()
    helper.form_method = "get"
    helper.add_input(Submit("", _("Find the paper")))

    def clean_code(self) -> str:
        """The code as we keep it, however it was typed."""
        typed = re.sub(r"[^0-9A-Z]", "", self.cleaned_data["code"].upper())
        code = f"{typed[:4]}-{typed[4:]}"
        if not Round.objects.filter(code=code).exists():
            raise ValidationError(_("No paper of ours bears this code. Please compare it again."))
        return code


class FileForm(forms.Form):
    """A PDF to be verified; it is read, and not kept."""

    file = forms.FileField(label=_("PDF file"))

    helper = FormHelper()
    helper.add_input(Submit("verify", _("Verify the file"), css_class="btn"))

    def clean_file(self) -> bytes:
        """The bytes, bounded in size; what they are is the verifier's business."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise ValidationError(
                _("The file is larger than %(limit)s MB."), params={"limit": limit}
            )
        return file.read()
