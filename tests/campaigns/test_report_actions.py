"""What happens to a report: asked for, begun, written, handed in, decided; and what is refused."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from campaigns import actions
from campaigns.models import (
    BoardRequest,
    Extension,
    PhaseKind,
    Report,
    ReportKind,
    ReportState,
    ReportVersion,
    Section,
)
from campaigns.outlines import Line, fingerprint, lines_of
from campaigns.queries import reports as queries
from campaigns.regulations import calendar as days
from campaigns.regulations import reports as refused
from campaigns.writing import FigureLine
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.states import IllegalMove
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

OPENS, CLOSES = dt.date(make.YEAR, 6, 1), dt.date(make.YEAR, 6, 30)
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def asked(today, world, cast):
    """The annual report has been asked for; its phase is on."""
    make.PhaseFactory(
        campaign=world.campaign, kind=PhaseKind.REPORTING, opens_on=OPENS, closes_on=CLOSES
    )
    return ask(world, cast)


@pytest.fixture
def agreed(world, asked):
    """The board's two accepted targets: investment, and days of a procedure."""
    registration = register(world, world.board)
    return [
        make.TargetFactory(registration=registration, agreed=100),
        make.TargetFactory(registration=registration, agreed=10, indicator__better="less"),
    ]


@pytest.fixture
def report(asked, agreed, world, cast):
    """The board has begun to write."""
    return begin(asked, world.board, cast["writer"])


@pytest.fixture
def written(report, cast):
    """Every section and figure is there."""
    for section in report.sections.all():
        actions.edit_section(section, text="Đã hoàn thành.", seen_edition=0, by=cast["writer"])
    lines = [line(figure, actual=Decimal(8)) for figure in report.figures.all()]
    actions.edit_figures(report, lines, by=cast["writer"])
    return report


@pytest.fixture
def submitted(written, cast):
    actions.submit_report(written, by=cast["leader"])
    return written


def ask(world, cast, kind=ReportKind.ANNUAL, **facts):
    title = facts.pop("title", "Báo cáo tổng kết năm")
    return actions.request_report(
        world.campaign, kind=kind, title=title, by=cast["secretary"], **facts
    )


def register(world, board):
    return make.RegistrationFactory(campaign=world.campaign, board=board)


def begin(request, board, by):
    return actions.begin_report(BoardRequest(request, board), by=by)


def line(figure, *, actual=None, last_year=None, note="", seen=None):
    seen = figure.edition if seen is None else seen
    return FigureLine(figure.pk, actual, last_year, note, seen)


def first_section(report):
    return queries.sections_of(report)[0]


def write(section, text, by, seen=None):
    seen = section.edition if seen is None else seen
    return actions.edit_section(section, text=text, seen_edition=seen, by=by)


def said(subject):
    return [each["text"] for each in story(Event.objects.about(subject).order_by("pk"))]


def letters_of(deed):
    """(subject, reader) of the letters that it owes."""
    deed()
    return sorted((subject, to) for _key, subject, _body, to in owed())


def owed():
    jobs = Job.objects.filter(task="foundation.tasks.deliver_letter").order_by("pk")
    return [job.args for job in jobs]


def readers(*names):
    return [f"{name}@khoithidua.example" for name in names]


# asked for


def test_request_report_supplies_the_outline_and_tells_all_boards(today, world, cast):
    letters = letters_of(lambda: ask(world, cast))

    request = world.campaign.report_requests.get()
    titles = [heading.title for heading in request.headings.all()]
    assert titles[0] == "I. Đặc điểm tình hình"
    assert f"IV. Phương hướng, nhiệm vụ năm {make.YEAR + 1}" in titles
    assert [h.title[:2] for h in request.headings.filter(holds_figures=True)] == ["3."]
    assert request.asked_by == cast["secretary"]
    assert said(world.campaign) == ["secretary asked the boards for a report: Báo cáo tổng kết năm"]
    subject = "Yêu cầu báo cáo: Báo cáo tổng kết năm"
    told = readers("chief", "deputy", "leader", "secretary", "writer")
    assert letters == [(subject, reader) for reader in told]


def test_request_report_mid_year_looks_to_the_second_half(today, world, cast):
    request = ask(world, cast, ReportKind.MIDYEAR)
    assert request.headings.filter(title="IV. Nhiệm vụ 6 tháng cuối năm").exists()


