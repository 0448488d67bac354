"""What waits for people of a board, and what is found."""

import datetime as dt

import pytest
from django.urls import reverse

from foundation import clock
from members import actions, queries
from members.models import Account, Role
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)


def waits(cast, part):
    person = Account.objects.get(pk=cast[part].pk)
    return [(str(thing.title), thing.url, thing.due_on) for thing in queries.waiting_for(person)]


# -- certificates ----------------------------------------------------------------------------
def ends_in(world, days):
    return make.CertificateFactory(board=world.board, valid_to=clock.now() + days * DAY)


@pytest.mark.parametrize("part", ["leader", "clerk"])
def test_a_certificate_that_ends_within_a_month_waits(world, cast, part):
    certificate = ends_in(world, 29)

    url = reverse("members:register_certificate", args=[world.board.pk])
    title = f"The certificate “{certificate.subject}” ends soon"
    assert waits(cast, part) == [(title, url, TODAY + 29 * DAY)]


def test_an_ending_certificate_waits_for_nobody_else(world, cast):
    ends_in(world, 29)

    assert waits(cast, "writer") == []
    assert waits(cast, "chief") == []


def test_a_certificate_waits_no_more_once_a_lasting_one_is_registered(world, cast):
    ends_in(world, 29)
    lasting = ends_in(world, 400)
    assert waits(cast, "leader") == []

    actions.withdraw_certificate(lasting, by=cast["leader"])
    assert len(waits(cast, "leader")) == 1


def test_a_certificate_that_lasts_or_was_withdrawn_does_not_wait(world, cast):
    ends_in(world, 31)
    actions.withdraw_certificate(ends_in(world, 3), by=cast["leader"])

    assert waits(cast, "leader") == []


def test_a_certificate_that_has_ended_says_so(world, cast):
    certificate = ends_in(world, -2)

    [(title, _url, day)] = waits(cast, "leader")

    assert title == f"The certificate “{certificate.subject}” has ended"
    assert day == TODAY - 2 * DAY


# -- invitations -----------------------------------------------------------------------------
def test_a_letter_that_nobody_followed_for_a_week_waits_for_the_leader(world, cast):
    facts = {"full_name": "Lê Thị Mới", "email": "moi@khoithidua.example", "role": Role.WRITER}
    post = actions.invite_person(world.board, **facts, by=cast["leader"])
    with on(TODAY + 7 * DAY):
        assert waits(cast, "leader") == []

    with on(TODAY + 8 * DAY):
        url = reverse("members:people", args=[world.board.pk])
        assert waits(cast, "leader") == [("Lê Thị Mới has not accepted the invitation", url, None)]
        assert waits(cast, "writer") == []
        letter = post.account.invitations.get()
        actions.accept_invitation(letter, password="giao ước thi đua 2026")
        assert waits(cast, "leader") == []


def test_a_letter_that_was_withdrawn_does_not_wait(world, cast):
    facts = {"full_name": "Lê Thị Mới", "email": "moi@khoithidua.example", "role": Role.WRITER}
    post = actions.invite_person(world.board, **facts, by=cast["leader"])
    actions.withdraw_invitation(
        post.account.invitations.get(), board=world.board, by=cast["leader"]
    )

    with on(TODAY + 8 * DAY):
        assert waits(cast, "leader") == []


# -- powers lent -----------------------------------------------------------------------------
def test_powers_that_end_soon_wait_for_who_lent_them(world, cast):
    delegation = make.DelegationFactory(
        board=world.board, giver=cast["leader"], receiver=cast["writer"], until=TODAY + 3 * DAY
    )

    url = reverse("members:people", args=[world.board.pk])
    title = "The powers lent to writer end"
    assert waits(cast, "leader") == [(title, url, TODAY + 3 * DAY)]
    with on(TODAY + 4 * DAY):
        assert waits(cast, "leader") == []
    actions.end_delegation(delegation, by=cast["leader"])
    assert waits(cast, "leader") == []


def test_powers_that_last_do_not_wait(world, cast):
    make.DelegationFactory(
        board=world.board, giver=cast["leader"], receiver=cast["writer"], until=TODAY + 4 * DAY
    )

    assert waits(cast, "leader") == []


# -- what is found ---------------------------------------------------------------------------
def test_boards_are_found_by_former_names_too(db):
    board = make.BoardFactory(code="QNA", province="Quảng Nam", bears=None)
    former = {"name": "Ban Quản lý Khu kinh tế mở Chu Lai", "until": dt.date(2021, 7, 14)}
    make.BoardNameFactory(board=board, since=dt.date(2003, 1, 1), **former)
    make.BoardNameFactory(board=board, name="Ban Quản lý các KKT", since=dt.date(2021, 7, 15))
    make.BoardFactory(province="Bình Định")

    assert queries.boards_called("chu lai") == [board]
    assert queries.boards_called("quang nam qna") == [board]
    assert queries.boards_called("khanh hoa") == []
    assert len(queries.boards_called("")) == 2


def test_people_are_ranked_leaders_first(world, cast):
    deputy = make.PostFactory(board=world.board, role=Role.LEADER)
    former = make.PostFactory(board=world.board, until=TODAY - DAY)

    held, ended = queries.posts_over_time(world.board)

    assert [post.account.full_name for post in held] == [
        *sorted(["leader", deputy.account.full_name]),
        "writer",
        "clerk",
    ]
    assert ended == [former]


def test_colleagues_are_the_others_of_today(world, cast):
    make.PostFactory(board=world.board, until=TODAY - DAY)

    found = queries.colleagues(world.board, cast["leader"])

    assert {account.full_name for account in found} == {"writer", "clerk"}
