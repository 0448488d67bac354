"""Boards as the keeper enters them: registered, named anew, merged."""

import datetime as dt

import pytest
from django.core import mail

from bloc import actions, queries, regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import Board, Kind, Merger, Post, Role
from members.regulations import LeaderWithoutTitle
from tests import factories as make
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

TOMORROW = TODAY + dt.timedelta(days=1)
NEW_NAME = "Ban Quản lý Khu kinh tế mở Chu Lai"


def said():
    return [f"{event.actor_name} {sentence(event)}" for event in Event.objects.all()]


# -- register_board ----------------------------------------------------------------------
def register(world, cast, **changed):
    facts = {
        "code": "QNA",
        "province": "Quảng Nam",
        "kinds": [Kind.ECONOMIC_ZONE],
        "name": NEW_NAME,
        "since": dt.date(2003, 1, 1),
        "by": cast["keeper"],
    }
    return actions.register_board(world.bloc, **{**facts, **changed})


def test_register_board_enters_it_under_its_first_name(world, cast):
    board = register(world, cast, short_name="BQL KKTM Chu Lai", name_basis="QĐ 1")

    assert (board.code, board.province, board.kinds) == ("QNA", "Quảng Nam", ["economic_zone"])
    assert [(n.name, n.short_name, n.since, n.until, n.basis) for n in board.names.all()] == [
        (NEW_NAME, "BQL KKTM Chu Lai", dt.date(2003, 1, 1), None, "QĐ 1")
    ]
    assert not board.seats.exists()
    assert said() == [f"keeper registered {NEW_NAME} with the code QNA"]


def test_register_board_under_a_ministry_too(world, cast):
    actions.register_board(
        world.ministry,
        code="X",
        province="Huế",
        kinds=[Kind.INDUSTRIAL_PARK],
        name="Ban X",
        since=TODAY,
        by=cast["keeper"],
    )

    assert Board.objects.filter(code="X").count() == 1


@pytest.mark.parametrize("code", ["a b/../ế", "", "Q:N", "QNA\n", "Q\tN"])
def test_register_board_wants_a_code_fit_for_file_names(world, cast, code):
    with pytest.raises(regulations.BadCode):
        register(world, cast, code=code)


def test_register_board_wants_a_kind(world, cast):
    with pytest.raises(regulations.NoKind):
        register(world, cast, kinds=[])

    assert not Board.objects.filter(code="QNA").exists()


def test_register_board_refuses_a_name_that_ends_before_it_begins(world, cast):
    with pytest.raises(regulations.PeriodReversed):
        register(world, cast, until=dt.date(2002, 12, 31))


# -- name_board --------------------------------------------------------------------------
def test_name_board_ends_the_former_name_the_day_before(world, cast):
    former = world.board.names.get()

    actions.name_board(
        world.board,
        name=NEW_NAME,
        short_name="KKTM Chu Lai",
        since=TODAY,
        basis="QĐ 2609/QĐ-TTg",
        by=cast["keeper"],
    )

    former.refresh_from_db()
    assert former.until == TODAY - dt.timedelta(days=1)
    assert str(world.board) == NEW_NAME
    assert world.board.name_on(TODAY - dt.timedelta(days=1)) == former.name
    assert said() == [
        f"keeper entered a new name from 15 Jun 2026: {NEW_NAME}, before it {former.name}"
    ]


def test_name_board_leaves_an_ended_name_as_it_is(world, cast):
    ended_on = dt.date(2021, 7, 14)
    world.board.names.update(until=ended_on)

    actions.name_board(world.board, name=NEW_NAME, since=TODAY, by=cast["keeper"])

    assert world.board.names.order_by("since").first().until == ended_on


@pytest.mark.parametrize("since", [make.LONG_AGO, make.LONG_AGO - dt.timedelta(days=1)])
def test_name_board_refuses_a_name_that_is_not_newer(world, cast, since):
    with pytest.raises(regulations.NameNotNewer):
        actions.name_board(world.board, name=NEW_NAME, since=since, by=cast["keeper"])

    assert world.board.names.count() == 1


