"""Who is chief, deputy, stand-in and secretary of a year."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import translation

from bloc import actions, queries, regulations
from bloc.models import BlocYear, Office, Secretary
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs.queue import inline
from members.models import Post
from tests import factories as make
from tests.conftest import TODAY

NEXT = make.YEAR + 1
YESTERDAY = TODAY - dt.timedelta(days=1)
TOMORROW = TODAY + dt.timedelta(days=1)

pytestmark = pytest.mark.usefixtures("today")


def said():
    return [f"{event.actor_name} {sentence(event)}" for event in Event.objects.all()]


# -- begin_term --------------------------------------------------------------------------
def begin(world, cast, board, year=NEXT, **changed):
    facts = {"office": Office.CHIEF, "since": TODAY, "by": cast["keeper"], **changed}
    return actions.begin_term(BlocYear(world.bloc, year), board=board, **facts)


def test_begin_term_lets_the_board_hold_the_office(world, cast):
    term = begin(
        world,
        cast,
        world.board,
        representative="Phan Viết Hùng",
        representative_title="Phó Trưởng ban",
        basis="Biên bản 15/01",
    )

    assert queries.term_on(world.bloc, NEXT, Office.CHIEF, TODAY) == term
    assert (term.representative, term.representative_title, term.basis, term.is_invented) == (
        "Phan Viết Hùng",
        "Phó Trưởng ban",
        "Biên bản 15/01",
        False,
    )
    assert said() == [f"keeper entered {world.board} as chief of {NEXT} from 15 Jun 2026"]


def test_begin_term_is_told_in_the_language_of_whoever_reads(world, cast):
    with translation.override("vi"):
        begin(world, cast, world.board)
        vietnamese = said()

    assert said() == [f"keeper entered {world.board} as chief of {NEXT} from 15 Jun 2026"]
    assert "Khối trưởng" in vietnamese[0]
    assert "15/06/2026" in vietnamese[0]


def test_begin_term_leaves_the_year_before_alone(world, cast):
    begin(world, cast, world.board)

    assert queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY).board == world.chief


def test_begin_term_tells_the_boards_leaders(world, cast, django_capture_on_commit_callbacks):
    with inline(), django_capture_on_commit_callbacks(execute=True):
        begin(world, cast, world.board)

    assert [letter.to for letter in mail.outbox] == [[cast["leader"].email]]
    assert mail.outbox[0].subject == f"{world.board} là Khối trưởng năm {NEXT}"
    assert f"/khoi/{world.bloc.pk}/thu-ky/{NEXT}/" in mail.outbox[0].body


def test_begin_term_refuses_a_board_that_does_not_sit(world, cast):
    with pytest.raises(regulations.NotSeated):
        begin(world, cast, make.BoardFactory())


def test_begin_term_asks_for_the_seat_on_the_day_it_begins(world, cast):
    world.bloc.seats.filter(board=world.board).update(until=YESTERDAY)

    with pytest.raises(regulations.NotSeated):
        begin(world, cast, world.board)

    begin(world, cast, world.board, since=YESTERDAY)


def test_begin_term_refuses_an_office_that_is_taken(world, cast):
    with pytest.raises(regulations.OfficeTaken):
        begin(world, cast, world.board, year=make.YEAR)


def test_begin_term_twice_is_refused(world, cast):
    begin(world, cast, world.board)

    with pytest.raises(regulations.OfficeTaken):
        begin(world, cast, world.board)


def test_begin_term_refuses_a_second_office_of_the_year(world, cast):
    with pytest.raises(regulations.HoldsOffice):
        begin(world, cast, world.chief, year=make.YEAR, office=Office.STAND_IN)


def test_begin_term_refuses_a_reversed_period(world, cast):
    with pytest.raises(regulations.PeriodReversed):
        begin(world, cast, world.board, until=YESTERDAY)


def test_a_merged_board_has_a_successor_within_the_year(world, cast):
    chief = queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY)
    actions.end_term(chief, until=TODAY, by=cast["keeper"])

    begin(world, cast, world.board, year=make.YEAR, since=TOMORROW)

    assert queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TOMORROW).board == world.board


# -- end_term ----------------------------------------------------------------------------
def test_end_term_ends_it_after_that_day(world, cast):
    term = queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY)

    actions.end_term(term, until=TODAY, by=cast["keeper"])

    assert queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY) == term
    assert queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TOMORROW) is None
    assert said() == [
        f"keeper ended the term of {world.chief} as chief of {make.YEAR} on 15 Jun 2026"
    ]


def test_end_term_twice_is_refused(world, cast):
    term = queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY)
    actions.end_term(term, until=TODAY, by=cast["keeper"])

    with pytest.raises(regulations.EndedAlready):
        actions.end_term(term, until=TODAY, by=cast["keeper"])


def test_end_term_refuses_a_day_before_it_began(world, cast):
    term = queries.term_on(world.bloc, make.YEAR, Office.CHIEF, TODAY)

    with pytest.raises(regulations.PeriodReversed):
        actions.end_term(term, until=term.since - dt.timedelta(days=1), by=cast["keeper"])


# -- appoint_secretary -------------------------------------------------------------------
@pytest.fixture
def officer(world):
    """Somebody of the chief's board."""
    account = make.AccountFactory(full_name="Trần Thư Ký", email="tk@khoithidua.example")
    make.PostFactory(account=account, board=world.chief)
    return account


