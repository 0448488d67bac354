"""Sheets of points: begun, filled in, handed in, returned."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from campaigns.actions.sheet_lines import computed, fill, relink, write_entry
from campaigns.letters import scores as letters
from campaigns.letters.readers import decider_about
from campaigns.models import Mark, Sheet, SheetKind, SheetState
from campaigns.queries import sheets as queries
from campaigns.queries.registrations import boards_of_year
from campaigns.queries.reports import last_change
from campaigns.queries.table_rows import table_at_once
from campaigns.regulations import sheets as regulations
from campaigns.sheets import Entry, SheetPlan
from campaigns.writing import begins_sitting
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def begin_sheet(plan: SheetPlan, *, is_invented: bool = False, by: Account) -> Sheet:
    """Begin a self-score, a check or the official points of a board (bắt đầu chấm điểm).

    Twice is once. Raises ScoringLocked, BoardNotScored, NotAssigned, OtherScorer,
    PhaseNotBegun and NothingToCheck.
    """
    scoring = plan.scoring
    lock(scoring)
    if begun := queries.sheet_of(scoring, plan.board_id, plan.kind, plan.scorer_id):
        return begun
    members = [board.pk for board in boards_of_year(plan.campaign)]
    decider = decider_about(plan.bloc, plan.year, plan.board_id)
    regulations.check_begin_sheet(
        plan, members, queries.duties_of(scoring), decider.pk if decider else None
    )
    table = table_at_once(plan.campaign)
    assert table, "a year is scored by an approved table"
    sheet = Sheet.objects.create(
        scoring=scoring,
        table=table,
        board=plan.board,
        scorer=plan.scorer,
        kind=plan.kind,
        begun_by=by,
        is_invented=is_invented,
    )
    fill(sheet, table)
    record("campaigns.begin_sheet", sheet, by=by, kind=sheet.kind)
    return sheet


@transaction.atomic
def edit_sheet(sheet: Sheet, entries: Sequence[Entry], *, by: Account) -> None:
    """Write lines of a sheet; lines that say the same are left (chấm điểm từng tiêu chí).

    Saved every few seconds while somebody types, so the log gets one line for each
    sitting. Raises ScoringLocked, SheetClosed, LineGone, LineOfOthers, CountTooLarge,
    PointsDoNotFit, LineReasonTooLong, EvidenceOfOthers and MarksStale.
    """
    count, begins = write(sheet, entries, by)
    if count and begins:
        record("campaigns.edit_sheet", sheet, by=by, kind=sheet.kind)


@transaction.atomic
def import_sheet(sheet: Sheet, entries: Sequence[Entry], *, by: Account) -> int:
    """Take lines over from an XLSX sheet, all or none; how many (nhập phiếu chấm điểm).

    Raises what edit_sheet raises.
    """
    count, _begins = write(sheet, entries, by)
    if count:
        record("campaigns.import_sheet", sheet, by=by, kind=sheet.kind, lines=count)
    return count


def write(sheet: Sheet, entries: Iterable[Entry], by: Account) -> tuple[int, bool]:
    """Save what is new: the number of lines that changed, and whether that begins a sitting."""
    lock(sheet.scoring)
    lock(sheet)
    marks = {mark.criterion.key: mark for mark in lines_of(sheet)}
    links = queries.links_of(marks.values())
    new = [each for each in entries if is_new(each, marks, links)]
    if not new:
        return 0, False
    known = set(queries.evidence_for(sheet).values_list("pk", flat=True))
    regulations.check_edit_sheet(sheet, new, marks, known)
    changed_at, changed_by = last_change(marks.values())
    begins = begins_sitting(changed_at, is_same_person=changed_by == by.pk, now=clock.now())
    for entry in new:
        write_entry(marks[entry.key], entry, by)
        relink(marks[entry.key], entry)
    return len(new), begins


def is_new(entry: Entry, marks: dict[UUID, Mark], links: dict[int, set[int]]) -> bool:
    """Whether the entry says something else than the line; unknown lines are refused later."""
    mark = marks.get(entry.key)
    return mark is None or not entry.says(mark, links.get(mark.pk, ()))


def lines_of(sheet: Sheet) -> list[Mark]:
    """The lines with the table that the sheet follows now."""
    table = table_at_once(sheet.campaign)
    assert table, "a sheet follows an approved table"
    sheet.table = table
    return queries.marks_of(sheet, table)


@transaction.atomic
def submit_sheet(sheet: Sheet, *, by: Account) -> None:
    """Hand in the points (nộp phiếu chấm điểm); the figures of the reports are read once more.

    Raises ScoringLocked, PhaseNotBegun, LinesMissing, ReasonsMissing, and IllegalMove when
    it was handed in already.
    """
    lock(sheet.scoring)
    lock(sheet)
    sheet.move(SheetState.GIVEN)
    marks = computed(sheet, lines_of(sheet))
    regulations.check_submit_sheet(sheet, marks, queries.own_points_of(sheet))
    sheet.given_at, sheet.given_by = clock.now(), by
    sheet.first_given_at = sheet.first_given_at or sheet.given_at
    if sheet.kind == SheetKind.OFFICIAL:
        sheet.scorer = decider_about(sheet.bloc, sheet.year, sheet.board_id) or sheet.scorer
    sheet.save(update_fields=["state", "given_at", "given_by", "first_given_at", "scorer"])
    late = queries.days_late(sheet)
    record("campaigns.submit_sheet", sheet, by=by, kind=sheet.kind, late=late)
    letters.tell_submitted(sheet, late)


@transaction.atomic
def return_sheet(sheet: Sheet, *, reason: str, by: Account) -> None:
    """Give a sheet back to whoever scored, or take one's own back, to mend it (trả lại phiếu).

    Raises ScoringLocked, ReturnReasonMissing, ReturnReasonTooLong, and IllegalMove unless
    it was handed in.
    """
    lock(sheet.scoring)
    lock(sheet)
    regulations.check_return_sheet(sheet, reason)
    sheet.move(SheetState.RETURNED)
    sheet.return_reason = reason.strip()
    sheet.save(update_fields=["state", "return_reason"])
    record("campaigns.return_sheet", sheet, by=by, kind=sheet.kind, reason=sheet.return_reason)
    letters.tell_returned(sheet)
