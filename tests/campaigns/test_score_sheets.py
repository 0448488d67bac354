"""Sheets of points: begun, filled in, handed in, returned; each refusal."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail

from campaigns import actions
from campaigns.models import Mark, PhaseKind, SheetKind, SheetState
from campaigns.queries import sheets as queries
from campaigns.regulations import calendar, scores
from campaigns.regulations import sheets as regulations
from campaigns.sheets import Entry, SheetPlan
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.states import IllegalMove
from tests import factories as make
from tests.campaigns import scored
from tests.campaigns.scored import begun, entry, lines, write
from tests.clock import on

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(today, world, cast):
    return scored.scored_year(world, cast)


def points(sheet):
    return {name: mark.points for name, mark in lines(sheet).items()}


def events(verb):
    return Event.objects.filter(verb=f"campaigns.{verb}").count()


# -- begin ---------------------------------------------------------------------------------------


def test_a_self_score_begins_with_what_the_report_computes(year, cast):
    sheet = begun(year, cast["writer"])

    mark = lines(sheet)["capital"]
    assert points(sheet) == {"pledged": None, "models": None, "capital": 30, "meetings": None}
    assert (mark.plan, mark.actual, mark.is_computed) == (100, 50, True)
    assert begun(year, cast["leader"]).pk == sheet.pk  # twice is once
    assert events("begin_sheet") == 1


def test_begin_sheet_waits_for_its_phase(year, cast, today):
    make.PhaseFactory(
        campaign=year.campaign,
        kind=PhaseKind.SELF_SCORING,
        opens_on=today + dt.timedelta(days=1),
        closes_on=today + dt.timedelta(days=9),
    )

    with pytest.raises(calendar.PhaseNotBegun):
        begun(year, cast["writer"])


def test_begin_sheet_is_for_boards_of_the_year(year, cast):
    with pytest.raises(regulations.BoardNotScored):
        begun(year, cast["writer"], board=make.BoardFactory())


def test_a_check_is_for_who_was_asked(year, cast):
    with pytest.raises(regulations.NotAssigned):
        begun(year, cast["writer"], kind=SheetKind.CROSS, board=year.chief, scorer=year.board)


def test_a_check_waits_for_the_self_score(year, cast):
    with pytest.raises(regulations.NothingToCheck):
        begun(year, cast["deputy"], kind=SheetKind.CROSS, scorer=year.deputy)


def test_official_points_are_the_chiefs_and_for_the_chiefs_board_the_deputys(year, cast):
    with pytest.raises(regulations.OtherScorer):
        begun(year, cast["deputy"], kind=SheetKind.OFFICIAL, scorer=year.deputy)
    with pytest.raises(regulations.OtherScorer):
        begun(year, cast["deputy"], kind=SheetKind.OFFICIAL, board=year.deputy, scorer=year.board)

    sheet = begun(
        year, cast["deputy"], kind=SheetKind.OFFICIAL, board=year.chief, scorer=year.deputy
    )

    assert sheet.scorer == year.deputy


# -- edit ----------------------------------------------------------------------------------------


def test_facts_become_points(year, cast):
    sheet = begun(year, cast["writer"])

    write(sheet, cast["writer"], pledged=True, models=3)

    assert points(sheet) == {"pledged": 10, "models": 15, "capital": 30, "meetings": None}
    mark = lines(sheet)["models"]
    assert (mark.count, mark.edition, mark.changed_by) == (3, 1, cast["writer"])


def test_what_is_counted_ends_at_its_maximum(year, cast):
    sheet = begun(year, cast["writer"])

    write(sheet, cast["writer"], models=9)

    assert points(sheet)["models"] == 20


def test_the_same_again_is_no_change(year, cast):
    sheet = begun(year, cast["writer"])
    write(sheet, cast["writer"], models=3)
    write(sheet, cast["writer"], models=3)

    assert lines(sheet)["models"].edition == 1
    assert events("edit_sheet") == 1


def test_the_log_gets_a_line_for_each_sitting(year, cast):
    sheet = begun(year, cast["writer"])
    write(sheet, cast["writer"], models=3)
    write(sheet, cast["writer"], models=2)
    assert events("edit_sheet") == 1

    write(sheet, cast["leader"], models=1)

    assert events("edit_sheet") == 2


def test_somebody_elses_line_is_not_overwritten(year, cast):
    sheet = begun(year, cast["writer"])
    before = lines(sheet)["models"]
    write(sheet, cast["leader"], models=2)

    with pytest.raises(regulations.MarksStale, match="models"):
        actions.edit_sheet(sheet, [entry(before, 3)], by=cast["writer"])
    assert lines(sheet)["models"].count == 2


def test_two_people_write_different_lines(year, cast):
    sheet = begun(year, cast["writer"])
    before = lines(sheet)
    write(sheet, cast["leader"], models=2)

    actions.edit_sheet(sheet, [entry(before["pledged"], value=False)], by=cast["writer"])

    assert points(sheet)["pledged"] == 0


@pytest.mark.parametrize("name", ["capital", "meetings"])
def test_a_board_types_nothing_that_is_computed_or_others_fill_in(year, cast, name):
    sheet = begun(year, cast["writer"])

    with pytest.raises(regulations.LineOfOthers):
        actions.edit_sheet(sheet, [entry(lines(sheet)[name], 5)], by=cast["writer"])


def test_without_a_figure_the_points_of_a_quantity_are_typed(year, cast):
    year.figure.report.delete()
    sheet = begun(year, cast["writer"])

    write(sheet, cast["writer"], capital="42.5", reason="Báo cáo sau")

    assert points(sheet)["capital"] == Decimal("42.5")


@pytest.mark.parametrize("wrong", ["10.25", "-1", "0.1"])
def test_points_fit_bounds_and_step(year, cast, wrong):
    scored.self_score(year)
    sheet = begun(year, cast["chief"], kind=SheetKind.CROSS, scorer=year.chief)

    with pytest.raises(regulations.PointsDoNotFit):
        write(sheet, cast["chief"], pledged=wrong)


def test_a_count_has_an_end(year, cast):
    sheet = begun(year, cast["writer"])

    with pytest.raises(regulations.CountTooLarge):
        write(sheet, cast["writer"], models=10_000)


def test_a_reason_has_an_end(year, cast):
    sheet = begun(year, cast["writer"])

    with pytest.raises(regulations.LineReasonTooLong):
        write(sheet, cast["writer"], models=1, reason="x" * 1001)


def test_a_line_that_is_gone_is_refused(year, cast):
    sheet = begun(year, cast["writer"])

    with pytest.raises(regulations.LineGone):
        actions.edit_sheet(sheet, [Entry(make.BoardFactory.build().pk)], by=cast["writer"])


def test_evidence_of_the_own_reports_is_linked(year, cast):
    report, account = year.figure.report, cast["writer"]
    piece = report.evidence.create(title="Quyết định", url="https://a.vn/1", added_by=account)
    sheet = begun(year, cast["writer"])
    mark = lines(sheet)["models"]

    actions.edit_sheet(sheet, [entry(mark, 1, evidence=frozenset({piece.pk}))], by=account)

    assert queries.links_of([mark]) == {mark.pk: {piece.pk}}
    strange = make.ReportFactory().evidence.create(
        title="Khác", url="https://a.vn/2", added_by=account
    )
    mark = lines(sheet)["models"]
    with pytest.raises(regulations.EvidenceOfOthers):
        actions.edit_sheet(sheet, [entry(mark, 1, evidence=frozenset({strange.pk}))], by=account)


def test_a_sheet_that_was_handed_in_is_closed(year, cast):
    sheet = scored.self_score(year)

    with pytest.raises(regulations.SheetClosed):
        write(sheet, cast["writer"], models=1)


# -- submit --------------------------------------------------------------------------------------


def test_submit_sheet_marks_what_is_late(year, cast, today):
    make.PhaseFactory(
        campaign=year.campaign,
        kind=PhaseKind.SELF_SCORING,
        opens_on=today - dt.timedelta(days=9),
        closes_on=today - dt.timedelta(days=2),
    )

    sheet = scored.self_score(year)

    assert sheet.state == SheetState.GIVEN
    assert (sheet.given_by, queries.days_late(sheet)) == (cast["leader"], 2)
    with on(today + dt.timedelta(days=30)):
        assert queries.days_late(sheet) == 2  # it counts when it was handed in first


def test_submit_sheet_reads_the_figures_once_more(year, cast):
    sheet = begun(year, cast["writer"])
    write(sheet, cast["writer"], pledged=True, models=1)
    type(year.figure).objects.filter(pk=year.figure.pk).update(actual=100)

    actions.submit_sheet(sheet, by=cast["leader"])

    assert points(sheet)["capital"] == 60


def test_a_sheet_with_empty_lines_is_not_handed_in(year, cast):
    sheet = begun(year, cast["writer"])

    with pytest.raises(regulations.LinesMissing, match="“pledged”, “models”"):
        actions.submit_sheet(sheet, by=cast["leader"])


def test_a_check_says_why_it_differs(year, cast):
    scored.self_score(year)

    with pytest.raises(regulations.ReasonsMissing, match="models"):
        scored.check(year, year.chief, cast["chief"], reason="")


def test_a_sheet_is_handed_in_once(year, cast):
    sheet = scored.self_score(year)

    with pytest.raises(IllegalMove):
        actions.submit_sheet(sheet, by=cast["leader"])


def test_who_decides_is_told_of_a_self_score(year, django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        scored.self_score(year)

    assert ["chief@khoithidua.example"] in [letter.to for letter in mail.outbox]


# -- return --------------------------------------------------------------------------------------


def test_a_returned_sheet_is_mended_and_handed_in_again(year, cast):
    sheet = scored.self_score(year)

    actions.return_sheet(sheet, reason="Bổ sung mô hình", by=cast["chief"])
    write(sheet, cast["writer"], models=2)
    actions.submit_sheet(sheet, by=cast["leader"])

    assert points(sheet)["models"] == 10
    assert events("return_sheet") == 1


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" ", regulations.ReturnReasonMissing), ("x" * 1001, regulations.ReturnReasonTooLong)],
)
def test_a_return_has_a_reason(year, cast, reason, refusal):
    sheet = scored.self_score(year)

    with pytest.raises(refusal):
        actions.return_sheet(sheet, reason=reason, by=cast["chief"])


def test_only_what_was_handed_in_is_returned(year, cast):
    with pytest.raises(IllegalMove):
        actions.return_sheet(begun(year, cast["writer"]), reason="Thiếu", by=cast["chief"])


# -- official ------------------------------------------------------------------------------------


def test_official_points_begin_with_what_all_agree_on_or_with_the_mean(year, cast):
    scored.self_score(year)  # models: 15
    scored.check(year, year.chief, cast["chief"], models=10)
    scored.check(year, year.deputy, cast["deputy"], models="10.25")

    sheet = begun(year, cast["chief"], kind=SheetKind.OFFICIAL, scorer=year.chief)

    # the mean is 10.125; halves go away from nought
    assert points(sheet) == {
        "pledged": 10, "models": Decimal("10.25"), "capital": 30, "meetings": 10,
    }  # fmt: skip


def test_official_points_differ_with_a_reason(year, cast):
    scored.self_score(year)
    sheet = begun(year, cast["chief"], kind=SheetKind.OFFICIAL, scorer=year.chief)
    write(sheet, cast["chief"], meetings=10, models=5)

    with pytest.raises(regulations.ReasonsMissing):
        actions.submit_sheet(sheet, by=cast["chief"])


@pytest.mark.parametrize(
    ("part", "allowed"), [("chief", True), ("secretary", True), ("deputy", False)]
)
def test_who_fills_in_official_points_of_a_plain_board(year, cast, part, allowed):
    plan = SheetPlan(year.scoring, year.board, year.chief, SheetKind.OFFICIAL)

    assert cast[part].has_perm("campaigns.edit_sheet", plan) is allowed
    assert cast[part].has_perm("campaigns.submit_sheet", plan) is (part == "chief")


def test_nobody_of_the_chiefs_board_fills_in_its_official_points(year, cast):
    plan = SheetPlan(year.scoring, year.chief, year.deputy, SheetKind.OFFICIAL)

    may = {part for part in cast if cast[part].has_perm("campaigns.edit_sheet", plan)}

    assert may == {"deputy"}


def test_after_the_lock_nothing_changes(year, cast):
    sheet = scored.self_score(year)
    type(year.scoring).objects.update(
        state="locked", locked_at=sheet.given_at, locked_by=cast["chief"]
    )
    for refused in (
        lambda: actions.return_sheet(sheet, reason="Muộn", by=cast["chief"]),
        lambda: write(sheet, cast["writer"], models=1),
        lambda: begun(year, cast["chief"], kind=SheetKind.OFFICIAL, scorer=year.chief),
    ):
        with pytest.raises(scores.ScoringLocked):
            refused()


def test_sheets_are_seen_by_those_who_may_view_them(year, cast):
    scored.self_score(year)
    scored.check(year, year.chief, cast["chief"])
    everybody = set(type(year.scoring).objects.get().sheets.all())

    for part, person in cast.items():
        may = {sheet for sheet in everybody if person.has_perm("campaigns.view_sheet", sheet)}
        assert set(queries.sheets_visible_to(person)) == may, part


def test_marks_keep_the_bounds_of_their_criteria(year, cast):
    begun(year, cast["writer"])

    assert set(Mark.objects.values_list("minimum", "maximum")) == {(0, 10), (0, 20), (0, 60)}
