"""What happens to the bloc's summary: compiled, written, refreshed, issued; what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from campaigns import actions
from campaigns.models import (
    Activity,
    RegisteredPaper,
    ReportKind,
    ReportState,
    Summary,
    SummaryState,
)
from campaigns.regulations import summaries as refused
from campaigns.summary_parts import from_json
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.jobs.models import Job
from foundation.states import IllegalMove
from tests import factories as make
from tests.conftest import TODAY

DAY = dt.timedelta(days=1)
NOON = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)


@pytest.fixture
def indicator(world):
    return make.IndicatorFactory(bloc=world.bloc, name="Vốn đăng ký", unit="tỷ đồng")


@pytest.fixture
def request_(world):
    return make.ReportRequestFactory(campaign=world.campaign)


@pytest.fixture
def report(today, world, cast, request_, indicator):
    """The plain board's annual report is accepted: it has missed its plan."""
    return accepted(request_, world.board, cast, {indicator: (100, 80)})


def accepted(request, board, cast, figures):
    report = make.ReportFactory(
        request=request,
        board=board,
        state=ReportState.ACCEPTED,
        first_submitted_at=NOON,
        submitted_at=NOON,
        submitted_by=cast["leader"],
        decided_at=NOON,
        decided_by=cast["chief"],
    )
    for indicator, (plan, actual) in figures.items():
        make.FigureFactory(
            report=report, indicator=indicator, plan=Decimal(plan), actual=Decimal(actual)
        )
    return report


@pytest.fixture
def summary(report, world, cast):
    return actions.compile_summary(world.campaign, by=cast["secretary"])


@pytest.fixture
def written(summary, cast):
    """What no record can say has been written."""
    write(summary, "direction", "Giữ vững kết quả.", cast["secretary"])
    write(summary, "tasks", "- Thu hút đầu tư;\n- Chuyển đổi số.", cast["secretary"])
    return summary


@pytest.fixture
def issued(written, cast):
    actions.issue_summary(written, by=cast["chief"])
    return written


@pytest.fixture
def deputy_reports(request_, world, cast, indicator):
    """Later the deputy's report is accepted as well."""
    return lambda: accepted(request_, world.deputy, cast, {indicator: (10, 30)})


def part(summary, code):
    found = summary.sections.get(code=code)
    found.summary = summary
    return found


def write(summary, code, text, by, seen=None):
    section = part(summary, code)
    seen = section.edition if seen is None else seen
    actions.edit_summary(section, text=text, seen_edition=seen, by=by)
    return section


def told(summary, code):
    return {fact.key: fact for fact in from_json(part(summary, code).facts)}


def said(summary):
    return [each["text"] for each in story(Event.objects.about(summary).order_by("pk"))]


# -- compile ---------------------------------------------------------------------


def test_a_compiled_summary_says_what_was_recorded(summary, world):
    short = world.board.short_name

    assert summary.sections.count() == 14
    assert "3 đơn vị thành viên" in told(summary, "situation")["members"].text
    assert told(summary, "work")["by-indicator"].rows == (
        ("1", "Vốn đăng ký", "tỷ đồng", "100", "80", "80,0", "0/1"),
    )
    assert told(summary, "limits")["not-reached-table"].rows[0][-1] == short
    assert told(summary, "points")["ranking"].text == f"Năm {make.YEAR} chưa xếp hạng."
    assert said(summary) == [f"secretary compiled the summary report of {make.YEAR}"]


def test_compile_twice_is_once(summary, world, cast):
    assert actions.compile_summary(world.campaign, by=cast["chief"]) == summary
    assert len(said(summary)) == 1


def test_nothing_accepted_is_nothing_to_compile(today, world, cast, request_):
    make.ReportFactory(request=request_, board=world.board)
    make.ReportFactory(
        request=make.ReportRequestFactory(campaign=world.campaign, kind=ReportKind.MIDYEAR),
        board=world.board,
    )
    with pytest.raises(refused.NothingToCompile):
        actions.compile_summary(world.campaign, by=cast["secretary"])

    assert not Summary.objects.exists()


