"""What a board writes into a report: figures as they are typed, plans that changed, sittings."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from campaigns.models import Figure, Indicator

SITTING = dt.timedelta(minutes=30)  # a longer pause ends it
WRITTEN = ("actual", "last_year", "note")


@dataclass(frozen=True)
class FigureLine:
    """One row of the table of targets as an officer writes it; figures in the row's unit."""

    pk: int
    actual: Decimal | None
    last_year: Decimal | None
    note: str
    seen_edition: int

    def says(self, figure: Figure) -> bool:
        """Whether the row says the same already."""
        return all(getattr(self, name) == getattr(figure, name) for name in WRITTEN)


def mark_of(actual: Decimal | None, last_year: Decimal | None, note: str) -> str:
    """What tells one content of a row from another, however its zeros were written."""
    known = ["" if value is None else f"{value.normalize():f}" for value in (actual, last_year)]
    return hashlib.sha256("\n".join([*known, note]).encode()).hexdigest()[:12]


def begins_sitting(
    changed_at: dt.datetime | None, *, is_same_person: bool, now: dt.datetime
) -> bool:
    """Whether a change begins a sitting: the last one is long past, or was another's."""
    return changed_at is None or not is_same_person or now - changed_at > SITTING


@dataclass(frozen=True)
class Takeover:
    """What a report lacks of the targets that were accepted since it was begun."""

    changed: list[tuple[Figure, Decimal | None]]  # with the plan that it should have
    new: dict[Indicator, Decimal | None]
    gone: list[Figure]  # nothing was written there

    def __bool__(self) -> bool:
        return bool(self.changed or self.new or self.gone)


def takeover(figures: Iterable[Figure], plans: Mapping[Indicator, Decimal | None]) -> Takeover:
    """How the rows become those of the accepted targets.

    A row that is no target any more stays, without a plan, where something was written or
    proved. The figures must come by ``queries.figures_of``.
    """
    known = {figure.indicator: figure for figure in figures}
    gone = [row for row in known.values() if row.indicator not in plans and is_empty(row)]
    wanted = [(row, plans.get(row.indicator)) for row in known.values() if row not in gone]
    changed = [(row, plan) for row, plan in wanted if row.plan != plan]
    return Takeover(changed, {each: plans[each] for each in plans if each not in known}, gone)


def is_empty(figure: Figure) -> bool:
    """Whether nobody has written or proved anything there; last year's figure came by itself."""
    return figure.actual is None and not figure.note and not figure.is_proved
