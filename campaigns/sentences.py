"""What happened to a bloc's year, in words; the actor stands before each sentence."""

from django.utils.translation import gettext_lazy as _

from foundation.audit.log import say

say(
    {
        "campaigns.register_paper": _("registered paper %(number)s: %(about)s"),
        "campaigns.add_evidence": _("added evidence: %(title)s"),
        "campaigns.link_evidence": _("changed what “%(title)s” proves"),
        "campaigns.withdraw_evidence": _("withdrew the evidence “%(title)s”"),
        "campaigns.cancel_paper": _("cancelled the number %(number)s: %(reason)s"),
        "campaigns.remind_late": _("reminded of what is late: %(boards)s"),
        "campaigns.open_campaign": _(
            "opened the emulation year %(year)s of %(bloc)s, under the regime %(regime)s"
        ),
    }
)