@pytest.fixture
def vacant(cast):
    """The bloc has no secretary."""
    Secretary.objects.all().delete()


def appoint(world, cast, account, year=make.YEAR, **changed):
    facts = {"account": account, "by": cast["chief"], **changed}
    return actions.appoint_secretary(BlocYear(world.bloc, year), **facts)


def test_appoint_secretary_lets_somebody_keep_the_books(world, cast, vacant, officer):
    secretary = appoint(world, cast, officer)

    assert (secretary.year, secretary.since, secretary.until) == (make.YEAR, TODAY, None)
    assert (secretary.appointed_by, secretary.account) == (cast["chief"], officer)
    assert queries.secretary_on(world.bloc, make.YEAR, TODAY) == secretary
    assert said() == [f"chief appointed Trần Thư Ký secretary for {make.YEAR} from 15 Jun 2026"]


def test_appoint_secretary_tells_the_person(
    world, cast, vacant, officer, django_capture_on_commit_callbacks
):
    with inline(), django_capture_on_commit_callbacks(execute=True):
        appoint(world, cast, officer)

    assert [letter.to for letter in mail.outbox] == [["tk@khoithidua.example"]]
    assert mail.outbox[0].subject == f"Thư ký {world.bloc} năm {make.YEAR}"


def test_appoint_secretary_twice_is_refused(world, cast, vacant, officer):
    appoint(world, cast, officer)

    with pytest.raises(regulations.SecretaryThere):
        appoint(world, cast, officer)

    assert Secretary.objects.count() == 1


def test_appoint_secretary_refuses_somebody_of_another_board(world, cast, vacant):
    with pytest.raises(regulations.NotOfChiefsBoard):
        appoint(world, cast, cast["writer"])


def test_appoint_secretary_refuses_somebody_who_has_left(world, cast, vacant, officer):
    Post.objects.filter(account=officer).update(until=YESTERDAY)

    with pytest.raises(regulations.NotOfChiefsBoard, match="does not on that day"):
        appoint(world, cast, officer)


def test_appoint_secretary_wants_a_chief_of_that_year(world, cast, vacant, officer):
    with pytest.raises(regulations.NoChief):
        appoint(world, cast, officer, year=NEXT)


# -- end_secretary -----------------------------------------------------------------------
def test_end_secretary_makes_room_for_another_one(world, cast, officer):
    secretary = Secretary.objects.get()

    actions.end_secretary(secretary, by=cast["chief"])

    assert secretary.until == TODAY
    assert said() == [
        f"chief ended the task of secretary as secretary for {make.YEAR} on 15 Jun 2026"
    ]
    appoint(world, cast, officer, since=TOMORROW)


def test_end_secretary_counts_to_the_end_of_the_day(world, cast, officer):
    actions.end_secretary(Secretary.objects.get(), by=cast["chief"])

    with pytest.raises(regulations.SecretaryThere):
        appoint(world, cast, officer)


def test_end_secretary_twice_is_refused(cast):
    secretary = Secretary.objects.get()
    actions.end_secretary(secretary, by=cast["chief"])

    with pytest.raises(regulations.EndedAlready):
        actions.end_secretary(secretary, by=cast["chief"])


def test_end_secretary_refuses_a_day_before_it_began(cast):
    with pytest.raises(regulations.PeriodReversed):
        actions.end_secretary(Secretary.objects.get(), until=make.LONG_AGO, by=cast["chief"])
