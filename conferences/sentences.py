"""What happened to a conference, in words; the actor stands before each sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from conferences.models import ConferenceKind, Reply, Way
from foundation.audit.log import day, label_of, say
from foundation.ballots.models import Way as BoxWay
from foundation.jobs.names import name_tasks

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
        "conferences.open_conference": _("opened the conference"),
        "conferences.close_conference": _("closed the conference"),
    },
    way=label_of(Way),
)

say(
    {
        "conferences.note_speech": _("noted the speech of %(name)s"),
        "conferences.change_speech": _("changed the speech of %(name)s"),
        "conferences.remove_speech": _("took the speech of %(name)s out of the minutes"),
        "conferences.write_conclusion": _("wrote the conclusion of the conference"),
        "conferences.agree_minutes": _("had the minutes %(number)s read out and agreed"),
    }
)

say(
    {
        "conferences.name_tellers": _("named the tellers: %(names)s"),
        "conferences.set_pass_phrase": _("set a pass-phrase as teller"),
        "conferences.try_pass_phrase": _("tried the own pass-phrase as teller"),
        "conferences.prepare_ballot": _("prepared the ballot “%(title)s”"),
        "conferences.change_ballot": _("changed the ballot “%(title)s”"),
        "conferences.freeze_ballot": _("froze the ballot “%(title)s”"),
        "conferences.open_ballot": _(
            "opened the ballot “%(title)s”, with %(present)s boards present"
        ),
        "conferences.give_paper": _("entered that %(board)s votes %(way)s on “%(title)s”"),
        "conferences.close_ballot": _("closed the ballot “%(title)s”"),
        "conferences.enter_hand_count": _("entered the papers on paper of “%(title)s”"),
        "conferences.enter_hands": _("entered the show of hands on “%(title)s”"),
        "conferences.give_part": _("gave a part of the key of “%(title)s”"),
        "conferences.count_ballot": _("counted the ballot “%(title)s”"),
        "conferences.declare_ballot": _("declared the result of “%(title)s”"),
        "conferences.void_ballot": _("declared the ballot “%(title)s” void: %(reason)s"),
    },
    way=label_of(BoxWay),
)

say(
    {
        "conferences.agree_to_stand": _("said that %(board)s stands for chief or deputy"),
        "conferences.withdraw_consent": _("said that %(board)s stands no longer"),
        "conferences.prepare_hand_over": _(
            "prepared the hand-over of %(year)s from %(giver)s to %(receiver)s"
        ),
        "conferences.keep_archive": _("packed %(papers)s papers of the year, sha256 %(sha256)s"),
        "conferences.hand_over_year": _("handed the year %(year)s over to %(receiver)s"),
        "conferences.receive_year": _("received the year %(year)s from %(giver)s"),
    }
)

say(
    {
        "conferences.issue_notice": _("issued the notice %(number)s of the conclusion"),
        "conferences.open_paper": _("laid %(number)s before those who sign it"),
        "conferences.prepare_paper_signature": _("%(name)s prepared to sign %(number)s"),
        "conferences.finish_paper_signature": _("%(name)s signed %(number)s"),
        "conferences.give_up_paper_signature": _("%(name)s let others sign %(number)s"),
        "conferences.sign_paper_with_key_file": _("%(name)s signed %(number)s with a key file"),
        "conferences.upload_signed_paper": _("%(name)s uploaded %(number)s, signed elsewhere"),
        "conferences.scan_signed_paper": _("uploaded the scan of %(number)s, signed in ink"),
        "conferences.confirm_signed_scan": _("confirmed the scan of %(number)s, signed in ink"),
        "conferences.reject_signed_scan": _("sent the scan of %(number)s back: %(reason)s"),
        "conferences.seal_paper": _("sealed %(number)s: everybody has signed"),
    }
)
say(
    {
        "conferences.add_conference_photo": _("added a photo: %(caption)s"),
        "conferences.remove_conference_photo": _("removed the photo “%(caption)s”"),
        "conferences.write_public_summary": _("wrote the summary for the public"),
        "conferences.publish_conference": _("published the conference"),
        "conferences.withdraw_publication": _("withdrew the conference from the public"),
    }
)
name_tasks(
    {
        "conferences.tasks.pack_papers": _("packing the papers of a year"),
        "conferences.tasks.draw_paper": _("drawing a paper of a conference"),
    }
)
