"""What we know of blocs: what is visible is what may be viewed, and what waits for whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bloc import actions, queries
from bloc.models import Bloc, BlocYear, Ministry, MinistryRole, Office, Secretary
from members import invitations
from members.models import Account, Delegation, FactorReset, Invitation, Merger, Role
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

YESTERDAY = TODAY - dt.timedelta(days=1)


def waiting(account):
    account.forget_posts()
    return [str(thing.title) for thing in queries.waiting_for(account)]


# -- what is visible is what may be viewed -------------------------------------------------
def test_visible_blocs_are_those_that_may_be_viewed(world, cast):
    heir = make.MinistryFactory(succeeds=world.ministry)
    cast["heir's keeper"] = make.MinistryPostFactory(
        ministry=heir, role=MinistryRole.KEEPER
    ).account
    cast["left"] = make.PostFactory(board=world.board, until=YESTERDAY).account
    gone = make.SeatFactory(bloc=world.bloc, position=9, until=YESTERDAY).board
    cast["of a board that left"] = make.PostFactory(board=gone).account
    for organiser in (world.ministry, heir, make.MinistryFactory()):
        make.SeatFactory(bloc=make.BlocFactory(organiser=organiser))

    for person in cast.values():
        seen = set(queries.blocs_visible_to(person))
        viewed = {bloc for bloc in Bloc.objects.all() if person.has_perm("bloc.view_bloc", bloc)}
        assert seen == viewed, person


def test_visible_ministries_are_those_that_may_be_viewed(world, cast):
    heir = make.MinistryFactory(succeeds=world.ministry)
    cast["heir's approver"] = make.MinistryPostFactory(
        ministry=heir, role=MinistryRole.APPROVER
    ).account

    for person in cast.values():
        seen = set(queries.ministries_visible_to(person))
        viewed = {m for m in Ministry.objects.all() if person.has_perm("bloc.view_ministry", m)}
        assert seen == viewed, person


# -- members and officers -----------------------------------------------------------------
def test_officers_come_first_then_the_list(world):
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR + 1, since=TODAY)
    make.TermFactory(
        bloc=world.bloc,
        board=world.chief,
        year=make.YEAR + 1,
        office=Office.DEPUTY,
        since=TODAY,
    )

    assert queries.officers_first(world.bloc, make.YEAR + 1, TODAY) == [
        (world.board, Office.CHIEF),
        (world.chief, Office.DEPUTY),
        (world.deputy, ""),
    ]


def test_a_stand_in_signs_in_the_order_of_the_list(world):
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)

    assert queries.officers_first(world.bloc, make.YEAR, TODAY)[-1] == (world.board, "")


def test_seats_on_a_day_are_prefetched_for_lists(world):
    bloc = Bloc.objects.prefetch_related(queries.with_seats_on(TODAY)).get(pk=world.bloc.pk)

    assert [seat.board for seat in bloc.seats_now] == [world.chief, world.deputy, world.board]


def test_boards_kept_with_a_bloc(world):
    former = make.SeatFactory(bloc=world.bloc, position=8, until=YESTERDAY).board
    successor = make.BoardFactory()
    Merger.objects.create(predecessor=world.board, successor=successor, year=2025)
    fresh = make.BoardFactory()
    elsewhere = make.SeatFactory().board
    gone = make.BoardFactory()
    Merger.objects.create(predecessor=gone, successor=elsewhere, year=2025)

    kept = set(queries.boards_kept_with(world.bloc))

    assert kept == {world.chief, world.deputy, world.board, former, successor, fresh}


def test_the_heirs_blocs_share_their_boards(world):
    heir = make.MinistryFactory(succeeds=world.ministry)

    assert world.board in queries.boards_kept_with(make.BlocFactory(organiser=heir))


def test_the_list_names_the_chief_of_the_newest_year_begun(world, cast):
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR - 1)

    card, *_ = queries.cards_for(cast["leader"], [world.bloc])

    assert (card.year, card.chief.board, card.members) == (make.YEAR, world.chief, 3)
    assert card.mine == [world.board]


def test_the_officers_of_one_year(world):
    assert [term.office for term in queries.officers_of(world.bloc, make.YEAR).terms] == [
        Office.CHIEF,
        Office.DEPUTY,
    ]
    assert queries.officers_of(world.bloc, 1999).terms == []


# -- what waits -----------------------------------------------------------------------------
def test_nothing_waits_where_all_is_done(world, cast):
    make.PostFactory(board=world.chief, role=Role.LEADER)

    assert {name: waiting(person) for name, person in cast.items() if waiting(person)} == {}


@pytest.mark.django_db
def test_the_keeper_of_a_ministry_without_blocs_founds_the_first():
    keeper = make.MinistryPostFactory(role=MinistryRole.KEEPER)
    [step] = queries.waiting_for(keeper.account)
    assert (step.title, step.url) == (
        "Found the first bloc",
        reverse("bloc:found_bloc", args=[keeper.ministry_id]),
    )

    make.BlocFactory(organiser=keeper.ministry)
    assert waiting(keeper.account) == ["Seat the boards of the bloc"]


def test_the_keeper_seats_the_boards_of_a_new_bloc(world, cast):
    bloc = make.BlocFactory(organiser=world.ministry)
    assert waiting(cast["keeper"]) == ["Seat the boards of the bloc"]

    board = make.BoardFactory()
    make.PostFactory(board=board, role=Role.LEADER)
    actions.seat_board(bloc, board=board, since=TODAY, by=cast["keeper"])

    assert waiting(cast["keeper"]) == [f"Enter the chief of {make.YEAR}"]


def test_the_keeper_enters_the_chief_of_the_year(world, cast):
    new_year = dt.date(make.YEAR + 1, 1, 2)
    with on(new_year):
        assert waiting(cast["keeper"]) == [f"Enter the chief of {make.YEAR + 1}"]
        assert waiting(cast["reviewer"]) == []
        actions.begin_term(
            BlocYear(world.bloc, make.YEAR + 1),
            office=Office.CHIEF,
            board=world.board,
            since=new_year,
            by=cast["keeper"],
        )

        assert waiting(cast["keeper"]) == []


def test_the_keeper_invites_the_leaders_who_have_no_good_letter(world, cast):
    for position in (4, 5):
        make.SeatFactory(bloc=world.bloc, position=position)
    assert waiting(cast["keeper"]) == ["Invite the leaders of 2 boards"]

    leader = make.PostFactory(board=world.bloc.seats.last().board, role=Role.LEADER).account
    letter = Invitation.objects.create(account=leader)
    assert waiting(cast["keeper"]) == ["Invite the leader of 1 board"]

    letter.sent_at -= invitations.LASTS + dt.timedelta(days=1)
    letter.save()
    assert waiting(cast["keeper"]) == ["Invite the leaders of 2 boards"]

    letter.accepted_at = letter.sent_at
    letter.save()
    assert waiting(cast["keeper"]) == ["Invite the leader of 1 board"]


def test_the_heirs_keeper_is_asked_as_well(world):
    world.bloc.terms.all().delete()
    heir = make.MinistryFactory(succeeds=world.ministry)
    keeper = make.MinistryPostFactory(ministry=heir, role=MinistryRole.KEEPER).account

    assert f"Enter the chief of {make.YEAR}" in waiting(keeper)


def test_the_chief_appoints_a_secretary(world, cast):
    Secretary.objects.all().delete()
    assert waiting(cast["chief"]) == [f"Appoint the secretary for {make.YEAR}"]
    assert waiting(cast["secretary"]) == waiting(cast["deputy"]) == []

    actions.appoint_secretary(
        BlocYear(world.bloc, make.YEAR), account=cast["secretary"], by=cast["chief"]
    )

    assert waiting(cast["chief"]) == []


def test_whoever_holds_the_chiefs_powers_is_asked_too(world, cast):
    Secretary.objects.all().delete()
    Delegation.objects.create(
        board=world.chief,
        giver=cast["chief"],
        receiver=cast["secretary"],
        reason="Đi công tác",
        since=TODAY,
        until=TODAY,
    )

    assert waiting(cast["secretary"]) == [f"Appoint the secretary for {make.YEAR}"]


def test_no_secretary_is_wanted_for_a_year_that_another_chief_has_followed(world, cast):
    Secretary.objects.all().delete()
    make.TermFactory(bloc=world.bloc, board=world.board, year=make.YEAR + 1, since=TODAY)

    assert waiting(cast["chief"]) == []
    assert waiting(cast["leader"]) == [f"Appoint the secretary for {make.YEAR + 1}"]


def test_whoever_may_vouch_is_asked_until_somebody_has(world, cast):
    asker = cast["writer"]
    reset = FactorReset.objects.create(account=asker, reason="Mất máy", asked_by=asker)
    asked = ["Confirm that writer asked for a new second sign-in step"]
    assert waiting(cast["leader"]) == waiting(cast["keeper"]) == asked
    assert waiting(cast["chief"]) == waiting(asker) == []

    actions.confirm_factor_reset(reset, by=cast["leader"])

    assert waiting(cast["leader"]) == waiting(cast["keeper"]) == []


@pytest.mark.parametrize(("part", "most"), [("keeper", 5), ("chief", 5), ("writer", 4)])
def test_what_waits_costs_few_questions(world, cast, part, most):
    for position in range(4, 17):
        make.SeatFactory(bloc=world.bloc, position=position)
        make.SeatFactory(bloc=make.BlocFactory(organiser=world.ministry))
    person = Account.objects.get(pk=cast[part].pk)

    with CaptureQueriesContext(connection) as captured:
        queries.waiting_for(person)

    assert len(captured) <= most, [query["sql"][:150] for query in captured]
