"""What a summary report is made of: its outline, its facts, and what has changed of them. Pure.

A fact is a sentence or a table as it stood when it was drawn from the records; it is kept
as words, so that what a paper says never moves by itself. The outline is the usual one of
a closing report (domain reference, §3.2); words of a paper, hence Vietnamese.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

PART, BELOW, ANNEX = "part", "below", "annex"
TASKS = "tasks"  # one key task of the next year a line
REQUIRED = ("direction", TASKS)  # nothing of the records can stand in their place
NOTHING = "–"
STEP = 5  # mm


@dataclass(frozen=True)
class Place:
    """One part of the outline; ``is_written``: the secretary has something to add there."""

    code: str
    title: str
    level: str = BELOW
    is_written: bool = True


OUTLINE = (
    Place("situation", "I. Đặc điểm tình hình", PART),
    Place("results", "II. Kết quả công tác thi đua, khen thưởng", PART, is_written=False),
    Place("leadership", "1. Công tác lãnh đạo, chỉ đạo phong trào thi đua"),
    Place("movements", "2. Kết quả các phong trào thi đua"),
    Place("work", "3. Kết quả thực hiện nhiệm vụ chuyên môn"),
    Place("awards", "4. Công tác khen thưởng"),
    Place("activities", "5. Hoạt động của Khối"),
    Place("evaluation", "6. Đánh giá Khối trưởng, Khối phó và các thành viên"),
    Place("limits", "III. Hạn chế, nguyên nhân, bài học kinh nghiệm", PART),
    Place("ahead", "IV. Phương hướng, nhiệm vụ năm {next_year}", PART, is_written=False),
    Place("direction", "1. Phương hướng"),
    Place(TASKS, "2. Nhiệm vụ trọng tâm năm {next_year}"),
    Place("proposals", "V. Đề xuất, kiến nghị", PART),
    Place("points", "Tổng hợp điểm và kết quả xếp hạng", ANNEX),
)
PLACES = {place.code: place for place in OUTLINE}


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in mm of paper, how its cells are aligned."""

    head: str
    width: float
    align: str = "left"

    @property
    def step(self) -> int:
        """The width to the nearest 5 mm, as the style sheets of papers know it."""
        return max(round(self.width / STEP) * STEP, STEP)


@dataclass(frozen=True)
class Fact:
    """A full sentence."""

    key: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of words; ``named``: the column that tells one row from another."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    named: int = 1

    @property
    def heads(self) -> list[tuple[str, int]]:
        """Each head with its column's step; the widest column takes what the others leave: 0."""
        widest = max(self.columns, key=lambda column: column.width)
        return [(each.head, 0 if each is widest else each.step) for each in self.columns]

    @property
    def lines(self) -> list[list[tuple[str, Column]]]:
        """Row by row, each cell with its column."""
        return [list(zip(row, self.columns, strict=True)) for row in self.rows]

    def row_of(self, name: str) -> tuple[str, ...] | None:
        return next((row for row in self.rows if row[self.named] == name), None)


Drawn = Fact | Table


def as_json(facts: Iterable[Drawn]) -> list[dict[str, Any]]:
    """The facts as a row keeps them."""
    return [
        {"key": fact.key, "text": fact.text}
        if isinstance(fact, Fact)
        else {
            "key": fact.key,
            "title": fact.title,
            "columns": [[each.head, each.width, each.align] for each in fact.columns],
            "rows": [list(row) for row in fact.rows],
            "named": fact.named,
        }
        for fact in facts
    ]


def from_json(kept: Iterable[dict[str, Any]]) -> list[Drawn]:
    """The facts that a row has kept."""
    return [
        Fact(each["key"], each["text"])
        if "text" in each
        else Table(
            each["key"],
            each["title"],
            tuple(Column(*column) for column in each["columns"]),
            tuple(tuple(row) for row in each["rows"]),
            each["named"],
        )
        for each in kept
    ]


@dataclass(frozen=True)
class Change:
    """What the records say now where they said something else; ``where``: of a table, its cell."""

    key: str
    where: str
    before: str
    after: str


def changes(kept: Sequence[Drawn], fresh: Sequence[Drawn]) -> list[Change]:
    """What has changed since, key by key, in the order of what is fresh, then what is gone."""
    was, now = ({fact.key: fact for fact in facts} for facts in (kept, fresh))
    found: list[Change] = []
    for key in dict.fromkeys([*now, *was]):
        before, after = was.get(key), now.get(key)
        if before == after:
            continue
        if isinstance(before, Table) and isinstance(after, Table):
            found += cells_changed(before, after)
        else:
            found.append(Change(key, "", read(before), read(after)))
    return found


def read(fact: Drawn | None) -> str:
    """In a line of words; empty where there is none."""
    if fact is None:
        return ""
    return fact.text if isinstance(fact, Fact) else f"{fact.title} ({len(fact.rows)})"


def cells_changed(before: Table, after: Table) -> list[Change]:
    """Row by row and cell by cell; a row that is new or gone is told as a whole."""
    found = []
    names = [row[table.named] for table in (after, before) for row in table.rows]
    for name in dict.fromkeys(names):
        was, now = before.row_of(name), after.row_of(name)
        place = f"{after.title} · {name}"
        if was is None or now is None or before.columns != after.columns:
            if was != now:
                found.append(Change(after.key, place, told(was), told(now)))
            continue
        found += [
            Change(after.key, f"{place} · {column.head}", old, new)
            for column, old, new in zip_longest(after.columns, was, now)
            if old != new and column.head != "TT"
        ]
    return found or [Change(after.key, after.title, read(before), read(after))]


def told(row: Sequence[str] | None) -> str:
    """A whole row in words."""
    return " · ".join(cell for cell in row if cell) if row else ""


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def tasks_in(text: str) -> list[str]:
    """The key tasks that were written one a line; dashes and ends of a list are no part of them."""
    return [task for line in lines_of(text) if (task := line.lstrip("-–•+ ").rstrip(" ;.,"))]
