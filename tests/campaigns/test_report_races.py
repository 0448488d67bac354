"""Two people at the same moment: no word is written over, no report begun or submitted twice."""

import pytest

from campaigns import actions
from campaigns.models import BoardRequest, Report, ReportRequest, ReportVersion, Section
from campaigns.regulations import reports as refused
from foundation.states import IllegalMove
from tests import factories as make
from tests.bloc.test_races import at_once
from tests.real import _regimes, committed  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.usefixtures("committed", "today")]


@pytest.fixture
def request_of_report(world):
    asked = make.ReportRequestFactory(campaign=world.campaign)
    make.HeadingFactory(request=asked)
    return asked


@pytest.fixture
def report(request_of_report, world, cast):
    return actions.begin_report(BoardRequest(request_of_report, world.board), by=cast["writer"])


def save(section, text, by):
    """Saves as if a request of its own had read the section."""
    fresh = Section.objects.get(pk=section.pk)
    return lambda: actions.edit_section(fresh, text=text, seen_edition=0, by=by)


def test_of_two_who_save_one_section_the_second_is_told(report, cast):
    section = report.sections.get()

    outcomes = at_once(save(section, "Một.", cast["writer"]), save(section, "Hai.", cast["leader"]))

    assert outcomes.count(refused.SectionStale) == 1
    section.refresh_from_db()
    assert section.edition == 1


def test_a_board_begins_once(request_of_report, world, cast):
    def begin(by):
        subject = BoardRequest(ReportRequest.objects.get(pk=request_of_report.pk), world.board)
        return lambda: actions.begin_report(subject, by=by)

    outcomes = at_once(*[begin(cast[name]) for name in ("writer", "leader", "writer", "leader")])

    assert len({report.pk for report in outcomes}) == 1
    assert Section.objects.count() == 1


def test_nothing_is_saved_into_a_report_that_is_being_submitted(report, cast):
    section = report.sections.get()
    actions.edit_section(section, text="Một.", seen_edition=0, by=cast["writer"])

    def late_save():
        fresh = Section.objects.get(pk=section.pk)
        return lambda: actions.edit_section(fresh, text="Hai.", seen_edition=1, by=cast["writer"])

    def submit():
        fresh = Report.objects.get(pk=report.pk)
        return lambda: actions.submit_report(fresh, by=cast["leader"])

    outcomes = at_once(late_save(), submit(), submit())

    assert outcomes.count(IllegalMove) == 1
    section.refresh_from_db()
    kept = ReportVersion.objects.get().content["sections"][0]["text"]
    assert kept == section.text
