"""What is done with a pledge."""

from pledges.actions.consultation import (
    agree_to_pledge,
    answer_comment,
    comment_on_pledge,
    remind_boards,
    withdraw_comment,
)
from pledges.actions.issuing import (
    close_pledge,
    issue_pledge,
    open_for_signature,
    redraw_pledge,
    tell_drawing_failed,
    withdraw_pledge,
)
from pledges.actions.other_ways import (
    confirm_scan,
    decline_pledge,
    reject_scan,
    take_back_refusal,
    upload_scan,
    upload_signed,
)
from pledges.actions.signing import (
    finish_signature,
    give_up_signature,
    prepare_signature,
    release_pledge,
    seal_pledge,
    sign_remotely,
    sign_with_key_file,
)
from pledges.actions.text import consult_boards, draft_pledge, edit_pledge

__all__ = [
    "agree_to_pledge",
    "answer_comment",
    "close_pledge",
    "comment_on_pledge",
    "confirm_scan",
    "consult_boards",
    "decline_pledge",
    "draft_pledge",
    "edit_pledge",
    "finish_signature",
    "give_up_signature",
    "issue_pledge",
    "open_for_signature",
    "prepare_signature",
    "redraw_pledge",
    "reject_scan",
    "release_pledge",
    "remind_boards",
    "seal_pledge",
    "sign_remotely",
    "sign_with_key_file",
    "take_back_refusal",
    "tell_drawing_failed",
    "upload_scan",
    "upload_signed",
    "withdraw_comment",
    "withdraw_pledge",
]
