"""The demo's evaluation: invented, published for the case's year, open in the present one."""

import pytest

from campaigns.models import Evaluation, EvaluationState
from campaigns.queries import evaluations as queries
from foundation import clock
from foundation.ballots.models import SealedPaper
from tests.config import cases
from tests.config.test_demo import play
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]


@pytest.mark.real
def test_the_evaluation_is_published_for_the_cases_year_and_open_in_the_present_one(play):
    case = cases.small()
    year = case["conference"]["year"]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    past = Evaluation.objects.get(campaign__year=year)
    assert (past.state, past.is_invented) == (EvaluationState.PUBLISHED, True)
    assert queries.evaluation_results(past.campaign).answers == len(case["boards"])
    present = Evaluation.objects.get(campaign__year=clock.today().year)
    assert (present.state, present.is_invented) == (EvaluationState.OPEN, True)
    asked, answered = queries.progress_of(present)
    assert 0 < answered < asked
    assert SealedPaper.objects.filter(ballot=present.ballot).count() == answered