def test_activities_that_were_held_are_drawn_in(summary, world, cast):
    facts = {"campaign": world.campaign, "kind": "sport", "place": "Huế", "host": world.deputy}
    facts["planned_by"] = cast["secretary"]
    held, _later, off = (
        Activity.objects.create(name=name, since=day, until=day, **facts)
        for name, day in (("Hội thao", TODAY), ("Giao lưu", TODAY + DAY), ("Từ thiện", TODAY))
    )
    off.called_off_at, off.called_off_by, off.called_off_why = NOON, cast["secretary"], "Bão"
    off.save()
    for board, people in ((world.board, 12), (world.chief, 0)):
        held.attendances.create(board=board, people=people, answered_by=cast["leader"])

    actions.refresh_summary(summary, codes=["activities"], by=cast["secretary"])

    [row] = told(summary, "activities")["activities-table"].rows
    assert row[1] == "Hội thao (thể thao)"
    assert row[3:] == (world.deputy.short_name, "1 (12 người)")


# -- write -----------------------------------------------------------------------


def test_words_are_saved_with_their_writer(summary, cast):
    section = write(summary, "limits", "Tiến độ còn chậm.", cast["secretary"])

    section.refresh_from_db()
    assert (section.text, section.edition, section.changed_by) == (
        "Tiến độ còn chậm.", 1, cast["secretary"],
    )  # fmt: skip
    assert said(summary)[-1] == f"secretary wrote at “{section.title}”"


def test_the_same_words_are_no_change(summary, cast):
    write(summary, "limits", "Tiến độ còn chậm.", cast["secretary"])
    write(summary, "limits", "Tiến độ còn chậm.", cast["chief"], seen=0)

    assert part(summary, "limits").edition == 1
    assert len(said(summary)) == 2


def test_words_upon_older_ones_are_refused(summary, cast):
    write(summary, "limits", "Bản của thư ký.", cast["secretary"])

    with pytest.raises(refused.SummarySectionStale) as refusal:
        write(summary, "limits", "Bản của Khối trưởng.", cast["chief"], seen=0)

    assert "secretary" in str(refusal.value)
    assert part(summary, "limits").text == "Bản của thư ký."


def test_words_end_somewhere(summary, cast):
    with pytest.raises(refused.SummarySectionTooLong):
        write(summary, "limits", "a" * (refused.LONGEST_SECTION + 1), cast["secretary"])


def test_a_bare_heading_takes_no_words(summary, cast):
    with pytest.raises(refused.SummarySectionUnknown):
        write(summary, "results", "Chữ lạc chỗ", cast["secretary"])


def test_an_issued_summary_takes_no_words(issued, cast):
    with pytest.raises(refused.SummaryIssued):
        write(issued, "limits", "Thêm.", cast["secretary"])


# -- refresh ---------------------------------------------------------------------


def test_new_figures_are_taken_where_they_changed(summary, cast, deputy_reports):
    deputy_reports()

    titles = actions.refresh_summary(summary, by=cast["secretary"])

    assert titles[0] == "I. Đặc điểm tình hình"
    assert "II. Kết quả công tác thi đua, khen thưởng" not in titles
    row = told(summary, "work")["by-indicator"].rows[0]
    assert row[3:] == ("110", "110", "100,0", "1/2")
    assert said(summary)[-1].startswith("secretary took the new figures: I. Đặc điểm")


def test_new_figures_of_one_part_leave_the_others(summary, cast, deputy_reports):
    before = part(summary, "situation").facts
    deputy_reports()

    actions.refresh_summary(summary, codes=["work"], by=cast["secretary"])

    assert part(summary, "situation").facts == before
    assert told(summary, "work")["by-indicator"].rows[0][3] == "110"