def test_name_board_twice_is_refused(world, cast):
    actions.name_board(world.board, name=NEW_NAME, since=TODAY, by=cast["keeper"])

    with pytest.raises(regulations.NameNotNewer):
        actions.name_board(world.board, name=NEW_NAME, since=TODAY, by=cast["keeper"])


def test_name_board_refuses_a_reversed_period(world, cast):
    with pytest.raises(regulations.PeriodReversed):
        actions.name_board(
            world.board, name="X", since=TODAY, until=make.LONG_AGO, by=cast["keeper"]
        )


# -- merge_boards ------------------------------------------------------------------------
def test_merge_boards_is_written_down_and_ends_nothing(world, cast):
    successor = make.BoardFactory()

    mergers = actions.merge_boards(
        successor,
        predecessors=[world.board, world.deputy],
        year=2025,
        basis="QĐ 1498/QĐ-TTg",
        by=cast["keeper"],
    )

    assert [(m.predecessor, m.successor, m.year, m.happened_on, m.basis) for m in mergers] == [
        (world.board, successor, 2025, None, "QĐ 1498/QĐ-TTg"),
        (world.deputy, successor, 2025, None, "QĐ 1498/QĐ-TTg"),
    ]
    assert not world.bloc.seats.exclude(until=None).exists()
    assert not world.board.names.exclude(until=None).exists()
    assert said() == [
        f"keeper wrote down that in 2025 these went into {successor}: {world.board}; {world.deputy}"
    ]


def test_merge_boards_keeps_the_day_where_it_is_known(world, cast):
    day = dt.date(2025, 7, 1)

    merger, *_ = actions.merge_boards(
        make.BoardFactory(),
        predecessors=[world.board],
        year=2025,
        happened_on=day,
        by=cast["keeper"],
    )

    assert merger.happened_on == day


def merge(cast, successor, *predecessors, **changed):
    facts = {"year": 2025, "by": cast["keeper"], **changed}
    return actions.merge_boards(successor, predecessors=list(predecessors), **facts)


def test_merge_boards_wants_a_predecessor(world, cast):
    with pytest.raises(regulations.NoPredecessor):
        merge(cast, world.board)


def test_merge_boards_wants_the_day_in_its_year(world, cast):
    with pytest.raises(regulations.OtherYear):
        merge(cast, world.board, world.deputy, happened_on=dt.date(2024, 12, 31))


def test_merge_boards_refuses_a_board_and_itself(world, cast):
    with pytest.raises(regulations.MergesIntoItself):
        merge(cast, world.board, world.board)


def test_merge_boards_refuses_a_circle(world, cast):
    merge(cast, world.deputy, world.chief)
    merge(cast, world.board, world.deputy)

    with pytest.raises(regulations.MergesIntoItself):
        merge(cast, world.chief, world.board)


def test_merge_boards_twice_is_refused(world, cast):
    merge(cast, world.board, world.deputy)

    with pytest.raises(regulations.MergedAlready):
        merge(cast, world.board, world.chief, world.deputy)

    assert Merger.objects.count() == 1


# -- invite_leader -----------------------------------------------------------------------
def invite(world, cast, board, **changed):
    facts = {
        "board": board,
        "full_name": "Lê Thị Mới",
        "email": "Moi@khoithidua.example",
        "title": "Trưởng ban",
        "by": cast["keeper"],
    }
    return actions.invite_leader(world.bloc, **{**facts, **changed})


@pytest.fixture
def lonely(world):
    """A member of the bloc that nobody leads yet."""
    return make.SeatFactory(bloc=world.bloc, position=4).board


def test_invite_leader_needs_a_title(world, cast, lonely):
    with pytest.raises(LeaderWithoutTitle):
        invite(world, cast, lonely, title=" ")


