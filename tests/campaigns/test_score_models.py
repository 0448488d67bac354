"""What the database itself refuses of points, sheets and rankings."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction

from campaigns.models import CheckDuty, Explanation, Ranking, SheetKind, Standing
from tests import factories as make

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError, ProgrammingError)


def refused(by):
    return pytest.raises(REFUSED, match=by)


def test_nobody_checks_itself():
    scoring, board = make.ScoringFactory(), make.BoardFactory()

    with refused("nobody_checks_itself"):
        CheckDuty.objects.create(scoring=scoring, checker=board, board=board)


@pytest.mark.parametrize("kind", [SheetKind.CROSS, SheetKind.OFFICIAL])
def test_only_the_self_score_is_ones_own(kind):
    with refused("only_the_self_score_is_ones_own"):
        make.SheetFactory(kind=kind)


def test_a_self_score_is_by_nobody_else():
    with refused("only_the_self_score_is_ones_own"):
        make.SheetFactory(scorer=make.BoardFactory())


def test_a_board_has_one_official_sheet():
    first = make.SheetFactory(kind=SheetKind.OFFICIAL, scorer=make.BoardFactory())
    facts = {name: getattr(first, name) for name in ("scoring", "table", "board", "kind")}

    with refused("one_official_sheet_per_board"):
        make.SheetFactory(**facts, scorer=make.BoardFactory())


@pytest.mark.parametrize("points", ["-0.25", "10.25"])
def test_points_lie_within_the_bounds_that_the_row_keeps(points):
    with refused("points_lie_within_their_bounds"):
        make.MarkFactory(points=Decimal(points))


def test_a_line_has_one_mark_on_a_sheet():
    mark = make.MarkFactory()

    with refused("one_mark_per_line"):
        make.MarkFactory(sheet=mark.sheet, criterion=mark.criterion)


def test_an_explanation_says_something():
    mark, account = make.MarkFactory(), make.AccountFactory()
    facts = {"sheet": mark.sheet, "criterion": mark.criterion, "explained_by": account}

    with refused("an_explanation_says_something"):
        Explanation.objects.create(text="", **facts)


@pytest.fixture
def standing():
    table = make.ScoringTableFactory()
    ranking = Ranking.objects.create(
        campaign=table.campaign, table=table, number=1, taken_by=make.AccountFactory()
    )
    facts = {"board": make.BoardFactory(), "name": "BQL", "position": 1, "rank": 1}
    return Standing.objects.create(ranking=ranking, total=90, bonus=0, **facts)


def test_a_ranking_that_was_taken_stays(standing):
    for row in (standing, standing.ranking):
        stored = type(row).objects.filter(pk=row.pk)
        with refused("Cannot"), transaction.atomic():
            row.save()
        with refused("Cannot"), transaction.atomic():
            stored._raw_delete(stored.db)


def test_a_later_ranking_says_why(standing):
    first = standing.ranking

    with refused("a_later_ranking_says_why"):
        Ranking.objects.create(
            campaign=first.campaign, table=first.table, number=2, taken_by=first.taken_by
        )


def test_who_is_not_ranked_is_told_why(standing):
    facts = {"ranking": standing.ranking, "board": make.BoardFactory(), "name": "BQL khác"}

    with refused("who_is_not_ranked_is_told_why"):
        Standing.objects.create(**facts, position=2, rank=None, total=80, bonus=0)
