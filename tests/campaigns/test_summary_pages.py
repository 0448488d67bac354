"""The pages of the bloc's summary: who reads what, what is typed, what is refused."""

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from campaigns import actions
from campaigns.models import Summary, SummaryState
from tests import factories as make
from tests.budget import assert_same_queries
from tests.campaigns.test_summaries import (
    accepted,
    deputy_reports,
    indicator,
    issued,
    part,
    report,
    request_,
    summary,
    write,
    written,
)

__all__ = ["deputy_reports", "indicator", "issued", "report", "request_", "summary", "written"]


@pytest.fixture
def as_(client, cast):
    """Become one of the cast."""

    def sign_in(name):
        client.force_login(cast[name])
        return client

    return sign_in


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def typed(section, text, seen=None):
    seen = section.edition if seen is None else seen
    return {"section": section.pk, "text": text, "seen_edition": seen}


def test_the_secretary_compiles_it_by_a_button(as_, report, world):
    client = as_("secretary")
    assertContains(client.get(at("summary", world.campaign.pk)), "Compile the summary report")

    response = client.post(at("compile_summary", world.campaign.pk))

    assertRedirects(response, at("edit_summary", Summary.objects.get().pk))


def test_without_an_accepted_report_the_page_says_why(as_, today, world):
    response = as_("secretary").post(at("compile_summary", world.campaign.pk), follow=True)

    assertContains(response, "No annual report has been accepted yet")


@pytest.mark.parametrize("part_", ["writer", "leader", "deputy", "reviewer"])
def test_others_do_not_compile_it(as_, report, world, part_):
    client = as_(part_)
    page = client.get(at("summary", world.campaign.pk))
    assertNotContains(page, "Compile the summary report")

    assert client.post(at("compile_summary", world.campaign.pk)).status_code == 403
    assert not Summary.objects.exists()


def test_an_outsider_knows_nothing_of_it(as_, summary, world):
    assert as_("outsider").get(at("summary", world.campaign.pk)).status_code == 404
    assert as_("outsider").get(at("summary_paper", summary.pk, 0)).status_code == 404


@pytest.mark.parametrize("name", ["leader", "writer"])
def test_members_read_it_once_it_is_issued(as_, written, world, cast, name):
    page = as_(name).get(at("summary", world.campaign.pk))
    assertContains(page, "The summary report is being written")
    assertNotContains(page, "Giữ vững kết quả.")
    assert as_(name).get(at("summary_paper", written.pk, 0)).status_code == 404

    actions.issue_summary(written, by=cast["chief"])
    page = as_(name).get(at("summary", world.campaign.pk))

    assertContains(page, "Giữ vững kết quả.")
    assertContains(page, "01/BC-KTĐ")
    assertContains(page, "Vốn đăng ký")


def test_members_read_the_issued_one_while_it_is_revised(as_, issued, world, cast):
    actions.revise_summary(issued, reason="Sửa số liệu", by=cast["chief"])
    write(issued, "direction", "Phương hướng mới.", cast["secretary"])

    page = as_("leader").get(at("summary", world.campaign.pk))

    assertContains(page, "Giữ vững kết quả.")
    assertContains(page, "Sửa số liệu")
    assertNotContains(page, "Phương hướng mới.")


@pytest.mark.parametrize("name", ["chief", "deputy", "reviewer"])
def test_who_oversees_the_bloc_reads_the_draft(as_, written, world, name):
    assertContains(as_(name).get(at("summary", world.campaign.pk)), "Giữ vững kết quả.")


def test_a_change_of_the_records_is_shown_word_by_word(as_, summary, world, deputy_reports):
    deputy_reports()
    client = as_("secretary")

    assertContains(client.get(at("summary", world.campaign.pk)), "What was recorded has changed")
    page = client.get(at("edit_summary", summary.pk))

    assertContains(page, "Kết quả thực hiện các chỉ tiêu · Vốn đăng ký · Kế hoạch:")
    assertContains(page, "<del>100</del>", html=True)
    assertContains(page, "<ins>110</ins>", html=True)


def test_new_figures_are_taken_by_a_button(as_, summary, deputy_reports):
    deputy_reports()
    client = as_("secretary")

    response = client.post(at("refresh_summary", summary.pk), {"code": "work"}, follow=True)

    assertContains(response, "The new figures have been taken.")
    assertNotContains(response, "Vốn đăng ký · Kế hoạch:")
    assertContains(response, "Take all new figures")
    response = client.post(at("refresh_summary", summary.pk), {"code": "work"}, follow=True)
    assertContains(response, "The figures are as they are recorded now.")
    assert client.post(at("refresh_summary", summary.pk)).status_code == 302
    assertNotContains(client.get(at("edit_summary", summary.pk)), "Take all new figures")


def test_what_boards_wrote_of_limits_is_at_hand(as_, report, world, cast):
    heading = make.HeadingFactory(request=report.request, title="III. Hạn chế, nguyên nhân")
    make.SectionFactory(report=report, heading=heading, text="Giải phóng mặt bằng còn chậm.")
    found = actions.compile_summary(world.campaign, by=cast["secretary"])

    page = as_("secretary").get(at("edit_summary", found.pk))

    assertContains(page, "Giải phóng mặt bằng còn chậm.")
    assertContains(page, f"What {world.board.short_name} wrote")


