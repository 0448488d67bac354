"""What happened to a conference, in words; the actor stands before each sentence."""

from django.utils.translation import gettext_lazy as _

from conferences.models import ConferenceKind
from foundation.audit.log import day, label_of, say

say(
    {
        "conferences.call_conference": _("called the %(kind)s for %(day)s"),
        "conferences.change_conference": _("changed the %(kind)s, now on %(day)s"),
        "conferences.call_off_conference": _("called the conference off: %(reason)s"),
        "conferences.add_agenda_item": _("put “%(title)s” on the agenda"),
        "conferences.change_agenda_item": _("changed “%(title)s” on the agenda"),
        "conferences.move_agenda_item": _("moved “%(title)s” on the agenda"),
        "conferences.remove_agenda_item": _("took “%(title)s” off the agenda"),
        "conferences.add_agenda_document": _("added the document “%(title)s”"),
        "conferences.remove_agenda_document": _("removed the document “%(title)s”"),
    },
    kind=label_of(ConferenceKind),
    day=day,
)
