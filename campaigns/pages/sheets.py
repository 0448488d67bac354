"""What the page of a sheet of points shows: three figures side by side, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from campaigns import scoring
from campaigns.forms.sheets import SheetRow, row_of
from campaigns.layouts import Layout
from campaigns.models import (
    Criterion,
    Evidence,
    Explanation,
    Mark,
    ScoringState,
    ScoringTable,
    Sheet,
    SheetKind,
)
from campaigns.next_steps import sheets as next_steps
from campaigns.openness import opens
from campaigns.pages.tables import rule_words, span_of
from campaigns.points import point_words
from campaigns.queries import sheets as queries
from campaigns.queries.scores import criteria_of
from campaigns.queries.table_rows import first_unfolded
from campaigns.queries.tables import scale_of
from campaigns.regulations.sheets import WRITABLE
from campaigns.sheets import Entry, asks_for, differs
from foundation.audit.log import story
from foundation.audit.models import Event
from members.models import Account, Board

NOTHING = "–"
MINUS = "\u2212"
LABELS = {
    SheetKind.SELF: lambda: _("Self-score"),
    SheetKind.CROSS: lambda: _("Check"),
    SheetKind.OFFICIAL: lambda: _("Official"),
}


@dataclass
class Cell:
    """One of the figures of a line: of the board, of a checker, or the official one."""

    points: Decimal | None
    difference: str = ""
    who: str = ""  # where several check
    fact: str = ""  # what it follows from
    reason: str = ""

    @property
    def words(self) -> str:
        return words_of(self.points)


@dataclass
class LineShown:
    """One criterion with its figures; ``row``: its fields on the sheet that is filled in."""

    number: str
    criterion: Criterion
    most: str
    rule: str
    cells: dict[str, list[Cell]]
    is_different: bool
    row: SheetRow | None = None
    here: Cell | None = None  # the figure of this sheet
    clash: str = ""
    explanation: Explanation | None = None
    may_explain: bool = False
    evidence: list[Evidence] = field(default_factory=list)


@dataclass
class GroupShown:
    """A group of lines with its sums by kind."""

    title: str
    key: str
    most: str
    sums: dict[str, str]
    lines: list[LineShown]
    is_bonus: bool


@dataclass
class Desk:
    """Everything that lies on the desk of who reads a sheet: the sheets of its board."""

    sheet: Any
    table: ScoringTable
    sheets: list[Sheet]  # those that may be read, this one among them
    marks: dict[int, dict[Any, Any]]  # sheet's key → criterion's key → mark
    is_open: bool  # the reader may see what stands on this one

    def of(self, kind: str) -> list[Sheet]:
        return [each for each in self.sheets if each.kind == kind]

    def own(self, key: Any) -> Decimal | None:
        """What the board gives itself, as far as that may be seen."""
        for each in self.of(SheetKind.SELF):
            if mark := self.marks[each.pk].get(key):
                return mark.points
        return None


def words_of(points: Decimal | None) -> str:
    return NOTHING if points is None else point_words(points)


def difference_words(points: Decimal | None, own: Decimal | None) -> str:
    """ "+2,5" or "−5" against the self-score; empty where there is none."""
    if points is None or own is None or points == own:
        return ""
    sign = "+" if points > own else MINUS
    return sign + point_words(abs(points - own))


def desk_of(sheet: Any, account: Account) -> Desk:
    """The sheet came by ``queries.shown_to``; three queries."""
    year, reader = queries.year_around(sheet), queries.reader_of(account, sheet)
    seen = [
        paper.pk
        for paper in year.sheets
        if paper.board_id == sheet.board_id and opens(paper, reader, year)
    ]
    table = first_unfolded(sheet.scoring.campaign.tables.filter(pk=sheet.table_id))
    assert table, "a sheet follows a table of its year"
    sheets = [sibling(row) for row in sheet.year_rows if row["pk"] in seen]
    sheets.sort(key=lambda each: (each.kind, each.pk))
    boards = [sheet.board, sheet.scorer, *(each.scorer for each in sheets)]
    prefetch_related_objects(boards, "names")
    lines = {line.pk: line for line in criteria_of(table)}
    marks: dict[int, dict[Any, Any]] = {each.pk: {} for each in sheets}
    by_pk = {each.pk: each for each in sheets} | {sheet.pk: sheet}
    for mark in queries.marks_with_links(seen):
        if line := lines.get(mark.criterion_id):
            mark.criterion, mark.sheet = line, by_pk[mark.sheet_id]
            marks[mark.sheet_id][line.key] = mark
    sheet.table = table
    return Desk(sheet, table, sheets, marks, sheet.pk in seen)


def sibling(row: dict[str, Any]) -> Sheet:
    """A sheet of the same year as far as its row tells."""
    facts = {name: row[name] for name in ("pk", "kind", "state", "board_id")}
    return Sheet(**facts, scorer=Board(pk=row["scorer_id"], code=row["scorer_code"]))


# -- lines ---------------------------------------------------------------------------------------
def fact_words(mark: Mark) -> str:
    """What the points follow from: how many, whether, or plan and result."""
    if mark.is_computed:
        plan, actual = (words_of(each) for each in (mark.plan, mark.actual))
        return _("plan %(plan)s, reached %(actual)s") % {"plan": plan, "actual": actual}
    if mark.is_met is not None and mark.criterion.kind == scoring.MET:
        return _("met") if mark.is_met else _("not met")
    if mark.count is not None:
        return _("counted: %(count)s") % {"count": mark.count}
    return ""


def cells_of(desk: Desk, criterion: Criterion) -> dict[str, list[Cell]]:
    """The figures of a line by kind; checks with the checker's name where there are several."""
    own = desk.own(criterion.key)
    checks = desk.of(SheetKind.CROSS)
    found: dict[str, list[Cell]] = {kind: [] for kind in SheetKind.values}
    for each in desk.sheets:
        mark = desk.marks[each.pk].get(criterion.key)
        if mark is None:
            continue
        is_self = each.kind == SheetKind.SELF
        several = each.kind == SheetKind.CROSS and len(checks) > 1
        found[each.kind].append(
            Cell(
                mark.points,
                "" if is_self else difference_words(mark.points, own),
                each.scorer.short_name if several else "",
                fact_words(mark) if is_self else "",
                mark.reason,
            )
        )
    return found


