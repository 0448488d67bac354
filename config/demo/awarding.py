"""Quotas, nominations and proposals as the demo plays them; grounds and papers are invented.

Quotas are the case's, else those of a usual year. Who stands on the list follows from the
ranking, and who is proposed from the ballots, by the rules alone; the papers named here do not
exist and say so.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import awards.actions
from awards.eligibility import Verdict
from awards.models import AwardKind
from awards.queries.law import kinds_to_propose
from awards.queries.nominations import list_for_ballot
from awards.queries.proposals import are_taken
from awards.queries.situation import Situation, situation_of
from campaigns.models import BoardYear, Campaign
from campaigns.queries.rankings import newest_ranking
from config.demo.play import on
from members.models import Account

DAY = dt.timedelta(days=1)
CODES = {"MINISTRY_FLAG": "flag", "MINISTER_MERIT_COLLECTIVE": "merit"}  # of the case, of the law
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
        counts = quotas_of(emulation)
        for kind in kinds_to_propose(campaign):
            if kind.code in counts:
                awards.actions.give_quota(
                    campaign, kind=kind, count=counts[kind.code], document_number=DOCUMENT,
                    document_on=eve, by=secretary,
                )  # fmt: skip
        situation = situation_of(campaign)
        for each in situation.standings:
            attest(emulation, BoardYear(campaign, each.board), situation)
        if can_nominate(situation_of(campaign)):
            awards.actions.nominate_boards(campaign, by=secretary)


def quotas_of(emulation: Any) -> dict[str, int]:
    """What the case says, by the law's code; where it says nothing, the usual numbers."""
    said = {CODES[kind]: count for kind, count in emulation.quotas.items() if kind in CODES}
    return USUAL | said


def listed_kind(campaign: Campaign, code: str, wanted: Sequence[str]) -> AwardKind | None:
    """The kind of the case as the law knows it, if its list names all whom the case proposes."""
    kind = kinds_to_propose(campaign).filter(code=CODES.get(code, "")).first()
    if kind is None or not wanted:
        return None
    listed = {each.board.code for each in list_for_ballot(campaign, kind)}
    return kind if listed.issuperset(wanted) else None


def propose(campaign: Campaign, *, by: Account) -> None:
    """Take over what the ballots have decided; once."""
    if campaign.award_ballots.exists() and not are_taken(campaign):
        awards.actions.take_proposals(campaign, by=by)


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
