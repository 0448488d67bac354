"""What one table says otherwise than another: for new versions and for sheets to be imported."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.layouts import CriterionText, GroupText, Layout
from campaigns.points import point_words
from foundation.documents.words import roman

NEW, GONE, CHANGED = "new", "gone", "changed"
# what a score that was given already rests on
WEIGHTY = (
    "maximum", "minimum", "kind", "formula", "points_each", "bands", "indicator",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One line that comes, goes or changes (điểm sửa đổi).

    ``touches_scores``: points that were given for it are to be looked at again.
    """

    kind: str
    name: str
    detail: str = ""
    touches_scores: bool = False


def changes_between(before: Layout, after: Layout) -> list[Change]:
    """All of them: the whole first, then groups and lines in the order of the new table."""
    return [*of_whole(before, after), *of_groups(before, after), *of_criteria(before, after)]


def of_whole(before: Layout, after: Layout) -> Iterator[Change]:
    """Total, step, bonus, conditions, tie-breaks."""
    if before.maximum != after.maximum:
        yield Change(
            CHANGED, _("Highest total"), moved(before.maximum, after.maximum), touches_scores=True
        )
    if before.step != after.step:
        yield Change(
            CHANGED, _("Step of points"), moved(before.step, after.step), touches_scores=True
        )
    if (before.bonus_inside, before.cap) != (after.bonus_inside, after.cap):
        yield Change(CHANGED, _("How bonus counts"), touches_scores=True)
    if before.conditions != after.conditions:
        yield Change(CHANGED, _("Conditions"))
    if before.tie_breaks != after.tie_breaks:
        yield Change(CHANGED, _("Tie-breaks"))


def of_groups(before: Layout, after: Layout) -> Iterator[Change]:
    """Groups that come, go, are renamed or give another maximum."""
    former = {group.key: group for group in before.groups}
    for number, group in enumerate(after.groups, 1):
        was, name = former.pop(group.key, None), f"{roman(number)}. {group.name}"
        if was is None:
            yield Change(NEW, name, point_words(group.maximum))
        elif (was.name, was.maximum, was.is_bonus) != (group.name, group.maximum, group.is_bonus):
            yield Change(CHANGED, name, group_detail(was, group), was.maximum != group.maximum)
    for was in former.values():
        yield Change(GONE, was.name, touches_scores=True)


def group_detail(was: GroupText, now: GroupText) -> str:
    """The former name, and the maxima."""
    told = [_("was: %(name)s") % {"name": was.name}] if was.name != now.name else []
    if was.maximum != now.maximum:
        told.append(moved(was.maximum, now.maximum))
    return "; ".join(told)


def of_criteria(before: Layout, after: Layout) -> Iterator[Change]:
    """Lines that come, go, or are scored otherwise; those that only moved stay untold."""
    former = {criterion.key: criterion for criterion in before.criteria}
    for criterion in after.criteria:
        was = former.pop(criterion.key, None)
        if was is None:
            yield Change(NEW, criterion.name, point_words(criterion.maximum))
        elif was != criterion:
            heavy = any(getattr(was, name) != getattr(criterion, name) for name in WEIGHTY)
            yield Change(CHANGED, criterion.name, criterion_detail(was, criterion), heavy)
    for was in former.values():
        yield Change(GONE, was.name, point_words(was.maximum), touches_scores=True)


def criterion_detail(was: CriterionText, now: CriterionText) -> str:
    """The former name, the maxima, and whether the way of scoring has changed."""
    told = [_("was: %(name)s") % {"name": was.name}] if was.name != now.name else []
    if was.maximum != now.maximum:
        told.append(moved(was.maximum, now.maximum))
    rest = set(WEIGHTY) - {"maximum"}
    if any(getattr(was, name) != getattr(now, name) for name in rest):
        told.append(_("scored in another way"))
    return "; ".join(told)


def moved(was: Any, now: Any) -> str:
    """From one figure to another."""
    return f"{point_words(was)} → {point_words(now)}"
