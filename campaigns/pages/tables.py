"""The rows of a table's page, made ready: points in words, how each line is scored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from campaigns.carried import packed
from campaigns.faults import Fault, faults_of
from campaigns.layouts import ConditionText, CriterionText, GroupText, Layout, TieText
from campaigns.models import (
    Better,
    ConditionKind,
    CriterionKind,
    Filler,
    Formula,
    Indicator,
    ScoringTable,
    TableState,
    Tie,
)
from campaigns.next_steps.tables import of_table as of_steps
from campaigns.points import point_words
from campaigns.queries import tables as queries
from campaigns.queries.registrations import boards_seated
from campaigns.spreadsheets import Reading
from campaigns.table_changes import changes_between
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.documents.words import roman
from members.models import Account

MOST_EVENTS = 20
Indicators = Mapping[int, Indicator]


@dataclass(frozen=True)
class Row:
    """One criterion as the page shows it."""

    text: CriterionText
    number: int
    maximum: str
    rule: str
    figures: str
    kind: Any
    filled_by: Any
    faults: list[Fault]

    @property
    def is_wrong(self) -> bool:
        """It keeps the table from approval."""
        return any(fault.blocks for fault in self.faults)


@dataclass(frozen=True)
class GroupRows:
    """One group with its criteria; ``title`` with its number."""

    text: GroupText
    title: str
    maximum: str
    sum: str
    rows: list[Row]
    faults: list[Fault]

    @property
    def tone(self) -> str:
        """The colour of its sum: green where it adds up."""
        return "late" if self.faults else "done"


def groups_of(layout: Layout, indicators: Indicators) -> list[GroupRows]:
    """All groups, with what is wrong beside the line."""
    wrong: dict[UUID, list[Fault]] = {}
    for fault in faults_of(layout):
        wrong.setdefault(fault.key, []).append(fault)
    titles = titles_of(layout)
    return [
        GroupRows(
            group,
            titles[group.key],
            point_words(group.maximum),
            point_words(group.sum),
            [
                row_of(each, number, indicators, wrong.get(each.key, []))
                for number, each in enumerate(group.criteria, 1)
            ],
            wrong.get(group.key, []),
        )
        for group in layout.groups
    ]


def titles_of(layout: Layout) -> dict[UUID, str]:
    """The groups with their Roman numbers."""
    return {
        group.key: f"{roman(number)}. {group.name}" for number, group in enumerate(layout.groups, 1)
    }


def row_of(text: CriterionText, number: int, indicators: Indicators, faults: list[Fault]) -> Row:
    """One line in words."""
    indicator = indicators.get(text.indicator) if text.indicator else None
    return Row(
        text,
        number,
        span_of(text),
        rule_words(text, indicator),
        indicator.measured_in if indicator else "",
        CriterionKind(text.kind).label,
        Filler(text.filled_by).label,
        faults,
    )


def span_of(text: CriterionText) -> str:
    """Its highest points; for penalties the lowest as well."""
    if not text.minimum:
        return point_words(text.maximum)
    least = point_words(text.minimum)
    return f"{least} … {point_words(text.maximum)}" if text.maximum else least


def rule_words(text: CriterionText, indicator: Indicator | None) -> str:
    """How points are given, in one sentence; what the bloc wrote itself comes first."""
    facts = {
        "most": point_words(text.maximum),
        "each": "" if text.points_each is None else point_words(text.points_each),
        "least": point_words(text.minimum),
        "bands": band_words(text, indicator),
    }
    return text.note or str(RULES[text.formula or text.kind]()) % facts


def band_words(text: CriterionText, indicator: Indicator | None) -> str:
    """The bands, hardest first."""
    by_rate = text.formula == Formula.RATE_BANDS
    falls = not by_rate and indicator is not None and indicator.better == Better.LESS
    words = _("up to %(bound)s: %(points)s") if falls else _("from %(bound)s: %(points)s")
    unit = " %" if by_rate else f" {indicator.unit}" if indicator else ""
    return "; ".join(
        words % {"bound": point_words(bound) + unit, "points": point_words(given)}
        for bound, given in sorted(text.bands, reverse=not falls)
    )


RULES: dict[str, Callable[[], str]] = {
    Formula.LINEAR: lambda: _("In proportion to the plan; %(most)s where it is reached."),
    Formula.RATE_BANDS: lambda: _("By the rate reached: %(bands)s."),
    Formula.VALUE_BANDS: lambda: _("By the figure: %(bands)s."),
    Formula.LEADER: lambda: _("Half of it at the plan, all of it for the board that leads."),
    CriterionKind.MET: lambda: _("Met: %(most)s; not met: 0."),
    CriterionKind.COUNTED: lambda: _("%(each)s for each, at most %(most)s."),
    CriterionKind.ADJUSTMENT: lambda: _("%(each)s for each, from %(least)s to %(most)s."),
}


def condition_words(each: ConditionText, titles: Mapping[UUID, str]) -> str:
    """A condition as a sentence, with its source."""
    said = each.text
    if each.kind == ConditionKind.LEAST and each.points is not None:
        where = titles[each.group] if each.group else _("the total")
        facts = {"points": point_words(each.points), "where": where}
        said = _("At least %(points)s points in %(where)s") % facts
        said = f"{said}: {each.text}" if each.text else said
    return f"{said} ({each.source})" if each.source else said


def tie_words(tie: TieText, titles: Mapping[UUID, str]) -> str:
    return titles[tie.group] if tie.group else str(Tie(tie.by).label)


def of_layout(layout: Layout, indicators: Indicators) -> dict[str, Any]:
    """What every page of a table shows."""
    titles = titles_of(layout)
    return {
        "groups": groups_of(layout, indicators),
        "totals": {
            "maximum": point_words(layout.maximum),
            "sum": point_words(layout.sum),
            "step": point_words(layout.step),
            "cap": point_words(layout.cap) if layout.cap is not None else "",
            "count": sum(1 for _each in layout.criteria),
        },
        "conditions": [condition_words(each, titles) for each in layout.conditions],
        "tie_breaks": [tie_words(each, titles) for each in layout.tie_breaks],
    }


def of_table(table: ScoringTable, versions: list[ScoringTable], account: Account) -> dict[str, Any]:
    """Everything on the page of a table; the versions came by ``queries.versions_shown``."""
    layout = Layout.shown(table)
    boards = [] if table.state == TableState.DRAFT else boards_seated(table.campaign)
    former = next((each for each in reversed(versions) if each.number < table.number), None)
    return of_layout(layout, indicators_shown(table)) | {
        "faults": grave(layout) if table.is_open else [],
        "comments": queries.comments_on(table, boards),
        "answers": table.is_open and account.has_perm("campaigns.answer_table_comment", table),
        "versions": versions[::-1] if len(versions) > 1 else [],
        "changes": changes_between(Layout.shown(former), layout) if former else [],
        "former": former,
        "steps": of_steps(table, layout, versions, boards, account),
        "events": story(Event.objects.about(table)[:MOST_EVENTS]),
    }


def indicators_shown(table: Any) -> Indicators:
    """The indicators that came with the lines, by their keys."""
    lines = [each for group in table.group_rows for each in group["criteria"]]
    return {
        each["indicator"]: Indicator(
            pk=each["indicator"],
            name=each["indicator_name"],
            unit=each["indicator_unit"],
            better=each["indicator_better"],
        )
        for each in lines
        if each["indicator"]
    }


def of_writing(table: ScoringTable, layout: Layout) -> dict[str, Any]:
    """Everything on the page on which it is written."""
    hints = sum(1 for fault in faults_of(layout) if not fault.blocks)
    more = {"faults": grave(layout), "hints": hints}
    return of_layout(layout, indicators_shown(table)) | more


def grave(layout: Layout) -> list[Fault]:
    """What keeps the table from approval; mere hints stand beside their lines."""
    return [fault for fault in faults_of(layout) if fault.blocks]


def of_approval(table: ScoringTable) -> dict[str, Any]:
    """What the chief wants to know before approving."""
    layout = Layout.shown(table)
    asked = {"faults": grave(layout), "unanswered": queries.unanswered(table)}
    return of_layout(layout, {}) | asked


def conditions_of(layout: Layout) -> list[dict[str, Any]]:
    """The conditions as their form opens on them."""
    return [{**vars(each), "group": str(each.group or "")} for each in layout.conditions]


def with_conditions(layout: Layout, found: list[ConditionText | None]) -> Layout:
    """The table with these conditions; empty rows are none."""
    return replace(layout, conditions=tuple(each for each in found if each))


def of_reading(table: ScoringTable, reading: Reading) -> dict[str, Any]:
    """What the page says of a sheet before it is taken over."""
    new = reading.layout
    return {
        "reading": reading,
        "changes": [] if reading.errors else changes_between(Layout.shown(table), new),
        "faults": [] if reading.errors else grave(new),
        "carried": "" if reading.errors else packed(new.groups, table.pk),
        "counts": (len(new.groups), sum(1 for _each in new.criteria)),
    }
