"""The summary of points as XLSX with live formulas: change a figure and the totals follow.

One sheet for each of the three figures, and one that lays their totals side by side.
"""

from collections.abc import Sequence
from typing import Any

from campaigns import scoring
from campaigns.models import Ranking, ScoringTable, SheetKind
from campaigns.papers.scores import KINDS, Column, columns_of
from campaigns.queries import rankings as queries
from campaigns.queries.tables import scale_of
from foundation import clock
from foundation.documents.spreadsheet import GROUP, TOTAL, Formula, Line, Sheet
from foundation.documents.words import day_in_words

HEAD = ("TT", "Tiêu chí", "Điểm tối đa")
SUM, RANK, NOT_RANKED = "Tổng điểm", "Xếp hạng", "Không xếp hạng"
BEFORE = len(HEAD)
LETTERS = 26


def book_of(ranking: Ranking) -> list[Sheet]:
    """The sheets of the book: totals first, then official, checked and own points."""
    table = queries.table_of(ranking)
    columns = columns_of(ranking, table)
    points = [sheet_of(ranking, table, columns, kind) for kind in reversed(KINDS)]
    return [overview(ranking, columns, points), *points]


def titles_of(ranking: Ranking, what: str) -> list[str]:
    """What stands above the head."""
    day = day_in_words(clock.day_of(ranking.taken_at))
    return [
        f"BẢNG TỔNG HỢP ĐIỂM THI ĐUA NĂM {ranking.year}: {what.upper()}",
        f"{ranking.bloc.name}, xếp hạng lần {ranking.number}, {day}",
        *(["Số liệu hư cấu để trình diễn"] if queries.is_invented(ranking) else []),
    ]


def sheet_of(ranking: Ranking, table: ScoringTable, columns: Sequence[Column], kind: str) -> Sheet:
    """All lines by one kind of sheet: groups are sums up to their maximum, so is the total."""
    titles = titles_of(ranking, KINDS[SheetKind(kind)])
    first = Sheet("", titles, HEAD, ()).first_row
    lines: list[Line] = []
    places: list[int] = []
    for group in table.groups.all():
        top = first + len(lines)
        places.append(top)
        below = [
            [number, line.name, line.maximum, *[each.points(kind, line.key) for each in columns]]
            for number, line in enumerate(group.criteria.all(), 1)
        ]
        sums = [group_sum(letters(BEFORE + n), top, len(below)) for n in range(1, len(columns) + 1)]
        lines.append(Line([group.numeral, group.name, group.maximum, *sums], GROUP))
        lines += [Line(row) for row in below]
    totals = [
        total_of(scale_of(table), letters(BEFORE + number), places)
        for number in range(1, len(columns) + 1)
    ]
    lines.append(Line([None, SUM, table.maximum, *totals], TOTAL))
    head = [*HEAD, *[each.row.name for each in columns]]
    widths = (6, 52, 10, *[16] * len(columns))
    return Sheet(KINDS[SheetKind(kind)], titles, head, lines, widths)


def group_sum(column: str, top: int, count: int) -> Any:
    """The sum of the lines below, up to the group's maximum beside its name."""
    if not count:
        return 0
    return Formula(f"=MIN(SUM({column}{top + 1}:{column}{top + count}),$C{top})")


def total_of(scale: scoring.Scale, column: str, places: Sequence[int]) -> Formula:
    """The sum of the groups, up to the most there can be, never below nought."""
    total = "+".join(f"{column}{place}" for place in places) or "0"
    if scale.most is not None:
        total = f"MIN({total},{scale.most})"
    return Formula(f"=MAX({total},0)")


def overview(ranking: Ranking, columns: Sequence[Column], points: Sequence[Sheet]) -> Sheet:
    """The three totals of every board, taken from the other sheets, with ranks."""
    kinds = [SheetKind.SELF, SheetKind.CROSS, SheetKind.OFFICIAL]
    by_name = {sheet.name: sheet for sheet in points}
    lines = []
    for number, column in enumerate(columns, 1):
        rank = column.row.rank
        cells: list[Any] = [number, column.row.name]
        for kind in kinds:
            sheet = by_name[KINDS[kind]]
            last = sheet.first_row + len(sheet.lines) - 1
            given = column.row.points.get(kind)
            place = f"='{sheet.name}'!{letters(BEFORE + number)}{last}"
            cells.append(Formula(place) if given else None)
        lines.append(Line([*cells, NOT_RANKED if rank is None else rank, column.row.late_days]))
    head = ("TT", "Đơn vị", *KINDS.values(), RANK, "Nộp muộn (ngày)")
    titles = titles_of(ranking, "Tổng hợp")
    return Sheet("Tổng hợp", titles, head, lines, (6, 60, 14, 14, 14, 16, 12))


def letters(column: int) -> str:
    """The letters of a column, from 1: "A", "Z", "AA"."""
    above, place = divmod(column - 1, LETTERS)
    return (letters(above) if above else "") + chr(ord("A") + place)
