"""What is done about a conference: one verb, one transaction, locked and recorded."""

from conferences.actions.agenda import (
    add_agenda_document,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_document,
    remove_agenda_item,
)
from conferences.actions.attendance import (
    begin_agenda_item,
    check_in,
    check_in_guest,
    check_out,
)
from conferences.actions.ballots import (
    change_ballot,
    close_ballot,
    declare_ballot,
    freeze_ballot,
    give_paper,
    open_ballot,
    prepare_ballot,
    repeat_ballot,
    void_ballot,
)
from conferences.actions.candidates import agree_to_stand, withdraw_consent
from conferences.actions.conferences import (
    call_conference,
    call_off_conference,
    change_conference,
)
from conferences.actions.delegates import authorise_by_paper, name_delegate
from conferences.actions.hand_over import (
    hand_over_year,
    keep_archive,
    prepare_hand_over,
    receive_year,
)
from conferences.actions.hours import close_conference, open_conference
from conferences.actions.invitations import (
    answer_invitation,
    invite_guest,
    issue_invitations,
    withdraw_guest,
)
from conferences.actions.minutes import (
    agree_minutes,
    change_speech,
    note_speech,
    remove_speech,
    write_conclusion,
)
from conferences.actions.publication import (
    add_conference_photo,
    publish_conference,
    remove_conference_photo,
    withdraw_publication,
    write_public_summary,
)
from conferences.actions.signing import (
    confirm_signed_scan,
    finish_paper_signature,
    give_up_paper_signature,
    issue_notice,
    open_paper,
    prepare_paper_signature,
    reject_signed_scan,
    scan_signed_paper,
    sign_paper_with_key_file,
    upload_signed_paper,
)
from conferences.actions.tellers import name_tellers, set_pass_phrase, try_pass_phrase
from conferences.actions.voting import cast_vote, enter_hand_count, enter_hands, give_part

__all__ = [
    "add_agenda_document",
    "add_agenda_item",
    "add_conference_photo",
    "agree_minutes",
    "agree_to_stand",
    "answer_invitation",
    "authorise_by_paper",
    "begin_agenda_item",
    "call_conference",
    "call_off_conference",
    "cast_vote",
    "change_agenda_item",
    "change_ballot",
    "change_conference",
    "change_speech",
    "check_in",
    "check_in_guest",
    "check_out",
    "close_ballot",
    "close_conference",
    "confirm_signed_scan",
    "declare_ballot",
    "enter_hand_count",
    "enter_hands",
    "finish_paper_signature",
    "freeze_ballot",
    "give_paper",
    "give_part",
    "give_up_paper_signature",
    "hand_over_year",
    "invite_guest",
    "issue_invitations",
    "issue_notice",
    "keep_archive",
    "move_agenda_item",
    "name_delegate",
    "name_tellers",
    "note_speech",
    "open_ballot",
    "open_conference",
    "open_paper",
    "prepare_ballot",
    "prepare_hand_over",
    "prepare_paper_signature",
    "publish_conference",
    "receive_year",
    "reject_signed_scan",
    "remove_agenda_document",
    "remove_agenda_item",
    "remove_conference_photo",
    "remove_speech",
    "repeat_ballot",
    "scan_signed_paper",
    "set_pass_phrase",
    "sign_paper_with_key_file",
    "try_pass_phrase",
    "upload_signed_paper",
    "void_ballot",
    "withdraw_consent",
    "withdraw_guest",
    "withdraw_publication",
    "write_conclusion",
    "write_public_summary",
]
