"""The table of points: begun, written, shown to the boards, approved, changed by a new version."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from campaigns import table_templates
from campaigns.actions.sheet_lines import follow
from campaigns.actions.table_lines import write_lines
from campaigns.layouts import Layout
from campaigns.letters import tables as letters
from campaigns.models import (
    Campaign,
    ScoringTable,
    TableAnswer,
    TableComment,
    TableState,
)
from campaigns.queries import tables as queries
from campaigns.regulations import tables as regulations
from campaigns.regulations.scores import check_not_locked
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def draft_table(
    campaign: Campaign,
    *,
    start_from: ScoringTable | None = None,
    template: str = "",
    by: Account,
) -> ScoringTable:
    """Begin a year's table of points (dựng bảng điểm).

    Empty, with what another year was scored by, or with a supplied example (``template``:
    "1000" or "100"). Raises TableBegun, TableInForce and StartOfAnotherBloc.
    """
    lock(campaign)
    regulations.check_draft_table(campaign, start_from)
    table = ScoringTable.objects.create(
        campaign=campaign, drafted_by=by, changed_by=by, is_example=bool(template)
    )
    if template:
        known = queries.indicators_by_name(campaign.bloc)
        write_lines(table, table_templates.layout_of(table_templates.TEMPLATES[template], known))
    elif start_from:
        write_lines(table, Layout.of(start_from))
    source = template or (start_from.year if start_from else "")
    record("campaigns.draft_table", table, by=by, year=campaign.year, source=str(source))
    return table


@transaction.atomic
def edit_table(table: ScoringTable, layout: Layout, *, seen_edition: int, by: Account) -> None:
    """Write what the table says (soạn bảng điểm).

    ``seen_edition`` is the one that the writer had before them. Raises TableClosed,
    StaleTable, TooManyLines, KeyTwice and IndicatorOfAnotherBloc.
    """
    lock(table)
    regulations.check_edit_table(table, layout, seen_edition)
    if layout == Layout.of(table):
        return
    save_lines(table, layout, by)
    count = len(list(layout.criteria))
    record("campaigns.edit_table", table, by=by, groups=len(layout.groups), criteria=count)


@transaction.atomic
def import_table(table: ScoringTable, layout: Layout, *, seen_edition: int, by: Account) -> None:
    """Put what stands in a sheet in the place of groups and criteria (nhập bảng điểm).

    All or nothing. Raises what edit_table raises.
    """
    lock(table)
    regulations.check_edit_table(table, layout, seen_edition)
    save_lines(table, layout, by)
    count = len(list(layout.criteria))
    record("campaigns.import_table", table, by=by, groups=len(layout.groups), criteria=count)


def save_lines(table: ScoringTable, layout: Layout, by: Account) -> None:
    """The lines, and who wrote them last."""
    write_lines(table, layout)
    table.edition += 1
    table.changed_at, table.changed_by = clock.now(), by
    table.save(update_fields=["edition", "changed_at", "changed_by"])


@transaction.atomic
def ask_for_comments(table: ScoringTable, *, comments_due_on: dt.date, by: Account) -> None:
    """Show the draft to the boards, or give them more time (lấy ý kiến về bảng điểm).

    Raises TableClosed, TableEmpty and DayPassed.
    """
    lock(table)
    regulations.check_ask_for_comments(table, comments_due_on)
    if table.state == TableState.DRAFT:
        table.move(TableState.IN_COMMENT)
    table.comments_due_on = comments_due_on
    table.save(update_fields=["state", "comments_due_on"])
    record("campaigns.ask_for_comments", table, by=by, until=comments_due_on.isoformat())
    letters.tell_comments_asked(table)


@transaction.atomic
def comment_on_table(
    answer: TableAnswer, *, text: str, about: UUID | None = None, by: Account
) -> TableComment:
    """Say what a board thinks of the draft, or of one line of it (góp ý bảng điểm).

    ``about``: the key of a criterion or a group. Raises NotAskedYet, TableClosed,
    NotAMember, CommentMissing and LineUnknown.
    """
    table = answer.table
    lock(table)
    layout = Layout.of(table)
    regulations.check_comment_on_table(answer, layout, text, about)
    line = (layout.criterion(about) or layout.group(about)) if about else None
    comment = TableComment.objects.create(
        table=table,
        board=answer.board,
        key=about,
        about=line.name if line else "",
        text=text.strip(),
        commented_at=clock.now(),
        commented_by=by,
    )
    record("campaigns.comment_on_table", table, by=by, board=answer.board.short_name)
    letters.tell_commented(comment)
    return comment


@transaction.atomic
def answer_table_comment(comment: TableComment, *, text: str, by: Account) -> None:
    """Answer a board's comment (trả lời góp ý).

    Raises TableClosed, AnsweredAlready and CommentMissing.
    """
    lock(comment)
    regulations.check_answer_table_comment(comment, text)
    comment.answer = text.strip()
    comment.answered_at, comment.answered_by = clock.now(), by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    board = comment.board.short_name
    record("campaigns.answer_table_comment", comment.table, by=by, board=board)
    letters.tell_answered(comment)


@transaction.atomic
def approve_table(table: ScoringTable, *, despite: bool = False, by: Account) -> None:
    """Freeze the table: the boards are scored by it from now on (phê duyệt bảng điểm).

    The version in force before is superseded. ``despite``: before the last day for
    comments, or with comments unanswered. Raises TableUnsound, CommentsStillOpen,
    CommentsUnanswered, ScoringLocked, and IllegalMove where the boards have not been asked.
    Sheets of points go over to it, line by line.
    """
    lock(table.campaign)
    lock(table)
    former = queries.table_in_force(table.campaign)
    table.move(TableState.APPROVED)
    regulations.check_approve_table(table, Layout.of(table), despite=despite)
    check_not_locked(table.campaign)
    if former:
        former.move(TableState.SUPERSEDED)
        former.save(update_fields=["state"])
    table.approved_at, table.approved_by = clock.now(), by
    table.save(update_fields=["state", "approved_at", "approved_by"])
    if former:
        follow(table)
    record("campaigns.approve_table", table, by=by, version=table.number)
    letters.tell_approved(table)


@transaction.atomic
def revise_table(table: ScoringTable, *, reason: str, by: Account) -> ScoringTable:
    """Begin a new version of the approved table (sửa đổi bảng điểm).

    The old one stays in force until the new one is approved. Raises NotInForce,
    TableBegun and ReasonMissing.
    """
    lock(table.campaign)
    lock(table)
    regulations.check_revise_table(table, reason)
    new = ScoringTable.objects.create(
        campaign=table.campaign,
        number=table.campaign.tables.latest("number").number + 1,
        reason=reason.strip(),
        is_example=table.is_example,
        drafted_by=by,
        changed_by=by,
    )
    write_lines(new, Layout.of(table))
    record("campaigns.revise_table", new, by=by, version=new.number, reason=new.reason)
    return new
