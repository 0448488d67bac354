"""Pages of boards and their people: they ask, try, and answer."""

from members.views.boards import board, boards, history, seal
from members.views.contacts import add_contact, end_contact
from members.views.entrance import (
    accept_invitation,
    account,
    ask_factor_reset,
    end_session,
    reset_factor,
)
from members.views.papers import enter_seal, register_certificate, withdraw_certificate
from members.views.people import (
    change_post,
    delegate_powers,
    end_delegation,
    end_post,
    invite_person,
    people,
    resend_invitation,
    withdraw_invitation,
)

__all__ = [
    "accept_invitation",
    "account",
    "add_contact",
    "ask_factor_reset",
    "board",
    "boards",
    "change_post",
    "delegate_powers",
    "end_contact",
    "end_delegation",
    "end_post",
    "end_session",
    "enter_seal",
    "history",
    "invite_person",
    "people",
    "register_certificate",
    "resend_invitation",
    "reset_factor",
    "seal",
    "withdraw_certificate",
    "withdraw_invitation",
]
