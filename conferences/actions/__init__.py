"""What is done about a conference: one verb, one transaction, locked and recorded."""

from conferences.actions.agenda import (
    add_agenda_document,
    add_agenda_item,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_document,
    remove_agenda_item,
)
from conferences.actions.conferences import (
    call_conference,
    call_off_conference,
    change_conference,
)

__all__ = [
    "add_agenda_document",
    "add_agenda_item",
    "call_conference",
    "call_off_conference",
    "change_agenda_item",
    "change_conference",
    "move_agenda_item",
    "remove_agenda_document",
    "remove_agenda_item",
]
