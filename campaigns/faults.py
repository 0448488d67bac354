"""What does not add up in a table of points, in words: what keeps it from approval, and hints."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from campaigns.layouts import CriterionText, GroupText, Layout
from campaigns.models import BANDED, CriterionKind
from campaigns.points import point_words as points
from foundation.documents.words import roman

NOUGHT = Decimal(0)
TABLE = UUID(int=0)  # stands for the table itself


@dataclass(frozen=True)
class Fault:
    """Something that is not right (điều chưa khớp); ``key``: of the line or the group."""

    text: str
    key: UUID = TABLE
    blocks: bool = True


def faults_of(layout: Layout) -> list[Fault]:
    """All of them, those of the whole first, then by groups and lines."""
    found = [*of_whole(layout)]
    for number, group in enumerate(layout.groups, 1):
        found += of_group(layout, group, roman(number))
        for criterion in group.criteria:
            found += of_criterion(layout, criterion)
    return found


def of_whole(layout: Layout) -> Iterator[Fault]:
    """The groups make the total, and the total can be divided into steps."""
    if not layout.groups:
        yield Fault(_("The table has no groups yet."))
    elif layout.sum != layout.maximum:
        facts = {"sum": points(layout.sum), "maximum": points(layout.maximum)}
        yield Fault(_("The groups add up to %(sum)s, but the table gives %(maximum)s.") % facts)
    for value in (layout.maximum, layout.cap or NOUGHT):
        if value % layout.step:
            facts = {"value": points(value), "step": points(layout.step)}
            yield Fault(_("%(value)s cannot be divided into steps of %(step)s.") % facts)
    for each in layout.conditions:
        group = layout.group(each.group) if each.group else None
        most = group.maximum if group else layout.maximum
        if each.points is not None and each.points > most:
            facts = {"points": points(each.points), "most": points(most)}
            words = _("A condition wants %(points)s points where there are %(most)s at most.")
            yield Fault(words % facts)


def of_group(layout: Layout, group: GroupText, numeral: str) -> Iterator[Fault]:
    """Its lines make its maximum; a group of bonus may hold more than it gives."""
    facts = {
        "numeral": numeral,
        "sum": points(group.sum),
        "maximum": points(group.maximum),
        "step": points(layout.step),
    }
    if not group.criteria:
        yield Fault(_("Group %(numeral)s has no criteria yet.") % facts, group.key)
    elif group.sum < group.maximum or (group.sum > group.maximum and not group.is_bonus):
        words = _("The criteria of group %(numeral)s add up to %(sum)s instead of %(maximum)s.")
        yield Fault(words % facts, group.key)
    if group.maximum % layout.step:
        words = _("The %(maximum)s points of group %(numeral)s are no multiple of %(step)s.")
        yield Fault(words % facts, group.key)


def of_criterion(layout: Layout, criterion: CriterionText) -> Iterator[Fault]:
    """Its bounds lie on the step, its bands give what it promises."""
    facts: dict[str, Any] = {"name": criterion.name, "step": points(layout.step)}
    if criterion.maximum % layout.step or criterion.minimum % layout.step:
        words = _("The points of “%(name)s” are no multiple of %(step)s.")
        yield Fault(words % facts, criterion.key)
    if criterion.formula in BANDED:
        most = max((given for _bound, given in criterion.bands), default=NOUGHT)
        if most != criterion.maximum:
            facts |= {"most": points(most), "maximum": points(criterion.maximum)}
            words = _("The highest band of “%(name)s” gives %(most)s instead of %(maximum)s.")
            yield Fault(words % facts, criterion.key)
    if criterion.kind == CriterionKind.QUANTITATIVE and criterion.indicator is None:
        words = _("No indicator yet: its figures will be typed by hand.")
        yield Fault(words, criterion.key, blocks=False)
