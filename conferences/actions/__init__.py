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
from conferences.actions.conferences import (
    call_conference,
    call_off_conference,
    change_conference,
)
from conferences.actions.delegates import authorise_by_paper, name_delegate
from conferences.actions.invitations import (
    answer_invitation,
    invite_guest,
    issue_invitations,
    withdraw_guest,
)

__all__ = [
    "add_agenda_document",
    "add_agenda_item",
    "answer_invitation",
    "authorise_by_paper",
    "begin_agenda_item",
    "call_conference",
    "call_off_conference",
    "change_agenda_item",
    "change_conference",
    "check_in",
    "check_in_guest",
    "check_out",
    "invite_guest",
    "issue_invitations",
    "move_agenda_item",
    "name_delegate",
    "remove_agenda_document",
    "remove_agenda_item",
    "withdraw_guest",
]
