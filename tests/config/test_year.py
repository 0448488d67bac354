"""The page “Năm thi đua”: the rail, a board's own way, the matrix, the reminder."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions, queries
from campaigns.models import PhaseKind, RegistrationState, ReportKind, ReportState
from campaigns.regulations.reminders import BoardRemindedToday, NobodyChosen, NotLate
from config.progress import year_of
from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from members.models import Role
from tests import factories as make
from tests.budget import assert_same_queries
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)


@pytest.fixture
def year(world, cast):
    """Registration is over, the mid-year report is due in two weeks."""
    make.PhaseFactory(campaign=world.campaign)
    make.PhaseFactory(
        campaign=world.campaign, kind=PhaseKind.MIDYEAR, opens_on=TODAY, closes_on=TODAY + 14 * DAY
    )
    make.PhaseFactory(
        campaign=world.campaign,
        kind=PhaseKind.REPORTING,
        opens_on=TODAY + 150 * DAY,
        closes_on=TODAY + 170 * DAY,
    )
    make.ReportRequestFactory(campaign=world.campaign, kind=ReportKind.MIDYEAR)
    return world.campaign


def registered(year, board, by, days_after=0, state=RegistrationState.SUBMITTED):
    sent = clock.now().replace(month=3, day=31) + days_after * DAY
    return make.RegistrationFactory(
        campaign=year, board=board, state=state, submitted_at=sent, submitted_by=by,
        first_submitted_at=sent,
    )  # fmt: skip


def shown(year, account):
    return year_of(queries.years_with_progress(account).get(pk=year.pk))


def words(found, code, board):
    step = next(step for step in found.steps if step.code == code)
    return step.marks[board.pk].state, str(step.marks[board.pk].words)


def test_registrations_stand_as_they_were_sent(year, world, cast):
    registered(year, world.board, cast["leader"])
    registered(year, world.deputy, cast["deputy"], 3, RegistrationState.ACCEPTED)

    found = shown(year, cast["chief"])

    assert words(found, "registration", world.board) == ("done", "submitted 31/03/2026")
    assert words(found, "registration", world.deputy) == ("done", "accepted, 3 days late")
    assert words(found, "registration", world.chief) == ("late", "not begun, 76 days late")


def test_an_extension_takes_a_board_out_of_the_late_ones(year, world, cast):
    phase = year.phases.get(kind=PhaseKind.REGISTRATION)
    for_all = {"phase": phase, "granted_by": cast["chief"], "reason": "Bão"}
    phase.extensions.create(board=world.board, until=TODAY + DAY, **for_all)

    found = shown(year, cast["chief"])

    assert words(found, "registration", world.board) == ("now", "not begun")
    assert world.board.pk not in found.late()
    assert set(found.late()) == {world.chief.pk, world.deputy.pk}


def test_reports_stand_as_they_were_sent(year, world, cast):
    request = year.report_requests.get()
    made = {"request": request, "begun_by": cast["writer"]}
    make.ReportFactory(board=world.board, **made)
    make.ReportFactory(
        board=world.deputy, state=ReportState.RETURNED, return_reason="Thiếu số liệu",
        submitted_at=clock.now(), submitted_by=cast["deputy"], first_submitted_at=clock.now(),
        **made,
    )  # fmt: skip

    found = shown(year, cast["chief"])
    code = f"report-{request.pk}"

    assert words(found, code, world.board) == ("now", "being written")
    assert words(found, code, world.deputy) == ("now", "returned")
    assert words(found, code, world.chief) == ("now", "not begun")


def test_the_rail_says_how_many_and_how_long(year, world, cast):
    registered(year, world.board, cast["leader"])

    stages = {str(stage.label): stage for stage in shown(year, cast["chief"]).rail()}

    registration = stages["Registration"]
    assert (registration.state, registration.note) == ("late", "1/3, until 31/03")
    assert (stages["Mid-year report"].state, stages["Mid-year report"].note) == (
        "now",
        "0/3, 14 days left",
    )
    assert (stages["Annual report"].state, stages["Annual report"].note) == ("later", "from 12/11")


def test_what_comes_next_is_what_is_late(year, world, cast):
    found = shown(year, cast["leader"])
    assert found.step_of(found.next_of(world.board)).code == "registration"

    registered(year, world.board, cast["leader"])

    found = shown(year, cast["leader"])
    assert found.step_of(found.next_of(world.board)).code.startswith("report-")


# -- pages ---------------------------------------------------------------------------------------
def see(client, person, name, *args, **asked):
    client.force_login(person)
    return client.get(reverse(name, args=args), asked)


def test_a_board_sees_its_own_way_and_no_other(client, year, world, cast):
    response = see(client, cast["writer"], "year", year.pk)

    assertContains(response, "finish it now")
    assertContains(response, "btn-primary", count=1)
    assertNotContains(response, str(world.deputy.short_name))


def test_those_who_oversee_see_all_boards(client, year, world, cast):
    for part in ("chief", "secretary", "deputy", "reviewer", "approver", "keeper"):
        assertContains(see(client, cast[part], "year", year.pk), world.board.short_name)


def test_the_matrix_can_be_narrowed_down(client, year, world, cast):
    registered(year, world.board, cast["leader"])

    late = see(client, cast["keeper"], "year", year.pk, late="on")
    one = see(client, cast["keeper"], "year", year.pk, step="registration")
    nonsense = see(client, cast["keeper"], "year", year.pk, step="x" * 300)

    assertNotContains(late, world.board.short_name)
    assertContains(late, world.deputy.short_name)
    assertContains(one, "submitted 31/03/2026")
    assertNotContains(one, f"report-{year.report_requests.get().pk}</th>")
    assert nonsense.status_code == HTTPStatus.OK


@pytest.mark.parametrize(("part", "status"), [("outsider", 404), ("administrator", 404)])
def test_nobody_else_sees_the_year(client, year, cast, part, status):
    assert see(client, cast[part], "year", year.pk).status_code == status


def test_years_lead_to_this_years_page(client, year, cast):
    assertRedirects(see(client, cast["writer"], "years"), reverse("year", args=[year.pk]))


def test_years_of_several_blocs_are_a_list(client, year, world, cast):
    other = make.CampaignFactory(bloc=make.BlocFactory(organiser=world.ministry))

    response = see(client, cast["keeper"], "years")

    assertContains(response, reverse("year", args=[year.pk]))
    assertContains(response, reverse("year", args=[other.pk]))


def test_a_year_costs_the_same_for_1_3_and_16(client, year, world, cast):
    client.force_login(cast["chief"])

    def one_more():
        board = make.SeatFactory(bloc=world.bloc).board
        registered(year, board, cast["leader"])
        make.ReportFactory(request=year.report_requests.get(), board=board)

    assert_same_queries(client, reverse("year", args=[year.pk]), one_more)


# -- remind_late -----------------------------------------------------------------------------------
def test_remind_late_writes_to_the_boards_people(
    year, world, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.remind_late(year, boards=[world.board], by=cast["secretary"])

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [cast["leader"].email, cast["writer"].email]
    )
    assert "- Registration, hạn 31/03/2026: not begun, 76 days late" in mail.outbox[0].body
    reminder = year.reminders.get()
    assert (reminder.board, reminder.steps, reminder.sent_on) == (
        world.board, ["registration"], TODAY,
    )  # fmt: skip
    event = Event.objects.get(verb="campaigns.remind_late")
    assert sentence(event) == f"reminded of what is late: {world.board.short_name}"


def test_remind_late_twice_a_day_is_refused(year, world, cast):
    actions.remind_late(year, boards=[world.board], by=cast["secretary"])

    with pytest.raises(BoardRemindedToday):
        actions.remind_late(year, boards=[world.board, world.deputy], by=cast["chief"])

    assert year.reminders.count() == 1


def test_remind_late_wants_boards_that_are_late(year, world, cast):
    registered(year, world.board, cast["leader"])

    with pytest.raises(NotLate):
        actions.remind_late(year, boards=[world.board], by=cast["chief"])
    with pytest.raises(NobodyChosen):
        actions.remind_late(year, boards=[], by=cast["chief"])


def test_remind_late_shows_the_letter_and_sends_it(client, year, world, cast):
    page = see(client, cast["keeper"], "campaigns:remind_late", year.pk)
    assertContains(page, "Đôn đốc công việc năm thi đua 2026")
    assertContains(page, "checked", count=3)

    url = reverse("campaigns:remind_late", args=[year.pk])
    sent = client.post(url, {"boards": [world.board.pk]})
    again = client.post(url, {"boards": [world.board.pk]})
    nobody = client.post(url, {"submit": "Send"})

    assertRedirects(sent, year.get_absolute_url())
    assertContains(again, "reminded today already")
    assertContains(nobody, "Choose at least one board.")
    assertContains(see(client, cast["keeper"], "campaigns:remind_late", year.pk), "checked", 2)


@pytest.mark.parametrize(
    ("part", "status"), [("writer", 403), ("leader", 403), ("deputy", 403), ("outsider", 404)]
)
def test_remind_late_is_not_for_boards(client, year, cast, part, status):
    assert see(client, cast[part], "campaigns:remind_late", year.pk).status_code == status


def test_remind_late_costs_the_same_for_1_3_and_16(client, year, world, cast):
    client.force_login(cast["chief"])

    def one_more():
        make.PostFactory(board=make.SeatFactory(bloc=world.bloc).board, role=Role.LEADER)

    assert_same_queries(client, reverse("campaigns:remind_late", args=[year.pk]), one_more)
