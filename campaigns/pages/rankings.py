"""The rows of a ranking's page, made ready: of a snapshot, or as it would be now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from campaigns.models import BoardYear, Campaign, Exclusion, Ranking, ScoringTable, Standing
from campaigns.next_steps.rankings import of_provisional as steps_before
from campaigns.next_steps.rankings import of_ranking as steps_after
from campaigns.points import point_words
from campaigns.queries import rankings as queries
from campaigns.reasons import reason_words
from campaigns.reckoning import Reckoning, reckoning_of
from foundation import charts, clock
from members.models import Account


@dataclass(frozen=True)
class Row:
    """One board as the table shows it; ``rank`` in words, empty where it has none."""

    board_id: int
    name: str
    full_name: str
    rank: str
    groups: list[str]
    total: str
    late_days: int
    reasons: list[str]
    is_mine: bool


def titles_of(table: ScoringTable) -> dict[UUID, str]:
    """The groups with their numbers, by their keys."""
    return {group.key: str(group) for group in table.groups.all()}


def rank_words(standing: Standing) -> str:
    """ "4", or "4=" where it is shared."""
    if standing.rank is None:
        return ""
    return f"{standing.rank}=" if standing.is_shared else str(standing.rank)


def short_names(standings: Sequence[Standing], ranking: Ranking | None) -> dict[int, str]:
    """Board's key → its short name on the day of the ranking."""
    day = clock.day_of(ranking.taken_at) if ranking else clock.today()
    return {row.board_id: row.board.short_name_on(day) for row in standings}


def rows_of(
    table: ScoringTable,
    standings: Sequence[Standing],
    names: Mapping[int, str],
    account: Account | None = None,
) -> list[Row]:
    """All boards, in the order of the standings."""
    titles = titles_of(table)
    mine = account.boards_before if account else ()
    return [
        Row(
            row.board_id,
            names[row.board_id],
            row.name,
            rank_words(row),
            [point_words(Decimal(row.groups.get(str(key), 0))) for key in titles],
            point_words(row.total),
            row.late_days,
            [reason_words(reason, titles) for reason in row.exclusions],
            row.board_id in mine,
        )
        for row in standings
    ]


def bars(table: ScoringTable, standings: Sequence[Standing], names: Mapping[int, str]) -> Any:
    """The ranked boards as bars of their groups; nothing where nobody is ranked."""
    titles = titles_of(table)
    ranked = [row for row in standings if row.rank is not None]
    drawn = [
        charts.Bar(
            f"{rank_words(row)}. {names[row.board_id]}",
            [Decimal(row.groups.get(str(key), 0)) for key in titles],
            point_words(row.total),
        )
        for row in ranked
    ]
    if not drawn:
        return ""
    title = _("Points by groups, the best board first")
    return charts.stacked(drawn, list(titles.values()), title=title, most=table.maximum)


def around(
    table: ScoringTable,
    standings: Sequence[Standing],
    names: Mapping[int, str],
    account: Account | None = None,
) -> dict[str, Any]:
    """What every page with a ranking shows."""
    rows = rows_of(table, standings, names, account)
    return {
        "table": table,
        "groups": list(table.groups.all()),
        "ranked": [row for row in rows if row.rank],
        "excluded": [row for row in rows if not row.rank],
        "chart": bars(table, standings, names),
    }


def of_ranking(ranking: Any, account: Account) -> dict[str, Any]:
    """Everything on the page of a snapshot."""
    standings, table = queries.rows_of(ranking), queries.headings_of(ranking)
    snapshots = queries.snapshots_of(ranking.campaign)
    newest = snapshots[0]
    return around(table, standings, short_names(standings, ranking), account) | {
        "ranking": ranking,
        "invented": ranking.has_invented,
        "newest": newest if newest != ranking else None,
        "snapshots": snapshots if len(snapshots) > 1 else [],
        "steps": steps_after(ranking.campaign, account) if newest == ranking else [],
    }


def unsaved(reckoning: Reckoning) -> list[Standing]:
    """The standings as a snapshot would hold them, with their boards."""
    found = []
    for number, place in enumerate(reckoning.places, 1):
        standing = Standing(**place.as_row(number))
        standing.board = place.board
        found.append(standing)
    return found


def of_taking(campaign: Campaign) -> dict[str, Any]:
    """What the chief would freeze; nothing before there are scores."""
    reckoning = reckoning_of(campaign, queries.exclusions_shown(campaign))
    if reckoning is None:
        return {}
    standings = unsaved(reckoning)
    return around(reckoning.table, standings, short_names(standings, None))


def of_provisional(campaign: Any, account: Account) -> dict[str, Any] | None:
    """Everything on the page before the ranking is taken; None before scoring is begun."""
    reckoning = reckoning_of(campaign, queries.exclusions_shown(campaign))
    if reckoning is None:
        return None
    standings = unsaved(reckoning)
    names = short_names(standings, None)
    return around(reckoning.table, standings, names, account) | {
        "invented": campaign.has_invented,
        "steps": steps_before(campaign, reckoning.scoring_row, account),
        "declared": [
            declared_row(each, names, account)
            for each in reckoning.declared
            if each.board_id in names
        ],
        "may_exclude": [
            (row.board_id, names[row.board_id])
            for row in standings
            if may_exclude(account, BoardYear(campaign, row.board))
        ],
        "sees_fairness": account.has_perm("campaigns.view_fairness", campaign),
    }


def may_exclude(account: Account, part: Any) -> bool:
    return account.has_perm("campaigns.declare_exclusion", part)


def declared_row(
    exclusion: Exclusion, names: Mapping[int, str], account: Account
) -> dict[str, Any]:
    """One exclusion, and whether this person may lift it."""
    return {
        "exclusion": exclusion,
        "name": names[exclusion.board_id],
        "may_lift": account.has_perm("campaigns.lift_exclusion", exclusion),
    }
