"""What happened to a pledge, in sentences: the actor stands before them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.audit.log import say
from foundation.jobs.names import name_tasks
from pledges.content import called


def issued(facts: dict[str, Any]) -> Any:
    """The boards that had not agreed are named where there were any."""
    if facts["silent"]:
        return _(
            "issued version %(version)s and froze the text; boards that had not agreed: %(silent)s"
        )
    return _("issued version %(version)s and froze the text; all boards had agreed")


name_tasks({"pledges.tasks.draw_pledge": _("drawing a pledge")})
say(
    {
        "pledges.draft_pledge": _("began the draft"),
        "pledges.edit_pledge": _("changed the text (edition %(edition)s)"),
        "pledges.consult_boards": _("sent version %(version)s to the boards"),
        "pledges.comment_on_pledge": _("commented for %(board)s on: %(part)s"),
        "pledges.withdraw_comment": _("withdrew a comment of %(board)s on: %(part)s"),
        "pledges.agree_to_pledge": _("agreed for %(board)s to %(parts)s parts of the text"),
        "pledges.answer_comment": _("answered a comment of %(board)s"),
        "pledges.remind_boards": _("reminded %(boards)s of their answer"),
        "pledges.issue_pledge": issued,
        "pledges.redraw_pledge": _("had the paper drawn once more"),
        "pledges.tell_drawing_failed": _("wrote that the paper could not be drawn"),
        "pledges.open_for_signature": _("drew the paper and opened it for %(boards)s boards"),
        "pledges.close_pledge": _("closed the signing without %(missing)s: %(reason)s"),
        "pledges.withdraw_pledge": _("withdrew the pledge: %(reason)s"),
        "pledges.release_pledge": _("released the pledge to the registry of %(board)s"),
        "pledges.prepare_signature": _("began to sign for %(board)s"),
        "pledges.give_up_signature": _("stopped signing for %(board)s"),
        "pledges.finish_signature": _("signed for %(board)s with the office's device"),
        "pledges.sign_with_key_file": _("signed for %(board)s with a key file"),
        "pledges.sign_remotely": _("signed for %(board)s by remote signing"),
        "pledges.upload_signed": _("uploaded the pledge signed elsewhere by %(board)s"),
        "pledges.upload_scan": _("uploaded the scan that %(board)s signed on paper"),
        "pledges.confirm_scan": _("confirmed that %(board)s signed on paper"),
        "pledges.reject_scan": _("sent back the scan of %(board)s: %(reason)s"),
        "pledges.decline_pledge": _("declined to sign for %(board)s: %(reason)s"),
        "pledges.take_back_refusal": _("took back the refusal of %(board)s"),
        "pledges.seal_pledge": _("sealed the pledge: all boards have signed"),
    },
    part=called,
)
