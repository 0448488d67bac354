"""Two people at the same moment: no point is written over, nothing is begun or closed twice."""

import pytest

from campaigns import actions
from campaigns.models import CheckPattern, Mark, Scoring, Sheet, SheetKind
from campaigns.regulations import scores as refused
from campaigns.regulations import sheets as refused_of_sheets
from campaigns.sheets import SheetPlan
from foundation.states import IllegalMove
from tests.bloc.test_races import at_once
from tests.campaigns import scored
from tests.campaigns.scored import begun, entry, lines
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.usefixtures("committed", "today")]


@pytest.fixture
def year(world, cast):
    return scored.scored_year(world, cast)


def fresh(row):
    """As a request of its own reads it."""
    return type(row).objects.get(pk=row.pk)


def test_the_scoring_of_a_year_begins_once(world, cast):
    scored.small_table(world, cast)

    def begin():
        campaign = fresh(world.campaign)
        return lambda: actions.begin_scoring(campaign, pattern=CheckPattern.RING, by=cast["chief"])

    outcomes = at_once(begin(), begin(), begin())

    assert outcomes.count(refused.ScoringBegun) == 2
    assert Scoring.objects.get().duties.count() == 3


def test_a_board_begins_its_sheet_once(year, cast):
    def begin(name):
        plan = SheetPlan(fresh(year.scoring), year.board, year.board, SheetKind.SELF)
        return lambda: actions.begin_sheet(plan, by=cast[name])

    outcomes = at_once(*[begin(name) for name in ("writer", "leader", "writer")])

    assert len({sheet.pk for sheet in outcomes}) == 1
    assert Mark.objects.count() == 4


def test_of_two_who_fill_in_one_line_the_second_is_told(year, cast):
    sheet = begun(year, cast["writer"])
    mark = lines(sheet)["models"]

    def save(count, name):
        own, typed = fresh(sheet), [entry(mark, count)]
        return lambda: actions.edit_sheet(own, typed, by=cast[name])

    outcomes = at_once(save(1, "writer"), save(2, "leader"))

    assert outcomes.count(refused_of_sheets.MarksStale) == 1
    assert lines(sheet)["models"].edition == 1


def test_nothing_is_filled_in_while_the_sheet_is_handed_in(year, cast):
    sheet = begun(year, cast["writer"])
    scored.write(sheet, cast["writer"], pledged=True, models=1)
    typed = [entry(lines(sheet)["models"], 2)]

    def save():
        own = fresh(sheet)
        return lambda: actions.edit_sheet(own, typed, by=cast["writer"])

    def submit():
        own = fresh(sheet)
        return lambda: actions.submit_sheet(own, by=cast["leader"])

    outcomes = at_once(save(), submit(), submit())

    assert outcomes.count(IllegalMove) == 1
    assert Sheet.objects.get(pk=sheet.pk).state == "given"
    count = lines(sheet)["models"].count
    assert count == (1 if refused_of_sheets.SheetClosed in outcomes else 2)


def test_nothing_moves_while_the_points_are_locked(year, cast):
    scored.official(year, cast["chief"], year.chief)
    scored.official(year, cast["chief"], year.chief, board=year.deputy, capital=0)
    last = scored.official(year, cast["deputy"], year.deputy, board=year.chief, capital=0)

    def lock():
        scoring = fresh(year.scoring)
        return lambda: actions.lock_scores(scoring, by=cast["chief"])

    def take_back():
        sheet = fresh(last)
        return lambda: actions.return_sheet(sheet, reason="Sửa", by=cast["deputy"])

    outcomes = at_once(lock(), take_back())

    is_locked = Scoring.objects.get().state == "locked"
    assert is_locked == (fresh(last).state == "given")
    told = {refused.ScoringLocked, refused.OfficialMissing}
    assert sum(outcome in told for outcome in outcomes if isinstance(outcome, type)) == 1
