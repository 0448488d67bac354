"""Two tabs, a double click, an impatient leader: one paper, and a word that it is there."""

import threading

import pytest
from django.db import connection

from campaigns.models import Evaluation
from foundation.ballots.booth import AnsweredAlready
from foundation.ballots.models import SealedPaper
from tests.campaigns.evaluating import DAY, answer, leaders_of, opened
from tests.conftest import TODAY
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = pytest.mark.usefixtures("committed", "today")


def test_twenty_clicks_are_one_paper(world, cast):
    leaders_of(world, cast)
    evaluation = opened(world, cast, TODAY + 10 * DAY)
    heard = []

    def click():
        try:
            answer(Evaluation.objects.get(pk=evaluation.pk), world.board, cast["leader"])
            heard.append("in the box")
        except AnsweredAlready:
            heard.append("already")
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(20)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert sorted(heard) == ["already"] * 19 + ["in the box"]
    assert SealedPaper.objects.count() == 1
