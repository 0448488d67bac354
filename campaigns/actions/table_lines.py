"""Writes down what a table says; what stands already and has not changed is left alone."""

from typing import Any
from uuid import UUID

from campaigns.layouts import WRITTEN, CriterionText, Layout
from campaigns.models import Band, Condition, Criterion, Group, ScoringTable, TieBreak

TOTALS = ("maximum", "step", "bonus_inside", "cap")
FIELDS = (*WRITTEN, "indicator_id", "position", "group_id")


def write_lines(table: ScoringTable, layout: Layout) -> None:
    """Totals, groups, criteria with bands, conditions and tie-breaks, found again by their keys."""
    before = Layout.of(table)
    for name in TOTALS:
        setattr(table, name, getattr(layout, name))
    table.save(update_fields=list(TOTALS))
    groups = write_groups(table, layout)
    write_criteria(table, layout, groups)
    table.groups.exclude(key__in=[group.key for group in layout.groups]).delete()
    write_conditions(table, layout, before, groups)
    write_tie_breaks(table, layout, before, groups)
    table.__dict__.pop("_prefetched_objects_cache", None)


def write_groups(table: ScoringTable, layout: Layout) -> dict[UUID, Group]:
    """Those that come and those that change; the ones that go stay until they are empty.

    A group that goes makes room for its place first: positions are checked at the end.
    """
    rows = {row.key: row for row in Group.objects.filter(table=table)}
    found = {}
    for position, text in enumerate(layout.groups, 1):
        facts = {
            "position": position,
            "name": text.name,
            "maximum": text.maximum,
            "is_bonus": text.is_bonus,
        }
        row = rows.get(text.key) or Group(table=table, key=text.key)
        if changed(row, facts):
            row.save()
        found[text.key] = row
    return found


def write_criteria(table: ScoringTable, layout: Layout, groups: dict[UUID, Group]) -> None:
    """New lines together, changed ones one by one; lines may move between groups."""
    rows = Criterion.objects.filter(group__table=table).prefetch_related("bands")
    known = {row.key: row for row in rows}
    new: list[Criterion] = []
    bands: list[tuple[Criterion, CriterionText]] = []
    for group in layout.groups:
        for position, text in enumerate(group.criteria, 1):
            facts = facts_of(text, groups[group.key], position)
            row = known.pop(text.key, None)
            if row is None:
                row = Criterion(**facts)
                new.append(row)
                bands.append((row, text))
                continue
            if tuple((band.bound, band.points) for band in row.bands.all()) != text.bands:
                bands.append((row, text))
            if changed(row, facts):
                row.save()
    Criterion.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    Criterion.objects.bulk_create(new)
    write_bands(bands)


def facts_of(text: CriterionText, group: Group, position: int) -> dict[str, Any]:
    """The fields of a line."""
    written = {name: getattr(text, name) for name in WRITTEN}
    return {
        **written,
        "indicator_id": text.indicator,
        "group_id": group.pk,
        "position": position,
    }


def write_bands(lines: list[tuple[Criterion, CriterionText]]) -> None:
    """The bands of these lines anew."""
    Band.objects.filter(criterion__in=[row.pk for row, _text in lines]).delete()
    Band.objects.bulk_create(
        Band(criterion=row, bound=bound, points=points)
        for row, text in lines
        for bound, points in text.bands
    )


def write_conditions(
    table: ScoringTable, layout: Layout, before: Layout, groups: dict[UUID, Group]
) -> None:
    """All of them anew, where something has changed."""
    if layout.conditions == before.conditions:
        return
    table.conditions.all().delete()
    Condition.objects.bulk_create(
        Condition(
            table=table, position=position, kind=text.kind, text=text.text, source=text.source,
            points=text.points, group=groups[text.group] if text.group else None,
        )
        for position, text in enumerate(layout.conditions, 1)
    )  # fmt: skip


def write_tie_breaks(
    table: ScoringTable, layout: Layout, before: Layout, groups: dict[UUID, Group]
) -> None:
    """All of them anew, where something has changed."""
    if layout.tie_breaks == before.tie_breaks:
        return
    table.tie_breaks.all().delete()
    TieBreak.objects.bulk_create(
        TieBreak(
            table=table, position=position, by=text.by,
            group=groups[text.group] if text.group else None,
        )
        for position, text in enumerate(layout.tie_breaks, 1)
    )  # fmt: skip


def changed(row: Any, facts: dict[str, Any]) -> bool:
    """Set the facts on the row; whether it differs from what is kept, or is new."""
    differs = row.pk is None or any(getattr(row, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(row, name, value)
    return differs
