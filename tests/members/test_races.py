"""Two people at the same second: one of them is refused, nobody gets an error page."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from foundation.refusals import Refusal
from members import actions, regulations
from members.models import Account, Invitation, Post, Role
from tests import factories as make
from tests.conftest import TODAY
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.real, pytest.mark.django_db(transaction=True)]


def at_once(*steps):
    """Take the steps at the same moment; what each returned, or its refusal."""
    start = Barrier(len(steps))

    def take(step):
        start.wait()
        try:
            return step()
        except Refusal as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as hands:
        return list(hands.map(take, steps))


@pytest.fixture
def board(committed, today):
    return make.BoardFactory()


def leader_of(board):
    return make.PostFactory(board=board, role=Role.LEADER)


def test_two_leaders_who_end_each_other_leave_one(board):
    first, second = leader_of(board), leader_of(board)

    outcomes = at_once(
        lambda: actions.end_post(Post.objects.get(pk=second.pk), by=first.account),
        lambda: actions.end_post(Post.objects.get(pk=first.pk), by=second.account),
    )

    assert sorted(map(str, outcomes)) == sorted(["None", str(regulations.LastLeader)])
    assert Post.objects.filter(role=Role.LEADER, until=None).count() == 1


def test_an_invitation_is_accepted_once(board):
    letter = make.InvitationFactory()

    def accept(password):
        return lambda: actions.accept_invitation(
            Invitation.objects.get(pk=letter.pk), password=password
        )

    outcomes = at_once(accept("first password 2026"), accept("second password 2026"))

    assert outcomes.count(regulations.InvitationUsed) == 1
    assert outcomes.count(letter.account) == 1


def test_one_person_invited_by_two_boards_gets_one_account_and_one_invitation(board):
    leaders = [leader_of(board), leader_of(make.BoardFactory())]
    facts = {"full_name": "Lê Thị Mới", "email": "moi@khoithidua.example", "role": Role.WRITER}

    posts = at_once(
        *[
            lambda post=post: actions.invite_person(post.board, **facts, by=post.account)
            for post in leaders
        ]
    )

    account = Account.objects.get(email="moi@khoithidua.example")
    assert {post.account for post in posts} == {account}
    assert account.invitations.count() == 1


def test_one_person_invited_twice_to_one_board_gets_one_post(board):
    leader = leader_of(board).account
    facts = {"full_name": "Lê Thị Mới", "email": "moi@khoithidua.example", "role": Role.WRITER}

    outcomes = at_once(*[lambda: actions.invite_person(board, **facts, by=leader)] * 2)

    assert outcomes.count(regulations.AlreadyOnBoard) == 1
    assert Post.objects.filter(account__email="moi@khoithidua.example", since=TODAY).count() == 1


def test_powers_are_lent_once(board):
    leader, writer = leader_of(board), make.PostFactory(board=board)
    facts = {"receiver": writer.account, "since": TODAY, "until": TODAY, "reason": "đi công tác"}

    outcomes = at_once(*[lambda: actions.delegate_powers(board, **facts, by=leader.account)] * 2)

    assert outcomes.count(regulations.DelegatedAlready) == 1
    assert board.delegations.count() == 1


def test_a_lost_factor_is_asked_for_once(board):
    account = make.AccountFactory()
    account.authenticator_set.create(type="totp", data={})

    outcomes = at_once(
        *[
            lambda: actions.ask_factor_reset(
                Account.objects.get(pk=account.pk), reason="mất điện thoại", by=account
            )
        ]
        * 2
    )

    assert outcomes.count(regulations.AskedAlready) == 1
    assert account.factor_resets.count() == 1