def lines_of(
    desk: Desk, rows: Mapping[Any, SheetRow], said: Mapping[Any, Explanation], *, explains: bool
) -> list[GroupShown]:
    """All groups with their lines; ``rows`` by criterion's key where the sheet is filled in."""
    texts, scale = Layout.of(desk.table), scale_of(desk.table)
    sums = {kind: sums_of(desk, scale, kind) for kind in SheetKind.values}
    found = []
    for group in desk.table.groups.all():
        lines = []
        for place, criterion in enumerate(group.criteria.all(), 1):
            text = texts.criterion(criterion.key)
            assert text, "the layout is of this table"
            cells = cells_of(desk, criterion)
            own = desk.own(criterion.key)
            others = [each for kind in ("cross", "official") for each in cells[kind]]
            is_different = any(differs(each.points, own) for each in others)
            line = LineShown(
                f"{group.numeral}.{place}",
                criterion,
                span_of(text),
                rule_words(text, criterion.indicator),
                cells,
                is_different,
                rows.get(criterion.key),
                explanation=said.get(criterion.key),
            )
            line.here = here_of(desk, criterion, own)
            line.may_explain = explains and is_different and not answered(line.explanation)
            lines.append(line)
        groups = {kind: score[0].get(group.key) for kind, score in sums.items() if score}
        most = point_words(group.maximum)
        shown = {kind: words_of(value) for kind, value in groups.items()}
        found.append(GroupShown(str(group), str(group.key), most, shown, lines, group.is_bonus))
    return found


def here_of(desk: Desk, criterion: Criterion, own: Decimal | None) -> Cell | None:
    """The figure of this very sheet."""
    mark = desk.marks.get(desk.sheet.pk, {}).get(criterion.key)
    if mark is None:
        return None
    return Cell(mark.points, difference_words(mark.points, own), fact=fact_words(mark))


def answered(explanation: Explanation | None) -> bool:
    return explanation is not None and explanation.answered_at is not None


def sums_of(
    desk: Desk, scale: scoring.Scale, kind: str
) -> tuple[Mapping[Any, Decimal], Decimal] | None:
    """Points by group and in all of one kind; of several checks the mean. None without any."""
    scores = [score_of(desk, scale, each) for each in desk.of(kind)]
    if not scores:
        return None
    count = len(scores)
    groups = {
        key: sum((score.groups[key] for score in scores), Decimal(0)) / count
        for key in scores[0].groups
    }
    hundredth = Decimal("0.01")
    means = {key: value.quantize(hundredth) for key, value in groups.items()}
    total = sum((score.total for score in scores), Decimal(0)) / count
    return means, total.quantize(hundredth)


def score_of(desk: Desk, scale: scoring.Scale, sheet: Sheet) -> scoring.Score:
    """Groups and total of one sheet as it stands."""
    marks = desk.marks[sheet.pk]
    points = {
        group.key: [marks[line.key].points for line in group.criteria.all() if line.key in marks]
        for group in desk.table.groups.all()
    }
    return scoring.score_of(scale, points)


def agreeing(desk: Desk, typed: Iterable[Any] = ()) -> list[Entry]:
    """The self-score on every line of a check that is empty yet and was not just typed."""
    if desk.sheet.kind != SheetKind.CROSS:
        return []
    known = set(typed)
    return [
        Entry(key, points=own, reason=mark.reason, seen_edition=mark.edition)
        for key, mark in desk.marks.get(desk.sheet.pk, {}).items()
        if key not in known
        and mark.points is None
        and (own := desk.own(key)) is not None
        and asks_for(desk.sheet.kind, mark.criterion, is_computed=mark.is_computed)
    ]