def test_invite_leader_lets_the_first_leader_in(world, cast, lonely):
    account = invite(world, cast, lonely)

    assert account.email == "moi@khoithidua.example"
    assert account.invitations.filter(accepted_at=None).count() == 1
    post = Post.objects.get(account=account)
    assert (post.board, post.role, post.title, post.since) == (
        lonely,
        Role.LEADER,
        "Trưởng ban",
        TODAY,
    )
    assert f"keeper invited Lê Thị Mới to lead {lonely}" in said()


def test_invite_leader_refuses_where_somebody_leads(world, cast):
    with pytest.raises(regulations.LeaderThere):
        invite(world, cast, world.board)


def test_invite_leader_again_while_the_first_one_has_not_come(world, cast, lonely):
    invite(world, cast, lonely, email="wrong@khoithidua.example")
    assert not queries.joined_leaders([lonely.pk]).exists()

    account = invite(world, cast, lonely)
    invite(world, cast, lonely)

    assert Post.objects.filter(board=lonely).count() == 2
    assert Post.objects.filter(board=lonely, account=account).count() == 1


def test_invite_leader_refuses_a_board_that_sits_elsewhere(world, cast):
    with pytest.raises(regulations.NotSeated):
        invite(world, cast, make.BoardFactory())


def test_invite_leader_lets_somebody_follow_a_leader_who_leaves_today(world, cast):
    cast["leader"].posts.update(until=TODAY)

    account = invite(world, cast, world.board)

    assert account.posts.get().role == Role.LEADER


def test_invite_leader_refuses_while_a_leader_stays_until_tomorrow(world, cast):
    cast["leader"].posts.update(until=TOMORROW)

    with pytest.raises(regulations.LeaderThere):
        invite(world, cast, world.board)


# -- end_leader --------------------------------------------------------------------------
def end(world, cast, post=None, **changed):
    facts = {"until": TODAY, "reason": "Nghỉ hưu", "by": cast["keeper"], **changed}
    actions.end_leader(world.bloc, post=post or cast["leader"].posts.get(), **facts)


def test_end_leader_makes_room_where_the_last_one_has_left(
    world, cast, django_capture_on_commit_callbacks
):
    lent = make.DelegationFactory(
        board=world.board,
        giver=cast["leader"],
        receiver=cast["writer"],
        since=TODAY,
        until=TOMORROW,
    )
    with inline(), django_capture_on_commit_callbacks(execute=True):
        end(world, cast)

    assert cast["leader"].posts.get().until == TODAY
    lent.refresh_from_db()
    assert lent.until == TODAY
    assert said() == [
        f"keeper wrote down that leader led {world.board} until 15 Jun 2026: Nghỉ hưu"
    ]
    assert [letter.to for letter in mail.outbox] == [[cast["leader"].email]]
    assert "Nghỉ hưu" in mail.outbox[0].body
    assert invite(world, cast, world.board).posts.get().role == Role.LEADER


def test_end_leader_tells_the_boards_other_leaders(world, cast, django_capture_on_commit_callbacks):
    other = make.PostFactory(board=world.board, role=Role.LEADER).account
    with inline(), django_capture_on_commit_callbacks(execute=True):
        end(world, cast)

    assert {letter.to[0] for letter in mail.outbox} == {cast["leader"].email, other.email}


def test_end_leader_refuses_twice(world, cast):
    end(world, cast)

    with pytest.raises(regulations.EndedAlready):
        end(world, cast)


def test_end_leader_refuses_a_day_before_the_post(world, cast):
    with pytest.raises(regulations.PeriodReversed):
        end(world, cast, until=dt.date(1999, 1, 1))


def test_end_leader_refuses_who_does_not_lead(world, cast):
    with pytest.raises(regulations.NotALeader):
        end(world, cast, post=cast["writer"].posts.get())


def test_end_leader_refuses_a_board_that_sits_elsewhere(world, cast):
    with pytest.raises(regulations.NotSeated):
        end(world, cast, post=cast["outsider"].posts.get())
