"""The quotas of a year and the list of the ballot, for everybody in the bloc."""

import datetime as dt
from itertools import groupby
from typing import Any

from awards.models import AwardKind, Nomination
from awards.queries.law import kinds_to_propose
from awards.queries.nominations import ballots_in_force, passed_in, whole_list
from campaigns.models import Campaign
from members.models import Account


def of_year(campaign: Campaign, account: Account) -> dict[str, Any]:
    """What was given, and who is nominated for what; the campaign knows its ``quota_rows``."""
    kinds = list(kinds_to_propose(campaign))
    rows = whole_list(campaign)
    return {
        "quotas": quotas_of(campaign, kinds),
        "lists": lists_of(campaign, rows),
        "puts_to_vote": account.has_perm("awards.put_to_vote", campaign),
        "made": made(rows),
        "regime": kinds[0].regime if kinds else None,
        "gives_quota": account.has_perm("awards.give_quota", campaign),
        "sees_simulator": account.has_perm("awards.view_simulator", campaign),
    }


def lists_of(campaign: Campaign, rows: list[Nomination]) -> list[dict[str, Any]]:
    """By kind: the boards, the ballot on them, and whom it has proposed."""
    found: dict[int, Any] = {each.kind_id: each for each in ballots_in_force(campaign)}
    lists = []
    for kind, each in groupby(rows, key=lambda row: row.kind):
        ballot = found.get(kind.pk)
        passed = passed_in(ballot) if ballot else set()
        boards = [(row, row.board_id in passed) for row in each]
        lists.append({"kind": kind, "rows": boards, "ballot": ballot and ballot.ballot})
    return lists


def quotas_of(campaign: Any, kinds: list[AwardKind]) -> list[dict[str, Any]]:
    """Every kind that the bloc proposes, with its quota where there is one."""
    given = {row["kind"]: row for row in campaign.quota_rows}
    return [said(given.get(kind.pk)) | {"kind": kind} for kind in kinds]


def said(quota: dict[str, Any] | None) -> dict[str, Any]:
    """A quota as it came out of the database, its day as a day."""
    if quota is None:
        return {"count": None}
    return quota | {"document_on": dt.date.fromisoformat(quota["document_on"])}


def made(rows: list[Nomination]) -> Nomination | None:
    """The row that tells when the list was last made, and by whom."""
    return max(rows, key=lambda row: row.made_at, default=None)
