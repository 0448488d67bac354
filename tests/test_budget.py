"""Every page of the tour costs few queries, and the same for few and for many boards."""

import pytest

from tests.bench.pages import SIZES, measure
from tests.budget import MOST_QUERIES


@pytest.fixture
def _every_way_of_signing(settings):
    settings.KEY_FILE_SIGNING = True
    settings.REMOTE_SIGNING_URL = "https://ky-so.khoithidua.example"


@pytest.mark.usefixtures("_every_way_of_signing", "db")
def test_no_page_asks_more_because_there_are_more_boards():
    costs = measure()

    assert all(len(cost.queries) == len(SIZES) for cost in costs)
    dear = [
        f"{cost.page.name} ({cost.page.part}): {cost.queries}"
        for cost in costs
        if not cost.is_same or max(cost.queries) > MOST_QUERIES
    ]
    assert not dear, "\n".join(dear)
