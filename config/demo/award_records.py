"""What the demo leaves of the awards: law, quotas, eligibility with reasons, proposals, terms."""

import datetime as dt
from typing import Any

from awards.models import FilingTerm
from awards.models.proposal import NotProposed
from awards.queries.proposals import proposals_of
from awards.queries.situation import Situation, situation_of
from campaigns.models import Campaign

STATE = "đề nghị, chưa phải quyết định khen thưởng"


def awards_in_figures(campaign: Campaign) -> dict[str, Any] | None:
    """Nothing where the ranking was not taken or no quota is known."""
    situation = situation_of(campaign)
    if not situation.quotas or not situation.standings:
        return None
    rows = proposals_of(campaign)
    kinds = [each.kind for each in situation.kinds]
    return {
        "regime": kinds[0].regime.code,
        "quotas": {
            kind.code: {"count": row["count"], "document": row["document_number"]}
            for kind in kinds
            if (row := situation.quotas.get(kind.pk))
        },
        "eligibility": eligibility_of(situation),
        "proposals": [in_figures(each) for each in rows if not isinstance(each, NotProposed)],
        "not_proposed": [
            in_figures(each) | {"reason": each.reason}
            for each in rows
            if isinstance(each, NotProposed)
        ],
        "state": STATE,
        "terms": terms_of(campaign, kinds),
    }


def eligibility_of(situation: Situation) -> list[dict[str, Any]]:
    """Every board towards every kind: the verdict, and the criteria that are not met or open."""
    return [
        {
            "board": each.board.code,
            "rank": each.rank,
            "kind": kind.kind.code,
            "place": situation.places[each.board_id, kind.kind.pk].value,
            "verdict": situation.judgements[each.board_id, kind.kind.pk].verdict.value,
            "unmet": unmet(situation, each.board_id, kind),
        }
        for each in situation.standings
        for kind in situation.kinds
    ]


def unmet(situation: Situation, board: int, kind: Any) -> list[str]:
    """The criteria that stand in the way."""
    texts = {row.criterion_id: row.criterion.text for row in kind.criteria}
    return [texts[each.rule.key] for each in situation.judgements[board, kind.kind.pk].failed]


def in_figures(row: Any) -> dict[str, Any]:
    """A board with its votes, of all members."""
    return {
        "board": row.board.code, "kind": row.kind.code, "votes": row.agree,
        "needed": row.needed, "members": row.members, "ballot": row.ballot.title,
    }  # fmt: skip


def terms_of(campaign: Campaign, kinds: list[Any]) -> list[dict[str, Any]]:
    """By when boards and bloc hand in, as the law says it."""
    rows = FilingTerm.objects.filter(kind__in=kinds).select_related("kind")
    return [
        {
            "kind": each.kind.code,
            "step": each.step,
            "by": dt.date(campaign.year + 1, each.month, each.day) if each.day else None,
            "days": each.days,
            "working_days": each.are_working_days,
            "source": each.source,
        }
        for each in rows
    ]
