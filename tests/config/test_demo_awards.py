"""The demo leaves quotas and a list of nominations that follows from its ranking."""

import pytest

from awards.models import Nomination, Quota
from tests.config import cases
from tests.config.test_demo import play
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]
pytestmark = pytest.mark.real


def test_the_list_of_the_cases_year_follows_from_the_ranking(play):
    case = cases.small()
    year = case["conference"]["year"]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    quotas = Quota.objects.filter(campaign__year=year).select_related("kind")
    assert {row.kind.code: row.count for row in quotas} == {"flag": 2, "merit": 3}
    assert {row.kind.regime.code for row in quotas} == {"R2017"}
    assert all("không có thật" in row.document_number for row in quotas)
    rows = Nomination.objects.filter(campaign__year=year).select_related("kind")
    flags = [row.rank for row in rows if row.kind.code == "flag"]
    assert flags == [1, 2]
    assert all(row.rank > 2 for row in rows if row.kind.code == "merit")
