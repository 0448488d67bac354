"""The table: printed, and kept in docs/measured.md."""

import datetime as dt
import platform
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from config.environment import ROOT
from tests.bench.pages import SIZES, Cost
from tests.bench.racing import Race

KEPT = ROOT / "docs" / "measured.md"
COMMAND = "script/bench"
MEGABYTE = 1024 * 1024
HEADS = ("what", "ours", "beside", "measured", "bound", "holds")
PAGE_HEADS = ("page", "seen by", *(str(size) for size in SIZES))


@dataclass(frozen=True)
class Row:
    """One promise: what was measured, beside what, and the bound."""

    what: str
    ours: str
    beside: str
    measured: float
    bound: float | None = None  # none: said for the reader, promised by nobody

    @property
    def holds(self) -> bool:
        return self.bound is None or self.measured <= self.bound

    def cells(self) -> tuple[str, ...]:
        measured = f"{self.measured:.2f}" if isinstance(self.measured, float) else self.measured
        known = (self.what, self.ours, self.beside, str(measured))
        if self.bound is None:
            return (*known, "", "")
        return (*known, f"≤ {self.bound}", "yes" if self.holds else "NO")


def of_race(what: str, beside: str, race: Race, bound: float | None = None) -> Row:
    """A ratio of seconds."""
    ours, bare = median(race.ours), median(race.bare)
    return Row(what, f"{ours:.3f} s", f"{bare:.3f} s {beside}", race.ratio, bound)


def of_pages(costs: list[Cost]) -> list[tuple[str, ...]]:
    return [
        (cost.page.name, cost.page.part or "anybody", *map(str, cost.queries)) for cost in costs
    ]


def as_markdown(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table whose columns stand below each other."""
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]

    def line(cells: tuple[str, ...]) -> str:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return f"| {' | '.join(padded)} |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([line(heads), rule, *map(line, rows)])


def keep(table: str, facts: list[str], pages: str) -> None:
    """Write the last table with the day, the command and what was measured."""
    day = dt.datetime.now(tz=dt.UTC).date()
    packages = [f"{name} {version(name)}" for name in ("Django", "WeasyPrint", "pyHanko")]
    software = ", ".join([f"Python {platform.python_version()}", *packages])
    parts = [
        "# Measured",
        (
            f"`{COMMAND}` on {day}, with {software}. It writes this page anew, and ends with exit "
            "code 1 where a bound is missed. Ratios and counts are what is promised; seconds and "
            "megabytes depend on the machine. Both sides of a ratio run in turns in one process; "
            "it is the median of the rounds' ratios, beside the medians of the seconds."
        ),
        table,
        "## How",
        "\n".join(f"- {fact}" for fact in facts),
        "## Queries of each page",
        (
            f"In a bloc of {', '.join(map(str, SIZES))} ordinary boards beside the chief's and the "
            "deputy's."
        ),
        pages,
    ]
    KEPT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