def test_request_report_is_asked_once_a_kind_but_by_request_as_often_as_wanted(today, world, cast):
    ask(world, cast)
    with pytest.raises(refused.ReportAskedAlready):
        ask(world, cast)
    for title in ("Báo cáo nhanh", "Báo cáo chuyên đề"):
        ask(world, cast, ReportKind.AD_HOC, title=title, due_on=TODAY)
    assert world.campaign.report_requests.count() == 3


@pytest.mark.parametrize(
    ("kind", "due_on", "refusal"),
    [
        (ReportKind.AD_HOC, None, refused.DueDayMissing),
        (ReportKind.AD_HOC, TODAY - DAY, refused.ReportDueDayPast),
        (ReportKind.ANNUAL, TODAY, refused.DueByCalendar),
    ],
)
def test_request_report_wants_the_right_day(  # noqa: PLR0913, PLR0917 -- fixtures
    today, world, cast, kind, due_on, refusal
):
    with pytest.raises(refusal):
        ask(world, cast, kind, due_on=due_on)
    assert not world.campaign.report_requests.exists()


def outline(request, lines, by, seen=None):
    now = fingerprint(lines_of(request.headings.all()))
    actions.outline_report(request, lines, seen=seen or now, by=by)


def test_outline_report_adds_removes_and_reorders(asked, cast):
    first, second, *_rest = lines_of(asked.headings.all())
    added = Line("VI. Phụ lục", "Bảng biểu kèm theo", is_required=False, most_letters=50)

    outline(asked, [second, added, first], cast["chief"])

    assert [heading.title for heading in asked.headings.all()] == [
        second.title, added.title, first.title,
    ]  # fmt: skip
    kept = asked.headings.last()
    assert kept.pk == first.pk
    added = asked.headings.get(title="VI. Phụ lục")
    assert (added.hint, added.is_required, added.most_letters) == ("Bảng biểu kèm theo", False, 50)
    assert said(asked.campaign)[-1] == (
        "chief changed the outline of the report: Báo cáo tổng kết năm"
    )


def test_outline_report_twice_is_once(asked, cast):
    outline(asked, lines_of(asked.headings.all()), cast["chief"])
    assert len(said(asked.campaign)) == 1


def test_outline_report_gives_what_is_new_to_reports_in_hand_only(asked, agreed, world, cast):
    asked.headings.filter(holds_figures=True).update(holds_figures=False)
    draft = begin(asked, world.board, cast["writer"])
    done = begin(asked, world.deputy, cast["deputy"])
    Report.objects.filter(pk=done.pk).update(
        state=ReportState.SUBMITTED, submitted_at=TODAY_NOON, submitted_by=cast["deputy"]
    )
    assert not draft.figures.exists()

    lines = [*lines_of(asked.headings.all()), Line("Bảng chỉ tiêu", holds_figures=True)]
    outline(asked, lines, cast["secretary"])

    assert draft.sections.count() == 11
    assert draft.figures.count() == 2
    assert done.sections.count() == 10


def test_outline_report_tells_the_boards_that_write_what_has_changed(
    report, asked, world, cast, django_capture_on_commit_callbacks
):
    first, *rest = lines_of(asked.headings.all())
    changed = replace(first, title="I. Tình hình chung")

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        outline(asked, [*rest, changed, Line("VI. Phụ lục")], cast["secretary"])

    assert {letter.to[0] for letter in mail.outbox} == {cast["writer"].email, cast["leader"].email}
    body = mail.outbox[0].body
    assert "- I. Tình hình chung: đã sửa\n- VI. Phụ lục: mục mới\n" in body
    assert rest[0].title not in body


def test_outline_report_tells_nobody_of_another_order(
    report, asked, cast, django_capture_on_commit_callbacks
):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        outline(asked, lines_of(asked.headings.all())[::-1], cast["secretary"])

    assert mail.outbox == []


