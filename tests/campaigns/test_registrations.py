"""A board registers what it sets out to reach; the chief returns or accepts it; it may change."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction

from bloc.models import Office
from campaigns import actions
from campaigns.goals import AimText, Goal, Goals, differences, joined, marks
from campaigns.models import (
    BoardYear,
    PhaseKind,
    Registration,
    RegistrationState,
    RegistrationVersion,
)
from campaigns.queries import registrations as queries
from campaigns.regulations import registrations as regulations
from campaigns.regulations.calendar import PhaseNotBegun
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.states import IllegalMove
from members.models import Role
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")
FLAG = AimText("Cờ thi đua của Bộ")


@pytest.fixture
def catalogue(world):
    return [
        make.IndicatorFactory(bloc=world.bloc, position=n, name=name, decimals=n - 1)
        for n, name in enumerate(("Số dự án", "Vốn đăng ký", "Tỷ lệ lấp đầy"), 1)
    ]


@pytest.fixture
def begun(world, cast):
    return actions.begin_registration(BoardYear(world.campaign, world.board), by=cast["writer"])


@pytest.fixture
def goals(catalogue):
    first, second, _third = catalogue
    targets = {first.pk: Goal(Decimal(12)), second.pk: Goal(Decimal("1500.5"), "kể cả tăng vốn")}
    return Goals(targets, (FLAG, AimText("Lao động tiên tiến", "person", 20)), "Chung sức")


@pytest.fixture
def written(begun, goals, cast):
    actions.edit_registration(begun, goals, seen_edition=1, by=cast["writer"])
    return begun


@pytest.fixture
def submitted(written, cast):
    actions.submit_registration(written, by=cast["leader"])
    return written


@pytest.fixture
def accepted(submitted, cast):
    actions.accept_registration(submitted, by=cast["chief"])
    return submitted


@pytest.fixture
def changing(accepted, cast):
    actions.change_registration(accepted, reason="Dự án lớn bị lùi", by=cast["leader"])
    return accepted


def told():
    return sentence(Event.objects.latest("pk"))


def letters():
    """What has gone out since the last look."""
    queue.sweep()
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def readers():
    return sorted(letter.to[0] for letter in letters())


def edit(registration, goals, by):
    registration.refresh_from_db()
    seen = registration.edition
    actions.edit_registration(registration, goals, seen_edition=seen, by=by)


def agreed(world):
    rows = queries.targets_in_force(world.campaign, world.board.pk)
    return {row.indicator.name: row.agreed for row in rows}


# -- begin_registration --------------------------------------------------------------------------
def test_begin_registration_is_empty_and_written_down(world, cast, begun):
    assert (begun.state, begun.edition, begun.changed_by) == ("draft", 1, cast["writer"])
    assert Goals.of(begun) == Goals()
    assert told() == f"began the registration for {make.YEAR}"


def test_begin_registration_twice_is_once(world, cast, begun):
    again = actions.begin_registration(BoardYear(world.campaign, world.board), by=cast["leader"])

    assert again == begun
    assert Event.objects.filter(verb="campaigns.begin_registration").count() == 1


def test_begin_registration_takes_the_figures_of_another_year(world, cast, accepted, catalogue):
    actions.retire_indicator(catalogue[0], by=cast["chief"])
    year = make.CampaignFactory(
        bloc=world.bloc, year=make.YEAR + 1, opens_on=dt.date(make.YEAR + 1, 1, 1),
        closes_on=dt.date(make.YEAR + 1, 12, 31),
    )  # fmt: skip

    made = actions.begin_registration(
        BoardYear(year, world.board), start_from=accepted, by=cast["writer"]
    )

    assert Goals.of(made) == Goals(
        {catalogue[1].pk: Goal(Decimal("1500.5"))}, Goals.of(accepted).aims, "Chung sức"
    )
    assert queries.last_registration(year, world.board.pk) == accepted
    assert [row.agreed for row in made.targets.all()] == [None]


def test_begin_registration_refuses_a_board_that_does_not_sit_in_the_bloc(world, cast):
    with pytest.raises(regulations.NotAMember):
        actions.begin_registration(
            BoardYear(world.campaign, make.BoardFactory()), by=cast["outsider"]
        )


def test_begin_registration_refuses_figures_of_another_board(world, cast, accepted):
    with pytest.raises(regulations.StartOfAnotherBoard):
        actions.begin_registration(
            BoardYear(world.campaign, world.deputy), start_from=accepted, by=cast["deputy"]
        )
    assert Registration.objects.count() == 1


# -- edit_registration ---------------------------------------------------------------------------
def test_edit_registration_keeps_figures_titles_and_movements(cast, written, goals):
    written.refresh_from_db()

    assert Goals.of(written) == goals
    assert (written.edition, written.changed_by) == (2, cast["writer"])
    assert told() == "changed the registration: 2 targets, 2 titles and awards"


def test_edit_registration_drops_what_is_left_out_and_keeps_the_order(cast, written, catalogue):
    text = Goals({catalogue[2].pk: Goal(Decimal("87.55"))}, (AimText("Mới"), FLAG), "")

    edit(written, text, cast["leader"])

    assert Goals.of(written) == text
    assert [aim.title for aim in written.aims.all()] == ["Mới", "Cờ thi đua của Bộ"]


def test_edit_registration_of_the_same_text_is_no_edition(cast, written, goals):
    edit(written, goals, cast["leader"])

    assert written.edition == 2
    assert Event.objects.filter(verb="campaigns.edit_registration").count() == 1


def test_edit_registration_refuses_a_stale_edition(cast, written, goals):
    with pytest.raises(regulations.StaleRegistration) as refused:
        actions.edit_registration(written, goals, seen_edition=1, by=cast["leader"])

    assert str(refused.value).startswith("writer has changed the registration meanwhile.")


def test_edit_registration_refuses_what_is_handed_in_or_accepted(cast, submitted, goals):
    for _state in ("submitted", "accepted"):
        with pytest.raises(regulations.RegistrationClosed):
            edit(submitted, goals, cast["writer"])
        if submitted.state == "submitted":
            actions.accept_registration(submitted, by=cast["chief"])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (Goals(movements="x" * 4001), regulations.MovementsTooLong),
        (Goals(aims=(FLAG, FLAG)), regulations.AimTwice),
        (Goals(aims=tuple(AimText(f"{n}") for n in range(41))), regulations.TooManyAims),
        (Goals({0: Goal(Decimal(1))}), regulations.IndicatorUnknown),
    ],
)
def test_edit_registration_refuses(cast, written, text, refusal):
    with pytest.raises(refusal):
        edit(written, text, cast["writer"])


def test_the_same_title_for_another_holder_is_another_one(cast, written):
    text = Goals(aims=(FLAG, AimText(FLAG.title, "unit", 2)))

    edit(written, text, cast["writer"])

    assert Goals.of(written).aims == text.aims


def test_an_indicator_of_another_bloc_or_retired_is_unknown(world, cast, written, catalogue):
    actions.retire_indicator(catalogue[2], by=cast["chief"])
    for stranger in (make.IndicatorFactory(), catalogue[2]):
        with pytest.raises(regulations.IndicatorUnknown):
            edit(written, Goals({stranger.pk: Goal(Decimal(1))}), cast["writer"])


def test_a_retired_indicator_stays_where_it_is_planned_by(world, cast, written, goals, catalogue):
    actions.retire_indicator(catalogue[0], by=cast["chief"])

    edit(written, Goals(goals.targets), cast["writer"])

    assert Goals.of(written).targets == goals.targets


# -- submit_registration -------------------------------------------------------------------------
def test_submit_registration_signs_it_and_tells_the_chief(world, cast, written):
    actions.submit_registration(written, by=cast["leader"])

    written.refresh_from_db()
    assert (written.state, written.submitted_by) == ("submitted", cast["leader"])
    assert written.first_submitted_at == written.submitted_at
    assert told() == "handed in the registration"
    assert readers() == ["chief@khoithidua.example"]


def test_the_chiefs_own_registration_goes_to_the_deputy(world, cast, goals):
    own = actions.begin_registration(BoardYear(world.campaign, world.chief), by=cast["chief"])
    edit(own, goals, cast["secretary"])

    actions.submit_registration(own, by=cast["chief"])

    assert readers() == ["deputy@khoithidua.example"]


def test_submit_registration_late_is_marked_not_refused(world, cast, written):
    make.PhaseFactory(campaign=world.campaign, closes_on=TODAY - dt.timedelta(days=3))
    fresh = Registration.objects.get(pk=written.pk)

    actions.submit_registration(fresh, by=cast["leader"])

    assert queries.days_late(fresh) == 3
    assert told() == "handed in the registration, 3 days late"
    assert "muộn 3 ngày" in letters()[0].body
    with on(TODAY + dt.timedelta(days=30)):
        assert queries.days_late(fresh) == 3


def test_days_late_counts_extensions_of_the_board_and_until_today(world, cast, written):
    phase = make.PhaseFactory(campaign=world.campaign, closes_on=TODAY - dt.timedelta(days=3))
    phase.extensions.create(
        board=world.board,
        until=TODAY - dt.timedelta(days=1),
        reason="Bão",
        granted_by=cast["chief"],
    )

    assert queries.days_late(Registration.objects.get(pk=written.pk)) == 1


def test_submit_registration_refuses_before_the_phase(world, cast, written):
    tomorrow = TODAY + dt.timedelta(days=1)
    make.PhaseFactory(
        campaign=world.campaign, opens_on=tomorrow, closes_on=tomorrow, kind=PhaseKind.REGISTRATION
    )

    with pytest.raises(PhaseNotBegun):
        actions.submit_registration(Registration.objects.get(pk=written.pk), by=cast["leader"])


def test_submit_registration_refuses_an_empty_one_and_twice(cast, begun, goals):
    with pytest.raises(regulations.NoTarget):
        actions.submit_registration(begun, by=cast["leader"])
    edit(begun, Goals(aims=goals.aims), cast["writer"])
    with pytest.raises(regulations.NoTarget):
        actions.submit_registration(begun, by=cast["leader"])
    edit(begun, goals, cast["writer"])
    actions.submit_registration(begun, by=cast["leader"])

    with pytest.raises(IllegalMove):
        actions.submit_registration(begun, by=cast["leader"])


# -- return_registration -------------------------------------------------------------------------
def test_return_registration_tells_the_board_why(cast, submitted, goals):
    first = submitted.first_submitted_at
    actions.return_registration(submitted, reason=" Thiếu FDI ", by=cast["chief"])

    submitted.refresh_from_db()
    assert (submitted.state, submitted.return_reason) == ("returned", "Thiếu FDI")
    assert submitted.decided_by == cast["chief"]
    assert told() == "returned the registration: Thiếu FDI"
    sent = {letter.to[0].partition("@")[0]: letter.body for letter in letters()}
    assert set(sent) == {"chief", "leader", "writer"}
    assert "Thiếu FDI" in sent["writer"]
    with on(TODAY + dt.timedelta(days=9)):
        actions.submit_registration(submitted, by=cast["leader"])
    assert submitted.first_submitted_at == first < submitted.submitted_at


def test_return_registration_refuses_without_a_reason_and_what_is_not_handed_in(cast, submitted):
    with pytest.raises(regulations.ReasonMissing):
        actions.return_registration(submitted, reason="  ", by=cast["chief"])
    actions.return_registration(submitted, reason="x", by=cast["chief"])
    with pytest.raises(IllegalMove):
        actions.return_registration(submitted, reason="x", by=cast["chief"])


# -- accept_registration -------------------------------------------------------------------------
def test_accept_registration_puts_the_figures_in_force(world, cast, submitted, goals):
    version = actions.accept_registration(submitted, by=cast["chief"])

    assert agreed(world) == {"Số dự án": 12, "Vốn đăng ký": Decimal("1500.5")}
    assert (version.number, version.reason, Goals.of_version(version)) == (1, "", goals)
    assert submitted.state == RegistrationState.ACCEPTED
    assert told() == "accepted the registration, version 1"
    assert letters()[-1].subject == f"Bản đăng ký thi đua năm {make.YEAR} được chấp nhận"


def test_accept_registration_refuses_what_is_not_handed_in(cast, written):
    with pytest.raises(IllegalMove):
        actions.accept_registration(written, by=cast["chief"])
    assert RegistrationVersion.objects.count() == 0


# -- change_registration -------------------------------------------------------------------------
def test_change_registration_keeps_what_was_accepted_until_the_change_is(
    world, cast, changing, goals, catalogue
):
    before = agreed(world)
    first, _second, third = catalogue
    changed = Goals({first.pk: Goal(Decimal(9)), third.pk: Goal(Decimal(80))}, goals.aims)

    edit(changing, changed, cast["writer"])

    assert agreed(world) == before == {"Số dự án": 12, "Vốn đăng ký": Decimal("1500.5")}
    assert Goals.of(changing) == changed
    actions.submit_registration(changing, by=cast["leader"])
    version = actions.accept_registration(changing, by=cast["chief"])
    assert agreed(world) == {"Số dự án": 9, "Tỷ lệ lấp đầy": 80}
    assert (version.number, version.reason) == (2, "Dự án lớn bị lùi")
    changing.refresh_from_db()
    assert changing.change_reason == ""


def test_change_registration_says_who_asked_and_why(cast, changing):
    assert changing.state == RegistrationState.CHANGING
    assert told() == "asked to change accepted targets: Dự án lớn bị lùi"


def test_a_change_that_is_returned_changes_nothing_in_force(world, cast, changing, catalogue):
    edit(changing, Goals({catalogue[0].pk: Goal(Decimal(1))}), cast["writer"])
    actions.submit_registration(changing, by=cast["leader"])
    actions.return_registration(changing, reason="Không có căn cứ", by=cast["chief"])

    assert agreed(world) == {"Số dự án": 12, "Vốn đăng ký": Decimal("1500.5")}
    changing.refresh_from_db()
    assert changing.change_reason == "Dự án lớn bị lùi"


def test_change_registration_refuses_without_a_reason_and_before_acceptance(cast, submitted):
    with pytest.raises(IllegalMove):
        actions.change_registration(submitted, reason="x", by=cast["leader"])
    actions.accept_registration(submitted, by=cast["chief"])
    with pytest.raises(regulations.ReasonMissing):
        actions.change_registration(submitted, reason=" ", by=cast["leader"])


# -- what can never be ---------------------------------------------------------------------------
def test_the_database_keeps_versions_and_figures(world, cast, accepted, catalogue):
    with pytest.raises(DatabaseError), transaction.atomic():
        accepted.versions.update(reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        accepted.targets.update(plan=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        accepted.targets.create(indicator=catalogue[2])


# -- who sees what -------------------------------------------------------------------------------
PARTS = [
    "outsider", "writer", "leader", "clerk", "secretary", "chief", "deputy", "reviewer",
    "approver", "keeper", "administrator",
]  # fmt: skip


def assert_agree(people):
    """The queryset holds exactly what the permission allows, for each person."""
    for person in people:
        visible = set(queries.registrations_visible_to(person))
        rows = Registration.objects.select_related("campaign__bloc", "board")
        allowed = {r for r in rows if person.has_perm("campaigns.view_registration", r)}
        assert visible == allowed, person


@pytest.fixture
def everywhere(world, cast):
    """A registration of each board, in two years, and one of another bloc; an heir; a stand-in."""
    later = make.CampaignFactory(
        bloc=world.bloc, year=make.YEAR + 1, opens_on=dt.date(make.YEAR + 1, 1, 1),
        closes_on=dt.date(make.YEAR + 1, 12, 31),
    )  # fmt: skip
    for campaign in (world.campaign, later):
        for board in (world.chief, world.deputy, world.board):
            make.RegistrationFactory(campaign=campaign, board=board)
    make.RegistrationFactory()
    merger = make.MergerFactory(predecessor=world.board)
    heir = make.AccountFactory(full_name="heir")
    make.PostFactory(account=heir, board=merger.successor, role=Role.WRITER)
    return [*(cast[part] for part in PARTS), heir]


def test_visible_is_what_may_be_seen(everywhere):
    assert_agree(everywhere)


def test_visible_is_what_may_be_seen_by_a_stand_in_and_with_lent_powers(world, cast, everywhere):
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)
    receiver = make.AccountFactory(full_name="receiver")
    make.PostFactory(account=receiver, board=world.deputy, role=Role.WRITER)
    make.DelegationFactory(board=world.deputy, giver=cast["deputy"], receiver=receiver)

    assert_agree([*everywhere, receiver])
    assert queries.registrations_visible_to(cast["leader"]).count() == 4


def test_visible_is_what_may_be_seen_without_a_deputy(world, cast, everywhere):
    world.bloc.terms.filter(office=Office.DEPUTY).delete()
    make.TermFactory(bloc=world.bloc, board=world.board, office=Office.STAND_IN)

    assert_agree(everywhere)
    assert queries.registrations_visible_to(cast["leader"]).count() == 6


# -- two texts compared --------------------------------------------------------------------------
def test_joined_takes_theirs_where_only_they_wrote(goals, catalogue):
    first, second, third = (each.pk for each in catalogue)
    base = marks(goals)
    mine = Goals({first: Goal(Decimal(99)), second: goals.targets[second]}, goals.aims, "Tôi")
    theirs = Goals({first: goals.targets[first], third: Goal(Decimal(3))}, (FLAG,), "Họ")

    both = joined(mine, theirs, base)

    assert both == Goals({first: Goal(Decimal(99)), third: Goal(Decimal(3))}, (FLAG,), "Tôi")
    found = differences(theirs, mine, {each.pk: each for each in catalogue}, base)
    assert [(each.name, each.by_both) for each in found] == [
        ("Movements", True),
        ("Số dự án", False),
        ("Vốn đăng ký", False),
        ("Tỷ lệ lấp đầy", False),
        ("Titles and awards", False),
    ]


def test_differences_are_told_in_words(goals, catalogue):
    _first, second, _third = catalogue
    after = Goals({second.pk: Goal(Decimal(1200))}, (), "Chung sức")

    found = differences(goals, after, {each.pk: each for each in catalogue})

    assert [(each.before, each.after) for each in found] == [
        ("12 tỷ đồng", ""),
        ("1.500,5 tỷ đồng; kể cả tăng vốn", "1.200,0 tỷ đồng"),
        ("Cờ thi đua của Bộ (the board: 1)\nLao động tiên tiến (persons: 20)", ""),
    ]


def test_equal_goals_have_equal_marks(goals):
    """However many noughts the database or a person writes."""
    same = Goals(
        {pk: Goal(goal.plan.quantize(Decimal("0.0001")), goal.note)
         for pk, goal in goals.targets.items()},
        goals.aims,
        goals.movements,
    )  # fmt: skip

    assert marks(same) == marks(goals)
