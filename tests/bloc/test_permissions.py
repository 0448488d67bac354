"""Who decides for a bloc: years overlap, nobody decides about the own board."""

import datetime as dt
from types import SimpleNamespace

import pytest
from rules.permissions import permissions as registered

from bloc import permissions, queries
from bloc.models import BlocYear, MinistryRole, Office
from members.models import Delegation, FactorReset, Merger, Post, Role
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

NEXT = make.YEAR + 1
YESTERDAY = TODAY - dt.timedelta(days=1)


def leader_of(board):
    account = make.AccountFactory()
    make.PostFactory(account=account, board=board, role=Role.LEADER)
    return account


def about(bloc, board, year=make.YEAR):
    """Something of that board, bloc and year."""
    return SimpleNamespace(
        bloc=bloc,
        year=year,
        board_id=board.pk,
        board=board,
        account_id=None,
        scorer_id=board.pk,
        kind="",
    )


def decides(account, subject):
    """As pledges.confirm_scan and whatever else decides about the chief's board."""
    account.forget_posts()
    return (permissions.deputises_bloc & permissions.of_chiefs_board).test(account, subject)


# -- years overlap -----------------------------------------------------------------------
def test_the_next_year_is_in_the_hands_of_this_years_officers(world, cast):
    subject = BlocYear(world.bloc, NEXT)

    assert permissions.leads_bloc.test(cast["chief"], subject)
    assert permissions.keeps_books.test(cast["secretary"], subject)


def test_until_the_chief_of_the_next_year_begins(world, cast):
    heir = leader_of(world.board)
    elected_on = TODAY + dt.timedelta(days=10)
    make.TermFactory(bloc=world.bloc, board=world.board, year=NEXT, since=elected_on)
    subject = BlocYear(world.bloc, NEXT)

    with on(elected_on - dt.timedelta(days=1)):
        assert permissions.leads_bloc.test(cast["chief"], subject)
        assert not permissions.leads_bloc.test(heir, subject)
    for account in (heir, cast["chief"], cast["secretary"]):
        account.forget_posts()
    with on(elected_on):
        assert permissions.leads_bloc.test(heir, subject)
        assert not permissions.leads_bloc.test(cast["chief"], subject)
        assert not permissions.keeps_books.test(cast["secretary"], subject)


def test_the_chief_still_closes_the_books_of_the_old_year(world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, year=NEXT, since=TODAY)
    subject = BlocYear(world.bloc, make.YEAR)

    assert permissions.leads_bloc.test(cast["chief"], subject)
    assert permissions.keeps_books.test(cast["secretary"], subject)
    assert not permissions.leads_bloc.test(leader_of(world.board), subject)


def test_a_deputy_elected_before_the_chief_does_not_take_the_year(world, cast):
    make.TermFactory(
        bloc=world.bloc, board=world.board, year=NEXT, office=Office.DEPUTY, since=TODAY
    )

    assert permissions.leads_bloc.test(cast["chief"], BlocYear(world.bloc, NEXT))


def test_a_chief_who_ends_early_does_not_hand_the_year_back(world, cast):
    before = leader_of(world.board)
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR - 1)
    term = world.bloc.terms.get(year=make.YEAR, office=Office.CHIEF)
    term.until = YESTERDAY
    term.save()
    subject = BlocYear(world.bloc, make.YEAR)

    assert not permissions.leads_bloc.test(before, subject)
    assert not permissions.leads_bloc.test(cast["chief"], subject)


def test_for_no_person_in_particular_the_same_year_decides(world):
    bloc = world.bloc
    make.TermFactory(bloc=bloc, board=world.board, year=NEXT, since=TODAY)

    assert queries.deciding_year_on(bloc, NEXT, YESTERDAY) == make.YEAR
    assert queries.deciding_year_on(bloc, NEXT, TODAY) == NEXT
    assert queries.deciding_year_on(bloc, NEXT + 1, TODAY) == NEXT


