"""Boards that left or merged within the year: settled, withdrawn, counted, waited for."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bloc.actions import merge_boards
from campaigns import actions
from campaigns.compiling.closing import reasons
from campaigns.models import BoardYear, CheckPattern, Departure, PhaseKind, Treatment
from campaigns.queries import departures as queries
from campaigns.queries.progress import steps_now
from campaigns.queries.rankings import standings_of
from campaigns.queries.registrations import boards_of_year, boards_seated
from campaigns.queries.sheets import scoring_shown
from campaigns.reasons import reason_words
from campaigns.reckoning import reckoning_of
from campaigns.regulations import departures as regulations
from campaigns.regulations.scores import ScoringLocked
from campaigns.sources import Stood
from campaigns.waiting import departures as waiting
from campaigns.waiting.reports import waiting_for as reports_waiting
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from pledges.queries import years_at_home
from tests import factories as make
from tests.clock import on
from tests.scored import lock, scored, table_in_force

pytestmark = pytest.mark.usefixtures("today")

LAST_DAY = dt.date(make.YEAR, 4, 30)
FACTS = {
    "treatment": Treatment.APART,
    "decision_number": "45/QĐ-BTC",
    "decision_on": dt.date(make.YEAR, 4, 20),
    "reason": "Hợp nhất hai Ban",
}
POINTS = [(40, 30, 20, 0), (40, 30, 15, 0), (40, 25, 20, 0)]


def leave(world, board=None, until=LAST_DAY):
    board = board or world.board
    world.bloc.seats.filter(board=board).update(until=until)
    return board


@pytest.fixture
def left(world):
    """An ordinary board that left the bloc at the end of April."""
    return leave(world)


def settle(world, cast, board=None, **changed):
    part = BoardYear(world.campaign, board or world.board)
    return actions.settle_departure(part, **FACTS | changed, by=cast["chief"])


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


def told():
    return {person for letter in mail.outbox for person in letter.to}


def told_in_summary(reason):
    standing = Stood("Ban", None, is_shared=False, total=0, groups=(), exclusions=(reason,))
    return reasons(standing)


def came(world):
    return [seat.board for seat in queries.seats_changed(world.campaign) if seat.joined]


def waits(account):
    account.known.clear()
    found = waiting.waiting_for(account, years_at_home(account))
    return [(each.title, each.url) for each in found]


# -- settle_departure ----------------------------------------------------------------------------
def test_settle_departure_keeps_decision_and_reason(
    left, world, cast, django_capture_on_commit_callbacks
):
    heir = make.BoardFactory()
    make.MergerFactory(predecessor=left, successor=heir, year=make.YEAR, happened_on=LAST_DAY)
    reader = make.PostFactory(board=heir).account

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        departure = settle(world, cast, reason="  Hợp nhất hai Ban ")

    departure.refresh_from_db()
    assert (departure.treatment, departure.reason, departure.settled_by) == (
        Treatment.APART, "Hợp nhất hai Ban", cast["chief"],
    )  # fmt: skip
    assert last("settle_departure") == (
        f"settled how {left.short_name} counts, by decision 45/QĐ-BTC: reported and scored apart"
    )
    assert told() == {cast["leader"].email, cast["writer"].email, reader.email}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"decision_number": " "}, regulations.DecisionMissing),
        ({"decision_on": dt.date(make.YEAR, 6, 16)}, regulations.DecisionToCome),
        ({"reason": "\n"}, regulations.DepartureReasonMissing),
    ],
)
def test_settle_departure_wants_decision_and_reason(left, world, cast, changed, refusal):
    with pytest.raises(refusal):
        settle(world, cast, **changed)

    assert not Departure.objects.exists()


def test_settle_departure_refuses_a_board_that_sits(world, cast):
    with pytest.raises(regulations.NotGone):
        settle(world, cast)


def test_settle_departure_refuses_a_second_word(left, world, cast):
    settle(world, cast)

    with pytest.raises(regulations.SettledAlready):
        settle(world, cast, treatment=Treatment.CLOSED)


def test_settle_departure_refuses_when_the_points_are_locked(world, cast):
    scored(world, cast, {world.board: POINTS[0]})
    leave(world)

    with pytest.raises(ScoringLocked):
        settle(world, cast)


@pytest.mark.parametrize("broken", [{"treatment": "both"}, {"reason": ""}, {"decision_number": ""}])
def test_a_departure_is_whole(left, world, cast, broken):
    departure = settle(world, cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Departure.objects.filter(pk=departure.pk).update(**broken)


# -- withdraw_departure --------------------------------------------------------------------------
def test_withdraw_departure_lets_it_be_settled_anew(
    left, world, cast, django_capture_on_commit_callbacks
):
    departure = settle(world, cast, treatment=Treatment.CLOSED)
    assert left not in boards_of_year(world.campaign)
    mail.outbox.clear()

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_departure(departure, reason="Ghi nhầm", by=cast["chief"])

    departure.refresh_from_db()
    assert (departure.withdraw_reason, departure.withdrawn_by) == ("Ghi nhầm", cast["chief"])
    assert last("withdraw_departure") == f"withdrew how {left.short_name} counts: Ghi nhầm"
    assert told() == {cast["leader"].email, cast["writer"].email}
    assert settle(world, cast).pk != departure.pk
    assert left in boards_of_year(world.campaign)


def test_withdraw_departure_wants_a_reason_and_works_once(left, world, cast):
    departure = settle(world, cast)

    with pytest.raises(regulations.WithdrawReasonMissing):
        actions.withdraw_departure(departure, reason=" ", by=cast["chief"])
    actions.withdraw_departure(departure, reason="Nhầm", by=cast["chief"])
    with pytest.raises(regulations.WithdrawnAlready):
        actions.withdraw_departure(departure, reason="Nhầm", by=cast["chief"])


def test_withdraw_departure_refuses_when_the_points_are_locked(left, world, cast):
    departure = settle(world, cast)
    scored(world, cast, {world.deputy: POINTS[0]})

    with pytest.raises(ScoringLocked):
        actions.withdraw_departure(departure, reason="Nhầm", by=cast["chief"])


# -- who has gone, who has come ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("until", "has_gone"),
    [
        (dt.date(make.YEAR - 1, 12, 31), False),  # it was no member of the year
        (dt.date(make.YEAR, 1, 1), True),
        (dt.date(make.YEAR, 6, 14), True),
        (dt.date(make.YEAR, 6, 15), False),  # its last day is today
        (None, False),
    ],
)
def test_a_board_has_gone_when_its_seat_has_ended(world, until, has_gone):
    leave(world, until=until)

    assert queries.has_gone(world.campaign, world.board) is has_gone


def test_a_board_of_the_whole_year_has_not_gone(world):
    leave(world, until=dt.date(make.YEAR, 12, 31))

    with on(dt.date(make.YEAR + 1, 1, 15)):
        assert not queries.has_gone(world.campaign, world.board)


def test_a_seat_that_goes_on_by_another_one_has_not_gone(left, world):
    make.SeatFactory(bloc=world.bloc, board=left, since=LAST_DAY + dt.timedelta(days=1))

    assert not queries.has_gone(world.campaign, left)
    assert came(world) == []


@pytest.mark.parametrize(
    ("merger", "has_gone"),
    [
        ({"happened_on": LAST_DAY}, True),
        ({"happened_on": None}, True),
        ({"happened_on": dt.date(make.YEAR, 7, 1)}, False),  # still to come
        ({"happened_on": None, "year": make.YEAR - 1}, False),
    ],
)
def test_a_board_has_gone_when_it_merged_though_its_seat_runs_on(world, merger, has_gone):
    facts = {"predecessor": world.board, "successor": world.deputy, "year": make.YEAR} | merger
    make.MergerFactory(**facts)

    assert queries.has_gone(world.campaign, world.board) is has_gone
    assert not queries.has_gone(world.campaign, world.deputy)


def test_a_board_that_joins_is_counted_from_its_day(world):
    joined = make.SeatFactory(bloc=world.bloc, position=9, since=dt.date(make.YEAR, 6, 1))

    assert came(world) == [joined.board]
    assert joined.board in boards_of_year(world.campaign)
    with on(dt.date(make.YEAR, 5, 31)):
        assert joined.board not in boards_of_year(world.campaign)
        assert came(world) == []


# -- how they are counted ------------------------------------------------------------------------
def test_a_board_kept_apart_stays_in_its_place_under_the_name_it_bore(left, world, cast):
    left.names.update(until=LAST_DAY)
    bore = left.names.get().name
    make.BoardNameFactory(board=left, name="Ban mới", since=LAST_DAY + dt.timedelta(days=1))
    assert left not in boards_of_year(world.campaign)

    settle(world, cast)

    boards = boards_of_year(world.campaign)
    assert boards == [world.chief, world.deputy, left]
    assert str(boards[-1]) == bore


def test_a_board_kept_apart_in_one_year_is_not_in_the_next(left, world, cast):
    settle(world, cast)
    following = make.CampaignFactory(
        bloc=world.bloc, year=make.YEAR + 1, opens_on=dt.date(make.YEAR + 1, 1, 1),
        closes_on=dt.date(make.YEAR + 1, 12, 31),
    )  # fmt: skip

    assert left not in boards_of_year(following)


def test_what_was_settled_in_another_bloc_does_not_count_here(left, world, cast):
    settle(world, cast)
    other = make.CampaignFactory()
    make.SeatFactory(bloc=other.bloc, board=left, since=LAST_DAY + dt.timedelta(days=1))

    assert [str(board) for board in boards_of_year(other)] == [str(left)]


def test_a_board_closed_early_stands_below_the_ranking_with_the_reason(world, cast):
    made = scored(
        world, cast, dict(zip((world.chief, world.deputy, world.board), POINTS, strict=True)),
        locked=False,
    )  # fmt: skip
    leave(world)
    settle(world, cast, treatment=Treatment.CLOSED)
    lock(made.scoring, cast["chief"])

    actions.take_ranking(world.campaign, by=cast["chief"])

    ranks = {row.board_id: row.rank for row in standings_of(world.campaign)}
    assert ranks == {world.chief.pk: 1, world.deputy.pk: 2, world.board.pk: None}
    lowest = standings_of(world.campaign)[-1]
    assert lowest.total == sum(POINTS[2])
    [reason] = lowest.exclusions
    assert reason_words(reason, {}) == (
        "Closed early by decision 45/QĐ-BTC of 20/04/2026: Hợp nhất hai Ban"
    )
    assert told_in_summary(reason) == (
        "kết thúc sớm theo Quyết định số 45/QĐ-BTC ngày 20/04/2026 (Hợp nhất hai Ban)"
    )


def test_a_board_kept_apart_is_ranked_by_its_own_points(world, cast):
    boards = (world.chief, world.deputy, world.board)
    scored(world, cast, dict(zip(boards, POINTS, strict=True)), locked=False)
    leave(world)
    settle(world, cast)

    ranks = {row.board.pk: row.standing.rank for row in reckoning_of(world.campaign).places}
    assert ranks == {world.chief.pk: 1, world.deputy.pk: 2, world.board.pk: 3}


def test_the_ranking_of_locked_points_forgets_nobody(left, world, cast):
    made = scored(world, cast, dict.fromkeys((world.chief, world.deputy), POINTS[0]), locked=False)

    with pytest.raises(regulations.DeparturesOpen):
        actions.lock_scores(made.scoring, by=cast["chief"])
    settle(world, cast, treatment=Treatment.CLOSED)
    actions.lock_scores(made.scoring, by=cast["chief"])


def test_the_scoring_does_not_begin_before_all_is_settled(left, world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    begin = {"pattern": CheckPattern.RING, "by": cast["chief"]}

    with pytest.raises(regulations.DeparturesOpen):
        actions.begin_scoring(world.campaign, **begin)
    settle(world, cast, treatment=Treatment.CLOSED)
    scoring = actions.begin_scoring(world.campaign, **begin)

    assert left.pk not in set(scoring.duties.values_list("checker", flat=True))
    assert left.pk not in set(scoring.duties.values_list("board", flat=True))


@pytest.mark.parametrize("pattern", CheckPattern.values)
def test_who_left_and_is_scored_apart_is_checked_but_not_by_its_heir(left, world, cast, pattern):
    make.MergerFactory(predecessor=left, successor=world.deputy, year=make.YEAR)
    settle(world, cast)
    table_in_force(world.campaign, cast["secretary"], cast["chief"])

    scoring = actions.begin_scoring(world.campaign, pattern=pattern, by=cast["chief"])

    duties = set(scoring.duties.values_list("checker", "board"))
    assert (world.chief.pk, left.pk) in duties
    assert (world.deputy.pk, left.pk) not in duties
    assert left.pk not in {checker for checker, _board in duties}


def test_a_board_closed_early_leaves_no_check_behind(world, cast):
    table_in_force(world.campaign, cast["secretary"], cast["chief"])
    actions.begin_scoring(world.campaign, pattern=CheckPattern.RING, by=cast["chief"])
    assert len(scoring_shown(world.campaign).duty_rows) == 3
    leave(world)
    settle(world, cast, treatment=Treatment.CLOSED)

    remaining = {(world.chief.pk, world.deputy.pk)}  # of the ring the third was the last link
    duties = scoring_shown(world.campaign).duty_rows
    assert {(row["checker"], row["board"]) for row in duties} == remaining
    step = next(each for each in steps_now(world.campaign, [world.deputy.pk])
                if each.code == PhaseKind.CROSS_CHECKING)  # fmt: skip
    assert step.marks == {}  # the deputy had to check that board alone


def test_a_member_no_more_is_asked_for_its_word_no_more(left, world, cast):
    settle(world, cast)

    assert boards_seated(world.campaign) == [world.chief, world.deputy]
    assert left in boards_of_year(world.campaign)


# -- what waits ----------------------------------------------------------------------------------
def test_the_chief_is_asked_as_long_as_nothing_is_settled(left, world, cast):
    assert waits(cast["chief"]) == [
        ("Say how 1 board that left or merged is counted: 2026",
         f"/nam/{world.campaign.pk}/don-vi/"),
    ]  # fmt: skip
    assert waits(cast["deputy"]) == waits(cast["leader"]) == waits(cast["secretary"]) == []

    settle(world, cast)

    assert waits(cast["chief"]) == []


def test_the_deputy_is_asked_about_the_chiefs_board(world, cast):
    make.MergerFactory(predecessor=world.chief, successor=world.board, year=make.YEAR)

    assert waits(cast["chief"]) == []
    assert len(waits(cast["deputy"])) == 1


def test_nobody_is_asked_once_the_points_are_locked(world, cast):
    scored(world, cast, {world.board: POINTS[0]})
    leave(world)

    assert waits(cast["chief"]) == []


def test_a_merger_in_a_running_year_is_asked_about_at_once(world, cast):
    merge_boards(world.deputy, predecessors=[world.board], year=make.YEAR, by=cast["keeper"])

    assert len(waits(cast["chief"])) == 1


@pytest.mark.parametrize(
    ("treatment", "ended", "asked"),
    [
        (Treatment.APART, True, True),
        (Treatment.CLOSED, True, False),
        (Treatment.CLOSED, False, False),  # merged, and its seat runs on
        (None, True, False),
        (None, False, True),
    ],
)
def test_a_board_apart_is_asked_for_its_report_one_closed_is_not(
    world, cast, treatment, ended, asked
):
    make.HeadingFactory(request=make.ReportRequestFactory(campaign=world.campaign))
    make.MergerFactory(predecessor=world.board, successor=world.deputy, year=make.YEAR)
    if ended:
        leave(world)
    if treatment:
        settle(world, cast, treatment=treatment)

    assert bool(reports_waiting(cast["leader"])) is asked


# -- never added up ------------------------------------------------------------------------------
PART = st.tuples(*(st.integers(0, most) for most in (40, 30, 20, 10)))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(halves=st.tuples(PART, PART), treatment=st.sampled_from(Treatment.values))
def test_points_of_halves_are_never_added_up(world, cast, halves, treatment):
    """Whatever either half has, the heir keeps exactly its own points, and so does the other."""
    with transaction.atomic():
        heir, former = world.deputy, world.board
        given_points = {world.chief: POINTS[0], heir: halves[0], former: halves[1]}
        scored(world, cast, given_points, locked=False)
        before = totals(world)
        make.MergerFactory(predecessor=former, successor=heir, year=make.YEAR)
        leave(world)
        settle(world, cast, treatment=treatment)

        assert totals(world) == before
        assert before[heir.pk] == sum(halves[0])
        assert before[former.pk] == sum(halves[1])
        transaction.set_rollback(True)


def totals(world):
    """Board's key → its total in the ranking as it would be now."""
    return {row.board.pk: row.standing.score.total for row in reckoning_of(world.campaign).places}
