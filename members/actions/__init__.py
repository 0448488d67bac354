"""What is done with boards and their people."""

from members.actions.administrators import create_administrator, retry_job
from members.actions.factors import ask_factor_reset, reset_factor
from members.actions.papers import enter_seal, register_certificate, withdraw_certificate
from members.actions.people import (
    accept_invitation,
    add_contact,
    change_post,
    delegate_powers,
    end_contact,
    end_delegation,
    end_post,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from members.actions.sessions import end_session

__all__ = [
    "accept_invitation",
    "add_contact",
    "ask_factor_reset",
    "change_post",
    "create_administrator",
    "delegate_powers",
    "end_contact",
    "end_delegation",
    "end_post",
    "end_session",
    "enter_seal",
    "invite_person",
    "register_certificate",
    "resend_invitation",
    "reset_factor",
    "retry_job",
    "withdraw_certificate",
    "withdraw_invitation",
]