TODAY_NOON = dt.datetime.combine(TODAY, dt.time(5), tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], refused.OutlineEmpty),
        ([Line(f"Mục {n}") for n in range(41)], refused.TooManyHeadings),
        ([Line("A", holds_figures=True), Line("B", holds_figures=True)], refused.OneTableOnly),
        ([Line("A", pk=10**9)], refused.HeadingGone),
    ],
)
def test_outline_report_refuses(asked, cast, lines, refusal):
    with pytest.raises(refusal):
        outline(asked, lines, cast["secretary"])
    assert asked.headings.count() == 10


def test_outline_report_refuses_to_take_away_what_boards_write(report, asked, cast):
    _first, *rest = lines_of(asked.headings.all())
    with pytest.raises(refused.HeadingsInUse, match="Đặc điểm tình hình"):
        outline(asked, rest, cast["secretary"])


def test_outline_report_refuses_over_somebody_elses_change(asked, cast):
    lines = lines_of(asked.headings.all())
    with pytest.raises(refused.OutlineChanged):
        outline(asked, lines[1:], cast["secretary"], seen="stale")


# begun


def test_begin_report_makes_sections_and_agreed_figures(asked, agreed, world, cast):
    report = begin(asked, world.board, cast["writer"])

    assert [section.heading for section in queries.sections_of(report)] == list(
        asked.headings.all()
    )
    assert [(figure.indicator, figure.plan) for figure in queries.figures_of(report)] == [
        (target.indicator, target.agreed) for target in agreed
    ]
    assert (report.state, report.begun_by) == (ReportState.DRAFT, cast["writer"])
    assert said(report) == ["writer began to write: Báo cáo tổng kết năm"]


def test_begin_report_twice_is_once(report, asked, world, cast):
    assert begin(asked, world.board, cast["leader"]) == report
    assert Report.objects.count() == 1
    assert len(said(report)) == 1


def test_begin_report_without_accepted_targets_takes_the_catalogue(asked, world, cast):
    make.TargetFactory(registration=register(world, world.board))  # not accepted
    retired = make.IndicatorFactory(bloc=world.bloc, until=TODAY - DAY)
    live = [make.IndicatorFactory(bloc=world.bloc) for _ in range(2)]
    make.IndicatorFactory()  # another bloc's

    report = begin(asked, world.board, cast["writer"])

    rows = [(figure.indicator, figure.plan) for figure in queries.figures_of(report)]
    own = world.board.registrations.get().targets.get().indicator
    assert sorted(rows, key=lambda row: row[0].pk) == [
        (own, None),
        *[(each, None) for each in live],
    ]
    assert retired not in [indicator for indicator, _plan in rows]


def test_begin_report_without_a_table_in_the_outline_has_no_figures(asked, agreed, world, cast):
    asked.headings.update(holds_figures=False)
    assert not begin(asked, world.board, cast["writer"]).figures.exists()


@pytest.mark.parametrize(
    ("state", "kind", "before"),
    [
        (ReportState.ACCEPTED, ReportKind.ANNUAL, Decimal(77)),
        (ReportState.SUBMITTED, ReportKind.ANNUAL, None),
        (ReportState.ACCEPTED, ReportKind.MIDYEAR, None),
    ],
)
def test_begin_report_takes_last_years_accepted_figure(  # noqa: PLR0913, PLR0917 -- fixtures
    asked, agreed, world, cast, state, kind, before
):
    former = make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1)
    old = make.ReportFactory(
        request__campaign=former,
        request__kind=kind,
        board=world.board,
        state=state,
        submitted_at=TODAY_NOON,
        submitted_by=cast["leader"],
    )
    make.FigureFactory(report=old, indicator=agreed[0].indicator, actual=77)

    report = begin(asked, world.board, cast["writer"])

    assert report.figures.get(indicator=agreed[0].indicator).last_year == before
    assert report.figures.get(indicator=agreed[1].indicator).last_year is None


def test_begin_report_is_for_members_of_the_year(asked, world, cast):
    stranger = make.BoardFactory()
    left = make.SeatFactory(bloc=world.bloc, until=dt.date(make.YEAR, 2, 1)).board
    long_gone = make.SeatFactory(bloc=world.bloc, until=dt.date(make.YEAR - 1, 12, 31)).board

    for board in (stranger, long_gone):
        with pytest.raises(refused.NoMemberThatYear):
            begin(asked, board, cast["writer"])
    assert begin(asked, left, cast["writer"])


