"""Whether a table of points may be begun, written, commented on, approved or revised now."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from campaigns.faults import faults_of
from campaigns.layouts import Layout
from campaigns.models import (
    Campaign,
    ScoringTable,
    TableAnswer,
    TableComment,
    TableState,
)
from campaigns.queries import tables as queries
from campaigns.queries.registrations import boards_seated
from foundation import clock
from foundation.refusals import Refusal

MOST_GROUPS, MOST_CRITERIA, MOST_CONDITIONS = 20, 200, 30
FAULTS_TOLD = 5


class TableBegun(Refusal):
    text = _("Version %(number)s of the table is being written already.")


class TableInForce(Refusal):
    text = _("A table has been approved for this year. Change it by a new version.")


class StartOfAnotherBloc(Refusal):
    text = _("Start with a table of the same bloc.")
    field = "start_from"


class TableClosed(Refusal):
    text = _("The table is “%(state)s” and stays as it is. Change it by a new version.")


class StaleTable(Refusal):
    """Somebody else has saved the table since the page was opened."""

    text = _(
        "%(who)s has changed the table meanwhile. What you typed stands below; look at the "
        "table again before you save."
    )


class TooManyLines(Refusal):
    text = _(
        "A table holds at most %(groups)s groups, %(criteria)s criteria, %(conditions)s conditions."
    )


class KeyTwice(Refusal):
    text = _("“%(name)s” is there twice.")


class IndicatorOfAnotherBloc(Refusal):
    text = _("An indicator is not in the bloc's catalogue any more. Choose another one.")
    field = "indicator"


class TableEmpty(Refusal):
    text = _("The table has no criteria yet.")


class DayPassed(Refusal):
    text = _("Choose today or a later day.")
    field = "comments_due_on"


class NotAskedYet(Refusal):
    text = _("The boards are asked for comments when the draft is ready.")


class NotAMember(Refusal):
    text = _("%(board)s does not sit in the bloc in %(year)s.")


class CommentMissing(Refusal):
    text = _("Write what you think.")
    field = "text"


class LineUnknown(Refusal):
    text = _("That line is not in the table any more. Choose another one.")
    field = "about"


class AnsweredAlready(Refusal):
    text = _("This comment has been answered.")


class TableUnsound(Refusal):
    text = _("The table does not add up: %(faults)s")


class CommentsStillOpen(Refusal):
    text = _("The boards may comment until %(day)s. Tick the box to approve before that.")
    field = "despite"


class CommentsUnanswered(Refusal):
    text = _("Comments without an answer: %(count)s. Answer them, or tick the box.")
    field = "despite"


class ReasonMissing(Refusal):
    text = _("Say why the table is changed.")
    field = "reason"


class NotInForce(Refusal):
    text = _("Only the approved table is changed by a new version; this one is “%(state)s”.")


def check_draft_table(campaign: Campaign, start_from: ScoringTable | None) -> None:
    """The year has no table yet; it begins with one of the same bloc."""
    versions = list(campaign.tables.all())
    check_nothing_open(versions)
    if versions:
        raise TableInForce
    if start_from and start_from.campaign.bloc_id != campaign.bloc_id:
        raise StartOfAnotherBloc


def check_nothing_open(versions: Iterable[ScoringTable]) -> None:
    """One version at a time is written."""
    if begun := next((each for each in versions if each.is_open), None):
        raise TableBegun(number=begun.number)


def check_open(table: ScoringTable) -> None:
    """It may still be written."""
    if not table.is_open:
        raise TableClosed(state=table.get_state_display())


def check_edit_table(table: ScoringTable, layout: Layout, seen_edition: int) -> None:
    """While it is open, on the table as it stands, with lines that can be kept."""
    check_open(table)
    if seen_edition != table.edition:
        raise StaleTable(who=table.changed_by)
    counts = len(layout.groups), len(list(layout.criteria)), len(layout.conditions)
    most = MOST_GROUPS, MOST_CRITERIA, MOST_CONDITIONS
    if any(count > allowed for count, allowed in zip(counts, most, strict=True)):
        raise TooManyLines(groups=most[0], criteria=most[1], conditions=most[2])
    check_keys(layout)
    wanted = {each.indicator for each in layout.criteria if each.indicator}
    if wanted - set(table.bloc.indicators.values_list("pk", flat=True)):
        raise IndicatorOfAnotherBloc


def check_keys(layout: Layout) -> None:
    """Each line stands in one place."""
    seen: set[UUID] = set()
    for line in (*layout.groups, *layout.criteria):
        if line.key in seen:
            raise KeyTwice(name=line.name)
        seen.add(line.key)


def check_ask_for_comments(table: ScoringTable, due_on: dt.date) -> None:
    """There is something to read, and time to read it."""
    check_open(table)
    if not any(group.criteria.all() for group in table.groups.all()):
        raise TableEmpty
    if due_on < clock.today():
        raise DayPassed


def check_comment_on_table(
    answer: TableAnswer, layout: Layout, text: str, key: UUID | None
) -> None:
    """The boards of the year, after they were asked and before approval."""
    table = answer.table
    if table.state == TableState.DRAFT:
        raise NotAskedYet
    check_open(table)
    if answer.board not in boards_seated(table.campaign):
        raise NotAMember(board=answer.board.short_name, year=table.year)
    if not text.strip():
        raise CommentMissing
    if key and not (layout.criterion(key) or layout.group(key)):
        raise LineUnknown


def check_answer_table_comment(comment: TableComment, text: str) -> None:
    """Once, before approval, in words."""
    check_open(comment.table)
    if comment.answered_at:
        raise AnsweredAlready
    if not text.strip():
        raise CommentMissing


def check_approve_table(table: ScoringTable, layout: Layout, *, despite: bool) -> None:
    """It adds up; the boards had their time and were answered, or the chief says otherwise."""
    wrong = [fault.text for fault in faults_of(layout) if fault.blocks]
    if wrong:
        told = " ".join(wrong[:FAULTS_TOLD])
        raise TableUnsound(faults=f"{told} …" if len(wrong) > FAULTS_TOLD else told)
    if despite:
        return
    if not queries.is_due(table, clock.today()):
        raise CommentsStillOpen(day=table.comments_due_on)
    if count := queries.unanswered(table):
        raise CommentsUnanswered(count=count)


def check_revise_table(table: ScoringTable, reason: str) -> None:
    """The one in force, for a reason, one new version at a time."""
    if table.state != TableState.APPROVED:
        raise NotInForce(state=table.get_state_display())
    check_nothing_open(table.campaign.tables.all())
    if not reason.strip():
        raise ReasonMissing
