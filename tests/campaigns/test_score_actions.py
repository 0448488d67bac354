"""The scoring of a year: begun, explained, answered, locked, opened again; a new table."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail

from campaigns import actions
from campaigns.layouts import Layout
from campaigns.models import CheckPattern, PhaseKind, Scoring, ScoringState, SheetKind
from campaigns.queries.tables import table_in_force
from campaigns.regulations import calendar
from campaigns.regulations import scores as regulations
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.states import IllegalMove
from tests import factories as make
from tests.campaigns import scored
from tests.campaigns.scored import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(today, world, cast):
    return scored.scored_year(world, cast)


@pytest.fixture
def differing(year, cast):
    """The plain board's own sheet, with which chief and deputy do not agree."""
    own = scored.self_score(year)
    scored.check(year, year.chief, cast["chief"])
    scored.check(year, year.deputy, cast["deputy"])
    return own


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Who gets letters of what is done in there."""

    def watch(action, *subject, **facts):
        mail.outbox.clear()
        with queue.inline(), django_capture_on_commit_callbacks(execute=True):
            action(*subject, **facts)
        return {letter.to[0].partition("@")[0] for letter in mail.outbox}

    return watch


def key(sheet, name):
    return lines(sheet)[name].criterion.key


def last(verb):
    return str(Event.objects.filter(verb=f"campaigns.{verb}").latest("pk"))


# -- begin_scoring -------------------------------------------------------------------------------


def test_begin_scoring_shares_out_who_checks_whom(today, world, cast, told):
    scored.small_table(world, cast)

    names = told(actions.begin_scoring, world.campaign, pattern=CheckPattern.RING, by=cast["chief"])

    duties = Scoring.objects.get().duties.values_list("checker", "board")
    chief, deputy, board = world.chief.pk, world.deputy.pk, world.board.pk
    assert set(duties) == {(chief, deputy), (deputy, board), (board, chief)}
    assert {"writer", "leader", "chief", "deputy"} <= names


def test_begin_scoring_wants_a_table_in_force(today, world, cast):
    with pytest.raises(regulations.NoTableInForce):
        actions.begin_scoring(world.campaign, pattern=CheckPattern.RING, by=cast["chief"])


def test_begin_scoring_happens_once(year, cast):
    with pytest.raises(regulations.ScoringBegun):
        actions.begin_scoring(year.campaign, pattern=CheckPattern.RING, by=cast["chief"])


# -- explain_line, answer_explanation ------------------------------------------------------------


def test_a_board_explains_and_is_answered(differing, cast, told):
    facts = {"key": key(differing, "models"), "by": cast["writer"]}

    names = told(actions.explain_line, differing, text=" Mô hình mới ", **facts)
    again = actions.explain_line(differing, text="Mô hình thứ ba là mới", **facts)

    assert names == {"chief"}
    assert differing.explanations.get() == again
    assert again.text == "Mô hình thứ ba là mới"
    names = told(actions.answer_explanation, again, text="Đã xem xét", by=cast["chief"])
    assert names == {"writer", "leader"}
    with pytest.raises(regulations.ExplanationAnswered):
        actions.answer_explanation(again, text="Lại", by=cast["chief"])
    with pytest.raises(regulations.ExplanationAnswered):
        actions.explain_line(differing, text="Lại", **facts)


@pytest.mark.parametrize("name", ["pledged", "meetings"])
def test_only_what_differs_is_explained(differing, cast, name):
    with pytest.raises(regulations.NothingToExplain):
        actions.explain_line(differing, key=key(differing, name), text="Vì", by=cast["writer"])


@pytest.mark.parametrize(
    ("text", "refusal"), [(" ", regulations.TextMissing), ("x" * 4001, regulations.TextTooLong)]
)
def test_an_explanation_and_an_answer_say_something(differing, cast, text, refusal):
    facts = {"key": key(differing, "models"), "by": cast["writer"]}
    with pytest.raises(refusal):
        actions.explain_line(differing, text=text, **facts)
    said = actions.explain_line(differing, text="Vì", **facts)
    with pytest.raises(refusal):
        actions.answer_explanation(said, text=text, by=cast["chief"])


@pytest.mark.parametrize(
    ("opens", "refusal"), [(1, calendar.PhaseNotBegun), (-9, calendar.PhaseOver)]
)
def test_it_is_explained_in_its_phase(differing, cast, today, opens, refusal):
    make.PhaseFactory(
        campaign=differing.campaign,
        kind=PhaseKind.EXPLANATION,
        opens_on=today + dt.timedelta(days=opens),
        closes_on=today + dt.timedelta(days=opens + 4),
    )

    with pytest.raises(refusal):
        actions.explain_line(differing, key=key(differing, "models"), text="Vì", by=cast["writer"])


# -- lock_scores, reopen_scores ------------------------------------------------------------------


def settle(year, cast):
    """Official points of all three boards."""
    scored.official(year, cast["chief"], year.chief)
    scored.official(year, cast["chief"], year.chief, board=year.deputy, capital=0)
    scored.official(year, cast["deputy"], year.deputy, board=year.chief, capital=0)


def test_scores_are_locked_when_all_is_given_and_answered(year, differing, cast, told):
    said = actions.explain_line(
        differing, key=key(differing, "models"), text="Vì", by=cast["writer"]
    )
    with pytest.raises(regulations.OfficialMissing):
        actions.lock_scores(year.scoring, by=cast["chief"])
    settle(year, cast)
    with pytest.raises(regulations.ExplanationsOpen):
        actions.lock_scores(year.scoring, by=cast["chief"])
    actions.answer_explanation(said, text="Đã xem", by=cast["chief"])

    names = told(actions.lock_scores, year.scoring, by=cast["chief"])

    year.scoring.refresh_from_db()
    assert (year.scoring.state, year.scoring.locked_by) == (ScoringState.LOCKED, cast["chief"])
    assert names == {"leader", "chief", "deputy"}
    with pytest.raises(IllegalMove):
        actions.lock_scores(year.scoring, by=cast["chief"])
    with pytest.raises(regulations.ScoringLocked):
        actions.explain_line(differing, key=key(differing, "models"), text="Vì", by=cast["writer"])


def test_scores_are_opened_again_with_a_reason_that_all_read(year, cast, told):
    scored.self_score(year)
    settle(year, cast)
    actions.lock_scores(year.scoring, by=cast["chief"])

    names = told(actions.reopen_scores, year.scoring, reason=" Sai số liệu ", by=cast["chief"])

    assert {"writer", "leader", "chief", "deputy"} <= names
    assert "Sai số liệu" in mail.outbox[0].body
    with pytest.raises(IllegalMove):
        actions.reopen_scores(year.scoring, reason="Lại", by=cast["chief"])
    actions.lock_scores(year.scoring, by=cast["chief"])
    year.scoring.refresh_from_db()
    assert year.scoring.reopen_reason == ""


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [(" ", regulations.ReopenReasonMissing), ("x" * 1001, regulations.ReopenReasonTooLong)],
)
def test_reopening_has_a_reason(year, cast, reason, refusal):
    settle(year, cast)
    actions.lock_scores(year.scoring, by=cast["chief"])

    with pytest.raises(refusal):
        actions.reopen_scores(year.scoring, reason=reason, by=cast["chief"])


# -- a new version of the table ------------------------------------------------------------------


def new_version(year, cast, change):
    """The table as ``change`` makes it of the layout, approved."""
    table = actions.revise_table(table_in_force(year.campaign), reason="Sửa", by=cast["chief"])
    layout = change(Layout.of(table))
    actions.edit_table(table, layout, seen_edition=table.edition, by=cast["secretary"])
    scored.approve(table, cast)
    return table


def changed(layout, name, **facts):
    """The layout with one criterion otherwise."""
    line = next(each for each in layout.criteria if each.name == name)
    return layout.with_criterion(layout.group_of(line.key).key, replace(line, **facts))


def test_sheets_go_over_to_a_new_version_line_by_line(year, cast):
    own = scored.self_score(year)

    def change(layout):
        for name, facts in {
            "models": {"points_each": 6},
            "pledged": {"maximum": 14},
            "meetings": {"maximum": 6},
        }.items():
            layout = changed(layout, name, **facts)
        return layout

    new_version(year, cast, change)

    after = {name: mark.points for name, mark in lines(own).items()}
    assert after == {"pledged": 14, "models": 18, "capital": 30, "meetings": None}
    assert own.table.number == 2
    assert own.state == "given"
    assert lines(own)["pledged"].maximum == 14


def test_points_that_no_longer_fit_are_taken_away_and_told(year, differing, cast, told):
    check = year.scoring.sheets.filter(kind=SheetKind.CROSS).first()
    actions.explain_line(differing, key=key(differing, "models"), text="Vì", by=cast["writer"])

    def change(layout):
        gone = next(each.key for each in layout.criteria if each.name == "models")
        smaller = changed(layout, "meetings", maximum=5)
        return changed(smaller, "capital", maximum=85).without(gone)

    names = told(new_version, year, cast, change)

    after = {name: mark.points for name, mark in lines(check).items()}
    assert after == {"pledged": 10, "capital": Decimal("42.5"), "meetings": None}
    assert check.state == "returned"
    assert "meetings" in check.return_reason
    assert "models" in check.return_reason
    assert {"chief", "deputy"} <= names
    assert differing.explanations.count() == 0
    assert lines(differing).keys() == {"pledged", "capital", "meetings"}
    assert differing.state == "given"


def test_a_new_line_has_to_be_filled_in(year, cast):
    own = scored.self_score(year)

    def more(layout):
        line = next(each for each in layout.criteria if each.name == "pledged")
        new = replace(line, key=uuid4(), name="digital", maximum=5)
        return changed(layout, "pledged", maximum=5).with_criterion(layout.groups[0].key, new)

    new_version(year, cast, more)

    assert lines(own)["digital"].points is None
    assert own.state == "returned"
    assert "digital" in own.return_reason


def test_no_version_is_approved_while_points_are_locked(year, cast):
    settle(year, cast)
    actions.lock_scores(year.scoring, by=cast["chief"])

    with pytest.raises(regulations.ScoringLocked):
        new_version(year, cast, lambda layout: layout)