def test_begin_report_wants_an_outline(asked, world, cast):
    asked.headings.all().delete()
    with pytest.raises(refused.OutlineEmpty):
        begin(asked, world.board, cast["writer"])


# written


def test_edit_section_saves_and_signs(report, cast):
    section = write(first_section(report), "Thuận lợi là chính.", cast["writer"])

    section.refresh_from_db()
    assert (section.text, section.edition) == ("Thuận lợi là chính.", 1)
    assert (section.changed_by, section.changed_at) == (cast["writer"], TODAY_NOON)
    assert said(report)[1:] == ["writer wrote at “I. Đặc điểm tình hình”"]


def test_edit_section_is_one_event_for_a_sitting(report, cast):
    section = first_section(report)
    begun = TODAY_NOON

    def at(minutes, text, by):
        with on(TODAY) as clock:
            clock.move_to(begun + minutes * MINUTE)
            write(section, text, cast[by])
            return len(said(report)) - 1, section.sitting_at

    assert at(0, "a", "writer") == (1, begun)
    assert at(30, "ab", "writer") == (1, begun)
    assert at(59, "abc", "writer") == (1, begun)  # it lasts while the pauses are short
    assert at(60, "abcd", "leader") == (2, begun + 60 * MINUTE)
    assert at(61, "abc", "writer") == (3, begun + 61 * MINUTE)
    assert at(92, "ab", "writer") == (4, begun + 92 * MINUTE)


def test_edit_section_same_words_are_no_change_even_when_stale(report, cast):
    section = write(first_section(report), "Như nhau.", cast["writer"])
    write(section, "Như nhau.", cast["leader"], seen=0)

    section.refresh_from_db()
    assert (section.edition, section.changed_by) == (1, cast["writer"])


def test_edit_section_refuses_over_newer_words(report, cast):
    section = write(first_section(report), "Của chuyên viên.", cast["writer"])

    with pytest.raises(refused.SectionStale, match="writer has changed"):
        write(section, "Của lãnh đạo.", cast["leader"], seen=0)

    section.refresh_from_db()
    assert section.text == "Của chuyên viên."


def test_edit_section_of_different_sections_never_clashes(report, cast):
    first, second = list(report.sections.all())[:2]
    write(first, "Một.", cast["writer"])
    write(second, "Hai.", cast["leader"])
    assert list(report.sections.values_list("text", flat=True))[:2] == ["Một.", "Hai."]


def test_edit_section_keeps_to_the_outlines_length(report, cast):
    section = first_section(report)
    section.heading.most_letters = 5
    section.heading.save()

    write(section, "12345", cast["writer"])
    with pytest.raises(refused.SectionTooLong, match="has 6 letters; at most 5"):
        write(section, "123456", cast["writer"])


def test_edit_section_has_a_length_where_the_outline_sets_none(report, cast):
    section = first_section(report)
    section.heading.most_letters = 0
    section.heading.save()
    with pytest.raises(refused.SectionTooLong):
        write(section, "x" * (refused.LONGEST_TEXT + 1), cast["writer"])


def test_edit_figures_saves_what_changed(report, cast):
    first, second = queries.figures_of(report)
    actions.edit_figures(
        report,
        [line(first, actual=Decimal("120.5"), last_year=Decimal(90), note="vượt"), line(second)],
        by=cast["writer"],
    )

    first, second = queries.figures_of(report)
    assert (first.actual, first.last_year, first.note) == (Decimal("120.5"), Decimal(90), "vượt")
    assert (first.edition, first.changed_by, second.edition) == (1, cast["writer"], 0)
    assert (first.rate, first.growth) == (Decimal("120.5"), Decimal("133.9"))
    assert said(report)[1:] == ["writer entered figures of the targets"]


def test_edit_figures_is_one_event_for_a_sitting(report, cast):
    first, second = queries.figures_of(report)
    actions.edit_figures(report, [line(first, actual=Decimal(1))], by=cast["writer"])
    actions.edit_figures(report, [line(second, actual=Decimal(1))], by=cast["writer"])
    assert len(said(report)) == 2
    first, _second = queries.figures_of(report)
    actions.edit_figures(report, [line(first, actual=Decimal(2))], by=cast["leader"])
    assert len(said(report)) == 3


