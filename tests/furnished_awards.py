"""Quotas, attestations, exceptions and nominations of the year that is ranked."""

from types import SimpleNamespace
from typing import Any

import awards.actions
from awards.eligibility import Verdict
from awards.queries.law import kinds_to_propose
from awards.queries.situation import situation_of
from campaigns.models import BoardYear, Campaign
from foundation import clock


def nominations(site: SimpleNamespace, campaign: Campaign) -> None:
    """As many merits as boards; the last one, which is not ranked, stands there by exception."""
    secretary, chief, deputy = (site.people[part] for part in ("secretary", "chief", "deputy"))
    kinds = {kind.code: kind for kind in kinds_to_propose(campaign)}
    for code, count in (("flag", 1), ("merit", len(site.boards))):
        awards.actions.give_quota(
            campaign, kind=kinds[code], count=count, document_number="1234/BKHĐT-TCCB",
            document_on=clock.today(), by=secretary,
        )  # fmt: skip
    for each in site.boards:
        answers = open_for(campaign, each)
        awards.actions.attest_criteria(
            BoardYear(campaign, each), answers=answers, grounds="Báo cáo tổng kết của đơn vị",
            by=deputy if each == site.chief else secretary,
        )  # fmt: skip
    site.waiver = awards.actions.grant_waiver(
        BoardYear(campaign, site.board), kind=kinds["merit"], reason="Đã hết thời hạn kỷ luật",
        by=chief,
    )  # fmt: skip
    awards.actions.nominate_boards(campaign, by=secretary)
    site.flag = kinds["flag"]


def open_for(campaign: Campaign, board: Any) -> dict[int, bool]:
    """Everything that somebody has to vouch for, as met."""
    judgements = situation_of(campaign).judgements
    return {
        finding.rule.key: True
        for (pk, _kind), found in judgements.items()
        for finding in found.findings
        if pk == board.pk and finding.verdict == Verdict.OPEN
    }
