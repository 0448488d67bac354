"""What we know of the points of a year: sheets, lines, and the three figures of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from campaigns import scoring
from campaigns.models import (
    Campaign,
    Criterion,
    Figure,
    Mark,
    ReportKind,
    ReportState,
    Scoring,
    ScoringTable,
    Sheet,
    SheetKind,
    SheetState,
)
from campaigns.queries.table_rows import table_at_once
from campaigns.queries.tables import scale_of
from campaigns.scoring import Pair, Score

KINDS = (SheetKind.SELF, SheetKind.CROSS, SheetKind.OFFICIAL)
TOLD = (ReportState.SUBMITTED, ReportState.ACCEPTED)  # a report whose figures count


@dataclass
class Line:
    """One criterion of one board: the board's own points, the checkers', the official ones.

    None is what nobody has given. ``cross``: by the checking board's key.
    """

    own: Decimal | None = None
    cross: dict[int, Decimal | None] = field(default_factory=dict)
    official: Decimal | None = None

    @property
    def mean(self) -> Decimal | None:
        """The mean of the checks, not rounded; None without any."""
        given = [points for points in self.cross.values() if points is not None]
        return sum(given, Decimal(0)) / len(given) if given else None

    def points(self, kind: str) -> Decimal | None:
        """By kind of sheet; of the checks their mean."""
        return {
            SheetKind.SELF: self.own,
            SheetKind.CROSS: self.mean,
            SheetKind.OFFICIAL: self.official,
        }[SheetKind(kind)]

    @property
    def differs(self) -> bool:
        """Whether a check or the official points say otherwise than the board."""
        others = [*self.cross.values(), self.official]
        return any(points is not None and points != self.own for points in others)


Lines = dict[UUID, Line]  # by the criterion's key


@dataclass(frozen=True)
class Figures:
    """All boards × criteria × three figures of a year, by the table in force.

    ``boards``: board's key → its lines, for each board that has a sheet; every criterion of
    the table has its line. ``sheets``: all sheets, also those that do not count yet.
    """

    table: ScoringTable
    scoring: Scoring
    boards: Mapping[int, Lines]
    sheets: list[Sheet]


def scoring_of(campaign: Campaign) -> Scoring | None:
    """The scoring of the year; None before it is begun."""
    rows = Scoring.objects.filter(campaign=campaign)
    found = rows.select_related("campaign__bloc", "locked_by").first()
    if found:
        found.campaign = campaign
    return found


def figures_of(campaign: Campaign, *, drafts: bool = False) -> Figures | None:
    """The three figures of every line; None before scoring or without a table in force.

    Those on sheets that were handed in; ``drafts``: also those still under hand. Four
    queries, whatever the number of boards and lines.
    """
    scoring_row, table = scoring_of(campaign), table_at_once(campaign)
    if scoring_row is None or table is None:
        return None
    sheets = list(scoring_row.sheets.all())
    counted = {each.pk: each for each in sheets if drafts or each.state == SheetState.GIVEN}
    keys = [criterion.key for criterion in criteria_of(table)]
    boards: dict[int, Lines] = {
        each.board_id: {key: Line() for key in keys} for each in counted.values()
    }
    marks = Mark.objects.filter(sheet__in=counted).values_list("sheet", "criterion__key", "points")
    for sheet_pk, key, points in marks:
        enter(boards[counted[sheet_pk].board_id][key], counted[sheet_pk], points)
    return Figures(table, scoring_row, boards, sheets)


def enter(line: Line, sheet: Sheet, points: Decimal | None) -> None:
    """One mark into its place."""
    if sheet.kind == SheetKind.CROSS:
        line.cross[sheet.scorer_id] = points
    elif sheet.kind == SheetKind.SELF:
        line.own = points
    else:
        line.official = points


def criteria_of(table: ScoringTable) -> list[Criterion]:
    """The lines of the table in their order, each knows its group."""
    found = []
    for group in table.groups.all():
        for criterion in group.criteria.all():
            criterion.group = group
            found.append(criterion)
    return found


def group_points_of(
    figures: Figures, table: ScoringTable, kind: str
) -> dict[int, dict[UUID, Decimal]]:
    """Board's key → group's key → points, up to each group's maximum; of the checks the mean."""
    return {board: dict(score.groups) for board, score in totals(figures, table, kind).items()}


def totals(figures: Figures, table: ScoringTable, kind: str) -> dict[int, Score]:
    """Board's key → groups, bonus and total by that kind of sheet."""
    scale = scale_of(table)
    return {
        board: score_of_lines(table, scale, lines, kind) for board, lines in figures.boards.items()
    }


def score_of_lines(
    table: ScoringTable, scale: scoring.Scale, lines: Lines, kind: str
) -> scoring.Score:
    """One board's groups, bonus and total."""
    points = {
        group.key: [lines[each.key].points(kind) for each in group.criteria.all()]
        for group in table.groups.all()
    }
    return scoring.score_of(scale, points)


def pairs_of(campaign: Campaign) -> dict[int, dict[int, Pair]]:
    """Board's key → indicator's key → plan and result, by the annual reports handed in."""
    rows = Figure.objects.filter(
        report__request__campaign=campaign,
        report__request__kind=ReportKind.ANNUAL,
        report__state__in=TOLD,
    )
    found: dict[int, dict[int, Pair]] = {}
    values = rows.values_list("report__board", "indicator", "plan", "actual")
    for board, indicator, plan, actual in values:
        found.setdefault(board, {})[indicator] = Pair(plan, actual)
    return found


def others_of(
    pairs: Mapping[int, Mapping[int, Pair]], board: int, indicator: int
) -> tuple[Pair, ...]:
    """What the other boards planned and reached."""
    rows: Iterable[Mapping[int, Pair]] = (known for other, known in pairs.items() if other != board)
    return tuple(known[indicator] for known in rows if indicator in known)