def sums_shown(desk: Desk, kind: str) -> dict[str, str]:
    """Group's key → its sum in words, and the total, of the sheets of that kind."""
    found = sums_of(desk, scale_of(desk.table), kind)
    if found is None:
        return {}
    groups, total = found
    return {str(key): words_of(value) for key, value in groups.items()} | {"total": words_of(total)}


def totals_of(desk: Desk) -> dict[str, str]:
    """The total by kind, in words."""
    scale = scale_of(desk.table)
    found = {kind: sums_of(desk, scale, kind) for kind in SheetKind.values}
    return {kind: words_of(score[1]) for kind, score in found.items() if score}


# -- the page ------------------------------------------------------------------------------------
def may_fill(desk: Desk, account: Account) -> bool:
    """Whether the sheet shows fields to this person."""
    sheet = desk.sheet
    is_under_hand = sheet.state in WRITABLE and sheet.scoring.state == ScoringState.OPEN
    return is_under_hand and account.has_perm("campaigns.edit_sheet", sheet)


def rows_of(desk: Desk) -> dict[Any, SheetRow]:
    """The fields of this sheet by criterion's key."""
    return {
        key: row_of(desk.sheet, mark, mark.linked)
        for key, mark in desk.marks.get(desk.sheet.pk, {}).items()
    }


def sheet_page(
    sheet: Any,
    account: Account,
    *,
    rows: Iterable[SheetRow] | None = None,
    only_different: bool = False,
) -> dict[str, Any]:
    """The page; ``rows`` as they were typed where something could not be saved."""
    desk = desk_of(sheet, account)
    fills = may_fill(desk, account)
    fields = rows_of(desk) if fills else {}
    fields |= {row.mark.criterion.key: row for row in rows or ()}
    said = explanations_of(desk)
    year = queries.year_around(sheet)
    explains = year.explains and not year.is_locked
    explains = explains and account.has_perm("campaigns.explain_line", sheet)
    groups = lines_of(desk, fields, said, explains=explains) if desk.is_open else []
    hang_evidence(desk, groups)
    count = sum(line.is_different for group in groups for line in group.lines)
    if only_different:
        for group in groups:
            group.lines = [line for line in group.lines if line.is_different]
        groups = [group for group in groups if group.lines]
    kinds = shown_kinds(desk)
    return around(sheet) | {
        "desk": desk,
        "fills": fills,
        "groups": groups,
        "kinds": kinds,
        "totals": totals_of(desk),
        "most": point_words(desk.table.maximum),
        "different": count,
        "only_different": only_different,
        "own_sheet": next(iter(desk.of(SheetKind.SELF)), None),
        "late": queries.days_late(sheet),
        "steps": next_steps.of_sheet(sheet, account),
        "evidence": desk.sheet.brought,
        "may_agree": fills and bool(agreeing(desk)),
        "unsaved": any(row.errors or row.theirs for row in rows or ()),
        "events": story(Event.objects.about(sheet)),
    }


def shown_kinds(desk: Desk) -> list[tuple[str, str]]:
    """Which figures have a column: those that may be seen; this sheet's always."""
    held = {each.kind for each in desk.sheets} | {desk.sheet.kind}
    return [(kind.value, LABELS[kind]()) for kind in SheetKind if kind in held]


def explanations_of(desk: Desk) -> dict[Any, Explanation]:
    """Criterion's key → what the board has said, where its own sheet may be read."""
    own = [each.pk for each in desk.of(SheetKind.SELF)]
    rows = Explanation.objects.filter(sheet__in=own).select_related("explained_by", "answered_by")
    lines = {line.pk: line.key for line in criteria_of(desk.table)}
    return {lines[row.criterion_id]: row for row in rows if row.criterion_id in lines}


def hang_evidence(desk: Desk, groups: Iterable[GroupShown]) -> None:
    """The board's evidence beside the lines that it proves; on the sheet all of it to choose."""
    rows = queries.evidence_for(desk.sheet).select_related("document__blob")
    desk.sheet.brought = list(rows.order_by("added_at", "pk")) if desk.is_open else []
    own = desk.of(SheetKind.SELF)
    marks = desk.marks[own[0].pk] if own else {}
    for line in (line for group in groups for line in group.lines):
        mark = marks.get(line.criterion.key)
        linked = set(mark.linked) if mark else set()
        line.evidence = [row for row in desk.sheet.brought if row.pk in linked]
        if line.row and line.row.theirs:
            line.clash = words_of_theirs(line.row)


def words_of_theirs(row: SheetRow) -> str:
    """What somebody else has saved in a line meanwhile."""
    mark = row.theirs or row.mark
    facts = {"who": mark.changed_by, "points": words_of(mark.points)}
    said = _("%(who)s has saved: %(points)s points.") % facts
    return f"{said} {mark.reason}".strip()


def around(sheet: Sheet) -> dict[str, Any]:
    """What every page of a sheet shows around its question."""
    known = {"sheet": sheet, "campaign": sheet.campaign, "invented": sheet.is_invented}
    return known | {"current_bloc": sheet.bloc}
