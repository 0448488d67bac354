"""The screen of the conference room, seen from the back row."""

import pytest
from django.urls import reverse

from members.models import BoardName
from pledges import actions
from pledges.tasks import draw_pledge
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOARDS, LONGEST = 16, 200
USUAL = "Ban Quản lý Khu công nghệ cao và các Khu công nghiệp Đà Nẵng"
SMALLEST = 22  # pixels at 1366 × 768: what the back row still reads
NAMES = """() => [...document.querySelectorAll(".wall-name")].map((place) => {
    const name = place.querySelector("b");
    return [parseFloat(getComputedStyle(name).fontSize), name.offsetHeight <= place.clientHeight];
})"""
SPARE = "() => document.documentElement.scrollHeight - document.documentElement.clientHeight"


@pytest.fixture
def crowd(consulted, world, cast):
    """The pledge is open for the signatures of sixteen boards."""
    for position in range(4, BOARDS + 1):
        make.SeatFactory(bloc=world.bloc, position=position)
    actions.issue_pledge(consulted, despite=True, by=cast["chief"])
    draw_pledge(consulted.pk)
    return consulted


def shown(page, server, pledge, name, *screen):
    """The sizes of the names, whether each fits its place, and what the page scrolls."""
    BoardName.objects.update(name=name, short_name="")
    page.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
    page.goto(server + reverse("pledges:wall", args=[pledge.pk]))
    sizes, fitting = zip(*page.evaluate(NAMES), strict=True)
    return min(sizes), len(sizes), all(fitting), page.evaluate(SPARE)


def test_sixteen_names_are_large_and_the_longest_still_fit(page, server, sign_in, cast, crowd):
    sign_in(cast["secretary"])
    longest = (USUAL + ", ")[:48] * 5

    for screen in ((1366, 768), (1920, 1080), (1024, 768)):
        assert shown(page, server, crowd, longest[:LONGEST], *screen)[1:] == (BOARDS, True, 0)
    smallest, *rest = shown(page, server, crowd, USUAL, 1366, 768)
    assert (smallest >= SMALLEST, rest) == (True, [BOARDS, True, 0])
