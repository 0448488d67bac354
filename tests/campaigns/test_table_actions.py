"""The table of points: drafted, written, shown to the boards, approved, revised."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from campaigns import actions
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout, TieText
from campaigns.models import (
    Band,
    ConditionKind,
    Criterion,
    CriterionKind,
    Formula,
    ScoringTable,
    TableAnswer,
    TableState,
    Tie,
)
from campaigns.queries import tables as queries
from campaigns.regulations import tables as regulations
from foundation import clock
from foundation.audit.log import sentence
from foundation.audit.models import Event
from foundation.jobs import queue
from foundation.states import IllegalMove
from tests import factories as make
from tests.clock import on
from tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("today")

DAY = dt.timedelta(days=1)


def met(name, points, **more):
    return CriterionText(name, CriterionKind.MET, Decimal(points), **more)


def small(**changed):
    """A table of 100 points in two groups that adds up."""
    first = GroupText("Nhiệm vụ chính trị", Decimal(80), criteria=(met("A", 50), met("B", 30)))
    second = GroupText("Thi đua", Decimal(20), criteria=(met("C", 20),))
    return replace(Layout(maximum=Decimal(100), groups=(first, second)), **changed)


def drafted(world, cast, layout=None, **facts):
    table = actions.draft_table(world.campaign, **facts, by=cast["secretary"])
    if layout:
        actions.edit_table(table, layout, seen_edition=table.edition, by=cast["secretary"])
    return table


def asked(world, cast, layout=None):
    table = drafted(world, cast, layout or small())
    actions.ask_for_comments(table, comments_due_on=TODAY + 7 * DAY, by=cast["secretary"])
    return table


def approved(world, cast, layout=None):
    table = asked(world, cast, layout)
    actions.approve_table(table, despite=True, by=cast["chief"])
    return table


def fresh(table):
    """As it stands in the database."""
    return queries.with_lines(ScoringTable.objects.all()).get(pk=table.pk)


def last(verb):
    return sentence(Event.objects.filter(verb=f"campaigns.{verb}").first())


# -- draft_table ---------------------------------------------------------------------------------
def test_draft_table_begins_empty(world, cast):
    table = drafted(world, cast)

    assert (table.state, table.number, table.is_example) == (TableState.DRAFT, 1, False)
    assert Layout.of(fresh(table)) == Layout()
    assert last("draft_table") == f"began the scoring table of {make.YEAR}"


@pytest.mark.parametrize(("template", "maximum"), [("1000", 1000), ("100", 100)])
def test_draft_table_takes_a_supplied_example(world, cast, template, maximum):
    actions.take_typical_indicators(world.bloc, chosen=["export", "on-time"], by=cast["chief"])

    table = fresh(drafted(world, cast, template=template))

    layout = Layout.of(table)
    assert (layout.maximum, layout.sum, table.is_example) == (maximum, maximum, True)
    assert [group.maximum for group in layout.groups] == [
        Decimal(maximum) * share / 1000 for share in (600, 200, 150, 50)
    ]
    measured = {each.name for each in layout.criteria if each.indicator}
    assert measured == {
        "Kim ngạch xuất khẩu của doanh nghiệp trong khu",
        "Tỷ lệ thủ tục hành chính giải quyết đúng và trước hạn",
    }
    assert len(list(layout.criteria)) == 32
    assert last("draft_table").endswith(f"with “{template}”")


def test_draft_table_takes_what_last_year_was_scored_by(world, cast):
    former = make.CampaignFactory(bloc=world.bloc, year=make.YEAR - 1)
    old = actions.draft_table(former, template="100", by=cast["secretary"])

    table = drafted(world, cast, start_from=old)

    assert Layout.of(fresh(table)) == Layout.of(fresh(old))


def test_draft_table_refuses_a_second_one(world, cast):
    drafted(world, cast)

    with pytest.raises(regulations.TableBegun):
        drafted(world, cast)


def test_draft_table_refuses_where_one_is_in_force(world, cast):
    approved(world, cast)

    with pytest.raises(regulations.TableInForce):
        drafted(world, cast)


def test_draft_table_refuses_a_table_of_another_bloc(world, cast):
    stranger = make.ScoringTableFactory()

    with pytest.raises(regulations.StartOfAnotherBloc):
        drafted(world, cast, start_from=stranger)


# -- edit_table ----------------------------------------------------------------------------------
def rich(world):
    """A table in which every field says something."""
    indicator = make.IndicatorFactory(bloc=world.bloc)
    measured = CriterionText(
        "Vốn", CriterionKind.QUANTITATIVE, Decimal(50), formula=Formula.RATE_BANDS,
        bands=((Decimal(100), Decimal(50)), (Decimal(90), Decimal(40))), indicator=indicator.pk,
        evidence="Báo cáo", reference="Quy chế khối, Điều 9", note="Theo tỷ lệ",
    )  # fmt: skip
    late = CriterionText(
        "Nộp muộn", CriterionKind.ADJUSTMENT, Decimal(0), minimum=Decimal(-10),
        points_each=Decimal(-5), filled_by="secretary",
    )  # fmt: skip
    first = GroupText("Nhiệm vụ", Decimal(80), criteria=(measured, met("B", 30), late))
    bonus = GroupText("Thưởng", Decimal(20), is_bonus=True, criteria=(met("C", 20),))
    return Layout(
        Decimal(80), Decimal("0.5"), bonus_inside=False, cap=Decimal(90), groups=(first, bonus),
        conditions=(
            ConditionText(ConditionKind.LEAST, group=first.key, points=Decimal(40)),
            ConditionText(ConditionKind.LEAST, points=Decimal(50), source="TT 08/2019"),
            ConditionText(ConditionKind.EXCLUSION, "Không nộp báo cáo", "Quy chế"),
        ),
        tie_breaks=(TieText(Tie.GROUP, first.key), TieText(Tie.BONUS), TieText(Tie.VOTE)),
    )  # fmt: skip


def test_edit_table_keeps_everything_that_is_written(world, cast):
    layout = rich(world)

    table = drafted(world, cast, layout)

    assert Layout.of(fresh(table)) == layout
    assert (table.edition, table.changed_by) == (2, cast["secretary"])
    assert last("edit_table") == "changed the scoring table: 4 criteria"


def test_edit_table_finds_lines_again_and_leaves_the_rest_alone(world, cast):
    layout = rich(world)
    table = drafted(world, cast, layout)
    before = {row.key: row.pk for row in Criterion.objects.filter(group__table=table)}
    first, bonus = layout.groups
    measured, other, late = first.criteria
    moved = replace(other, name="B đổi tên")
    changed = replace(
        layout,
        groups=(
            replace(bonus, criteria=(moved, *bonus.criteria)),
            replace(first, criteria=(replace(measured, bands=measured.bands[:1]),)),
        ),
    )

    actions.edit_table(table, changed, seen_edition=2, by=cast["chief"])

    assert Layout.of(fresh(table)) == changed
    after = {row.key: row.pk for row in Criterion.objects.filter(group__table=table)}
    assert after == {key: pk for key, pk in before.items() if key != late.key}
    assert Band.objects.count() == 1


def test_edit_table_may_drop_a_group_with_what_asks_for_it(world, cast):
    layout = rich(world)
    table = drafted(world, cast, layout)
    rest = layout.without(layout.groups[0].key)

    actions.edit_table(table, rest, seen_edition=2, by=cast["chief"])

    assert Layout.of(fresh(table)) == rest
    assert [each.by for each in rest.tie_breaks] == [Tie.BONUS, Tie.VOTE]
    assert len(rest.conditions) == 2


def test_edit_table_twice_is_once(world, cast):
    table = drafted(world, cast, small())

    layout = Layout.of(fresh(table))
    actions.edit_table(table, layout, seen_edition=2, by=cast["chief"])

    assert (table.edition, Event.objects.filter(verb="campaigns.edit_table").count()) == (2, 1)


def test_edit_table_refuses_a_stale_one(world, cast):
    table = drafted(world, cast, small())

    with pytest.raises(regulations.StaleTable) as refused:
        actions.edit_table(table, small(), seen_edition=1, by=cast["chief"])

    assert "secretary" in str(refused.value)


def test_edit_table_refuses_once_it_is_approved(world, cast):
    table = approved(world, cast)

    with pytest.raises(regulations.TableClosed):
        actions.edit_table(table, small(), seen_edition=table.edition, by=cast["chief"])


def test_edit_table_refuses_what_cannot_be_kept(world, cast):
    table = drafted(world, cast)
    stranger = make.IndicatorFactory()
    layout = small()
    twice = layout.groups[0].criteria[0]
    wrong = {
        regulations.TooManyLines: replace(
            layout, groups=tuple(GroupText(str(n), Decimal(1)) for n in range(21))
        ),
        regulations.KeyTwice: replace(
            layout, groups=(replace(layout.groups[0], criteria=(twice, twice)),)
        ),
        regulations.IndicatorOfAnotherBloc: layout.with_criterion(
            layout.groups[0].key,
            CriterionText(
                "X", CriterionKind.QUANTITATIVE, Decimal(1), formula=Formula.LINEAR,
                indicator=stranger.pk,
            ),
        ),
    }  # fmt: skip
    for refusal, each in wrong.items():
        with pytest.raises(refusal):
            actions.edit_table(table, each, seen_edition=1, by=cast["chief"])

    assert Layout.of(fresh(table)) == Layout()


# -- import_table --------------------------------------------------------------------------------
def test_import_table_takes_the_place_of_what_stood(world, cast):
    table, layout = drafted(world, cast, small()), small()

    actions.import_table(table, layout, seen_edition=2, by=cast["secretary"])

    assert Layout.of(fresh(table)) == layout
    assert last("import_table") == "imported the scoring table: 3 criteria"


def test_import_table_refuses_a_stale_one(world, cast):
    table = drafted(world, cast, small())

    with pytest.raises(regulations.StaleTable):
        actions.import_table(table, small(), seen_edition=1, by=cast["secretary"])


def test_import_table_costs_as_many_questions_for_many_lines(
    world, cast, django_assert_max_num_queries
):
    table = drafted(world, cast)
    lines = tuple(met(f"Tiêu chí {number}", 1) for number in range(60))
    layout = Layout(Decimal(60), groups=(GroupText("I", Decimal(60), criteria=lines),))

    with django_assert_max_num_queries(40):
        actions.import_table(table, layout, seen_edition=1, by=cast["secretary"])


# -- ask_for_comments ----------------------------------------------------------------------------
def test_ask_for_comments_tells_the_boards(world, cast, django_capture_on_commit_callbacks):
    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        table = asked(world, cast)

    assert (table.state, table.comments_due_on) == (TableState.IN_COMMENT, TODAY + 7 * DAY)
    told = {letter.to[0] for letter in mail.outbox}
    assert {cast[part].email for part in ("writer", "leader", "chief", "deputy")} <= told
    assert "22/06/2026" in mail.outbox[0].body
    assert last("ask_for_comments") == "asked the boards for comments until 22 Jun 2026"


def test_ask_for_comments_again_gives_more_time(world, cast):
    table = asked(world, cast)

    actions.ask_for_comments(table, comments_due_on=TODAY + 9 * DAY, by=cast["secretary"])

    assert (table.state, table.comments_due_on) == (TableState.IN_COMMENT, TODAY + 9 * DAY)


def test_ask_for_comments_refuses_what_nobody_can_read(world, cast):
    table = drafted(world, cast)
    with pytest.raises(regulations.TableEmpty):
        actions.ask_for_comments(table, comments_due_on=TODAY, by=cast["secretary"])

    actions.edit_table(table, small(), seen_edition=1, by=cast["secretary"])
    with pytest.raises(regulations.DayPassed):
        actions.ask_for_comments(table, comments_due_on=TODAY - DAY, by=cast["secretary"])


def test_ask_for_comments_refuses_once_it_is_approved(world, cast):
    table = approved(world, cast)

    with pytest.raises(regulations.TableClosed):
        actions.ask_for_comments(table, comments_due_on=TODAY, by=cast["secretary"])


# -- comment_on_table, answer_table_comment ------------------------------------------------------
def commented(world, cast, table, **facts):
    answer = TableAnswer(table, world.board)
    return actions.comment_on_table(
        answer, **{"text": " Điểm A nên thấp hơn. ", **facts}, by=cast["writer"]
    )


def test_comment_on_table_tells_who_writes_it(world, cast, django_capture_on_commit_callbacks):
    layout = small()
    table = asked(world, cast, layout)
    mail.outbox.clear()

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        comment = commented(world, cast, table, about=layout.groups[0].criteria[0].key)

    assert (comment.about, comment.text) == ("A", "Điểm A nên thấp hơn.")
    assert {letter.to[0] for letter in mail.outbox} == {
        cast["chief"].email, cast["secretary"].email,
    }  # fmt: skip
    assert last("comment_on_table").startswith("commented on the scoring table for ")


def test_comment_on_table_refuses_before_the_boards_are_asked(world, cast):
    with pytest.raises(regulations.NotAskedYet):
        commented(world, cast, drafted(world, cast, small()))


def test_comment_on_table_refuses_after_approval(world, cast):
    with pytest.raises(regulations.TableClosed):
        commented(world, cast, approved(world, cast))


def test_comment_on_table_refuses_silence_strangers_and_lines_that_are_gone(world, cast):
    table = asked(world, cast)

    with pytest.raises(regulations.CommentMissing):
        commented(world, cast, table, text="  ")
    with pytest.raises(regulations.LineUnknown):
        commented(world, cast, table, about=uuid4())
    stranger = TableAnswer(table, make.BoardFactory())
    with pytest.raises(regulations.NotAMember):
        actions.comment_on_table(stranger, text="Ý kiến", by=cast["writer"])


def test_answer_table_comment_tells_the_board(world, cast, django_capture_on_commit_callbacks):
    comment = commented(world, cast, asked(world, cast))
    mail.outbox.clear()

    with queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.answer_table_comment(comment, text="Xin tiếp thu.", by=cast["secretary"])

    assert (comment.answer, comment.answered_by) == ("Xin tiếp thu.", cast["secretary"])
    assert cast["writer"].email in {letter.to[0] for letter in mail.outbox}
    assert last("answer_table_comment").startswith("answered a comment of ")


def test_answer_table_comment_refuses_twice_and_silence(world, cast):
    comment = commented(world, cast, asked(world, cast))

    with pytest.raises(regulations.CommentMissing):
        actions.answer_table_comment(comment, text="", by=cast["secretary"])
    actions.answer_table_comment(comment, text="Xin tiếp thu.", by=cast["secretary"])
    with pytest.raises(regulations.AnsweredAlready):
        actions.answer_table_comment(comment, text="Lần nữa", by=cast["secretary"])


def test_answer_table_comment_refuses_after_approval(world, cast):
    table = asked(world, cast)
    comment = commented(world, cast, table)
    actions.approve_table(table, despite=True, by=cast["chief"])

    with pytest.raises(regulations.TableClosed):
        actions.answer_table_comment(comment, text="Muộn", by=cast["secretary"])


# -- approve_table -------------------------------------------------------------------------------
def test_approve_table_freezes_it(world, cast, django_capture_on_commit_callbacks):
    table = asked(world, cast)
    mail.outbox.clear()

    with on(TODAY + 8 * DAY), queue.inline(), django_capture_on_commit_callbacks(execute=True):
        actions.approve_table(table, by=cast["chief"])

    assert (table.state, table.approved_by) == (TableState.APPROVED, cast["chief"])
    assert queries.table_in_force(world.campaign) == table
    assert cast["leader"].email in {letter.to[0] for letter in mail.outbox}
    assert last("approve_table") == "approved the scoring table, version 1"


def test_approve_table_refuses_before_the_day_unless_told_otherwise(world, cast):
    table = asked(world, cast)

    with pytest.raises(regulations.CommentsStillOpen):
        actions.approve_table(table, by=cast["chief"])

    table.refresh_from_db()
    actions.approve_table(table, despite=True, by=cast["chief"])


def test_approve_table_refuses_with_comments_unanswered(world, cast):
    table = asked(world, cast)
    commented(world, cast, table)

    with on(TODAY + 8 * DAY), pytest.raises(regulations.CommentsUnanswered) as refused:
        actions.approve_table(table, by=cast["chief"])

    assert "1" in str(refused.value)


def test_approve_table_refuses_what_does_not_add_up(world, cast):
    layout = small()
    wrong = layout.without(layout.groups[0].criteria[0].key)
    table = asked(world, cast, wrong)

    with pytest.raises(regulations.TableUnsound) as refused:
        actions.approve_table(table, despite=True, by=cast["chief"])

    assert "The criteria of group I add up to 30 instead of 80." in str(refused.value)


def test_approve_table_refuses_what_the_boards_have_not_seen_and_twice(world, cast):
    table = drafted(world, cast, small())

    with pytest.raises(IllegalMove):
        actions.approve_table(table, despite=True, by=cast["chief"])
    table.refresh_from_db()
    actions.ask_for_comments(table, comments_due_on=TODAY, by=cast["secretary"])
    actions.approve_table(table, despite=True, by=cast["chief"])
    with pytest.raises(IllegalMove):
        actions.approve_table(table, despite=True, by=cast["chief"])


# -- frozen by the database ----------------------------------------------------------------------
def frozen_rows(table):
    first = table.groups.first()
    line = first.criteria.first()
    return [
        table, first, line, line.bands.first(), table.conditions.first(), table.tie_breaks.first(),
    ]  # fmt: skip


@pytest.mark.parametrize("number", range(6))
def test_no_row_of_an_approved_table_changes_or_goes_or_comes(world, cast, number):
    row = frozen_rows(approved(world, cast, rich(world)))[number]

    for change in (row.save, row.delete):
        with pytest.raises(ProgrammingError, match="stays as it is"), transaction.atomic():
            change()
    if number:
        row.pk = None
        with pytest.raises(ProgrammingError, match="stays as it is"), transaction.atomic():
            row.save()


def test_lines_of_an_open_table_are_free(world, cast):
    rows = frozen_rows(drafted(world, cast, rich(world)))

    for row in reversed(rows):
        row.save()
        row.delete()


def test_an_approved_table_may_only_be_superseded(world, cast):
    table = approved(world, cast)
    tables = ScoringTable.objects.filter(pk=table.pk)

    with pytest.raises(ProgrammingError), transaction.atomic():
        tables.update(state=TableState.SUPERSEDED, maximum=1)
    assert tables.update(state=TableState.SUPERSEDED) == 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        tables.update(state=TableState.APPROVED)


# -- revise_table --------------------------------------------------------------------------------
def test_revise_table_begins_the_next_version_with_the_same_lines(world, cast):
    table = approved(world, cast, rich(world))

    new = actions.revise_table(table, reason=" Bộ đổi tiêu chí ", by=cast["secretary"])

    assert (new.number, new.state, new.reason) == (2, TableState.DRAFT, "Bộ đổi tiêu chí")
    assert Layout.of(fresh(new)) == Layout.of(fresh(table))
    assert queries.table_in_force(world.campaign) == table
    words = "began version 2 of the scoring table: Bộ đổi tiêu chí"
    assert last("revise_table") == words


def test_the_new_version_supersedes_the_old_one_when_it_is_approved(world, cast):
    table = approved(world, cast)
    new = actions.revise_table(table, reason="Đổi", by=cast["secretary"])
    actions.ask_for_comments(new, comments_due_on=TODAY, by=cast["secretary"])

    actions.approve_table(new, despite=True, by=cast["chief"])

    table.refresh_from_db()
    assert (table.state, new.state) == (TableState.SUPERSEDED, TableState.APPROVED)
    assert queries.table_in_force(world.campaign) == new


def test_revise_table_refuses_without_a_reason_twice_and_for_drafts(world, cast):
    draft = drafted(world, cast, small())
    with pytest.raises(regulations.NotInForce):
        actions.revise_table(draft, reason="Đổi", by=cast["secretary"])
    actions.ask_for_comments(draft, comments_due_on=clock.today(), by=cast["secretary"])
    actions.approve_table(draft, despite=True, by=cast["chief"])

    with pytest.raises(regulations.ReasonMissing):
        actions.revise_table(draft, reason=" ", by=cast["secretary"])
    actions.revise_table(draft, reason="Đổi", by=cast["secretary"])
    with pytest.raises(regulations.TableBegun):
        actions.revise_table(draft, reason="Đổi nữa", by=cast["secretary"])
