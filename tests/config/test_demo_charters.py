"""The demo's regulation and plan: invented, asked about, answered, adopted under a number."""

import pytest

from campaigns.models import Charter, CharterKind, CharterState
from tests.config import cases
from tests.config.test_demo import play
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]


@pytest.mark.real
def test_regulation_and_plan_are_adopted_and_the_present_plan_lies_before_the_boards(
    play, tmp_path
):
    case = cases.small()
    year = case["conference"]["year"]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    found = {each.kind: each for each in Charter.objects.filter(campaign__year=year)}
    assert set(found) == {CharterKind.REGULATION, CharterKind.PLAN}
    for each in found.values():
        assert (each.state, each.is_invented) == (CharterState.ADOPTED, True)
        assert each.paper.number
        assert each.opinions.count() == 2
        assert each.opinions.exclude(reply="").count() == 1
    asked = Charter.objects.get(kind=CharterKind.PLAN, state=CharterState.IN_COMMENT)
    assert asked.campaign.year > year
    for name in ("quy-che", "ke-hoach"):
        assert (tmp_path / "out" / f"{name}-{year}.pdf").read_bytes().startswith(b"%PDF")
