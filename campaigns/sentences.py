"""What happened to a bloc's year, in words; the actor stands before each sentence."""

from django.utils.translation import gettext_lazy as _

from foundation.audit.log import say

say(
    {
        "campaigns.remind_late": _("reminded of what is late: %(boards)s"),
        "campaigns.open_campaign": _(
            "opened the emulation year %(year)s of %(bloc)s, under the regime %(regime)s"
        ),
    }
)
