"""“Why am I fourth?”: one board's whole arithmetic, in words and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from campaigns import ranking as rules
from campaigns import scoring
from campaigns.models import Ranking, ScoringTable, SheetKind, Standing
from campaigns.pages.rankings import rank_words, short_names, titles_of
from campaigns.points import point_words
from campaigns.queries import rankings as queries
from campaigns.queries.scores import criteria_of
from campaigns.queries.tables import scale_of, tie_breaks_of
from campaigns.reasons import reason_words
from campaigns.reckoning import entry_of
from foundation import charts
from members.models import Account

HUNDREDTH = Decimal("0.01")
KINDS = (SheetKind.SELF, SheetKind.CROSS, SheetKind.OFFICIAL)


@dataclass(frozen=True)
class Snapshot:
    """A ranking with all that the page reckons with."""

    ranking: Ranking
    table: ScoringTable
    rows: Sequence[Standing]
    names: Mapping[int, str]

    @property
    def titles(self) -> dict[UUID, str]:
        return titles_of(self.table)

    @property
    def scale(self) -> scoring.Scale:
        return scale_of(self.table)

    @property
    def entries(self) -> list[rules.Entry]:
        return [entry_of(row, row.position) for row in self.rows]

    @property
    def ties(self) -> list[rules.TieBreak]:
        return tie_breaks_of(self.table)


@dataclass(frozen=True)
class GroupRow:
    """A group with its lines; all figures in words, "–" where there is none."""

    title: str
    maximum: str
    given: list[str]  # self, checked, official
    mean: str
    sum: str  # of the lines, where the group gives less than they
    lines: list[dict[str, Any]]


def of_board(ranking: Any, board_id: int, account: Account) -> dict[str, Any] | None:
    """Everything on the page; None where the board is not in the ranking."""
    rows = queries.rows_of(ranking)
    own = next((row for row in rows if row.board_id == board_id), None)
    if own is None:
        return None
    shot = Snapshot(ranking, queries.table_of(ranking), rows, short_names(rows, ranking))
    years = queries.years_of(ranking, board_id)
    groups = groups_of(shot, own)
    return {
        "ranking": ranking,
        "invented": ranking.has_invented,
        "own": own,
        "name": shot.names[board_id],
        "rank": rank_words(own),
        "is_mine": board_id in account.boards_before,
        "reasons": [reason_words(reason, shot.titles) for reason in own.exclusions],
        "why": why(shot, own),
        "what_if": what_if(shot, own),
        "groups": groups,
        "sum": sum_words(shot, own),
        "total": point_words(own.total),
        "beside": beside(shot, own),
        "years": [year_of(row) for row in years],
        "over_time": over_time(years),
        "boards": [(row.board_id, shot.names[row.board_id]) for row in rows],
    }


# -- in words ------------------------------------------------------------------------------------
def why(shot: Snapshot, own: Standing) -> list[str]:
    """Where it stands, where it parts from the board above, with whom it shares its rank."""
    found = rules.standings(shot.entries, shot.scale, shot.ties)
    mine = next(each for each in found if each.board == own.board_id)
    if mine.rank is None:
        return []
    count = sum(row.rank is not None for row in shot.rows)
    facts = {"rank": mine.rank, "count": count, "total": point_words(own.total)}
    said = [_("Rank %(rank)s of %(count)s boards, with %(total)s points.") % facts]
    with_it = [shot.names[row.board_id] for row in shot.rows if row.rank == own.rank and row != own]
    if with_it:
        said.append(
            _("It shares the rank with %(others)s: the totals and all tie-breaks are equal.")
            % {"others": ", ".join(with_it)}
        )
    return [*said, *above(shot, mine)]


def above(shot: Snapshot, mine: rules.Standing) -> list[str]:
    """The first figure in which it differs from the next better board."""
    if mine.above is None:
        return [_("No board stands above it.")]
    parted, other = mine.above, int(str(mine.above.other))
    facts = {
        "other": shot.names[other],
        "rank": next(row.rank for row in shot.rows if row.board_id == other),
        "own": figure(parted.own),
        "others": figure(parted.others),
        "what": what_of(shot, parted.by),
        "less": figure((parted.others or Decimal(0)) - (parted.own or Decimal(0))),
    }
    if parted.by == rules.BY_TOTAL:
        words = _(
            "Above it stands %(other)s (rank %(rank)s) with %(others)s points: %(less)s more."
        )
        return [words % facts]
    words = _(
        "Above it stands %(other)s (rank %(rank)s) with the same total. What decides is "
        "“%(what)s”: %(own)s against %(others)s."
    )
    return [words % facts]


def what_of(shot: Snapshot, by: rules.TieBreak) -> str:
    """A comparison by its name."""
    if by.by == rules.GROUP:
        return shot.titles[by.key]
    return _("points of bonus") if by.by == rules.BONUS else _("vote of the conference")


def figure(value: Decimal | None) -> str:
    """Points in words; a dash for what is not known."""
    return "–" if value is None else point_words(value)


def what_if(shot: Snapshot, own: Standing) -> list[str]:
    """What would have made a better rank, one sentence for each group that can do it."""
    found = rules.what_if(own.board_id, shot.entries, shot.scale, shot.ties)
    words = _("%(points)s points more in “%(group)s” would have made rank %(rank)s.")
    return [
        words
        % {"points": point_words(each.points), "group": shot.titles[each.group], "rank": each.rank}
        for each in found
    ]


def sum_words(shot: Snapshot, own: Standing) -> str:
    """The total as a sum of groups, with its cap where that bites: "600 + 180 = 780"."""
    groups = [Decimal(own.groups.get(str(key), 0)) for key in shot.titles]
    total = sum(groups, Decimal(0))
    said = " + ".join(point_words(points) for points in groups).replace("+ -", "− ")
    said = f"{said} = {point_words(total)}"
    if total == own.total:
        return said
    facts = {"sum": said, "most": point_words(own.total)}
    if total < 0:
        return _("%(sum)s; a total is never below nought") % facts
    return _("%(sum)s; the total ends at %(most)s") % facts


# -- in numbers ----------------------------------------------------------------------------------
def groups_of(shot: Snapshot, own: Standing) -> list[GroupRow]:
    """All groups with their lines and the three figures of each."""
    scale = shot.scale
    by_kind = {kind: group_points(shot, own, kind, scale) for kind in KINDS}
    return [
        GroupRow(
            str(group),
            point_words(group.maximum),
            [figure(by_kind[kind].get(group.key)) for kind in KINDS],
            point_words(mean_of(shot, str(group.key))),
            capped(own, group),
            [line_of(own, each, number) for number, each in enumerate(group.criteria.all(), 1)],
        )
        for group in shot.table.groups.all()
    ]


def group_points(
    shot: Snapshot, own: Standing, kind: str, scale: scoring.Scale
) -> Mapping[UUID, Decimal]:
    """The points of the groups by one kind of sheet; nothing where there was no sheet."""
    given = own.points.get(kind, {})
    if not given:
        return {}
    points: dict[UUID, list[Decimal | None]] = {}
    for each in criteria_of(shot.table):
        value = given.get(str(each.key))
        points.setdefault(each.group.key, []).append(Decimal(value) if value else None)
    return scoring.score_of(scale, points).groups


def capped(own: Standing, group: Any) -> str:
    """What the lines add up to, where the group gives less than they."""
    given = own.points.get(SheetKind.OFFICIAL, {})
    total = sum((Decimal(given.get(str(each.key), 0)) for each in group.criteria.all()), Decimal(0))
    return point_words(total) if total > group.maximum else ""


def line_of(own: Standing, criterion: Any, number: int) -> dict[str, Any]:
    """One criterion: its three figures, and whether they differ."""
    given = [own.points.get(kind, {}).get(str(criterion.key)) for kind in KINDS]
    return {
        "number": number,
        "name": criterion.name,
        "maximum": point_words(criterion.maximum),
        "given": [figure(Decimal(each) if each else None) for each in given],
        "differs": given[0] is not None and given[-1] is not None and given[0] != given[-1],
    }


def mean_of(shot: Snapshot, key: str) -> Decimal:
    """The mean of the ranked boards in a group."""
    points = [Decimal(row.groups.get(key, 0)) for row in shot.rows if row.rank is not None]
    return (sum(points, Decimal(0)) / (len(points) or 1)).quantize(HUNDREDTH)


# -- drawn ---------------------------------------------------------------------------------------
def beside(shot: Snapshot, own: Standing) -> Any:
    """Its groups against the mean of the bloc."""
    pairs = [
        charts.Pair(
            str(group),
            Decimal(own.groups.get(str(group.key), 0)),
            mean_of(shot, str(group.key)),
            group.maximum,
            f"{point_words(Decimal(own.groups.get(str(group.key), 0)))} / "
            f"{point_words(group.maximum)}",
        )
        for group in shot.table.groups.all()
    ]
    names = (shot.names[own.board_id], _("mean of the bloc"))
    return charts.beside(pairs, names, title=_("Points by groups beside the mean of the bloc"))


def year_of(row: Standing) -> dict[str, Any]:
    """A year of the board: its rank, its total and of how many points."""
    return {
        "year": row.ranking.campaign.year,
        "rank": rank_words(row),
        "total": point_words(row.total),
        "maximum": point_words(row.ranking.table.maximum),
    }


def over_time(years: Sequence[Standing]) -> Any:
    """Its totals over the years, in parts of the highest total, since tables change."""
    points = [
        charts.Point(
            str(row.ranking.campaign.year),
            row.total / row.ranking.table.maximum,
            f"{point_words(row.total)}" + ("" if row.rank is None else f" ({rank_words(row)})"),
        )
        for row in years
    ]
    if len(points) < 2:  # noqa: PLR2004 one year is no row of years
        return ""
    return charts.over_time(points, title=_("Totals over the years"), most=Decimal(1))
