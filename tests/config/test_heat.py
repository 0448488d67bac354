"""The year's progress as a chart: one strip for each board, one cell for each step."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from campaigns.progress import DONE, LATE, Mark
from config.years import heat


def test_heat_has_a_cell_for_each_board_and_step():
    boards = [SimpleNamespace(pk=pk, short_name=f"BQL {pk}") for pk in (1, 2)]
    first = SimpleNamespace(label="Đăng ký", marks={1: Mark(DONE), 2: Mark(LATE)})
    second = SimpleNamespace(label="Báo cáo", marks={1: Mark(DONE)})

    svg = heat(SimpleNamespace(boards=boards, counted=[first, second]))

    assert re.findall(r'class="chart-(done|late|later)"', svg) == ["done", "done", "late", "later"]
    assert "BQL 1: 2 / 2; BQL 2: 0 / 2" in svg


@pytest.mark.usefixtures("today")
def test_only_who_oversees_sees_all_boards(client, world, cast):
    address = reverse("year", args=[world.campaign.pk])

    client.force_login(cast["chief"])
    assertContains(client.get(address), 'class="chart"')
    client.force_login(cast["leader"])
    assertNotContains(client.get(address), 'class="chart"')
