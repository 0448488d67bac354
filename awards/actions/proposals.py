"""The proposals of a year are taken over from its ballots."""

from collections import Counter
from typing import Any

from django.db import transaction

from awards.models import NotProposed, Proposal
from awards.queries.proposals import Result, award_rounds, limits_of, results_of
from awards.queries.situation import situation_of
from awards.regulations import proposals as regulations
from awards.selection import Fate
from campaigns.models import Campaign
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def take_proposals(campaign: Campaign, *, by: Account) -> None:
    """Keep whom the bloc proposes for what, and who is not proposed and why (lập đề nghị).

    Who has passed and is still eligible or excepted, never more than the quota; it stays so.
    Raises ProposalsTakenAlready, NothingVotedOn and BallotNotDeclared.
    """
    lock(campaign)
    rounds = award_rounds(campaign)
    regulations.check_take_proposals(campaign, rounds)
    situation = situation_of(campaign)
    results = results_of(situation, campaign, rounds)
    limits, places = limits_of(situation), Counter[int]()
    for each in results:
        facts = facts_of(each) | {"campaign": campaign, "taken_at": clock.now(), "taken_by": by}
        if each.fate != Fate.PROPOSED:
            NotProposed.objects.create(**facts, reason=each.fate.value)
            continue
        places[each.kind_id] += 1
        place = {"place": places[each.kind_id], "quota": limits[each.kind_id]}
        Proposal.objects.create(**facts, **place, nomination=each.nomination)
    count = places.total()
    record("awards.take_proposals", campaign, by=by, count=count, others=len(results) - count)


def facts_of(result: Result) -> dict[str, Any]:
    """The board, the kind and its votes."""
    return {
        "kind_id": result.kind_id, "board_id": result.board_id, "ballot": result.ballot,
        "agree": result.agree, "needed": result.needed, "members": result.members,
    }  # fmt: skip
