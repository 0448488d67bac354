"""The lines of a sheet: filled, computed from the reports, taken to a new table."""

from collections.abc import Iterable
from decimal import Decimal

from campaigns.letters import scores as letters
from campaigns.models import (
    Criterion,
    CriterionKind,
    Mark,
    Scoring,
    ScoringTable,
    Sheet,
    SheetKind,
    SheetState,
)
from campaigns.queries import sheets as queries
from campaigns.queries.scores import criteria_of, others_of, pairs_of
from campaigns.queries.table_rows import table_at_once
from campaigns.queries.tables import rule_of
from campaigns.scoring import Facts, Pair, points_of
from campaigns.sheets import (
    LONGEST_REASON,
    Entry,
    Moved,
    asks_for,
    differs,
    fits,
    is_wanted,
    points_from,
    proposal,
)
from foundation import clock
from members.models import Account

Pairs = dict[int, dict[int, Pair]]
COMPUTED = ["points", "plan", "actual", "is_computed", "edition"]


def fill(sheet: Sheet, table: ScoringTable) -> None:
    """A mark for every line of the table, computed where the reports say so; proposals."""
    rows = [blank(sheet, line) for line in criteria_of(table)]
    pairs = pairs_of(sheet.campaign)
    for mark in rows:
        compute(mark, pairs, table.step)
    if sheet.kind == SheetKind.OFFICIAL:
        propose(sheet, rows, table.step)
    Mark.objects.bulk_create(rows)


def blank(sheet: Sheet, line: Criterion) -> Mark:
    """A line without points, with the bounds of its criterion."""
    return Mark(sheet=sheet, criterion=line, minimum=line.minimum, maximum=line.maximum)


def compute(mark: Mark, pairs: Pairs, step: Decimal) -> bool:
    """Points from plan and result, where both are known; whether anything changed.

    Other figures than computed ones, which who checks has typed, stay.
    """
    line = mark.criterion
    if line.kind != CriterionKind.QUANTITATIVE or line.indicator_id is None:
        return False
    is_own = mark.sheet.kind == SheetKind.SELF
    if not is_own and not mark.is_computed and mark.edition:
        return False
    board = mark.sheet.board_id
    own = pairs.get(board, {}).get(line.indicator_id, Pair())
    facts = Facts(own=own, others=others_of(pairs, board, line.indicator_id))
    points = points_of(rule_of(line), facts, step)
    if points is None:
        return forget(mark)
    before = (mark.points, mark.plan, mark.actual, mark.is_computed)
    mark.points, mark.plan, mark.actual, mark.is_computed = points, own.plan, own.actual, True
    return before != (points, own.plan, own.actual, True)


def forget(mark: Mark) -> bool:
    """The report says nothing any more: points that were computed from it go."""
    was = mark.is_computed
    if was:
        mark.points = mark.plan = mark.actual = None
        mark.is_computed = False
    return was


def computed(sheet: Sheet, marks: list[Mark]) -> list[Mark]:
    """The lines with the figures as the reports have them now, saved."""
    pairs = pairs_of(sheet.campaign)
    changed = [mark for mark in marks if compute(mark, pairs, sheet.table.step)]
    for mark in changed:
        mark.edition += 1
    Mark.objects.bulk_update(changed, COMPUTED)
    return marks


def propose(sheet: Sheet, marks: Iterable[Mark], step: Decimal) -> None:
    """The official sheet begins with what all agree on, or with the mean of the checks.

    Where that differs from the self-score, the checkers' reasons come along.
    """
    own, checks = queries.own_points_of(sheet), queries.checks_of(sheet)
    for mark in marks:
        line = mark.criterion
        said = own.get(line.key, mark.points)
        given = checks.get(line.key, [])
        found = proposal(said, [points for points, _why in given], rule_of(line), step)
        if found != mark.points:
            mark.points, mark.is_computed = found, False
        if differs(found, own.get(line.key)):
            reasons = dict.fromkeys(why for _points, why in given if why)
            mark.reason = "; ".join(reasons)[:LONGEST_REASON]


def write_entry(mark: Mark, entry: Entry, by: Account) -> None:
    """One line, signed."""
    asked = asks_for(mark.sheet.kind, mark.criterion, is_computed=mark.is_computed)
    if asked and getattr(entry, asked) != getattr(mark, asked):
        setattr(mark, asked, getattr(entry, asked))
        mark.points = points_from(entry, asked, rule_of(mark.criterion), mark.sheet.table.step)
        mark.is_computed = False
    mark.reason = entry.reason
    mark.edition += 1
    mark.changed_at, mark.changed_by = clock.now(), by
    mark.save()


def relink(mark: Mark, entry: Entry) -> None:
    """The evidence of the line."""
    if entry.evidence is not None:
        mark.evidence.set(entry.evidence)


# -- a later version of the table ----------------------------------------------------------------
def follow(approved: ScoringTable) -> list[Moved]:
    """All sheets of the year go over to the new version, line by line by the criteria's keys.

    Points that no longer fit are taken away, lines that are gone go, new ones come empty. A
    sheet that had been handed in and lacks points now is returned with the reason.
    """
    campaign, table = approved.campaign, table_at_once(approved.campaign)
    scoring = Scoring.objects.filter(campaign=campaign).first()
    if scoring is None or table is None:
        return []
    lines, pairs = criteria_of(table), pairs_of(campaign)
    found = [go_over(sheet, table, lines, pairs) for sheet in scoring.sheets.all()]
    for moved in found:
        if moved and moved.sheet.state == SheetState.RETURNED:
            letters.tell_returned(moved.sheet)
    return found


def go_over(sheet: Sheet, table: ScoringTable, lines: Iterable[Criterion], pairs: Pairs) -> Moved:
    """One sheet; its explanations go with their lines."""
    sheet.table = table
    rows = sheet.marks.select_related("criterion")
    marks = {mark.criterion.key: mark for mark in rows}
    lost, new, is_lacking = [], [], False
    for line in lines:
        mark = marks.pop(line.key, None)
        if mark is None:
            mark = blank(sheet, line)
            new.append(line.name)
        had = mark.points
        fit_in(mark, sheet, line, pairs)
        if had is not None and mark.points is None:
            lost.append(line.name)
        is_lacking |= mark.points is None and is_wanted(sheet.kind, line)
        sheet.explanations.filter(criterion__key=line.key).update(criterion=line)
    for mark in marks.values():
        lost.append(mark.criterion.name)
        sheet.explanations.filter(criterion=mark.criterion_id).delete()
        mark.delete()
    moved = Moved(sheet, tuple(lost), tuple(new))
    if is_lacking and sheet.state == SheetState.GIVEN:
        sheet.state, sheet.return_reason = SheetState.RETURNED, letters.reason_of(moved)
    sheet.save(update_fields=["table", "state", "return_reason"])
    return moved


def fit_in(mark: Mark, sheet: Sheet, line: Criterion, pairs: Pairs) -> None:
    """A mark under its criterion of the new version: computed anew, or kept where it fits."""
    mark.sheet, mark.criterion = sheet, line
    mark.minimum, mark.maximum = line.minimum, line.maximum
    step = sheet.table.step
    asked = asks_for(sheet.kind, line, is_computed=mark.is_computed)
    if asked in {"count", "is_met"}:
        facts = Facts(count=mark.count, is_met=mark.is_met)
        mark.points = points_of(rule_of(line), facts, step)
    elif mark.points is not None and not fits(mark.points, line, step):
        mark.points, mark.is_computed = None, False
    compute(mark, pairs, step)
    mark.edition += 1
    mark.save()
