"""What a report draws from the records of movements and activities, and keeps."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from docx import Document as Word
from pytest_django.asserts import assertContains, assertNotContains

from campaigns import actions
from campaigns.models import BoardRequest, Drawn, ReportKind
from campaigns.papers.report import of_report
from campaigns.papers.report_word import word_of
from campaigns.queries.recorded import recorded_for
from foundation.documents import library
from tests.campaigns.test_activities import past, planned
from tests.campaigns.test_movements import joined, launched
from tests.conftest import TODAY
from tests.foundation.papers import reading

pytestmark = pytest.mark.usefixtures("today")

TOLD = "Đã đối thoại với 120 doanh nghiệp."
MOVEMENT = "Phong trào “Đồng hành cùng doanh nghiệp”"
ACTIVITY = (
    "Hội thao Khối thi đua, 10/06/2026 – 11/06/2026: tại Nhà thi đấu; 12 người tham gia; "
    "đóng góp 3.000.000 đồng."
)


@pytest.fixture
def report(world, cast):
    """A movement with progress, an activity with people and a share, and the annual report."""
    part = joined(world, cast, launched(world, cast, name="Đồng hành cùng doanh nghiệp"))
    day = TODAY - dt.timedelta(days=1)
    actions.tell_progress(part, told_on=day, text=TOLD, by=cast["writer"])
    activity = past(world, cast)
    lines = {str(world.board.pk): (12, 3_000_000)}
    actions.settle_activity(activity, lines=lines, by=cast["chief"])
    request = actions.request_report(
        world.campaign, kind=ReportKind.ANNUAL, title="Báo cáo tổng kết", by=cast["secretary"]
    )
    return actions.begin_report(BoardRequest(request, world.board), by=cast["writer"])


def written(report, cast):
    for section in report.sections.all():
        actions.edit_section(section, text="Đã làm.", seen_edition=0, by=cast["writer"])
    return report


def test_a_report_draws_what_the_board_has_recorded(report):
    drawn = recorded_for(report)

    (movement,) = drawn[Drawn.MOVEMENTS]
    assert movement.startswith(MOVEMENT)
    assert movement.endswith(f"đến ngày 14/06/2026: {TOLD}")
    assert drawn[Drawn.ACTIVITIES] == [ACTIVITY]


def test_a_report_draws_nothing_of_others_and_nothing_that_was_not_held(world, cast, report):
    past(world, cast, name="Của đơn vị khác", host=world.chief)
    planned(world, cast, name="Chưa tổ chức", host=world.board)
    called_off = planned(world, cast, name="Đã hủy", since=TODAY, until=TODAY, host=world.board)
    actions.call_off_activity(called_off, reason="Bão", by=cast["chief"])
    launched(world, cast, name="Chưa hưởng ứng")

    drawn = recorded_for(report)

    assert (len(drawn[Drawn.MOVEMENTS]), drawn[Drawn.ACTIVITIES]) == (1, [ACTIVITY])


def test_a_final_result_counts_before_later_words(world, cast, report):
    part = report.campaign.participations.get()
    tell = {"by": cast["writer"], "told_on": TODAY - dt.timedelta(days=3)}
    actions.tell_progress(part, is_result=True, text="Đạt 100 %.", **tell)

    (movement,) = recorded_for(report)[Drawn.MOVEMENTS]

    assert movement.endswith("kết quả: Đạt 100 %.")


def test_what_was_drawn_is_frozen_when_the_report_is_handed_in(world, cast, report):
    before = recorded_for(report)
    version = actions.submit_report(written(report, cast), by=cast["leader"])
    past(world, cast, name="Ghi sau khi nộp", host=world.board)

    report.refresh_from_db()
    assert recorded_for(report) == before
    assert [ACTIVITY] in version.content["recorded"].values()
    actions.return_report(report, reason="Thiếu.", by=cast["chief"])
    report.refresh_from_db()
    assert len(recorded_for(report)[Drawn.ACTIVITIES]) == 2


def test_screen_pdf_and_docx_show_it_below_its_heading(client, cast, report):
    client.force_login(cast["leader"])
    page = client.get(report.get_absolute_url())
    writing = client.get(report.get_writing_url())
    pdf = library.draw("documents/report.html", paper=of_report(report)).pdf
    word = Word(io.BytesIO(word_of(of_report(report))))

    assertContains(page, ACTIVITY)
    assertContains(writing, "you need not write it")
    assertContains(writing, TOLD)
    assert ACTIVITY in " ".join(reading.poppler("pdftotext", pdf).split())
    lines = [paragraph.text for paragraph in word.paragraphs]
    at = lines.index(f"- {ACTIVITY}")
    assert "5. Tham gia hoạt động của Khối" in lines[:at]


def test_where_no_heading_draws_nothing_is_shown(client, cast, report):
    report.request.headings.update(draws="")
    client.force_login(cast["leader"])

    assertNotContains(client.get(report.get_absolute_url()), ACTIVITY)


def test_versions_show_what_was_recorded_meanwhile(client, world, cast, report):
    actions.submit_report(written(report, cast), by=cast["leader"])
    actions.return_report(report, reason="Thiếu.", by=cast["chief"])
    past(world, cast, name="Giải chạy", host=world.board)
    actions.submit_report(report, by=cast["leader"])
    client.force_login(cast["leader"])

    page = client.get(reverse("campaigns:report_versions", args=[report.pk]))

    assertContains(page, "5. Tham gia hoạt động của Khối: from the records")
    assertContains(page, "Giải chạy")
