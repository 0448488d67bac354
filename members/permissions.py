"""Who a person is to a board. Every room above builds its permissions from these."""

import rules

from members.models import Role


@rules.predicate
def is_signed_in(account, _subject):
    """Anybody with an account: names and mergers of boards are public facts."""
    return account.is_active


@rules.predicate
def serves_board(account, subject):
    """The person works for the board that the object belongs to."""
    return account.serves(subject.board_id)


@rules.predicate
def leads_board(account, subject):
    """The person leads that board, by post or by delegation (lãnh đạo ban)."""
    return account.leads(subject.board_id)


@rules.predicate
def heads_board(account, subject):
    """The person leads that board by a post of their own: delegated powers end here."""
    return account.serves(subject.board_id, Role.LEADER)


@rules.predicate
def clerks_board(account, subject):
    """The person keeps that board's registry (văn thư)."""
    return account.serves(subject.board_id, Role.CLERK)


@rules.predicate
def is_oneself(account, subject):
    """The object is about the person."""
    return subject.account_id == account.pk


@rules.predicate
def administers(account, _subject):
    """The person runs the server (quản trị kỹ thuật): no part in the bloc's life."""
    return account.is_staff


rules.add_perm("members.view_board", is_signed_in)
rules.add_perm("members.view_people", serves_board)
rules.add_perm("members.invite_person", heads_board)
rules.add_perm("members.resend_invitation", heads_board)
rules.add_perm("members.withdraw_invitation", heads_board)
rules.add_perm("members.change_post", heads_board)
rules.add_perm("members.end_post", heads_board)
rules.add_perm("members.delegate_powers", heads_board)
rules.add_perm("members.end_delegation", heads_board)
rules.add_perm("members.add_contact", serves_board)
rules.add_perm("members.end_contact", serves_board)
rules.add_perm("members.register_certificate", leads_board | clerks_board)
rules.add_perm("members.withdraw_certificate", leads_board | clerks_board)
rules.add_perm("members.enter_seal", heads_board | clerks_board)
rules.add_perm("members.ask_factor_reset", is_oneself)
rules.add_perm("members.end_session", is_oneself)
rules.add_perm("members.reset_factor", administers & ~is_oneself)
rules.add_perm("members.view_system", administers)
rules.add_perm("members.retry_job", administers)
