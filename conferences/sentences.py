"""What happened to a conference, in words; the actor stands before each sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conferences.models import ConferenceKind, Reply, Way
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


def answered(facts: dict[str, Any]) -> Any:
    """A board or a guest that comes, or one that does not, with the reason."""
    if facts["reply"] == Reply.COMES:
        return _("entered the answer of %(who)s: comes")
    return _("entered the answer of %(who)s: does not come, %(reason)s")


say(
    {
        "conferences.invite_guest": _("put the guest %(name)s on the list"),
        "conferences.withdraw_guest": _("took the guest %(name)s off the list"),
        "conferences.issue_invitations": _(
            "sent the invitation %(number)s to the boards and %(guests)s guests"
        ),
        "conferences.answer_invitation": answered,
        "conferences.name_delegate": _("named %(name)s to vote for %(board)s"),
        "conferences.authorise_by_paper": _(
            "entered the paper by which %(board)s authorises %(name)s"
        ),
    }
)

say(
    {
        "conferences.check_in": _("entered %(board)s as present, with %(name)s (%(way)s)"),
        "conferences.check_out": _("entered that %(board)s is no longer there"),
        "conferences.check_in_guest": _("entered the guest %(name)s as present"),
        "conferences.begin_agenda_item": _("went on to “%(title)s”"),
    },
    way=label_of(Way),
)
