"""What we know of the tables of points, and as what the pure modules take them."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.db.models.functions import Cast, JSONObject

from bloc import queries as bloc_queries
from bloc.models import Bloc
from campaigns import ranking, scoring
from campaigns.models import (
    Band,
    Better,
    Campaign,
    Condition,
    ConditionKind,
    Criterion,
    Group,
    ScoringTable,
    TableComment,
    TableState,
    Tie,
    TieBreak,
)
from campaigns.queries.indicators import live_indicators
from members.models import Account, Board

TIES = {Tie.GROUP: ranking.GROUP, Tie.BONUS: ranking.BONUS, Tie.VOTE: ranking.MARK}


def tables_visible_to(account: Account) -> QuerySet[ScoringTable]:
    """Those of the years that the person may know of, drafts too: the bloc writes in the open."""
    rows = ScoringTable.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc__organiser", "changed_by", "approved_by")


def with_lines(rows: QuerySet[ScoringTable]) -> QuerySet[ScoringTable]:
    """With groups, criteria, bands, indicators, conditions and tie-breaks; five more queries."""
    criteria = Criterion.objects.select_related("indicator").prefetch_related("bands")
    return rows.prefetch_related(
        Prefetch("groups__criteria", criteria.order_by("position")),
        Prefetch("conditions", Condition.objects.select_related("group")),
        Prefetch("tie_breaks", TieBreak.objects.select_related("group")),
    )


def shown(rows: QuerySet[ScoringTable]) -> QuerySet[ScoringTable]:
    """With all lines in the same query, for pages that only show; read them by ``lines_shown``.

    Figures come as words: JSON knows no exact decimals.
    """
    criteria = Criterion.objects.filter(group=OuterRef("pk")).order_by("position")
    groups = Group.objects.filter(table=OuterRef("pk")).order_by("position")
    conditions = Condition.objects.filter(table=OuterRef("pk")).order_by("position")
    ties = TieBreak.objects.filter(table=OuterRef("pk")).order_by("position")
    bands = Band.objects.filter(criterion=OuterRef("pk")).order_by("-bound")
    pairs = ArraySubquery(bands.values(row=JSONObject(bound=said("bound"), points=said("points"))))
    figures = {name: said(name) for name in ("maximum", "minimum", "points_each")}
    words = ("key", "name", "kind", "formula", "filled_by", "evidence", "reference", "note")
    measured = {
        "indicator": "indicator_id",
        "indicator_name": "indicator__name",
        "indicator_unit": "indicator__unit",
        "indicator_better": "indicator__better",
    }
    plain = {name: name for name in words}
    lines = criteria.values(row=JSONObject(**plain, **figures, **measured, bands=pairs))
    of_group = {"key": "key", "name": "name", "is_bonus": "is_bonus", "maximum": said("maximum")}
    asked = {"kind": "kind", "text": "text", "source": "source", "points": said("points")}
    return rows.annotate(
        group_rows=ArraySubquery(
            groups.values(row=JSONObject(**of_group, criteria=ArraySubquery(lines)))
        ),
        condition_rows=ArraySubquery(
            conditions.values(row=JSONObject(**asked, group="group__key"))
        ),
        tie_rows=ArraySubquery(ties.values(row=JSONObject(by="by", group="group__key"))),
    )


def said(name: str) -> Cast:
    """A figure as words."""
    return Cast(name, CharField())


def versions_shown(account: Account, pk: int) -> list[ScoringTable]:
    """All versions of the year to which that table belongs, with lines, the oldest first."""
    rows = tables_visible_to(account).filter(campaign__tables=pk)
    return list(shown(rows).order_by("number"))


def table_in_force(campaign: Campaign) -> ScoringTable | None:
    """The approved version by which the boards are scored, if there is one."""
    rows = with_lines(campaign.tables.filter(state=TableState.APPROVED))
    return rows.select_related("campaign__bloc").first()


def table_shown(campaign: Campaign) -> ScoringTable | None:
    """The version that a reader wants first: the one in force, else the newest."""
    rows = sorted(campaign.tables.all(), key=lambda row: row.number)
    in_force = [row for row in rows if row.state == TableState.APPROVED]
    wanted = in_force or rows
    return wanted[-1] if wanted else None


def open_table(campaign: Campaign) -> ScoringTable | None:
    """The version that is being written, if any."""
    rows = campaign.tables.exclude(state__in=[TableState.APPROVED, TableState.SUPERSEDED])
    return rows.first()


def tables_to_start_from(campaign: Campaign) -> QuerySet[ScoringTable]:
    """What other years of the bloc were scored by, the newest first."""
    rows = ScoringTable.objects.filter(campaign__bloc=campaign.bloc, state=TableState.APPROVED)
    others = rows.exclude(campaign=campaign).select_related("campaign__bloc")
    return others.order_by("-campaign__year")


def comments_on(table: ScoringTable, boards: Iterable[Board]) -> list[TableComment]:
    """What the boards say of it, the oldest first; ``boards`` are those at hand, with names."""
    known = {board.pk: board for board in boards}
    rows = list(table.comments.select_related("board", "commented_by", "answered_by"))
    for row in rows:
        row.board = known.get(row.board_id, row.board)
    strangers = [row.board for row in rows if row.board_id not in known]
    if strangers:
        prefetch_related_objects(strangers, "names")
    return rows


def comments_visible_to(account: Account) -> QuerySet[TableComment]:
    """The comments on the tables that the person may read."""
    rows = TableComment.objects.filter(table__in=tables_visible_to(account).values("pk"))
    return rows.select_related("table__campaign__bloc", "board")


def unanswered(table: ScoringTable) -> int:
    """How many comments nobody has answered."""
    return table.comments.filter(answered_at=None).count()


def indicators_by_name(bloc: Bloc) -> Mapping[str, int]:
    """The catalogue in force: its names in small letters with their keys."""
    return {name.casefold(): pk for pk, name in live_indicators(bloc).values_list("pk", "name")}


def is_due(table: ScoringTable, day: dt.date) -> bool:
    """Whether the last day for comments is over."""
    return table.comments_due_on is None or day > table.comments_due_on


# -- as the pure modules take it -----------------------------------------------------------------
def scale_of(table: ScoringTable) -> scoring.Scale:
    """What the total is made of; groups go by their keys."""
    groups = tuple(
        scoring.GroupRule(row.key, row.maximum, row.is_bonus) for row in table.groups.all()
    )
    return scoring.Scale(groups, table.maximum, table.step, table.bonus_inside, table.cap)


def rule_of(criterion: Criterion) -> scoring.Rule:
    """How the criterion gives points."""
    better = criterion.indicator.better if criterion.indicator else Better.MORE
    return scoring.Rule(
        criterion.kind,
        criterion.maximum,
        criterion.minimum,
        criterion.formula,
        criterion.points_each,
        tuple(scoring.Band(band.bound, band.points) for band in criterion.bands.all()),
        better,
    )


def tie_breaks_of(table: ScoringTable) -> list[ranking.TieBreak]:
    """What decides between boards of the same total; groups by their keys, the vote is a mark."""
    return [
        ranking.TieBreak(TIES[Tie(row.by)], row.group.key if row.group else mark_of(row.by))
        for row in table.tie_breaks.all()
    ]


def mark_of(by: str) -> str | None:
    """The name of the mark that the ranking asks for."""
    return Tie.VOTE.value if by == Tie.VOTE else None


def least_of(table: ScoringTable) -> list[scoring.Least]:
    """The conditions that ask for points; groups by their keys."""
    return [
        scoring.Least(row.points, row.group.key if row.group else None)
        for row in table.conditions.all()
        if row.kind == ConditionKind.LEAST and row.points is not None
    ]
