"""Whether a sheet of points may be begun, filled in, handed in or returned now."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from campaigns.models import Mark, Sheet, SheetKind, SheetState
from campaigns.points import point_words
from campaigns.queries.sheets import PHASE_OF
from campaigns.regulations.calendar import check_begun
from campaigns.regulations.scores import check_open
from campaigns.sheets import (
    LONGEST_REASON,
    MOST_COUNT,
    Entry,
    SheetPlan,
    asks_for,
    differs,
    fits,
    is_wanted,
)
from foundation.refusals import Refusal

WRITABLE = (SheetState.DRAFT, SheetState.RETURNED)
TOLD = 5  # lines named in a refusal


class BoardNotScored(Refusal):
    text = _("%(board)s does not sit in the bloc in that year.")


class NotAssigned(Refusal):
    text = _("%(scorer)s has not been asked to check %(board)s.")


class NothingToCheck(Refusal):
    text = _("%(board)s has not handed in its self-score yet.")


class OtherScorer(Refusal):
    text = _("The official points of %(board)s are given by %(scorer)s.")


class SheetClosed(Refusal):
    text = _("The sheet is “%(state)s” and stays as it is until it is returned.")
    is_final = True


class LineGone(Refusal):
    text = _("A line is not in the table any more. Load the page again.")


class LineOfOthers(Refusal):
    text = _("“%(line)s” is computed or is filled in by others.")


class PointsDoNotFit(Refusal):
    text = _("“%(line)s”: from %(least)s to %(most)s points, in steps of %(step)s.")


class CountTooLarge(Refusal):
    text = _("“%(line)s”: at most %(most)s can be counted.")


class LineReasonTooLong(Refusal):
    text = _("“%(line)s”: a reason has at most %(most)s characters.")


class EvidenceOfOthers(Refusal):
    text = _("“%(line)s”: only evidence of the board's own reports of the year can be linked.")


class MarksStale(Refusal):
    text = _("Somebody else has changed these lines meanwhile: %(lines)s.")


class LinesMissing(Refusal):
    text = _("These lines have no points yet: %(lines)s.")


class ReasonsMissing(Refusal):
    text = _("Say why the points differ from the self-score: %(lines)s.")


class ReturnReasonMissing(Refusal):
    text = _("Say what is to be mended.")
    field = "reason"


class ReturnReasonTooLong(Refusal):
    text = _("At most %(most)s characters.")
    field = "reason"


def check_begin_sheet(
    plan: SheetPlan,
    members: Collection[int],
    duties: Collection[tuple[int, int]],
    decider: int | None,
) -> None:
    """In its phase, by whoever is to give these points, about a board of the year.

    ``members``: the boards of the year; ``duties``: who checks whom; ``decider``: the board
    that gives the official points.
    """
    check_open(plan.scoring)
    names = {"board": plan.board.short_name, "scorer": plan.scorer.short_name}
    if plan.board_id not in members:
        raise BoardNotScored(**names)
    if plan.kind == SheetKind.CROSS and (plan.scorer_id, plan.board_id) not in duties:
        raise NotAssigned(**names)
    if plan.kind == SheetKind.OFFICIAL and plan.scorer_id != decider:
        raise OtherScorer(**names)
    check_begun(plan.campaign, PHASE_OF[SheetKind(plan.kind)], plan.scorer_id)
    if plan.kind == SheetKind.CROSS and not has_given(plan):
        raise NothingToCheck(**names)


def has_given(plan: SheetPlan) -> bool:
    """Whether the board has handed in its self-score."""
    rows = plan.scoring.sheets.filter(board=plan.board_id, kind=SheetKind.SELF)
    return rows.exclude(first_given_at=None).exists()


def check_writable(sheet: Sheet) -> None:
    """Under hand, and before the lock."""
    check_open(sheet.scoring)
    if sheet.state not in WRITABLE:
        raise SheetClosed(state=sheet.get_state_display())


def check_edit_sheet(
    sheet: Sheet, entries: Iterable[Entry], marks: Mapping[UUID, Mark], evidence: Collection[int]
) -> None:
    """While it is under hand; lines as the table wants them, upon what the writer has seen.

    ``evidence``: the pieces that may be linked.
    """
    check_writable(sheet)
    stale = []
    for entry in entries:
        mark = marks.get(entry.key)
        if mark is None:
            raise LineGone
        check_entry(sheet, entry, mark)
        if entry.evidence and not entry.evidence <= set(evidence):
            raise EvidenceOfOthers(line=mark.criterion.name)
        if entry.seen_edition != mark.edition:
            stale.append(mark)
    if stale:
        raise MarksStale(lines=named(stale))


def check_entry(sheet: Sheet, entry: Entry, mark: Mark) -> None:
    """One line: what it asks for, within its bounds."""
    line, asked = mark.criterion, asks_for(sheet.kind, mark.criterion, is_computed=mark.is_computed)
    given = {name for name in ("points", "count", "is_met") if getattr(entry, name) is not None}
    if given - {asked}:
        raise LineOfOthers(line=line.name)
    if entry.count is not None and not 0 <= entry.count <= MOST_COUNT:
        raise CountTooLarge(line=line.name, most=MOST_COUNT)
    step = sheet.table.step
    if entry.points is not None and not fits(entry.points, line, step):
        raise PointsDoNotFit(
            line=line.name,
            least=point_words(line.minimum),
            most=point_words(line.maximum),
            step=point_words(step),
        )
    if len(entry.reason) > LONGEST_REASON:
        raise LineReasonTooLong(line=line.name, most=LONGEST_REASON)


def check_submit_sheet(
    sheet: Sheet, marks: Iterable[Mark], own: Mapping[UUID, Decimal | None]
) -> None:
    """In its phase or late, with points on every line that wants them and reasons for others'.

    ``own``: the points of the self-score.
    """
    check_open(sheet.scoring)
    check_begun(sheet.campaign, PHASE_OF[SheetKind(sheet.kind)], sheet.scorer_id)
    rows = list(marks)
    empty = [m for m in rows if m.points is None and is_wanted(sheet.kind, m.criterion)]
    if empty:
        raise LinesMissing(lines=named(empty))
    if sheet.kind == SheetKind.SELF:
        return
    silent = [m for m in rows if differs(m.points, own.get(m.criterion.key)) and not m.reason]
    if silent:
        raise ReasonsMissing(lines=named(silent))


def named(marks: Collection[Mark]) -> str:
    """The first of the lines by their names."""
    names = [f"“{mark.criterion.name}”" for mark in marks]
    more = f" (+{len(names) - TOLD})" if len(names) > TOLD else ""
    return ", ".join(names[:TOLD]) + more


def check_return_sheet(sheet: Sheet, reason: str) -> None:
    """Before the lock, with a reason."""
    check_open(sheet.scoring)
    if not reason.strip():
        raise ReturnReasonMissing
    if len(reason.strip()) > LONGEST_REASON:
        raise ReturnReasonTooLong(most=LONGEST_REASON)
