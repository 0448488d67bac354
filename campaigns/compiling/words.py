"""Words and columns that all parts of a summary report share. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from campaigns.summary_parts import NOTHING, Column
from foundation.documents.words import in_figures

WIDE = 165  # mm between the margins of a paper
NUMBER = Column("TT", 10, "center")


def said(names: Iterable[str]) -> str:
    return ", ".join(names)


def on(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def span(first: dt.date, last: dt.date) -> str:
    """The first day to the last, or the only one."""
    return on(first) if first == last else f"{on(first)} – {on(last)}"


def numbered(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), *row) for number, row in enumerate(rows, 1))


def figure(value: Decimal | None, decimals: int) -> str:
    return NOTHING if value is None else in_figures(value, decimals)