def test_a_part_is_saved_for_itself(as_, summary):
    section = part(summary, "limits")

    response = as_("secretary").post(
        at("edit_summary", summary.pk), typed(section, "Tiến độ chậm.\r\nDo bão.")
    )

    assertRedirects(
        response, f"{at('edit_summary', summary.pk)}#section-{section.pk}",
        fetch_redirect_response=False,
    )  # fmt: skip
    section.refresh_from_db()
    assert section.text == "Tiến độ chậm.\nDo bão."


def test_who_comes_second_sees_both_versions(as_, summary, cast):
    section = part(summary, "limits")
    write(summary, "limits", "Bản của thư ký.", cast["secretary"])

    response = as_("chief").post(
        at("edit_summary", summary.pk), typed(section, "Bản của Khối trưởng.", seen=0)
    )

    assertContains(response, "secretary has changed this part meanwhile", status_code=409)
    assertContains(response, "Save mine instead", status_code=409)
    assertContains(response, "Bản của Khối trưởng.</textarea>", status_code=409)
    assert part(summary, "limits").text == "Bản của thư ký."


def test_words_for_a_part_of_another_summary_are_not_found(as_, summary, cast):
    other = make.CampaignFactory(bloc=summary.bloc, year=make.YEAR + 1)
    foreign = Summary.objects.create(campaign=other, compiled_by=cast["chief"])
    section = foreign.sections.create(position=1, code="limits", title="III")

    response = as_("secretary").post(at("edit_summary", summary.pk), typed(section, "Lạc"))

    assert response.status_code == 404


def test_words_typed_while_it_was_issued_say_why(as_, written, cast):
    section = part(written, "limits")
    actions.issue_summary(written, by=cast["chief"])

    response = as_("secretary").post(
        at("edit_summary", written.pk), typed(section, "Muộn rồi."), follow=True
    )

    assertContains(response, "The summary report has been issued.")


@pytest.mark.parametrize("name", ["leader", "deputy", "reviewer"])
def test_others_do_not_write(as_, summary, name):
    assert as_(name).get(at("edit_summary", summary.pk)).status_code == 403
    assert as_(name).post(at("refresh_summary", summary.pk)).status_code == 403


def test_the_chief_issues_it(as_, written, world):
    response = as_("chief").post(at("issue_summary", written.pk), {"submit": "1"}, follow=True)

    assertContains(response, "The summary report has been issued")
    written.refresh_from_db()
    assert written.state == SummaryState.ISSUED


def test_the_chief_says_so_where_records_have_changed(as_, written, world, deputy_reports):
    deputy_reports()
    client, url = as_("chief"), at("issue_summary", written.pk)

    assertContains(client.post(url, {"submit": "1"}), "What was recorded has changed since in")
    assertRedirects(client.post(url, {"despite": "on"}), at("summary", world.campaign.pk))


def test_the_secretary_does_not_issue_it(as_, written):
    assert as_("secretary").get(at("issue_summary", written.pk)).status_code == 403
    assertNotContains(as_("secretary").get(at("summary", written.campaign_id)), "Issue the")


def test_the_chief_revises_it(as_, issued):
    client, url = as_("chief"), at("revise_summary", issued.pk)
    assertContains(client.post(url, {"reason": ""}), "This field is required")

    assertRedirects(client.post(url, {"reason": "Sửa số"}), at("edit_summary", issued.pk))
    assert as_("secretary").get(url).status_code == 403


def test_what_is_issued_leads_back_from_the_writing_page(as_, issued, world):
    response = as_("secretary").get(at("edit_summary", issued.pk))

    assertRedirects(response, at("summary", world.campaign.pk))


def test_the_papers_come_as_pdf_and_docx(as_, issued, cast):
    pdf = as_("leader").get(at("summary_paper", issued.pk, 1))
    assert pdf.content.startswith(b"%PDF-")
    assert f"bao-cao-tong-ket-{make.YEAR}-ban-1.pdf" in pdf["Content-Disposition"]

    word = as_("leader").get(at("summary_word", issued.pk, 1))
    text = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml").decode()
    assert "Giữ vững kết quả." in text
    assert "01/BC-KTĐ" in text
    assert "Vốn đăng ký" in text
    assert as_("leader").get(at("summary_paper", issued.pk, 2)).status_code == 404


@pytest.fixture
def one_more(world, cast, request_, indicator):
    """Another board joins and reports."""

    def join():
        seat = make.SeatFactory(bloc=world.bloc, since=dt.date(2020, 1, 1))
        accepted(request_, seat.board, cast, {indicator: (10, 30)})

    return join


@pytest.mark.parametrize("name", ["summary", "edit_summary"])
def test_pages_cost_the_same_for_many_boards(as_, summary, one_more, name):
    subject = summary.pk if name == "edit_summary" else summary.campaign_id

    assert_same_queries(as_("secretary"), at(name, subject), one_more)
