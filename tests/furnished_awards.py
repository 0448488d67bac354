"""Quotas, attestations, exceptions and nominations of the year that is ranked."""

from types import SimpleNamespace
from typing import Any

import awards.actions
from awards.eligibility import Verdict
from awards.models import Nomination, NotProposed, Proposal
from awards.queries.dossiers import items_of
from awards.queries.law import kinds_to_propose
from awards.queries.situation import situation_of
from campaigns.models import BoardYear, Campaign
from campaigns.pieces import Piece
from conferences.models import ConferenceBallot
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


def proposals(site: SimpleNamespace, campaign: Campaign) -> None:
    """Every board is proposed for the merit; one paper of a dossier was brought, and again."""
    ballot = ConferenceBallot.objects.order_by("pk")[0]
    members = len(site.boards)
    kept = {
        "campaign": campaign, "ballot": ballot, "agree": members, "needed": 1, "members": members,
        "taken_by": site.people["secretary"],
    }  # fmt: skip
    listed = Nomination.objects.filter(campaign=campaign).select_related("kind", "board")
    for each in listed.filter(kind=site.flag):
        NotProposed.objects.create(kind=each.kind, board=each.board, reason="beyond", **kept)
    for place, each in enumerate(listed.exclude(kind=site.flag), 1):
        Proposal.objects.create(
            kind=each.kind, board=each.board, nomination=each, place=place, quota=members, **kept
        )
    site.proposal = Proposal.objects.get(campaign=campaign, board=site.board)
    site.paper = items_of(site.proposal)[1]
    for content in (b"first", b"second"):
        piece = Piece("Báo cáo thành tích", content, "application/pdf", "bao-cao.pdf")
        awards.actions.add_dossier_part(site.proposal, site.paper, piece, by=site.people["leader"])


def open_for(campaign: Campaign, board: Any) -> dict[int, bool]:
    """Everything that somebody has to vouch for, as met."""
    judgements = situation_of(campaign).judgements
    return {
        finding.rule.key: True
        for (pk, _kind), found in judgements.items()
        for finding in found.findings
        if pk == board.pk and finding.verdict == Verdict.OPEN
    }
