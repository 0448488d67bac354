"""The days of a year are set, more time is given, days are corrected."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from campaigns import actions, merging
from campaigns.models import DayCorrection, MoreTime, PhaseKind
from campaigns.queries import calendar
from campaigns.regulations import calendar as regulations
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

YEAR, NEXT = make.YEAR, make.YEAR + 1
DAY = dt.timedelta(days=1)
CHECKING, EXPLAINING = PhaseKind.CROSS_CHECKING, PhaseKind.EXPLANATION
SETTLING, CONFERENCE = PhaseKind.SETTLING, PhaseKind.CONFERENCE


def day(month, number, year=YEAR):
    return dt.date(year, month, number)


DAYS = {
    PhaseKind.REGISTRATION: (day(1, 15), day(3, 31)),
    CHECKING: (day(12, 1), day(12, 10)),
    EXPLAINING: (day(12, 11), day(12, 17)),
    SETTLING: (day(12, 18), day(12, 31)),
    CONFERENCE: (day(1, 10, NEXT), day(1, 15, NEXT)),
}


@pytest.fixture
def planned(world, cast):
    """The year has its calendar; the phases by their kind."""
    actions.plan_calendar(world.campaign, DAYS, by=cast["secretary"])
    return {phase.kind: phase for phase in world.campaign.phases.all()}


def extend(phase, by, until, **facts):
    return actions.extend_phase(phase, until=until, **{"reason": "Bão số 5", **facts}, by=by)


# -- plan_calendar -------------------------------------------------------------------------------
def test_plan_calendar_sets_all_days_and_writes_it_down(world, planned):
    assert calendar.days_of(world.campaign) == DAYS
    event = Event.objects.get(verb="campaigns.plan_calendar")
    assert (event.actor_name, event.facts["year"]) == ("secretary", YEAR)
    assert sentence(event).startswith(f"set the calendar of {YEAR}: registration of targets, cross")


def test_plan_calendar_changes_what_differs_and_keeps_the_rest(world, cast, planned):
    changed = {**DAYS, PhaseKind.REGISTRATION: (day(1, 15), day(4, 10))}
    del changed[SETTLING]

    actions.plan_calendar(world.campaign, changed, by=cast["chief"])

    assert calendar.days_of(world.campaign) == changed
    kept = world.campaign.phases.get(kind=PhaseKind.REGISTRATION)
    assert kept.pk == planned[PhaseKind.REGISTRATION].pk
    told = Event.objects.filter(verb="campaigns.plan_calendar").order_by("pk").last()
    assert sorted(told.facts["phases"]) == [PhaseKind.REGISTRATION, SETTLING]


def test_plan_calendar_twice_is_once(world, cast, planned):
    actions.plan_calendar(world.campaign, DAYS, by=cast["secretary"])

    assert Event.objects.filter(verb="campaigns.plan_calendar").count() == 1


def test_plan_calendar_is_felt_at_once(world, cast):
    assert calendar.windows_of(world.campaign) == {}

    actions.plan_calendar(world.campaign, DAYS, by=cast["secretary"])

    assert calendar.window_of(world.campaign, CHECKING).closes_on == day(12, 10)


def test_plan_calendar_takes_no_stale_form(world, cast, planned):
    seen = merging.marks(DAYS)
    changed = {**DAYS, CONFERENCE: (day(1, 11, NEXT), day(1, 12, NEXT))}
    actions.plan_calendar(world.campaign, changed, seen=seen, by=cast["chief"])

    with pytest.raises(regulations.CalendarStale):
        actions.plan_calendar(world.campaign, DAYS, seen=seen, by=cast["secretary"])

    assert calendar.days_of(world.campaign) == changed


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        (
            {CHECKING: (day(12, 5), day(12, 4))},
            regulations.PhaseReversed,
            "cross_checking_closes_on",
        ),
        (
            {CHECKING: (day(12, 31, YEAR - 1), day(12, 5))},
            regulations.BeforeTheYear,
            "cross_checking_opens_on",
        ),
        (
            {PhaseKind.MIDYEAR: (day(6, 1), day(1, 1, NEXT))},
            regulations.TooLateInTheYear,
            "midyear_closes_on",
        ),
        (
            {CONFERENCE: (day(1, 10, NEXT), day(4, 1, NEXT))},
            regulations.TooLateInTheYear,
            "conference_closes_on",
        ),
        (
            {EXPLAINING: (day(12, 10), day(12, 17))},
            regulations.PhasesOutOfOrder,
            "explanation_opens_on",
        ),
        (
            {CONFERENCE: (day(12, 31), day(1, 15, NEXT))},
            regulations.PhasesOutOfOrder,
            "conference_opens_on",
        ),
    ],
)
def test_plan_calendar_refuses_beside_the_row(world, cast, changed, refusal, field):
    with pytest.raises(refusal) as refused:
        actions.plan_calendar(world.campaign, DAYS | changed, by=cast["secretary"])

    assert refused.value.field == field
    [kind] = changed
    assert str(PhaseKind(kind).label) in str(refused.value)
    assert not world.campaign.phases.exists()


def test_the_order_holds_over_a_phase_that_is_left_out(world, cast):
    days = {CHECKING: (day(12, 1), day(12, 20)), SETTLING: (day(12, 20), day(12, 31))}

    with pytest.raises(regulations.PhasesOutOfOrder):
        actions.plan_calendar(world.campaign, days, by=cast["secretary"])


def test_other_phases_may_overlap(world, cast):
    overlapping = {
        kind: (day(10, 15), day(11, 30)) for kind in (PhaseKind.REPORTING, PhaseKind.SELF_SCORING)
    }

    actions.plan_calendar(world.campaign, overlapping, by=cast["secretary"])

    assert calendar.days_of(world.campaign) == overlapping


@pytest.mark.parametrize("kind", PhaseKind.values)
def test_what_looks_back_may_lie_in_the_next_quarter(world, kind):
    early = {PhaseKind.PLEDGE, PhaseKind.REGISTRATION, PhaseKind.MIDYEAR}
    last = day(12, 31) if kind in early else day(3, 31, NEXT)
    assert calendar.last_day(world.campaign, kind) == last


def test_the_order_counts_the_time_that_a_board_was_given(world, cast, planned):
    later = {**DAYS, EXPLAINING: (day(12, 14), day(12, 17))}
    actions.plan_calendar(world.campaign, later, by=cast["chief"])
    extend(planned[CHECKING], cast["chief"], day(12, 12), board=world.board)

    with pytest.raises(regulations.PhasesOutOfOrder):
        actions.plan_calendar(world.campaign, DAYS, by=cast["secretary"])


def test_a_phase_that_was_extended_cannot_be_left_out(world, cast, planned):
    extend(planned[PhaseKind.REGISTRATION], cast["chief"], day(4, 10))
    less = {kind: span for kind, span in DAYS.items() if kind != PhaseKind.REGISTRATION}

    with pytest.raises(regulations.PhaseExtended) as refused:
        actions.plan_calendar(world.campaign, less, by=cast["secretary"])

    assert refused.value.field == "registration_opens_on"


# -- extend_phase --------------------------------------------------------------------------------
def test_extend_phase_for_one_board(world, cast, planned):
    phase = planned[PhaseKind.REGISTRATION]

    extension = extend(phase, cast["chief"], day(4, 10), board=world.board, reason=" Bão số 5 ")

    assert (extension.board, extension.reason) == (world.board, "Bão số 5")
    kind = PhaseKind.REGISTRATION
    own = calendar.window_of(phase.campaign, kind, world.board.pk)
    assert (own.closes_on, own.planned_until, own.reason) == (day(4, 10), day(3, 31), "Bão số 5")
    assert calendar.window_of(phase.campaign, kind, world.deputy.pk).closes_on == day(3, 31)
    assert calendar.window_of(phase.campaign, kind).closes_on == day(3, 31)
    event = Event.objects.get(verb="campaigns.extend_phase")
    assert sentence(event) == (
        "extended “registration of targets” until 10 Apr 2026 for "
        f"{world.board.short_name}: Bão số 5"
    )


def test_extend_phase_for_all(world, cast, planned):
    phase = planned[PhaseKind.REGISTRATION]

    extend(phase, cast["chief"], day(4, 10))

    assert calendar.window_of(phase.campaign, phase.kind, world.board.pk).closes_on == day(4, 10)
    assert "for all boards" in sentence(Event.objects.get(verb="campaigns.extend_phase"))


def test_the_longest_extension_counts(world, cast, planned):
    phase = planned[PhaseKind.REGISTRATION]
    extend(phase, cast["chief"], day(4, 10), board=world.board)
    extend(phase, cast["chief"], day(4, 5))

    assert calendar.window_of(phase.campaign, phase.kind, world.board.pk).closes_on == day(4, 10)
    assert calendar.window_of(phase.campaign, phase.kind, world.chief.pk).closes_on == day(4, 5)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"until": day(3, 31)}, regulations.NotLonger),
        ({"until": day(3, 1)}, regulations.NotLonger),
        ({"until": day(1, 1, NEXT)}, regulations.ExtensionTooLate),
        ({"until": day(4, 10), "reason": " "}, regulations.ExtensionReasonMissing),
    ],
)
def test_extend_phase_refuses(cast, planned, facts, refusal):
    with pytest.raises(refusal):
        extend(planned[PhaseKind.REGISTRATION], cast["chief"], **facts)

    assert not planned[PhaseKind.REGISTRATION].extensions.exists()


@pytest.mark.parametrize("board", ["board", None])
def test_extend_phase_refuses_to_run_into_what_follows(world, cast, planned, board):
    facts = {"board": getattr(world, board) if board else None}

    with pytest.raises(regulations.ExtensionMeetsNext) as refused:
        extend(planned[CHECKING], cast["chief"], day(12, 11), **facts)

    assert str(refused.value) == (
        "“explanation” begins on 11 Dec 2026; “cross-checking” must have ended before."
    )


def test_extend_phase_may_reach_the_day_before_what_follows(world, cast, planned):
    extend(planned[SETTLING], cast["chief"], day(1, 9, NEXT))

    assert planned[SETTLING].extensions.get().until == day(1, 9, NEXT)


def test_extend_phase_twice_is_refused(world, cast, planned):
    phase = planned[PhaseKind.REGISTRATION]
    extend(phase, cast["chief"], day(4, 10), board=world.board)

    with pytest.raises(regulations.NotLonger):
        extend(phase, cast["chief"], day(4, 10), board=world.board)


def test_extend_phase_is_for_members(world, cast, planned):
    with pytest.raises(regulations.ExtendedBoardNotSeated):
        extend(planned[CHECKING], cast["chief"], day(12, 10), board=make.BoardFactory())


def test_extend_phase_tells_those_concerned(
    world, cast, planned, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        extend(planned[PhaseKind.REGISTRATION], cast["chief"], day(4, 10), board=world.board)

    assert sorted(letter.to[0] for letter in mail.outbox) == [
        cast["leader"].email,
        cast["writer"].email,
    ]
    assert "Bão số 5" in mail.outbox[0].body
    assert "10/04/2026" in mail.outbox[0].subject


def test_extend_phase_for_all_tells_every_board(
    world, cast, planned, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        extend(planned[PhaseKind.REGISTRATION], cast["chief"], day(4, 10))

    told = {letter.to[0] for letter in mail.outbox}
    assert {cast[part].email for part in ("leader", "deputy", "chief")} <= told
    assert cast["outsider"].email not in told


@pytest.mark.parametrize(
    ("part", "allowed"),
    [
        ("chief", {"all", "board", "deputy"}),
        ("deputy", {"chief"}),
        ("secretary", set()),
        ("leader", set()),
        ("keeper", set()),
    ],
)
def test_who_gives_more_time_to_whom(world, cast, planned, part, allowed):
    phase = planned[CHECKING]
    subjects = {name: getattr(world, name).pk for name in ("board", "deputy", "chief")}
    subjects["all"] = None

    may = {
        name
        for name, board in subjects.items()
        if cast[part].has_perm("campaigns.extend_phase", MoreTime(phase, board))
    }

    assert may == allowed


# -- the phase as a rule -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "begun", "holds"),
    [
        (day(1, 14), False, False),
        (day(1, 15), True, True),
        (day(3, 31), True, True),
        (day(4, 1), True, False),
    ],
)
def test_checks_of_a_phase(world, planned, today, begun, holds):
    kind = PhaseKind.REGISTRATION
    with on(today):
        passed = []
        for check in (regulations.check_begun, regulations.check_phase):
            try:
                check(world.campaign, kind)
            except (regulations.PhaseNotBegun, regulations.PhaseOver):
                passed.append(False)
            else:
                passed.append(True)
    assert passed == [begun, holds]


def test_more_time_opens_the_phase_for_that_board_alone(world, cast, planned):
    kind = PhaseKind.REGISTRATION
    extend(planned[kind], cast["chief"], TODAY, board=world.board)

    regulations.check_phase(world.campaign, kind, world.board.pk)
    with pytest.raises(regulations.PhaseOver):
        regulations.check_phase(world.campaign, kind, world.deputy.pk)


def test_without_days_the_whole_year_is_right(world):
    regulations.check_phase(world.campaign, PhaseKind.REGISTRATION)


# -- days off ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("when", "off"),
    [
        (dt.date(2026, 9, 2), True),
        (dt.date(2026, 2, 17), True),
        (dt.date(2026, 9, 5), True),
        (dt.date(2026, 9, 3), False),
    ],
)
def test_days_off_by_the_library_and_the_week(db, when, off):
    assert calendar.is_day_off(when) is off
    assert calendar.is_public_holiday(when) is (off and when.weekday() < 5)


def test_correct_day_wins_over_the_library(world, cast):
    facts = {"name": "Nghỉ bù", "source": "Công văn 100/CP"}
    friday = dt.date(2026, 9, 4)
    actions.correct_day(friday, is_off=True, **facts, by=cast["administrator"])

    assert calendar.next_working_day(friday) == dt.date(2026, 9, 7)
    event = Event.objects.get(verb="campaigns.correct_day")
    assert sentence(event) == "entered 4 Sep 2026 as a day off: Nghỉ bù (Công văn 100/CP)"


def test_correct_day_again_the_newest_counts(world, cast):
    facts = {"name": "Nghỉ bù", "source": "Công văn 100/CP", "by": cast["administrator"]}
    saturday = dt.date(2026, 9, 5)
    actions.correct_day(saturday, is_off=True, **facts)
    actions.correct_day(saturday, is_off=False, **facts)

    assert DayCorrection.objects.get().is_off is False
    assert not calendar.is_day_off(saturday)
    newest = Event.objects.filter(verb="campaigns.correct_day").order_by("pk").last()
    assert "as a working day" in sentence(newest)


@pytest.mark.parametrize("facts", [{"name": " ", "source": "x"}, {"name": "x", "source": ""}])
def test_correct_day_wants_name_and_source(world, cast, facts):
    with pytest.raises(regulations.NameAndSourceMissing):
        actions.correct_day(TODAY, is_off=True, **facts, by=cast["administrator"])


def test_correct_day_by_command(world, cast, capsys):
    typed = ["2026-09-04", "--off", "Nghỉ bù", "--source", "CV 100"]
    call_command("correct_day", "enter", *typed, "--by", cast["administrator"].email.upper())
    call_command("correct_day", "list")

    assert capsys.readouterr().out == "2026-09-04 off Nghỉ bù (CV 100)\n" * 2
    assert Event.objects.get(verb="campaigns.correct_day").actor_name == "administrator"


@pytest.mark.parametrize("part", ["chief", "keeper"])
def test_correct_day_is_the_administrators(world, cast, part):
    typed = ["2026-09-04", "--off", "Nghỉ bù", "--source", "CV 100"]

    with pytest.raises(CommandError, match="no administrator"):
        call_command("correct_day", "enter", *typed, "--by", cast[part].email)

    assert not DayCorrection.objects.exists()


def test_correct_day_command_passes_a_refusal_on(world, cast):
    typed = ["2026-09-04", "--worked", " ", "--source", "CV 100"]

    with pytest.raises(CommandError, match="Say what the day is"):
        call_command("correct_day", "enter", *typed, "--by", cast["administrator"].email)
