"""Whom the bloc proposes for what, with the votes; who is not proposed, and why."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from awards.models import AwardKind
from awards.models.proposal import REASONS
from awards.queries.proposals import (
    award_rounds,
    limits_of,
    proposals_of,
    results_of,
)
from awards.queries.situation import situation_of
from awards.regulations.proposals import check_ballots
from awards.selection import Fate
from campaigns.models import Campaign
from campaigns.points import point_words
from foundation.refusals import Refusal
from members.models import Account

WORDS = dict(REASONS)


def of_year(campaign: Any, account: Account) -> dict[str, Any]:
    """As it was taken over; before that, as it would be, for who takes it over."""
    if campaign.has_proposals:
        rows = proposals_of(campaign)
        found = [stored(each) for each in sorted(rows, key=lambda row: row.kind.position)]
        taken = {"taken_at": rows[0].taken_at, "taken_by": rows[0].taken_by}
        return {"lists": by_kind(found), "taken": taken}
    if not account.has_perm("awards.take_proposals", campaign):
        return {"lists": [], "taken": None}
    return coming(campaign)


def coming(campaign: Campaign) -> dict[str, Any]:
    """What would be taken over now, or why not yet."""
    rounds = award_rounds(campaign)
    try:
        check_ballots(rounds)
    except Refusal as refusal:
        return {"lists": [], "taken": None, "not_yet": str(refusal)}
    situation = situation_of(campaign, are_named=False)
    kinds = {each.kind.pk: each.kind for each in situation.kinds}
    limits = limits_of(situation)
    found = [
        voted(each, kinds[each.kind_id], each.name, each.fate, each.nomination)
        | {"quota": limits[each.kind_id]}
        for each in results_of(situation, campaign, rounds)
    ]
    return {"lists": by_kind(found), "taken": None, "may_take": True}


def stored(row: Any) -> dict[str, Any]:
    """A row as it was kept."""
    fate = Fate(getattr(row, "reason", Fate.PROPOSED))
    nomination = getattr(row, "nomination", None)
    told = voted(row, row.kind, row.board.short_name, fate, nomination)
    return told | {"quota": getattr(row, "quota", None)}


def voted(row: Any, kind: AwardKind, name: str, fate: Fate, nomination: Any) -> dict[str, Any]:
    """A board with its votes, of all members, and why it is not proposed."""
    share = Decimal(100 * row.agree) / row.members if row.members else Decimal()
    return {
        "kind": kind, "name": name, "ballot": row.ballot, "nomination": nomination,
        "agree": row.agree, "members": row.members, "needed": row.needed,
        "percent": point_words(share.quantize(Decimal("0.01"))),
        "is_proposed": fate == Fate.PROPOSED, "reason": WORDS.get(fate.value, ""),
    }  # fmt: skip


def by_kind(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of each kind, who is proposed before the others."""
    lists = []
    for kind, group in groupby(rows, key=lambda row: row["kind"]):
        found = sorted(group, key=lambda row: not row["is_proposed"])
        count = sum(row["is_proposed"] for row in found)
        lists.append({"kind": kind, "rows": found, "count": count, "quota": found[0]["quota"]})
    return lists
