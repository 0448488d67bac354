"""The demo's activities: invented, held by the case's own boards, whatever case it is."""

import datetime as dt
import io

import pytest
from PIL import Image

from campaigns.models import Activity
from config.demo import activities
from foundation import clock
from tests.config import cases
from tests.config.test_demo import play
from tests.real import _regimes, committed

__all__ = ["_regimes", "committed", "play"]


def test_the_drawing_is_a_photograph_of_words():
    found = activities.drawn("Hội thao")

    assert Image.open(io.BytesIO(found.content)).size == activities.SIZE
    assert found.content != activities.drawn("Giao lưu").content


def test_the_drawing_can_write_vietnamese():
    """A font without a letter draws the same box for each."""
    font = activities.font(40)

    assert len({bytes(font.getmask(letter)) for letter in "ẢẠẤỌỘ"}) == len("ẢẠẤỌỘ")


@pytest.mark.real
def test_activities_are_held_by_the_boards_of_the_case_and_say_that_they_are_invented(play):
    case = cases.small()
    year = case["conference"]["year"]

    code, _said, wrong = play(case)

    assert (code, wrong) == (0, "")
    found = list(Activity.objects.filter(campaign__year=year).order_by("since"))
    assert [each.host.code for each in found] == ["B1", "B2", "B3"]
    for each in found:
        assert each.is_invented
        assert "trình diễn" in each.outcome
        assert each.place.endswith("Nghệ An")
        assert [each.photos.count(), each.attendances.count()] == [1, 3]
    ahead = Activity.objects.get(since__gt=clock.today())
    assert ahead.since - clock.today() <= dt.timedelta(days=24)
    assert ahead.attendances.count() == 1
