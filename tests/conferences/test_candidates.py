"""Who may stand for the next year's offices, whose turn it is, and who agrees."""

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.models import Exclusion
from conferences import actions
from conferences.models import BoardAtConference, ConferenceKind
from conferences.queries.candidates import candidates, consents_of
from conferences.regulations.candidates import (
    ConsentGone,
    MayNotStand,
    NoElectionHere,
)
from conferences.regulations.conferences import ConferenceCalledOff, ConferenceOver
from conferences.regulations.delegates import BoardDoesNotVote
from conferences.rotation import suggested
from tests import factories as make
from tests.clock import on
from tests.conferences.called import called, events, last

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def closing(world, cast):
    return called(world, cast, kind=ConferenceKind.YEAR_END)


@pytest.fixture
def who(closing, world):
    return BoardAtConference(closing, world.board)


def excluded(world, cast):
    Exclusion.objects.create(
        campaign=world.campaign, board=world.board, condition="Vi phạm", fact="Kết luận số 5",
        declared_by=cast["chief"],
    )  # fmt: skip


def found(conference, board):
    return next(each for each in candidates(conference) if each.board == board)


# -- the rotation --------------------------------------------------------------------------------
def test_who_never_served_comes_first_then_who_served_longest_ago():
    served = {"A": [2019], "B": [], "C": [2015, 2021], "D": [], "E": [2016]}

    assert suggested(served) == {"B": 1, "D": 2, "E": 3, "A": 4, "C": 5}


def test_nobody_is_suggested_among_nobody():
    assert suggested({}) == {}


# -- candidates ----------------------------------------------------------------------------------
def test_candidates_tell_who_has_served_when_and_whose_turn_it_is(closing, world):
    year = closing.year

    assert [each.board for each in candidates(closing)] == [world.chief, world.deputy, world.board]
    plain, chief = found(closing, world.board), found(closing, world.chief)
    assert (plain.may_stand, plain.suggestion_rank, plain.served_years) == (True, 1, [])
    assert plain.reasons == ["has never been chief or deputy"]
    assert (chief.may_stand, chief.suggestion_rank, chief.served_years) == (True, 2, [year])
    assert chief.reasons == [f"chief in {year}"]


def test_what_a_board_will_do_next_year_is_no_record(closing, world):
    make.TermFactory(bloc=world.bloc, board=world.board, year=closing.year + 1)

    assert found(closing, world.board).served_years == []


def test_an_excluded_board_may_not_stand_and_is_told_why(closing, world, cast):
    excluded(world, cast)

    board = found(closing, world.board)
    assert not board.may_stand
    assert board.suggestion_rank is None
    assert "Kết luận số 5" in board.reasons[0]
    assert found(closing, world.chief).suggestion_rank == 1


def test_a_lifted_exclusion_bars_no_longer(closing, world, cast):
    excluded(world, cast)
    Exclusion.objects.update(
        lifted_at=dt.datetime.now(dt.UTC), lifted_by=cast["chief"], lift_reason="Nhầm"
    )

    assert found(closing, world.board).may_stand


# -- agree_to_stand ------------------------------------------------------------------------------
def test_agree_to_stand_is_kept_and_written_down(who, closing, cast):
    actions.agree_to_stand(who, by=cast["leader"])

    assert [(each.board, each.agreed_by) for each in consents_of(closing)] == [
        (who.board, cast["leader"])
    ]
    assert last("agree_to_stand") == f"said that {who.board.short_name} stands for chief or deputy"


def test_agree_to_stand_twice_is_once(who, closing, cast):
    for _ in range(2):
        actions.agree_to_stand(who, by=cast["leader"])

    assert len(consents_of(closing)) == events("agree_to_stand") == 1


def test_agree_to_stand_refuses_a_board_that_may_not(who, closing, world, cast):
    excluded(world, cast)

    with pytest.raises(MayNotStand, match="Kết luận số 5"):
        actions.agree_to_stand(who, by=cast["leader"])

    assert consents_of(closing) == []


def test_agree_to_stand_refuses_a_stranger(closing, cast):
    with pytest.raises(BoardDoesNotVote):
        actions.agree_to_stand(BoardAtConference(closing, make.BoardFactory()), by=cast["outsider"])


def test_agree_to_stand_refuses_where_nobody_is_elected(world, cast):
    who = BoardAtConference(called(world, cast), world.board)

    with pytest.raises(NoElectionHere):
        actions.agree_to_stand(who, by=cast["leader"])


def test_agree_and_withdraw_refuse_what_is_called_off_or_over(who, closing, cast):
    actions.agree_to_stand(who, by=cast["leader"])
    for action in (actions.agree_to_stand, actions.withdraw_consent):
        with on(closing.held_on + dt.timedelta(days=1)), pytest.raises(ConferenceOver):
            action(who, by=cast["leader"])
    actions.call_off_conference(closing, reason="Bão", by=cast["chief"])
    for action in (actions.agree_to_stand, actions.withdraw_consent):
        with pytest.raises(ConferenceCalledOff):
            action(who, by=cast["leader"])

    assert len(consents_of(closing)) == 1


# -- withdraw_consent ----------------------------------------------------------------------------
def test_withdraw_consent_keeps_the_row_and_lets_agree_again(who, closing, cast):
    actions.agree_to_stand(who, by=cast["leader"])

    actions.withdraw_consent(who, by=cast["leader"])

    assert consents_of(closing) == []
    assert last("withdraw_consent") == f"said that {who.board.short_name} stands no longer"
    actions.agree_to_stand(who, by=cast["leader"])
    assert closing.consents.count() == 2


def test_withdraw_consent_refuses_what_was_never_given(who, cast):
    with pytest.raises(ConsentGone):
        actions.withdraw_consent(who, by=cast["leader"])


# -- the page ------------------------------------------------------------------------------------
def test_the_page_lets_a_leader_agree_and_take_it_back(client, who, closing, cast):
    client.force_login(cast["leader"])
    address = reverse("conferences:candidates", args=[closing.pk])
    assert "We agree to stand" in client.get(address).content.decode()

    agree = reverse("conferences:agree_to_stand", args=[closing.pk, who.board.pk])
    assert "stands for election" in client.post(agree, follow=True).content.decode()
    assert "Take it back" in client.get(address).content.decode()

    back = reverse("conferences:withdraw_consent", args=[closing.pk, who.board.pk])
    assert "stands no longer" in client.post(back, follow=True).content.decode()
    assert consents_of(closing) == []


@pytest.mark.parametrize("part", ["writer", "chief", "secretary", "reviewer"])
def test_nobody_else_agrees_for_a_board(client, who, closing, cast, part):
    client.force_login(cast[part])

    agree = reverse("conferences:agree_to_stand", args=[closing.pk, who.board.pk])
    assert client.post(agree).status_code == 403

    assert consents_of(closing) == []
    page = client.get(reverse("conferences:candidates", args=[closing.pk])).content.decode()
    assert str(agree) not in page


def test_there_is_no_page_of_candidates_where_nobody_is_elected(client, world, cast):
    client.force_login(cast["leader"])
    midyear = called(world, cast)

    address = reverse("conferences:candidates", args=[midyear.pk])
    assert client.get(address).status_code == 404
