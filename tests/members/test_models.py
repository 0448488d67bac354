"""What can never be: each constraint, by trying to break it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from foundation import clock
from members.models import Role
from tests import factories as make
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

DAY = dt.timedelta(days=1)
YESTERDAY = TODAY - DAY


def breaks(promise, factory, **facts):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        factory(**facts)


@pytest.mark.parametrize(
    ("promise", "factory"),
    [
        ("board_name_ends_after_it_begins", make.BoardNameFactory),
        ("contact_ends_after_it_begins", make.ContactFactory),
        ("post_ends_after_it_begins", make.PostFactory),
        ("delegation_ends_after_it_begins", make.DelegationFactory),
    ],
)
def test_a_period_ends_after_it_begins(promise, factory):
    facts = {"board": make.BoardFactory()} if factory is make.BoardNameFactory else {}

    # PostgreSQL refuses a reversed range before it comes to the promise
    with pytest.raises(Exception, match=f"{promise}|range lower bound"), transaction.atomic():
        factory(since=TODAY, until=YESTERDAY, **facts)


def test_a_board_bears_one_name_at_a_time():
    board = make.BoardFactory()
    board.names.update(until=TODAY)

    make.BoardNameFactory(board=board, since=TODAY + DAY)
    breaks("board_bears_one_name_at_a_time", make.BoardNameFactory, board=board, since=TODAY)


def test_a_board_merges_into_another_one_once():
    merger = make.MergerFactory()

    facts = {"predecessor": merger.predecessor, "successor": merger.successor, "year": 2026}
    breaks("a_board_merges_once", make.MergerFactory, **facts)


def test_no_board_merges_into_itself():
    board = make.BoardFactory()

    facts = {"predecessor": board, "successor": board}
    breaks("no_board_merges_into_itself", make.MergerFactory, **facts)


def test_a_contact_can_be_reached():
    make.ContactFactory(phone="", email="dau.moi@khoithidua.example")
    breaks("contact_can_be_reached", make.ContactFactory, phone="", email="")


def test_an_address_belongs_to_one_account_and_is_written_small():
    account = make.AccountFactory()

    breaks("members_account_email", make.AccountFactory, email=account.email)
    breaks("addresses_are_lower_case", make.AccountFactory, email="An@khoithidua.example")


def test_a_role_is_held_once_at_a_time():
    post = make.PostFactory(since=TODAY)

    facts = {"account": post.account, "board": post.board}
    make.PostFactory(**facts, role=Role.CLERK)
    make.PostFactory(**facts, until=YESTERDAY)
    breaks("a_role_is_held_once_at_a_time", make.PostFactory, **facts, since=TODAY + DAY)


def test_powers_are_lent_for_a_time():
    breaks("delegation_has_an_end", make.DelegationFactory, until=None)


def test_nobody_lends_powers_to_themselves():
    account = make.AccountFactory()

    facts = {"giver": account, "receiver": account}
    breaks("nobody_delegates_to_themselves", make.DelegationFactory, **facts)


def test_powers_are_lent_once_at_a_time_unless_they_were_taken_back():
    lent = make.DelegationFactory()
    again = {"board": lent.board, "receiver": lent.receiver}

    breaks("powers_are_delegated_once_at_a_time", make.DelegationFactory, **again)
    lent.ended_at, lent.ended_by = clock.now(), lent.giver
    lent.save()
    make.DelegationFactory(**again)


def test_who_took_powers_back_stands_with_when():
    breaks("delegation_end_is_signed", make.DelegationFactory, ended_at=clock.now())


def test_a_person_has_one_open_invitation():
    letter = make.InvitationFactory()

    breaks("one_open_invitation_per_person", make.InvitationFactory, account=letter.account)
    letter.accepted_at = clock.now()
    letter.save()
    make.InvitationFactory(account=letter.account)


def test_an_invitation_is_accepted_or_withdrawn_not_both():
    signed = {"withdrawn_at": clock.now(), "withdrawn_by": make.AccountFactory()}

    breaks("invitation_withdrawal_is_signed", make.InvitationFactory, withdrawn_at=clock.now())
    facts = {**signed, "accepted_at": clock.now()}
    breaks("invitation_is_accepted_or_withdrawn", make.InvitationFactory, **facts)


def test_a_certificate_is_registered_once_unless_it_was_withdrawn():
    held = make.CertificateFactory()
    again = {"board": held.board, "sha256": held.sha256}

    breaks("a_certificate_is_registered_once", make.CertificateFactory, **again)
    held.withdrawn_at, held.withdrawn_by = clock.now(), held.registered_by
    held.save()
    make.CertificateFactory(**again)


def test_who_withdrew_a_certificate_stands_with_when():
    facts = {"withdrawn_at": clock.now()}
    breaks("certificate_withdrawal_is_signed", make.CertificateFactory, **facts)


def test_a_lost_factor_is_confirmed_before_it_is_reset_and_both_are_signed():
    keeper = make.AccountFactory()
    confirmed = {"confirmed_at": clock.now(), "confirmed_by": keeper}
    done = {"done_at": clock.now(), "done_by": keeper}

    make.FactorResetFactory(**confirmed, **done)
    breaks("factor_confirmation_is_signed", make.FactorResetFactory, confirmed_at=clock.now())
    breaks("factor_reset_is_signed", make.FactorResetFactory, **confirmed, done_at=clock.now())
    breaks("factor_is_confirmed_before_it_is_reset", make.FactorResetFactory, **done)


def test_a_person_asks_for_one_reset_at_a_time():
    reset = make.FactorResetFactory()

    breaks("one_open_factor_reset_per_person", make.FactorResetFactory, account=reset.account)
