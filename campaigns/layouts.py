"""A table of points as a value: what it holds, apart from who wrote it and when.

Pages, sheets and templates make one out of another; only ``actions.tables`` writes it down.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from campaigns.models import Criterion, Filler, Group, ScoringTable

NOUGHT = Decimal(0)
LONGEST_NAME = 500


@dataclass(frozen=True)
class CriterionText:
    """One line of a table (tiêu chí); ``bands``: bound and points of each, hardest first."""

    name: str
    kind: str
    maximum: Decimal
    key: UUID = field(default_factory=uuid4)
    minimum: Decimal = NOUGHT
    points_each: Decimal | None = None
    formula: str = ""
    bands: tuple[tuple[Decimal, Decimal], ...] = ()
    indicator: int | None = None
    filled_by: str = Filler.BOARD
    evidence: str = ""
    reference: str = ""
    note: str = ""

    @classmethod
    def of(cls, row: Criterion) -> "CriterionText":
        return cls(
            bands=tuple((band.bound, band.points) for band in row.bands.all()),
            indicator=row.indicator_id,
            **{name: getattr(row, name) for name in WRITTEN},
        )


WRITTEN = (
    "name", "kind", "maximum", "key", "minimum", "points_each", "formula", "filled_by", "evidence",
    "reference", "note",
)  # fmt: skip


@dataclass(frozen=True)
class GroupText:
    """A group of lines with the most that it gives (nhóm tiêu chí)."""

    name: str
    maximum: Decimal
    is_bonus: bool = False
    criteria: tuple[CriterionText, ...] = ()
    key: UUID = field(default_factory=uuid4)

    @classmethod
    def of(cls, row: Group) -> "GroupText":
        lines = tuple(CriterionText.of(each) for each in row.criteria.all())
        return cls(row.name, row.maximum, row.is_bonus, lines, row.key)

    @property
    def sum(self) -> Decimal:
        """What its criteria give together at most, penalties aside."""
        return sum((each.maximum for each in self.criteria), NOUGHT)


@dataclass(frozen=True)
class ConditionText:
    """A condition (điều kiện xếp hạng); ``group``: the key of one, None for the total."""

    kind: str
    text: str = ""
    source: str = ""
    group: UUID | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class TieText:
    """A tie-break (tiêu chí phụ); ``group``: the key of the group that it compares."""

    by: str
    group: UUID | None = None


@dataclass(frozen=True)
class Layout:
    """Everything that a table says."""

    maximum: Decimal = Decimal(1000)
    step: Decimal = Decimal("0.25")
    bonus_inside: bool = True
    cap: Decimal | None = None
    groups: tuple[GroupText, ...] = ()
    conditions: tuple[ConditionText, ...] = ()
    tie_breaks: tuple[TieText, ...] = ()

    @classmethod
    def of(cls, table: ScoringTable) -> "Layout":
        """What the table holds; five queries unless its lines were fetched before."""
        keys: dict[int | None, UUID] = {row.pk: row.key for row in table.groups.all()}
        return cls(
            maximum=table.maximum,
            step=table.step,
            bonus_inside=table.bonus_inside,
            cap=table.cap,
            groups=tuple(GroupText.of(row) for row in table.groups.all()),
            conditions=tuple(
                ConditionText(row.kind, row.text, row.source, keys.get(row.group_id), row.points)
                for row in table.conditions.all()
            ),
            tie_breaks=tuple(
                TieText(row.by, keys.get(row.group_id)) for row in table.tie_breaks.all()
            ),
        )

    @classmethod
    def shown(cls, table: ScoringTable) -> "Layout":
        """The same of a table that came by ``queries.tables.shown``: no further query."""
        row: Any = table
        return cls(
            maximum=table.maximum,
            step=table.step,
            bonus_inside=table.bonus_inside,
            cap=table.cap,
            groups=tuple(group_from(each) for each in row.group_rows),
            conditions=tuple(condition_from(each) for each in row.condition_rows),
            tie_breaks=tuple(TieText(each["by"], key_of(each["group"])) for each in row.tie_rows),
        )

    @property
    def criteria(self) -> Iterator[CriterionText]:
        return chain.from_iterable(group.criteria for group in self.groups)

    @property
    def sum(self) -> Decimal:
        """What the groups that count into the nominal total give together at most."""
        counted = (each for each in self.groups if self.bonus_inside or not each.is_bonus)
        return sum((each.maximum for each in counted), NOUGHT)

    def group(self, key: UUID) -> GroupText | None:
        return next((each for each in self.groups if each.key == key), None)

    def criterion(self, key: UUID) -> CriterionText | None:
        return next((each for each in self.criteria if each.key == key), None)

    def group_of(self, key: UUID) -> GroupText | None:
        """The group in which that criterion stands."""
        return next((g for g in self.groups if any(c.key == key for c in g.criteria)), None)

    # -- the same, rearranged --------------------------------------------------------------------
    def with_group(self, group: GroupText) -> "Layout":
        """With this group, in its place if it stands already, else last."""
        if self.group(group.key) is None:
            return replace(self, groups=(*self.groups, group))
        changed = (group if each.key == group.key else each for each in self.groups)
        return replace(self, groups=tuple(changed))

    def replacing(self, groups: tuple[GroupText, ...]) -> "Layout":
        """With all groups anew; what asks for one that is gone goes with it, the rest stays."""
        rest = self
        for gone in {each.key for each in self.groups} - {each.key for each in groups}:
            rest = rest.without(gone)
        return replace(rest, groups=groups)

    def with_criterion(self, group: UUID, criterion: CriterionText) -> "Layout":
        """With this line in that group, in its place if it stands there already, else last."""
        here = self.group_of(criterion.key)
        if here is None or here.key != group:
            rest = self.without(criterion.key)
            return rest._in(group, lambda lines: (*lines, criterion))
        return self._in(
            group, lambda lines: tuple(criterion if c.key == criterion.key else c for c in lines)
        )

    def without(self, key: UUID) -> "Layout":
        """Without that line, or without that group, its lines and what asks for it."""
        kept = tuple(group for group in self.groups if group.key != key)
        return replace(
            self,
            groups=tuple(
                replace(group, criteria=tuple(c for c in group.criteria if c.key != key))
                for group in kept
            ),
            conditions=tuple(each for each in self.conditions if each.group != key),
            tie_breaks=tuple(each for each in self.tie_breaks if each.group != key),
        )

    def moved(self, key: UUID, *, up: bool) -> "Layout":
        """That line one place up or down in its group, or that group; at the end it stays."""
        if self.group(key):
            return replace(self, groups=shifted(self.groups, key, up=up))
        group = self.group_of(key)
        return self._in(group.key, lambda lines: shifted(lines, key, up=up)) if group else self

    def ordered(self, group: UUID, keys: Sequence[UUID]) -> "Layout":
        """The lines of a group in that order; what is not named comes after."""
        place = {key: number for number, key in enumerate(keys)}
        return self._in(
            group, lambda lines: tuple(sorted(lines, key=lambda c: place.get(c.key, len(place))))
        )

    def copied(self, key: UUID) -> "Layout":
        """With a copy of that line behind it, to be changed."""
        group = self.group_of(key)
        if group is None:
            return self
        lines: list[CriterionText] = []
        for each in group.criteria:
            lines.append(each)
            if each.key == key:
                name = _("%(name)s (copy)") % {"name": each.name}
                lines.append(replace(each, key=uuid4(), name=name[:LONGEST_NAME]))
        return self._in(group.key, lambda _lines: tuple(lines))

    def _in(self, key: UUID, change) -> "Layout":
        """With the lines of one group changed."""
        groups = (
            replace(each, criteria=change(each.criteria)) if each.key == key else each
            for each in self.groups
        )
        return replace(self, groups=tuple(groups))


def shifted(rows: Iterable, key: UUID, *, up: bool) -> tuple:
    """The one of that key changes places with its neighbour; at the end it stays."""
    found = list(rows)
    here = next(place for place, each in enumerate(found) if each.key == key)
    there = here + (-1 if up else 1)
    if 0 <= there < len(found):
        found[here], found[there] = found[there], found[here]
    return tuple(found)


# -- from words that a query or a page has carried ------------------------------------------------
FIGURES = ("maximum", "minimum", "points_each")
MEASURED = ("indicator_name", "indicator_unit", "indicator_better")


def group_from(kept: dict[str, Any]) -> GroupText:
    """A group whose figures and keys are words."""
    lines = tuple(criterion_from(each) for each in kept["criteria"])
    return GroupText(
        kept["name"], Decimal(kept["maximum"]), kept["is_bonus"], lines, UUID(kept["key"])
    )


def criterion_from(kept: dict[str, Any]) -> CriterionText:
    """A line whose figures and keys are words."""
    facts = {name: value for name, value in kept.items() if name not in MEASURED}
    facts |= {name: figure_of(kept[name]) for name in FIGURES}
    bands = tuple((Decimal(each["bound"]), Decimal(each["points"])) for each in kept["bands"])
    return CriterionText(**{**facts, "bands": bands, "key": UUID(kept["key"])})


def condition_from(kept: dict[str, Any]) -> ConditionText:
    points = figure_of(kept["points"])
    return ConditionText(kept["kind"], kept["text"], kept["source"], key_of(kept["group"]), points)


def figure_of(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


def key_of(words: str | None) -> UUID | None:
    return None if words is None else UUID(words)
