"""The summary of points (bảng tổng hợp điểm): every line of every board, for PDF and XLSX."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns import scoring
from campaigns.models import Ranking, ScoringTable, SheetKind, Standing
from campaigns.pages.rankings import rank_words
from campaigns.papers.ranking import head_of
from campaigns.points import point_words
from campaigns.queries import rankings as queries
from campaigns.queries.scores import criteria_of
from campaigns.queries.tables import scale_of

TEMPLATE = "documents/scores.html"
KINDS = {SheetKind.SELF: "Tự chấm", SheetKind.CROSS: "Chấm chéo", SheetKind.OFFICIAL: "Chính thức"}


@dataclass(frozen=True)
class Column:
    """One board of the summary: its row in the ranking and its points by kind of sheet."""

    row: Standing
    table: ScoringTable

    def points(self, kind: str, key: Any) -> Decimal | None:
        """Of one line; None where nobody gave any."""
        found = self.row.points.get(kind, {}).get(str(key))
        return Decimal(found) if found else None

    def score(self, kind: str) -> scoring.Score | None:
        """Groups, bonus and total by that kind of sheet; None without a sheet."""
        if not self.row.points.get(kind):
            return None
        points: dict[Any, list[Decimal | None]] = {}
        for each in criteria_of(self.table):
            points.setdefault(each.group.key, []).append(self.points(kind, each.key))
        return scoring.score_of(scale_of(self.table), points)


def columns_of(ranking: Ranking, table: ScoringTable) -> list[Column]:
    """The boards in the order of the ranking."""
    return [Column(row, table) for row in queries.rows_of(ranking)]


def of_scores(ranking: Ranking) -> dict[str, Any]:
    """What the paper says; templates/documents/scores.html draws it."""
    table, line = queries.table_of(ranking), ranking.scores_paper
    columns = columns_of(ranking, table)
    return {
        **head_of(ranking),
        "number": f"Số: {line.marked if line else f'…/{queries.SCORES}'}",
        "version": table.number,
        "maximum": point_words(table.maximum),
        "columns": range(1, len(columns) + 1),
        "boards": [board_row(number, each) for number, each in enumerate(columns, 1)],
        "groups": [group_row(group, columns) for group in table.groups.all()],
        "totals": [point_words(each.row.total) for each in columns],
        "ranks": [rank_words(each.row).rstrip("=") or "–" for each in columns],
    }


def board_row(number: int, column: Column) -> dict[str, Any]:
    """The number of its column, its name, its three totals and its rank."""
    scores = [column.score(kind) for kind in (SheetKind.SELF, SheetKind.CROSS)]
    return {
        "number": number,
        "name": column.row.name,
        "totals": [*("–" if each is None else point_words(each.total) for each in scores),
                   point_words(column.row.total)],
        "rank": rank_words(column.row).rstrip("=") or "Không xếp hạng",
        "late": column.row.late_days,
    }  # fmt: skip


def group_row(group: Any, columns: Sequence[Column]) -> dict[str, Any]:
    """A group with its lines, official points of each board."""
    official = SheetKind.OFFICIAL
    return {
        "numeral": group.numeral,
        "name": group.name,
        "maximum": point_words(group.maximum),
        "points": [point_words(Decimal(c.row.groups.get(str(group.key), 0))) for c in columns],
        "lines": [
            {
                "number": number,
                "name": line.name,
                "maximum": point_words(line.maximum),
                "points": [figure(column.points(official, line.key)) for column in columns],
            }
            for number, line in enumerate(group.criteria.all(), 1)
        ],
    }


def figure(value: Decimal | None) -> str:
    return "" if value is None else point_words(value)


def file_name(ranking: Ranking, ending: str) -> str:
    return f"bang-diem-{ranking.year}.{ending}"
