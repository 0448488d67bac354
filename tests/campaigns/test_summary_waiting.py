"""What of the summary waits for the secretary and the chief."""

import pytest

from campaigns import actions
from campaigns.waiting import summaries as waiting
from pledges.queries import years_at_home
from tests.campaigns.test_summaries import (
    accepted,
    indicator,
    issued,
    report,
    request_,
    summary,
    write,
    written,
)

__all__ = ["indicator", "issued", "report", "request_", "summary", "written"]
YEAR = "2026"


@pytest.fixture
def all_accepted(report, request_, world, cast):
    for board in (world.chief, world.deputy):
        accepted(request_, board, cast, {})


def waits(account):
    account.known.pop("years_at_home", None)
    found = waiting.waiting_for(account, years_at_home(account))
    return [(each.title, each.url) for each in found]


def test_nothing_waits_while_a_report_is_missing(report, cast):
    assert waits(cast["secretary"]) == []


def test_it_is_to_be_compiled_once_all_reports_are_accepted(all_accepted, world, cast):
    [(title, url)] = waits(cast["secretary"])

    assert title == f"Compile the summary report of {YEAR}"
    assert url == f"/nam/{world.campaign.pk}/tong-ket/"
    assert waits(cast["leader"]) == waits(cast["deputy"]) == waits(cast["reviewer"]) == []


def test_then_it_is_to_be_written(summary, cast):
    assert [title for title, _url in waits(cast["secretary"])] == [
        f"Write the summary report of {YEAR}"
    ]


def test_then_it_waits_for_the_chief(written, cast):
    assert [title for title, _url in waits(cast["chief"])] == [
        f"Issue the summary report of {YEAR}"
    ]


def test_what_is_issued_waits_no_longer(issued, cast):
    assert waits(cast["chief"]) == waits(cast["secretary"]) == []


def test_what_is_revised_waits_again(issued, cast):
    actions.revise_summary(issued, reason="Sửa", by=cast["chief"])
    write(issued, "tasks", "", cast["secretary"])

    assert [title for title, _url in waits(cast["secretary"])] == [
        f"Write the summary report of {YEAR}"
    ]
