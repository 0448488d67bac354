"""What we know of rankings: the snapshots, and what keeps boards out of them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from bloc import queries as bloc_queries
from campaigns.models import (
    Campaign,
    ConditionKind,
    Exclusion,
    Group,
    Ranking,
    ScoringTable,
    Sheet,
    Standing,
)
from campaigns.queries.departures import duties_standing
from campaigns.queries.table_rows import first_unfolded
from campaigns.table_templates import EXCLUSIONS
from members.models import Account, Board

NOTICE = "TB-KTĐ"  # symbol of the notice: “thông báo” of the emulation bloc
SCORES = "BTH-KTĐ"  # symbol of the summary of points: “bảng tổng hợp” of the emulation bloc


def rankings_visible_to(account: Account) -> QuerySet[Ranking]:
    """Those of the years that the person may know of."""
    rows = Ranking.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    known = rows.annotate(has_invented=Exists(invented_sheets(OuterRef("campaign"))))
    return known.select_related(
        "campaign__bloc__organiser",
        "campaign__regime",
        "campaign__scoring",
        "paper",
        "scores_paper",
        "taken_by",
    )


def exclusions_visible_to(account: Account) -> QuerySet[Exclusion]:
    """Those of the years that the person may know of, the lifted ones too."""
    rows = Exclusion.objects.filter(bloc_queries.years_visible_to(account, "campaign__"))
    return rows.select_related("campaign__bloc", "board")


def with_ranking_facts(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With ``exclusion_rows`` in force, ``duty_rows`` of checkers, ``last_number`` of a ranking.

    All in the same query.
    """
    duties = duties_standing().filter(scoring__campaign=OuterRef("pk")).order_by("pk")
    pair = JSONObject(checker="checker_id", board="board_id")
    excluded = Exclusion.objects.filter(campaign=OuterRef("pk"), lifted_at=None)
    facts = JSONObject(pk="pk", board_id="board_id", condition="condition", fact="fact")
    return rows.annotate(
        exclusion_rows=ArraySubquery(excluded.order_by("declared_at").values(row=facts)),
        duty_rows=ArraySubquery(duties.values(row=pair)),
        last_number=Max("rankings__number"),
        has_invented=Exists(invented_sheets(OuterRef("pk"))),
    )


def invented_sheets(campaign: Any) -> QuerySet[Sheet]:
    """The sheets of that year whose points the demo made up."""
    return Sheet.objects.filter(scoring__campaign=campaign, is_invented=True)


def is_invented(ranking: Ranking) -> bool:
    """Whether points, or the whole year, were made up for the demo."""
    return ranking.campaign.is_invented or invented_sheets(ranking.campaign).exists()


def newest_ranking(campaign: Campaign) -> Ranking | None:
    """The ranking that counts: the last snapshot of the year."""
    rows = campaign.rankings.order_by("-number").select_related("campaign__bloc")
    return rows.first()


def rows_of(ranking: Ranking) -> list[Standing]:
    """The boards of a snapshot with their names, the best first, the excluded ones last."""
    rows = ranking.standings.select_related("board").prefetch_related("board__names")
    return list(rows.order_by("position"))


def standings_of(campaign: Campaign) -> list[Standing]:
    """The boards in the ranking that counts; none before one was taken."""
    newest = newest_ranking(campaign)
    return rows_of(newest) if newest else []


def ranked_boards(campaign: Campaign, most: int) -> list[Board]:
    """The boards of the best ranks, the best first; more where the last rank is shared."""
    return [
        row.board for row in standings_of(campaign) if row.rank is not None and row.rank <= most
    ]


def table_of(ranking: Ranking) -> ScoringTable:
    """The version of the table by which it was reckoned, with all lines, in one query."""
    found = first_unfolded(ScoringTable.objects.filter(pk=ranking.table_id))
    assert found, "a ranking keeps its table"
    found.campaign = ranking.campaign
    return found


def headings_of(ranking: Ranking) -> ScoringTable:
    """The same with its groups alone: what a ranking has as columns."""
    rows = Group.objects.filter(table=ranking.table_id).order_by("position")
    groups = list(rows.select_related("table"))
    found: Any = groups[0].table
    found.campaign = ranking.campaign
    found._prefetched_objects_cache = {"groups": groups}
    return found


def snapshots_of(campaign: Campaign) -> list[Ranking]:
    """All rankings of the year, the newest first."""
    return list(campaign.rankings.order_by("-number").select_related("taken_by"))


def years_of(ranking: Ranking, board_id: int) -> list[Standing]:
    """The board in the last ranking of every year of the bloc up to this one, the oldest first."""
    rows = Standing.objects.filter(
        board=board_id,
        ranking__campaign__bloc=ranking.campaign.bloc_id,
        ranking__campaign__year__lte=ranking.campaign.year,
    )
    newest = rows.order_by("ranking__campaign__year", "-ranking__number").distinct(
        "ranking__campaign__year"
    )
    return list(newest.select_related("ranking__campaign", "ranking__table"))


def exclusions_in_force(campaign: Campaign) -> list[Exclusion]:
    """The exclusions that were declared and not lifted."""
    return list(campaign.exclusions.filter(lifted_at=None).order_by("declared_at"))


def exclusions_shown(campaign: Any) -> list[Exclusion]:
    """The same of a year that came with its ``exclusion_rows``."""
    return [Exclusion(campaign=campaign, **row) for row in campaign.exclusion_rows]


def conditions_of(table: ScoringTable | None) -> list[str]:
    """What keeps a board unranked by the year's table, or by custom where it says nothing.

    Source of the custom: domain reference, §2.4.
    """
    rows = table.conditions.all() if table else []
    named = [row.text for row in rows if row.kind == ConditionKind.EXCLUSION]
    return named or list(EXCLUSIONS)