def test_nothing_new_is_refused_also_the_second_time(summary, cast, deputy_reports):
    deputy_reports()
    actions.refresh_summary(summary, by=cast["secretary"])

    with pytest.raises(refused.FactsUnchanged):
        actions.refresh_summary(summary, by=cast["secretary"])


def test_a_part_that_is_not_there_is_refused(summary, cast):
    with pytest.raises(refused.SummarySectionUnknown):
        actions.refresh_summary(summary, codes=["annexes"], by=cast["secretary"])


def test_an_issued_summary_takes_no_figures(issued, cast, deputy_reports):
    deputy_reports()

    with pytest.raises(refused.SummaryIssued):
        actions.refresh_summary(issued, by=cast["secretary"])


# -- issue and revise ------------------------------------------------------------


def test_issue_freezes_it_under_a_number_of_the_register(written, world, cast):
    version = actions.issue_summary(written, by=cast["chief"])

    written.refresh_from_db()
    assert written.state == SummaryState.ISSUED
    assert written.issued_by == cast["chief"]
    paper = RegisteredPaper.objects.get()
    assert (version.paper, paper.marked, paper.signer) == (paper, "01/BC-KTĐ", "chief")
    assert version.content["number"] == "01/BC-KTĐ"
    assert version.content["sections"][-1]["code"] == "points"
    assert said(written)[-1] == "chief issued the summary report, number 01/BC-KTĐ, version 1"
    jobs = Job.objects.filter(task="foundation.tasks.deliver_letter")
    assert any("leader@khoithidua.example" in str(job.args) for job in jobs)
    assert mail.outbox == []


def test_issue_wants_the_key_tasks(summary, cast):
    with pytest.raises(refused.SummaryPartsEmpty) as refusal:
        actions.issue_summary(summary, by=cast["chief"])

    assert f"Nhiệm vụ trọng tâm năm {make.YEAR + 1}" in str(refusal.value)
    summary.refresh_from_db()
    assert summary.state == SummaryState.DRAFT


def test_issue_upon_old_figures_wants_the_chiefs_word(written, cast, deputy_reports):
    deputy_reports()

    with pytest.raises(refused.FactsChanged):
        actions.issue_summary(written, by=cast["chief"])
    written.refresh_from_db()
    actions.issue_summary(written, despite=True, by=cast["chief"])

    assert told(written, "work")["by-indicator"].rows[0][3] == "100"


def test_issue_twice_is_refused(issued, cast):
    with pytest.raises(IllegalMove):
        actions.issue_summary(issued, by=cast["chief"])

    assert RegisteredPaper.objects.count() == 1


def test_a_version_never_changes(issued):
    version = issued.versions.get()
    version.content = {}

    with pytest.raises(ProgrammingError), transaction.atomic():
        version.save()


def test_revise_takes_it_in_hand_and_the_next_number_replaces_the_first(issued, cast):
    actions.revise_summary(issued, reason="Sửa số liệu của một đơn vị", by=cast["chief"])
    write(issued, "limits", "Đã sửa.", cast["secretary"])
    second = actions.issue_summary(issued, by=cast["chief"])

    assert (second.number, second.paper.marked) == (2, "02/BC-KTĐ")
    assert "thay thế Báo cáo số 01/BC-KTĐ" in second.content["replaces"]
    assert issued.versions.get(number=1).content["replaces"] == ""
    assert "chief took the summary report in hand again: Sửa số liệu của một đơn vị" in said(issued)


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("  ", refused.RevisionReasonMissing), ("a" * 1001, refused.RevisionReasonTooLong)],
)
def test_revise_wants_a_reason(issued, cast, reason, refusal):
    with pytest.raises(refusal):
        actions.revise_summary(issued, reason=reason, by=cast["chief"])

    issued.refresh_from_db()
    assert issued.state == SummaryState.ISSUED


def test_what_is_in_hand_cannot_be_revised_again(issued, cast):
    actions.revise_summary(issued, reason="Sửa", by=cast["chief"])

    with pytest.raises(IllegalMove):
        actions.revise_summary(issued, reason="Sửa", by=cast["chief"])
