"""What the chief or the secretary types to open a year."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.utils.translation import gettext_lazy as _

from foundation.forms import DayField, WrittenForm


class OpenCampaignForm(WrittenForm):
    """The first and the last day of the emulation year."""

    opens_on = DayField(
        label=_("Begins on"), help_text=_("The law of this day holds for the whole year.")
    )
    closes_on = DayField(label=_("Ends on"))

    helper = FormHelper()
    helper.add_input(Submit("submit", _("Open the year")))
