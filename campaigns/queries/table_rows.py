"""A table of points with all its lines in one query, as the models that the rest works with."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from campaigns.models import (
    Band,
    Campaign,
    Condition,
    Criterion,
    Group,
    Indicator,
    ScoringTable,
    TableState,
    TieBreak,
)
from campaigns.queries.tables import shown

POINTS = ("maximum", "minimum", "points_each", "points", "bound")
MEASURED = ("indicator", "indicator_name", "indicator_unit", "indicator_better")


def table_at_once(campaign: Campaign) -> ScoringTable | None:
    """The table in force, read as ``table_in_force`` reads it, in one query."""
    found = first_unfolded(campaign.tables.filter(state=TableState.APPROVED))
    if found:
        found.campaign = campaign
    return found


def first_unfolded(rows: QuerySet[ScoringTable]) -> ScoringTable | None:
    """The first of them with groups, criteria, bands, conditions and tie-breaks at hand."""
    line_keys = JSONObject(key="key", pk="pk")
    groups = Group.objects.filter(table=OuterRef("pk"))
    criteria = Criterion.objects.filter(group__table=OuterRef("pk"))
    known = shown(rows).annotate(
        group_keys=ArraySubquery(groups.values(row=line_keys)),
        criterion_keys=ArraySubquery(criteria.values(row=line_keys)),
    )
    found = known.first()
    if found:
        unfold(found)
    return found


def unfold(table: Any) -> None:
    """Let the table's relations answer from the rows that came with it."""
    pks = {each["key"]: each["pk"] for each in (*table.group_keys, *table.criterion_keys)}
    groups = [
        group_of(table, position, row, pks)
        for position, row in enumerate(table.group_rows, start=1)
    ]
    by_key = {str(group.key): group for group in groups}
    conditions = [
        made(Condition, row, table=table, group=by_key.get(row["group"]))
        for row in table.condition_rows
    ]
    ties = [
        made(TieBreak, row, table=table, group=by_key.get(row["group"])) for row in table.tie_rows
    ]
    table._prefetched_objects_cache = {
        "groups": groups,
        "conditions": conditions,
        "tie_breaks": ties,
    }


def made(model: type[Model], row: dict[str, Any], **more: Any) -> Any:
    """An object of the words and figures of a row; ``more`` in the place of what it names."""
    facts = {name: value for name, value in row.items() if name not in {*more, *MEASURED}}
    for name in POINTS:
        if facts.get(name) is not None:
            facts[name] = Decimal(facts[name])
    if "key" in facts:
        facts["key"] = UUID(facts["key"])
    return model(**facts, **more)


def group_of(
    table: ScoringTable, position: int, row: dict[str, Any], pks: Mapping[str, int]
) -> Group:
    """A group with its criteria; ``pks``: what the database calls the line with that key."""
    criteria = row["criteria"]
    rest = {name: value for name, value in row.items() if name != "criteria"}
    group = made(Group, rest, pk=pks[row["key"]], table=table, position=position)
    lines = [
        criterion_of(group, place, each, pks[each["key"]])
        for place, each in enumerate(criteria, start=1)
    ]
    group._prefetched_objects_cache = {"criteria": lines}
    return group


def criterion_of(group: Group, position: int, row: dict[str, Any], pk: int) -> Criterion:
    """A criterion with its bands and its indicator."""
    bands, rest = row["bands"], {name: value for name, value in row.items() if name != "bands"}
    indicator = indicator_of(row) if row["indicator"] else None
    criterion = made(Criterion, rest, pk=pk, group=group, position=position, indicator=indicator)
    criterion._prefetched_objects_cache = {
        "bands": [made(Band, each, criterion=criterion) for each in bands]
    }
    return criterion


def indicator_of(row: dict[str, Any]) -> Indicator:
    """As much of the indicator as a table tells of it."""
    return Indicator(
        pk=row["indicator"],
        name=row["indicator_name"],
        unit=row["indicator_unit"],
        better=row["indicator_better"],
    )
