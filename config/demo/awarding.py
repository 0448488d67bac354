"""Quotas and nominations as the demo plays them: numbers of the usual year, grounds invented.

Who stands on the list follows from the ranking by the rules alone; the papers named here do not
exist and say so.
"""

import datetime as dt
from typing import Any

import awards.actions
from awards.eligibility import Verdict
from awards.queries.law import kinds_to_propose
from awards.queries.situation import Situation, situation_of
from campaigns.models import BoardYear
from campaigns.queries.rankings import newest_ranking
from config.demo.play import on

DAY = dt.timedelta(days=1)
USUAL = {"flag": 2, "merit": 3}  # of 11 boards (domain reference, §9)
DOCUMENT = "Văn bản ví dụ, không có thật"
GROUNDS = "Xác nhận ví dụ của bản chạy thử, không có thật"


def nominate(emulation: Any) -> None:
    """On the eve of the conference, if that day has come and the ranking was taken; once."""
    eve, campaign = emulation.held_on - DAY, emulation.campaign
    ranking = newest_ranking(campaign)
    if not emulation.happens(eve) or ranking is None or campaign.quotas.exists():
        return
    with on(eve):
        secretary = emulation.year.secretary(emulation.number)
        for kind in kinds_to_propose(campaign):
            if kind.code in USUAL:
                awards.actions.give_quota(
                    campaign, kind=kind, count=USUAL[kind.code], document_number=DOCUMENT,
                    document_on=eve, by=secretary,
                )  # fmt: skip
        situation = situation_of(campaign)
        for each in situation.standings:
            attest(emulation, BoardYear(campaign, each.board), situation)
        if can_nominate(situation_of(campaign)):
            awards.actions.nominate_boards(campaign, by=secretary)


def attest(emulation: Any, part: BoardYear, situation: Situation) -> None:
    """Everything that we have no data for is met."""
    answers = {
        finding.rule.key: True
        for (board, _kind), found in situation.judgements.items()
        for finding in found.findings
        if board == part.board_id and finding.verdict == Verdict.OPEN
    }
    if answers:
        by = emulation.decider(part.board)
        awards.actions.attest_criteria(part, answers=answers, grounds=GROUNDS, by=by)


def can_nominate(situation: Situation) -> bool:
    """Whether anybody is put forward at all."""
    return any(situation.nominated(each.kind.pk) for each in situation.kinds)
