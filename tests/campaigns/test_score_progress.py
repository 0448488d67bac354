"""The rail knows who has scored itself, and which checkers have done with all their checks."""

import datetime as dt

import pytest

from campaigns.models import CheckDuty, PhaseKind, SheetKind, SheetState
from campaigns.progress import DONE, LATE, NOW
from campaigns.queries.progress import steps_now
from foundation import clock
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scored(today, world):
    """The plain board and the deputy check the chief; the phases run."""
    world.scoring = make.ScoringFactory(campaign=world.campaign)
    world.table = make.ScoringTableFactory(campaign=world.campaign)
    for kind in (PhaseKind.SELF_SCORING, PhaseKind.CROSS_CHECKING):
        make.PhaseFactory(
            campaign=world.campaign,
            kind=kind,
            opens_on=today - dt.timedelta(days=2),
            closes_on=today + dt.timedelta(days=2),
        )
    for checker in (world.board, world.deputy):
        CheckDuty.objects.create(scoring=world.scoring, checker=checker, board=world.chief)
    CheckDuty.objects.create(scoring=world.scoring, checker=world.board, board=world.deputy)
    return world


def sheet(scored, kind, board, scorer, state=SheetState.GIVEN):
    is_given = state == SheetState.GIVEN
    given = {"given_at": clock.now(), "given_by": make.AccountFactory()} if is_given else {}
    first = {"first_given_at": clock.now()} if is_given else {}
    facts = {"scoring": scored.scoring, "table": scored.table, "kind": kind, "state": state}
    return make.SheetFactory(**facts, board=board, scorer=scorer, **given, **first)


def marks(scored, kind):
    boards = [scored.chief.pk, scored.deputy.pk, scored.board.pk]
    steps = steps_now(scored.campaign, boards)
    return next(step for step in steps if step.code == kind).marks


def test_who_has_handed_in_its_own_points_has_done(scored):
    own = sheet(scored, SheetKind.SELF, scored.board, scored.board)
    sheet(scored, SheetKind.SELF, scored.deputy, scored.deputy, SheetState.DRAFT)

    found = marks(scored, PhaseKind.SELF_SCORING)

    assert found[scored.board.pk].state == DONE
    assert found[scored.board.pk].url == own.get_absolute_url()
    assert str(found[scored.board.pk].words).startswith("submitted")
    assert [found[each.pk].state for each in (scored.deputy, scored.chief)] == [NOW, NOW]


def test_a_checker_has_done_when_all_checks_are_handed_in(scored):
    sheet(scored, SheetKind.CROSS, scored.chief, scored.board)
    sheet(scored, SheetKind.CROSS, scored.chief, scored.deputy)

    found = marks(scored, PhaseKind.CROSS_CHECKING)

    assert found[scored.deputy.pk].state == DONE
    assert found[scored.board.pk].state == NOW  # the deputy's is still missing
    assert scored.chief.pk not in found  # has nobody to check

    sheet(scored, SheetKind.CROSS, scored.deputy, scored.board)
    assert marks(scored, PhaseKind.CROSS_CHECKING)[scored.board.pk].state == DONE


def test_who_has_not_scored_itself_in_time_is_late(scored):
    later = clock.today() - dt.timedelta(days=1)
    scored.campaign.phases.filter(kind=PhaseKind.SELF_SCORING).update(closes_on=later)

    assert marks(scored, PhaseKind.SELF_SCORING)[scored.board.pk].state == LATE


def test_before_the_scoring_is_begun_nobody_owes_anything(scored):
    scored.scoring.delete()

    assert marks(scored, PhaseKind.SELF_SCORING) == {}
    assert marks(scored, PhaseKind.CROSS_CHECKING) == {}
