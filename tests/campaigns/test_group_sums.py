"""The sums that a ranking is reckoned from are those of the lines, and cost two queries."""

import pytest

from campaigns.models import ScoringTable, SheetKind, SheetState
from campaigns.queries import scores, tables
from campaigns.queries.group_sums import measure_in_force, official_sums
from tests import factories as make
from tests.campaigns.test_score_queries import scored, sheet  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db
MOST = ["70"] * 13  # the first group gives 600 at most


@pytest.fixture
def measure(scored):
    found = measure_in_force(scored.campaign)
    assert found
    return found


def test_the_scale_is_that_of_the_table_in_force(scored, measure):
    assert measure.scale == tables.scale_of(scored.table)


def test_without_a_table_in_force_there_is_no_scale():
    assert measure_in_force(make.ScoringTableFactory().campaign) is None


def test_the_sums_are_those_of_the_lines(scored, measure, django_assert_num_queries):
    sheet(scored, SheetKind.OFFICIAL, scored.chief, ["60.25", "50", None, "12.5"])
    figures = scores.figures_of(scored.campaign)

    with django_assert_num_queries(2):
        found = official_sums(scored.campaign, measure_in_force(scored.campaign))

    assert found == scores.group_points_of(figures, figures.table, SheetKind.OFFICIAL)
    assert sum(found[scored.board.pk].values()) == 60.25 + 50 + 12.5


def test_a_group_gives_no_more_than_its_maximum(scored, measure):
    lines = scored.lines[: len(MOST)]
    worth = sum(min(line.maximum, 70) for line in lines)
    sheet(scored, SheetKind.OFFICIAL, scored.chief, [str(min(x.maximum, 70)) for x in lines])
    first = measure.scale.groups[0]

    points = official_sums(scored.campaign, measure)[scored.board.pk][first.key]

    assert points == min(worth, first.maximum)


@pytest.mark.parametrize("state", [SheetState.DRAFT, SheetState.RETURNED])
def test_what_was_not_handed_in_does_not_count(scored, measure, state):
    found = sheet(scored, SheetKind.OFFICIAL, scored.chief, ["60"])
    facts = {"state": state, "return_reason": "Sai"}
    type(found).objects.filter(pk=found.pk).update(**facts)

    assert official_sums(scored.campaign, measure) == {}


def test_only_the_official_figure_counts(scored, measure):
    sheet(scored, SheetKind.SELF, scored.board, ["60"])
    sheet(scored, SheetKind.CROSS, scored.chief, ["60"])

    assert ScoringTable.objects.count() == 1
    assert official_sums(scored.campaign, measure) == {}
