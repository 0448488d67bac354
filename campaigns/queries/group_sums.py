"""What a ranking is reckoned from, and no more: points of the groups, added up by the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from campaigns.models import Campaign, Group, Mark, SheetKind, SheetState, TableState
from campaigns.scoring import GroupRule, Scale, group_points

OF_GROUP = ("key", "maximum", "is_bonus")  # in the order of GroupRule
OF_TABLE = ("table__maximum", "table__step", "table__bonus_inside", "table__cap")  # … of Scale
GroupPoints = dict[UUID, Decimal]


@dataclass(frozen=True)
class Measure:
    """The scale of a year, and the keys of its groups by their rows."""

    scale: Scale
    keys: dict[int, UUID]


def measure_in_force(campaign: Campaign) -> Measure | None:
    """What the total is made of, by the approved table; None without one. One query."""
    rows = Group.objects.filter(table__campaign=campaign, table__state=TableState.APPROVED)
    found = list(rows.order_by("position").values_list("pk", *OF_GROUP, *OF_TABLE))
    if not found:
        return None
    rules = tuple(GroupRule(*row[1 : 1 + len(OF_GROUP)]) for row in found)
    scale = Scale(rules, *found[0][1 + len(OF_GROUP) :])
    return Measure(scale, {pk: key for pk, key, *_rest in found})


def official_sums(campaign: Campaign, measure: Measure) -> dict[int, GroupPoints]:
    """Board's key → group's key → official points, up to the group's maximum. One query.

    Of the sheets that were handed in; the same as ``scores.group_points_of``.
    """
    marks = Mark.objects.filter(
        sheet__scoring__campaign=campaign,
        sheet__kind=SheetKind.OFFICIAL,
        sheet__state=SheetState.GIVEN,
    )
    summed = marks.order_by().values_list("sheet__board", "criterion__group")
    found: dict[int, GroupPoints] = {}
    for board, group, points in summed.annotate(Sum("points")):
        found.setdefault(board, {})[measure.keys[group]] = points
    rules = measure.scale.groups
    return {
        board: {rule.key: group_points([points.get(rule.key)], rule.maximum) for rule in rules}
        for board, points in found.items()
    }


def sums_of_sheets(
    measure: Measure, sheets: Iterable[int]
) -> dict[int, dict[UUID, list[Decimal | None]]]:
    """Sheet's key → group's key → the sum of its points, as ``scoring.score_of`` reads it."""
    marks = Mark.objects.filter(sheet__in=list(sheets), criterion__group__in=measure.keys)
    summed = marks.order_by().values_list("sheet", "criterion__group")
    found: dict[int, dict[UUID, list[Decimal | None]]] = {}
    for sheet, group, points in summed.annotate(Sum("points")):
        found.setdefault(sheet, {})[measure.keys[group]] = [points]
    return found