# -- posts -------------------------------------------------------------------------------
def test_delegated_powers_of_the_chiefs_leader_count(world, cast):
    receiver = make.AccountFactory()
    make.PostFactory(account=receiver, board=world.chief)
    Delegation.objects.create(
        board=world.chief,
        giver=cast["chief"],
        receiver=receiver,
        reason="Đi công tác",
        since=TODAY,
        until=TODAY,
    )
    subject = BlocYear(world.bloc, make.YEAR)

    assert permissions.leads_bloc.test(receiver, subject)
    receiver.forget_posts()
    with on(TODAY + dt.timedelta(days=1)):
        assert not permissions.leads_bloc.test(receiver, subject)


def test_ended_posts_do_not_count(world, cast):
    for person in ("chief", "keeper"):
        posts = cast[person].posts if person == "chief" else cast[person].ministry_posts
        posts.update(until=YESTERDAY)

    assert not cast["chief"].has_perm("bloc.appoint_secretary", BlocYear(world.bloc, make.YEAR))
    assert not cast["chief"].has_perm("bloc.view_bloc", world.bloc)
    assert not cast["keeper"].has_perm("bloc.seat_board", world.bloc)


def test_a_secretary_who_left_the_chiefs_board_keeps_no_books(world, cast):
    Post.objects.filter(account=cast["secretary"]).update(until=YESTERDAY)

    assert not permissions.keeps_books.test(cast["secretary"], BlocYear(world.bloc, make.YEAR))


def test_a_board_that_left_the_bloc_goes_on_reading_and_does_nothing(world, cast):
    world.bloc.seats.filter(board=world.board).update(until=YESTERDAY)

    verbs = [name for name in registered if name.split(".")[0] in {"campaigns", "pledges"}]
    theirs = about(world.bloc, world.chief)

    assert cast["leader"].has_perm("bloc.view_bloc", world.bloc)
    assert {name for name in verbs if cast["leader"].has_perm(name, theirs)} == {
        "campaigns.view_activity",
        "campaigns.view_campaign",
        "campaigns.view_charter",
        "campaigns.view_evaluation",
        "campaigns.view_example",
        "campaigns.view_movement",
        "campaigns.view_ranking",
        "campaigns.view_scores",
        "campaigns.view_summary",
        "campaigns.view_table",
        "pledges.view_pledge",
    }
    next_year = about(world.bloc, world.board, NEXT)
    assert not cast["leader"].has_perm("pledges.view_pledge", next_year)
    assert not cast["leader"].has_perm("campaigns.view_campaign", next_year)


def test_what_a_board_took_part_in_is_read_by_the_board_into_which_it_went(world, cast):
    world.bloc.seats.filter(board=world.board).update(until=YESTERDAY)
    between, successor = make.BoardFactory(), make.BoardFactory()
    Merger.objects.create(predecessor=world.board, successor=between, year=make.YEAR)
    Merger.objects.create(predecessor=between, successor=successor, year=make.YEAR)

    for board in (between, successor):
        person = leader_of(board)
        assert person.has_perm("bloc.view_bloc", world.bloc)
        assert list(queries.blocs_visible_to(person)) == [world.bloc]
        assert list(queries.blocs_today(person)) == []


def test_what_went_into_a_board_does_not_read_what_that_board_does(world, cast):
    former = make.BoardFactory()
    Merger.objects.create(predecessor=former, successor=world.board, year=make.YEAR)

    assert not leader_of(former).has_perm("bloc.view_bloc", world.bloc)


def test_a_seat_that_has_not_begun_shows_nothing(world, cast):
    board = make.SeatFactory(bloc=world.bloc, since=TODAY + dt.timedelta(days=1)).board
    person = leader_of(board)

    assert not person.has_perm("bloc.view_bloc", world.bloc)
    assert list(queries.blocs_visible_to(person)) == []


# -- nobody decides about the own board --------------------------------------------------
def test_the_deputy_decides_about_the_chiefs_board(world, cast):
    assert decides(cast["deputy"], about(world.bloc, world.chief))
    assert not decides(cast["chief"], about(world.bloc, world.chief))
    assert not decides(cast["deputy"], about(world.bloc, world.board))


def test_a_stand_in_has_no_say_while_there_is_a_deputy(world):
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)

    assert not decides(leader_of(world.board), about(world.bloc, world.chief))


