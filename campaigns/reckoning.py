"""The ranking of a year as it stands now: boards, points, what excludes them, and their ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from campaigns import ranking, scoring
from campaigns.models import (
    Campaign,
    Exclusion,
    PhaseKind,
    Scoring,
    ScoringTable,
    Sheet,
    SheetKind,
)
from campaigns.queries.calendar import window_of
from campaigns.queries.departures import boards_counted, is_closed
from campaigns.queries.rankings import exclusions_in_force
from campaigns.queries.registrations import day_of_year
from campaigns.queries.scores import Figures, Lines, criteria_of, figures_of, totals
from campaigns.queries.tables import least_of, scale_of, tie_breaks_of
from foundation import clock
from members.models import Board

DECLARED, LEAST, NO_SELF_SCORE, NO_OFFICIAL = "declared", "least", "no_self_score", "no_official"
CLOSED = "closed"
HUNDREDTH = Decimal("0.01")
Reason = dict[str, Any]  # why a board is not ranked: its kind and facts, kept as JSON


@dataclass(frozen=True)
class Place:
    """A board in the ranking, with what a snapshot keeps of it."""

    board: Board
    standing: ranking.Standing
    sheet: Sheet | None  # its own
    points: dict[str, dict[str, str]]

    def as_row(self, position: int, late_days: int = 0) -> dict[str, Any]:
        """The fields of the snapshot's row."""
        score = self.standing.score
        return {
            "board_id": self.board.pk,
            "name": self.board.name_on(clock.today()),
            "position": position,
            "rank": self.standing.rank,
            "is_shared": self.standing.is_shared,
            "total": score.total,
            "bonus": score.bonus,
            "groups": {str(key): str(points) for key, points in score.groups.items()},
            "exclusions": list(self.standing.exclusions),
            "late_days": late_days,
            "points": self.points,
        }


@dataclass(frozen=True)
class Reckoning:
    """What the points of a year come to; ``places``: the best first, the excluded ones last."""

    campaign: Campaign
    scoring_row: Scoring
    declared: Sequence[Exclusion]
    table: ScoringTable
    scale: scoring.Scale
    ties: Sequence[ranking.TieBreak]
    entries: Sequence[ranking.Entry]
    places: Sequence[Place]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """As a snapshot keeps them."""
        return [
            place.as_row(number, late_days_of(self.campaign, place.sheet))
            for number, place in enumerate(self.places, 1)
        ]


def reckoning_of(
    campaign: Campaign, declared: Sequence[Exclusion] | None = None
) -> Reckoning | None:
    """By the official points that were handed in; None before scoring is begun.

    ``declared``: the exclusions in force, where they are at hand. A dozen boards or a thousand
    lines cost the same few queries.
    """
    figures = figures_of(campaign)
    if figures is None:
        return None
    table, scale = figures.table, scale_of(figures.table)
    ties = tie_breaks_of(table)
    counted = boards_counted(campaign, day_of_year(campaign))
    boards = {board.pk: board for board, _settled in counted}
    closed = {board.pk: closed_early(settled) for board, settled in counted if is_closed(settled)}
    declared = exclusions_in_force(campaign) if declared is None else declared
    scores = totals(figures, table, SheetKind.OFFICIAL)
    nothing = scoring.score_of(scale, {})
    entries = [
        ranking.Entry(
            board,
            scores.get(board, nothing).groups,
            exclusions=(
                *reasons_of(declared, board),
                *(closed.get(board) or computed(board, figures, scores.get(board, nothing))),
            ),
            order=seat,
        )
        for seat, board in enumerate(boards)
    ]
    places = [
        Place(
            boards[int(str(each.board))],
            each,
            self_sheet(figures, int(str(each.board))),
            points_of(table, figures.boards.get(int(str(each.board)), {})),
        )
        for each in ranking.standings(entries, scale, ties)
    ]
    return Reckoning(campaign, figures.scoring, declared, table, scale, ties, entries, places)


def reasons_of(declared: Sequence[Exclusion], board: int) -> list[Reason]:
    """The declared ones of a board, as a snapshot keeps them."""
    return [
        {"kind": DECLARED, "condition": row.condition, "fact": row.fact}
        for row in declared
        if row.board_id == board
    ]


def closed_early(settled: Any) -> list[Reason]:
    """That the board left or merged and was closed, by which decision."""
    return [{"kind": CLOSED, **{name: settled[name] for name in ("decision", "on", "reason")}}]


def computed(board: int, figures: Figures, score: scoring.Score) -> list[Reason]:
    """What the figures themselves say against a rank."""
    kinds = {
        sheet.kind
        for sheet in figures.sheets
        if sheet.board_id == board and sheet.first_given_at is not None
    }
    if SheetKind.OFFICIAL not in kinds:
        return [{"kind": NO_OFFICIAL}]
    missing = [] if SheetKind.SELF in kinds else [{"kind": NO_SELF_SCORE}]
    least = [
        {
            "kind": LEAST,
            "group": str(each.group or ""),
            "points": str(each.points),
            "reached": str(score.total if each.group is None else score.groups[each.group]),
        }
        for each in scoring.missed(least_of(figures.table), score)
    ]
    return [*missing, *least]


def self_sheet(figures: Figures, board: int) -> Sheet | None:
    """The board's own sheet, if there is one."""
    mine = (each for each in figures.sheets if each.board_id == each.scorer_id == board)
    return next(mine, None)


def late_days_of(campaign: Campaign, sheet: Sheet | None) -> int:
    """How many days after the last one the self-score first came in."""
    window = window_of(campaign, PhaseKind.SELF_SCORING, sheet.board_id) if sheet else None
    if window is None or sheet is None or sheet.first_given_at is None:
        return 0
    return window.days_late(clock.day_of(sheet.first_given_at))


def points_of(table: ScoringTable, lines: Lines) -> dict[str, dict[str, str]]:
    """Kind of sheet → criterion's key → points in words; what nobody gave is left out."""
    return {
        kind.value: {
            str(each.key): said(points)
            for each in criteria_of(table)
            if each.key in lines and (points := lines[each.key].points(kind)) is not None
        }
        for kind in SheetKind
    }


def said(points: Decimal) -> str:
    """As a snapshot keeps it: two decimals at most."""
    return str(points.quantize(HUNDREDTH))


def entry_of(row: Any, order: int) -> ranking.Entry:
    """A row of a snapshot as the ranking takes it."""
    groups = {UUID(key): Decimal(points) for key, points in row.groups.items()}
    return ranking.Entry(row.board_id, groups, row.marks, tuple(map(str, row.exclusions)), order)
