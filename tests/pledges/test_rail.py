"""The way of a pledge, from the draft to the seal."""

import datetime as dt

import pytest

from pledges.models import Pledge, PledgeState
from pledges.pages.rail import rail_of, ways_of

DAY = dt.date(2026, 7, 5)


def told(pledge, signed=0, parties=0):
    return [
        (str(stage.label), stage.state, stage.note, stage.percent)
        for stage in rail_of(pledge, signed, parties)
        if stage.state != "later"
    ]


def passed(*labels):
    return [(label, "done", "", 0) for label in labels]


@pytest.mark.parametrize(
    ("pledge", "counts", "way"),
    [
        (Pledge(state=PledgeState.DRAFT), (), [("Draft", "now", "", 50)]),
        (
            Pledge(state=PledgeState.CONSULTATION, answers_due_on=DAY),
            (),
            [*passed("Draft"), ("Consultation", "now", "by 05/07/2026", 50)],
        ),
        (
            Pledge(state=PledgeState.OPEN),
            (9, 11),
            [*passed("Draft", "Consultation", "Issue"), ("Signing", "now", "9/11", 81)],
        ),
        (
            Pledge(state=PledgeState.SEALED),
            (11, 11),
            [
                *passed("Draft", "Consultation", "Issue"),
                ("Signing", "done", "11/11", 100),
                *passed("Seal"),
            ],
        ),
        (
            Pledge(state=PledgeState.CLOSED),
            (9, 11),
            [
                *passed("Draft", "Consultation", "Issue"),
                ("Signing", "late", "9/11", 81),
                ("Closed", "late", "", 0),
            ],
        ),
        (Pledge(state=PledgeState.DRAFT), (3, 11), [("Draft", "now", "", 50)]),  # withdrawn
    ],
)
def test_the_rail_says_where_the_pledge_is(pledge, counts, way):
    assert told(pledge, *counts) == way


def test_the_home_page_shows_what_is_still_on_its_way():
    states = [PledgeState.SEALED, PledgeState.OPEN, PledgeState.CLOSED, PledgeState.DRAFT]
    pledges = [Pledge(state=state) for state in states]
    for pledge in pledges:
        pledge.signed_count = pledge.parties_count = 0

    assert [way.pledge.state for way in ways_of(pledges)] == [PledgeState.OPEN, PledgeState.DRAFT]