def test_edit_figures_refuses_rows_that_moved_on_but_not_others(report, cast):
    first, second = queries.figures_of(report)
    actions.edit_figures(report, [line(first, actual=Decimal(1))], by=cast["writer"])

    with pytest.raises(refused.FiguresStale, match="writer has changed"):
        actions.edit_figures(report, [line(first, actual=Decimal(2), seen=0)], by=cast["leader"])
    actions.edit_figures(report, [line(second, actual=Decimal(3), seen=0)], by=cast["leader"])

    assert [figure.actual for figure in queries.figures_of(report)] == [Decimal(1), Decimal(3)]


def test_edit_figures_refuses_rows_of_elsewhere_and_long_notes(report, cast):
    figure, stray = queries.figures_of(report)[0], make.FigureFactory()
    with pytest.raises(refused.FigureGone):
        actions.edit_figures(report, [line(stray, actual=Decimal(1))], by=cast["writer"])
    with pytest.raises(refused.NoteTooLong):
        actions.edit_figures(report, [line(figure, note="x" * 501)], by=cast["writer"])


def test_take_over_targets_brings_new_plans_and_rows(report, agreed, world, cast):
    first, second = agreed
    first.agreed = 150
    first.save()
    second.delete()
    third = make.TargetFactory(registration=first.registration, agreed=7)

    actions.take_over_targets(report, by=cast["writer"])

    rows = [(figure.indicator, figure.plan) for figure in queries.figures_of(report)]
    assert rows == [(first.indicator, 150), (third.indicator, 7)]
    assert said(report)[-1] == "writer took over the accepted targets"
    with pytest.raises(refused.TargetsUnchanged):
        actions.take_over_targets(report, by=cast["writer"])


def test_take_over_targets_keeps_what_was_written(written, agreed, cast):
    agreed[1].delete()

    actions.take_over_targets(written, by=cast["writer"])

    kept = written.figures.get(indicator=agreed[1].indicator)
    assert (kept.plan, kept.actual) == (None, Decimal(8))
    with pytest.raises(refused.TargetsUnchanged):
        actions.take_over_targets(written, by=cast["writer"])


# submitted


def test_submit_report_signs_it_keeps_a_version_and_tells_the_chief(written, cast):
    Job.objects.all().delete()
    letters = letters_of(lambda: actions.submit_report(written, by=cast["leader"]))

    written.refresh_from_db()
    assert (written.state, written.submitted_by) == (ReportState.SUBMITTED, cast["leader"])
    assert written.first_submitted_at == written.submitted_at == TODAY_NOON
    version = written.versions.get()
    assert (version.number, version.made_by) == (1, cast["leader"])
    assert version.content["sections"][0]["text"] == "Đã hoàn thành."
    assert [row["actual"] for row in version.content["figures"]] == ["8.0000", "8.0000"]
    assert version.content["evidence"] == []
    assert said(written)[-1] == "leader submitted the report, version 1"
    subject = f"{written.board.short_name} đã nộp báo cáo"
    assert letters == [(subject, reader) for reader in readers("chief")]


def test_submit_report_of_the_chiefs_board_goes_to_the_deputy(asked, world, cast):
    asked.headings.update(is_required=False, holds_figures=False)
    report = begin(asked, world.chief, cast["secretary"])

    Job.objects.all().delete()
    letters = letters_of(lambda: actions.submit_report(report, by=cast["chief"]))

    assert [reader for _subject, reader in letters] == readers("deputy")


def test_submit_report_names_what_is_empty(report, cast):
    with pytest.raises(refused.SectionsEmpty) as refusal:
        actions.submit_report(report, by=cast["leader"])

    assert "“I. Đặc điểm tình hình”" in str(refusal.value)
    assert "V. Đề xuất" not in str(refusal.value)  # not required
    report.refresh_from_db()
    assert (report.state, report.versions.count()) == (ReportState.DRAFT, 0)


def test_submit_report_names_targets_without_figures(written, cast):
    figure = queries.figures_of(written)[1]
    actions.edit_figures(written, [line(figure)], by=cast["writer"])
    with pytest.raises(refused.FiguresMissing) as refusal:
        actions.submit_report(written, by=cast["leader"])
    assert refusal.value.facts["names"] == f"“{figure.indicator}”"