def test_where_there_is_no_deputy_the_stand_in_decides(world, cast):
    world.bloc.terms.filter(office=Office.DEPUTY).update(until=YESTERDAY)
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)

    assert decides(leader_of(world.board), about(world.bloc, world.chief))
    assert not decides(cast["deputy"], about(world.bloc, world.chief))


def test_where_the_deputy_is_concerned_the_stand_in_decides(world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)
    subject = about(world.bloc, world.deputy)

    assert permissions.deputises_bloc.test(leader_of(world.board), subject)
    assert not permissions.deputises_bloc.test(cast["deputy"], subject)


def test_without_deputy_and_stand_in_nobody_decides(world, cast):
    world.bloc.terms.filter(office=Office.DEPUTY).update(until=YESTERDAY)

    assert not any(decides(person, about(world.bloc, world.chief)) for person in cast.values())


def test_without_a_chief_nothing_is_of_the_chiefs_board(world, cast):
    world.bloc.terms.filter(office=Office.CHIEF).update(until=YESTERDAY)
    nobodys = SimpleNamespace(bloc=world.bloc, year=make.YEAR, board_id=None)

    assert not decides(cast["deputy"], about(world.bloc, world.chief))
    assert not permissions.of_chiefs_board.test(cast["deputy"], nobodys)


# -- ministries --------------------------------------------------------------------------
def test_posts_in_the_succeeding_ministry_count_for_the_old_ones_blocs(world):
    heir = make.MinistryFactory(succeeds=world.ministry)
    keeper = make.MinistryPostFactory(ministry=heir, role=MinistryRole.KEEPER).account

    assert keeper.has_perm("bloc.seat_board", world.bloc)
    assert keeper.has_perm("bloc.view_ministry", world.ministry)


def test_but_posts_in_the_old_ministry_do_not_count_for_the_new_ones_blocs(world, cast):
    heir = make.MinistryFactory(succeeds=world.ministry)
    bloc = make.BlocFactory(organiser=heir)

    assert not cast["keeper"].has_perm("bloc.view_bloc", bloc)


def test_a_keeper_keeps_no_other_ministrys_blocs(cast):
    assert not cast["keeper"].has_perm("bloc.seat_board", make.BlocFactory())


# -- a lost second factor ----------------------------------------------------------------
def reset_of(account):
    return FactorReset.objects.create(account=account, reason="Mất điện thoại", asked_by=account)


@pytest.mark.parametrize(
    ("asker", "voucher", "may"),
    [
        ("writer", "leader", True),
        ("writer", "keeper", True),
        ("writer", "clerk", False),
        ("writer", "chief", False),
        ("writer", "reviewer", False),
        ("writer", "outsider", False),
        ("writer", "administrator", False),
        ("leader", "leader", False),
        ("leader", "keeper", True),
        ("secretary", "chief", True),
        ("reviewer", "keeper", True),
        ("reviewer", "leader", False),
        ("keeper", "keeper", False),
        ("keeper", "approver", False),
    ],
)
def test_who_vouches_for_whom(world, cast, asker, voucher, may):
    reset = reset_of(cast[asker])

    assert cast[voucher].has_perm("bloc.confirm_factor_reset", reset) is may
    assert (reset in queries.resets_to_confirm(cast[voucher])) is may


def test_another_leader_of_the_board_vouches_for_a_leader(world, cast):
    assert leader_of(world.board).has_perm("bloc.confirm_factor_reset", reset_of(cast["leader"]))


def test_another_keeper_vouches_for_a_keeper(world, cast):
    other = make.MinistryPostFactory(ministry=world.ministry, role=MinistryRole.KEEPER).account

    assert other.has_perm("bloc.confirm_factor_reset", reset_of(cast["keeper"]))


def test_lent_powers_do_not_reach_as_far(world, cast):
    Delegation.objects.create(
        board=world.board,
        giver=cast["leader"],
        receiver=cast["clerk"],
        reason="Đi công tác",
        since=TODAY,
        until=TODAY,
    )

    assert not cast["clerk"].has_perm("bloc.confirm_factor_reset", reset_of(cast["writer"]))
