"""The pages of a year's calendar: who sees what, what is typed, what is refused where."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions, typical
from campaigns.models import PhaseKind
from campaigns.queries.calendar import days_of
from tests import factories as make
from tests.budget import assert_same_queries
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

YEAR, NEXT = make.YEAR, make.YEAR + 1
REGISTRATION, CHECKING = PhaseKind.REGISTRATION, PhaseKind.CROSS_CHECKING
DAYS = {
    REGISTRATION: (dt.date(YEAR, 1, 15), dt.date(YEAR, 3, 31)),
    PhaseKind.MIDYEAR: (dt.date(YEAR, 6, 1), dt.date(YEAR, 6, 30)),
    CHECKING: (dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 10)),
    PhaseKind.SUBMISSION: (dt.date(NEXT, 1, 15), dt.date(NEXT, 2, 14)),  # a Sunday
}


@pytest.fixture
def year(world, cast):
    """The year with its calendar."""
    actions.plan_calendar(world.campaign, DAYS, by=cast["secretary"])
    return world.campaign


def see(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(f"campaigns:{name}", args=args))


def send(client, person, name, *args, **typed):
    client.force_login(person)
    return client.post(reverse(f"campaigns:{name}", args=args), typed)


def typed_days(days):
    return {
        f"{kind}_{side}": f"{day:%d/%m/%Y}"
        for kind, span in days.items()
        for side, day in zip(("opens_on", "closes_on"), span, strict=True)
    }


def seen_in(page):
    return page.context["form"]["seen"].value()


# -- the calendar --------------------------------------------------------------------------------
def test_whoever_belongs_to_the_bloc_sees_the_calendar(client, year, cast):
    seen = {
        part
        for part, person in cast.items()
        if see(client, person, "calendar", year.pk).status_code == HTTPStatus.OK
    }

    assert seen == set(cast) - {"outsider", "administrator"}


def test_the_calendar_tells_how_many_days_are_left(client, year, cast):
    page = see(client, cast["writer"], "calendar", year.pk)

    rows = {row.phase.kind: (row.state, row.words) for row in page.context["rows"]}
    assert rows == {
        REGISTRATION: ("over", "over"),
        PhaseKind.MIDYEAR: ("now", "15 days left"),
        CHECKING: ("later", "in 169 days"),
        PhaseKind.SUBMISSION: ("later", "in 214 days"),
    }
    with on(dt.date(YEAR, 6, 30)):
        assertContains(see(client, cast["writer"], "calendar", year.pk), "last day today")


def test_the_drawing_covers_the_year_to_its_last_phase(client, year, cast):
    drawing = see(client, cast["writer"], "calendar", year.pk).context["drawing"]

    assert (drawing.first, drawing.days) == (dt.date(YEAR, 1, 1), 365 + 31 + 28)
    assert len(drawing.months) == 14
    assert drawing.today == (TODAY - dt.date(YEAR, 1, 1)).days
    with on(dt.date(NEXT, 6, 1)):
        assert see(client, cast["writer"], "calendar", year.pk).context["drawing"].today is None


def test_everybody_reads_who_got_longer_and_why(client, year, cast, world):
    phase = year.phases.get(kind=REGISTRATION)
    facts = {"until": dt.date(YEAR, 4, 20), "reason": "Bão số 5", "by": cast["chief"]}
    actions.extend_phase(phase, board=world.board, **facts)

    theirs = see(client, cast["deputy"], "calendar", year.pk)
    own = see(client, cast["writer"], "calendar", year.pk)

    for page in (theirs, own):
        assertContains(page, "Bão số 5")
        assertContains(page, str(world.board))
    assertNotContains(theirs, f"<b>{world.board.short_name}:")
    assertContains(own, f"<b>{world.board.short_name}: 20/04/2026</b>")


def test_an_extension_for_all_says_what_was_planned(client, year, cast):
    phase = year.phases.get(kind=REGISTRATION)
    actions.extend_phase(phase, until=dt.date(YEAR, 4, 20), reason="Bão", by=cast["chief"])

    assertContains(see(client, cast["writer"], "calendar", year.pk), "extended; planned until")


def test_days_off_are_warned_of_and_the_legal_term_moves(client, year, cast):
    facts = {"is_off": True, "name": "Nghỉ bù Tết", "source": "Thông báo 1/TB"}
    actions.correct_day(dt.date(NEXT, 2, 15), **facts, by=cast["administrator"])
    changed = {**DAYS, CHECKING: (dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 12))}
    actions.plan_calendar(year, changed, by=cast["secretary"])

    page = see(client, cast["writer"], "calendar", year.pk)

    assertContains(page, "12/12/2026, the last day, is a day off: Saturday.")
    assertContains(page, "the term is the law")
    assertContains(page, "16/02/2027, the next working day")
    assertContains(page, "Nghỉ bù Tết")
    assertContains(page, "Thông báo 1/TB")


def test_a_calendar_without_days_says_who_sets_them(client, world, cast):
    assertContains(
        see(client, cast["writer"], "calendar", world.campaign.pk), "No days are set yet"
    )
    page = see(client, cast["secretary"], "calendar", world.campaign.pk)
    assertContains(page, "Set the calendar")
    assertContains(page, "btn-primary", count=1)


@pytest.mark.parametrize(
    ("part", "offered"),
    [
        ("chief", {"Change the days", "Give more time"}),
        ("secretary", {"Change the days"}),
        ("deputy", {"Give more time"}),
        ("leader", set()),
        ("reviewer", set()),
    ],
)
def test_the_calendar_offers_what_the_person_may_do(client, year, cast, part, offered):
    page = see(client, cast[part], "calendar", year.pk).content.decode()

    buttons = {"Change the days", "Give more time"}
    assert {button for button in buttons if button in page} == offered


def test_the_calendar_costs_the_same_for_1_3_and_16(client, year, world, cast):
    client.force_login(cast["chief"])
    phase = year.phases.get(kind=REGISTRATION)

    def one_more():
        board = make.SeatFactory(bloc=world.bloc).board
        make.ExtensionFactory(phase=phase, board=board)

    assert_same_queries(client, reverse("campaigns:calendar", args=[year.pk]), one_more)


# -- plan_calendar -------------------------------------------------------------------------------
def test_plan_calendar_proposes_the_days_of_a_typical_year(client, world, cast):
    page = see(client, cast["secretary"], "plan_calendar", world.campaign.pk)

    assertContains(page, f"15/02/{NEXT}")
    assertContains(page, "article 18")
    assertContains(page, "to be verified", count=5)
    assert not days_of(world.campaign)


def test_the_proposal_can_be_saved_as_it_is(client, world, cast):
    page = see(client, cast["secretary"], "plan_calendar", world.campaign.pk)
    proposed = {
        kind: (each.opens_on, each.closes_on) for kind, each in typical.suggested(YEAR).items()
    }

    response = send(
        client,
        cast["secretary"],
        "plan_calendar",
        world.campaign.pk,
        **typed_days(proposed),
        seen=seen_in(page),
    )

    assertRedirects(response, reverse("campaigns:calendar", args=[world.campaign.pk]))
    assert days_of(world.campaign) == proposed
    assert set(proposed) == set(PhaseKind.values)


def test_plan_calendar_shows_what_is_set_without_a_proposal(client, year, cast):
    page = see(client, cast["secretary"], "plan_calendar", year.pk)

    assertContains(page, f'value="31/03/{YEAR}"')
    assertNotContains(page, "Proposal")
    assertContains(page, "is a day off (Sunday)")


def test_plan_calendar_leaves_out_what_is_emptied(client, year, cast):
    page = see(client, cast["secretary"], "plan_calendar", year.pk)
    less = {REGISTRATION: DAYS[REGISTRATION]}

    send(
        client, cast["secretary"], "plan_calendar", year.pk, **typed_days(less), seen=seen_in(page)
    )

    assert days_of(year) == less


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"midyear_closes_on": ""}, "Give both days, or leave both empty."),
        ({"midyear_opens_on": ""}, "Give both days, or leave both empty."),
        ({"midyear_closes_on": "31/02/2026"}, "Enter a valid date."),
        ({"midyear_closes_on": "31/05/2026"}, "would end before it begins"),
        ({"midyear_closes_on": "01/01/2027"}, "must have ended by"),
    ],
)
def test_plan_calendar_refuses_beside_the_row_and_keeps_what_was_typed(
    client, year, cast, changed, words
):
    [field] = changed
    page = see(client, cast["secretary"], "plan_calendar", year.pk)
    typed = {**typed_days(DAYS), "registration_closes_on": f"01/04/{YEAR}", **changed}

    again = send(client, cast["secretary"], "plan_calendar", year.pk, **typed, seen=seen_in(page))

    assert words in again.context["form"][field].errors[0]
    assertContains(again, f'id="id_{field}_error"')
    assertContains(again, f'value="01/04/{YEAR}"')
    assert days_of(year) == DAYS


def test_plan_calendar_in_two_tabs_shows_both_and_joins_them(client, year, cast):
    page = see(client, cast["secretary"], "plan_calendar", year.pk)
    theirs = {**DAYS, REGISTRATION: (dt.date(YEAR, 1, 15), dt.date(YEAR, 4, 1))}
    actions.plan_calendar(year, theirs, by=cast["chief"])
    mine = typed_days({**DAYS, CHECKING: (dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 11))})

    stale = send(client, cast["secretary"], "plan_calendar", year.pk, **mine, seen=seen_in(page))

    assertContains(stale, "Two people have been writing")
    assertContains(stale, f'value="01/04/{YEAR}"')  # theirs
    assertContains(stale, f'value="11/12/{YEAR}"')  # mine
    assertNotContains(stale, "changed by both")
    assert days_of(year) == theirs
    both = {**theirs, CHECKING: (dt.date(YEAR, 12, 1), dt.date(YEAR, 12, 11))}
    send(
        client, cast["secretary"], "plan_calendar", year.pk, **typed_days(both), seen=seen_in(stale)
    )
    assert days_of(year) == both


@pytest.mark.parametrize(
    ("part", "status"),
    [("deputy", 403), ("leader", 403), ("keeper", 403), ("outsider", 404)],
)
def test_plan_calendar_is_the_chiefs_and_the_secretarys(client, year, cast, part, status):
    assert see(client, cast[part], "plan_calendar", year.pk).status_code == status
    assert send(client, cast[part], "plan_calendar", year.pk).status_code == status
    assert days_of(year) == DAYS


# -- extend_phase --------------------------------------------------------------------------------
def test_extend_phase_page_gives_more_time(client, year, world, cast):
    phase = year.phases.get(kind=REGISTRATION)
    typed = {"board": world.board.pk, "until": f"20/04/{YEAR}", "reason": "Bão số 5"}

    response = send(client, cast["chief"], "extend_phase", phase.pk, **typed)

    assertRedirects(response, reverse("campaigns:calendar", args=[year.pk]))
    assert phase.extensions.get().board == world.board


def test_extend_phase_page_gives_all_more_time(client, year, cast):
    phase = year.phases.get(kind=REGISTRATION)

    send(client, cast["chief"], "extend_phase", phase.pk, until=f"20/04/{YEAR}", reason="Bão")

    assert phase.extensions.get().board is None


def test_extend_phase_page_offers_only_boards_about_which_the_person_decides(
    client, year, world, cast
):
    phase = year.phases.get(kind=REGISTRATION)

    chief = see(client, cast["chief"], "extend_phase", phase.pk)
    deputy = see(client, cast["deputy"], "extend_phase", phase.pk)

    assert [key for key, _name in chief.context["form"].fields["board"].choices] == [
        "",
        str(world.deputy.pk),
        str(world.board.pk),
    ]
    assert [key for key, _name in deputy.context["form"].fields["board"].choices] == [
        str(world.chief.pk)
    ]


@pytest.mark.parametrize("part_and_board", [("chief", "chief"), ("deputy", "board")])
def test_extend_phase_page_takes_no_other_board(client, year, world, cast, part_and_board):
    part, board = part_and_board
    phase = year.phases.get(kind=REGISTRATION)
    chosen = getattr(world, board).pk
    typed = {"until": f"20/04/{YEAR}", "reason": "Bão", "board": chosen}

    response = send(client, cast[part], "extend_phase", phase.pk, **typed)

    assert response.status_code == HTTPStatus.OK
    assert response.context["form"].errors["board"]
    assert not phase.extensions.exists()


def test_the_deputy_cannot_give_more_time_to_all(client, year, cast):
    phase = year.phases.get(kind=REGISTRATION)

    send(client, cast["deputy"], "extend_phase", phase.pk, until=f"20/04/{YEAR}", reason="Bão")

    assert not phase.extensions.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"until": "31/03/2026", "reason": "Bão"}, "until"),
        ({"until": "20/04/2026", "reason": ""}, "reason"),
    ],
)
def test_extend_phase_page_says_beside_the_field_what_is_wrong(client, year, cast, typed, field):
    phase = year.phases.get(kind=REGISTRATION)

    response = send(client, cast["chief"], "extend_phase", phase.pk, **typed)

    assert response.context["form"].errors[field]
    assert not phase.extensions.exists()


@pytest.mark.parametrize(
    ("part", "status"), [("secretary", 403), ("leader", 403), ("keeper", 403), ("outsider", 404)]
)
def test_extend_phase_is_the_chiefs_and_the_deputys(client, year, cast, part, status):
    phase = year.phases.get(kind=REGISTRATION)

    assert see(client, cast[part], "extend_phase", phase.pk).status_code == status


@pytest.mark.parametrize("name", ["plan_calendar", "extend_phase"])
def test_a_form_costs_the_same_for_1_3_and_16(client, year, world, cast, name):
    client.force_login(cast["chief"])
    pk = year.pk if name == "plan_calendar" else year.phases.get(kind=REGISTRATION).pk

    def one_more():
        make.SeatFactory(bloc=world.bloc)

    assert_same_queries(client, reverse(f"campaigns:{name}", args=[pk]), one_more)