def test_submit_report_wants_the_accepted_targets(written, agreed, cast):
    agreed[0].agreed = 120
    agreed[0].save()
    with pytest.raises(refused.TargetsChanged):
        actions.submit_report(written, by=cast["leader"])


def test_submit_report_waits_for_its_phase_but_not_longer(written, cast):
    with on(OPENS - DAY), pytest.raises(days.PhaseNotBegun):
        actions.submit_report(written, by=cast["leader"])
    written.refresh_from_db()
    with on(CLOSES + 3 * DAY):
        actions.submit_report(written, by=cast["leader"])
    assert queries.days_late(written) == 3


def test_days_late_know_extensions_and_the_first_submission(submitted, world, cast):
    assert queries.days_late(submitted) == 0
    phase = world.campaign.phases.get(kind=PhaseKind.REPORTING)
    phase.opens_on, phase.closes_on = TODAY - 10 * DAY, TODAY - 2 * DAY
    phase.save()
    fresh = Report.objects.get(pk=submitted.pk)
    assert queries.days_late(fresh) == 2
    Extension.objects.create(
        phase=phase, board=world.board, until=TODAY - DAY, reason="bão", granted_by=cast["chief"]
    )
    fresh = Report.objects.get(pk=submitted.pk)
    with on(TODAY + 9 * DAY):  # what counts is the day of the first submission
        assert queries.days_late(fresh) == 1


def test_days_late_of_a_missing_report_go_on_counting(report):
    with on(CLOSES + 4 * DAY):
        assert queries.days_late(report) == 4


def test_days_late_of_a_report_by_request_count_from_its_day(today, world, cast):
    request = ask(world, cast, ReportKind.AD_HOC, due_on=TODAY + DAY)
    report = begin(request, world.board, cast["writer"])
    with on(TODAY + 3 * DAY):
        assert queries.days_late(report) == 2


def test_without_a_phase_nothing_is_late_or_too_early(today, world, cast):
    report = begin(ask(world, cast), world.board, cast["writer"])
    assert queries.window_for(report.request) is None
    assert queries.days_late(report) == 0


def test_a_submitted_report_is_not_written_any_more(submitted, agreed, cast):
    agreed[0].agreed = 120
    agreed[0].save()
    rows = [line(figure, actual=Decimal(9)) for figure in queries.figures_of(submitted)]
    for deed in (
        lambda: write(first_section(submitted), "Thêm.", cast["writer"]),
        lambda: actions.edit_figures(submitted, rows, by=cast["writer"]),
        lambda: actions.take_over_targets(submitted, by=cast["writer"]),
    ):
        with pytest.raises(refused.ReportNotWritable):
            deed()


def test_submit_report_twice_is_refused(submitted, cast):
    with pytest.raises(IllegalMove):
        actions.submit_report(submitted, by=cast["leader"])
    assert submitted.versions.count() == 1


# decided


def test_return_report_says_why_on_the_very_parts(submitted, cast):
    section, figure = first_section(submitted), queries.figures_of(submitted)[0]
    parts = {f"section-{section.pk}": "Quá ngắn.", f"figure-{figure.pk}": " "}
    Job.objects.all().delete()

    letters = letters_of(
        lambda: actions.return_report(
            submitted, reason="Thiếu số liệu.", parts=parts, by=cast["chief"]
        )
    )

    submitted.refresh_from_db()
    section.refresh_from_db()
    assert (submitted.state, submitted.return_reason) == (ReportState.RETURNED, "Thiếu số liệu.")
    assert (submitted.decided_by, submitted.decided_at) == (cast["chief"], TODAY_NOON)
    assert section.return_reason == "Quá ngắn."
    assert not submitted.figures.exclude(return_reason="").exists()
    assert said(submitted)[-1] == "chief returned the report: Thiếu số liệu."
    assert letters == [
        ("Báo cáo được trả lại: Báo cáo tổng kết năm", reader)
        for reader in readers("leader", "writer")
    ]
    assert "- I. Đặc điểm tình hình: Quá ngắn." in owed()[-1][2]


@pytest.mark.parametrize(
    ("reason", "parts", "refusal"),
    [
        (" ", {}, refused.ReasonForReturnMissing),
        ("x" * 1001, {}, refused.ReasonTooLong),
        ("Thiếu.", {"section-0": "Lạ."}, refused.PartGone),
        ("Thiếu.", {"section-0": "x" * 1001}, refused.ReasonTooLong),
    ],
)
def test_return_report_refuses(submitted, cast, reason, parts, refusal):
    with pytest.raises(refusal):
        actions.return_report(submitted, reason=reason, parts=parts, by=cast["chief"])
    submitted.refresh_from_db()
    assert submitted.state == ReportState.SUBMITTED


def test_a_returned_report_is_mended_and_comes_again(submitted, asked, cast):
    section = first_section(submitted)
    actions.return_report(
        submitted, reason="Ngắn.", parts={f"section-{section.pk}": "Ngắn."}, by=cast["chief"]
    )
    write(first_section(submitted), "Đã hoàn thành vượt mức.", cast["writer"])
    with on(TODAY + DAY):
        actions.submit_report(submitted, by=cast["leader"])

    submitted.refresh_from_db()
    assert submitted.submitted_at - submitted.first_submitted_at == DAY
    assert (submitted.decided_at, submitted.decided_by) == (None, None)
    assert [version.number for version in submitted.versions.all()] == [1, 2]
    assert submitted.return_reason == "Ngắn."  # the chief sees what was asked for
    actions.return_report(submitted, reason="Còn thiếu.", by=cast["chief"])
    assert not submitted.sections.exclude(return_reason="").exists()


def test_a_returned_report_gets_headings_added_meanwhile(submitted, asked, cast):
    outline(asked, [*lines_of(asked.headings.all()), Line("VI. Thêm")], cast["secretary"])
    assert submitted.sections.count() == 10
    actions.return_report(submitted, reason="Đề cương có mục mới.", by=cast["chief"])
    assert submitted.sections.count() == 11


def test_accept_report_settles_it(submitted, cast):
    Job.objects.all().delete()
    letters = letters_of(lambda: actions.accept_report(submitted, by=cast["chief"]))

    submitted.refresh_from_db()
    assert (submitted.state, submitted.decided_by) == (ReportState.ACCEPTED, cast["chief"])
    assert said(submitted)[-1] == "chief accepted the report"
    assert [reader for _subject, reader in letters] == readers("leader", "writer")
    for deed in (
        lambda: actions.accept_report(submitted, by=cast["chief"]),
        lambda: actions.return_report(submitted, reason="Muộn.", by=cast["chief"]),
        lambda: actions.submit_report(submitted, by=cast["leader"]),
    ):
        with pytest.raises(IllegalMove):
            deed()


@pytest.mark.parametrize("title", ["Báo cáo tổng kết", f"Báo cáo tổng kết năm {make.YEAR}"])
def test_letters_about_a_report_name_the_year_once(submitted, cast, title):
    submitted.request.title = title
    submitted.request.save()
    actions.accept_report(submitted, by=cast["chief"])

    (told,) = [line for line in owed()[-1][2].splitlines() if "chấp nhận" in line]

    assert told.count(str(make.YEAR)) == 1


def test_accept_report_clears_what_was_to_be_mended(submitted, cast):
    section = first_section(submitted)
    parts = {f"section-{section.pk}": "Ngắn."}
    actions.return_report(submitted, reason="Ngắn.", parts=parts, by=cast["chief"])
    actions.submit_report(submitted, by=cast["leader"])
    actions.accept_report(submitted, by=cast["chief"])

    submitted.refresh_from_db()
    assert submitted.return_reason == ""
    assert not submitted.sections.exclude(return_reason="").exists()


@pytest.mark.parametrize("verb", ["accept_report", "return_report"])
def test_a_draft_is_not_decided_upon(written, cast, verb):
    facts = {"reason": "Thiếu."} if verb == "return_report" else {}
    with pytest.raises(IllegalMove):
        getattr(actions, verb)(written, by=cast["chief"], **facts)


# what can never be


def test_a_version_stays_as_it_was(submitted):
    version = submitted.versions.get()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ReportVersion.objects.filter(pk=version.pk).update(content={})


def test_a_board_has_one_report_and_one_section_a_heading(report):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ReportFactory(request=report.request, board=report.board)
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(report=report, heading=first_section(report).heading)


def test_a_returned_report_says_why(submitted):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=submitted.pk).update(state=ReportState.RETURNED)
