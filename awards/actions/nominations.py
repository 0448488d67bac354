"""Quotas are entered, criteria attested, exceptions granted, boards nominated for the ballot."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

import conferences.actions
from awards.models import (
    Attestation,
    AwardBallot,
    AwardKind,
    Council,
    Nomination,
    NominationState,
    Quota,
    Waiver,
)
from awards.queries.nominations import list_for_ballot
from awards.queries.situation import Situation, situation_of
from awards.regulations import nominations as regulations
from awards.selection import Place
from campaigns.models import BoardYear, Campaign
from conferences.actions.ballots import Stands
from conferences.models import Conference, Purpose, VoteKind
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def give_quota(  # noqa: PLR0913 what the ministry's document says
    campaign: Campaign,
    *,
    kind: AwardKind,
    count: int,
    document_number: str,
    document_on: dt.date,
    by: Account,
) -> Quota:
    """Enter how many of a kind the bloc may propose, or another number (giao chỉ tiêu).

    Raises KindNotOfYear, DocumentMissing, DocumentInFuture and PutToVoteAlready.
    """
    lock(campaign)
    regulations.check_give_quota(campaign, kind, document_number, document_on)
    facts = {
        "count": count, "document_number": document_number.strip(), "document_on": document_on,
        "entered_at": clock.now(), "entered_by": by,
    }  # fmt: skip
    quota, _is_new = Quota.objects.update_or_create(campaign=campaign, kind=kind, defaults=facts)
    told = {"kind": kind.name, "count": count, "document": quota.document_number}
    record("awards.give_quota", campaign, by=by, **told)
    return quota


@transaction.atomic
def attest_criteria(
    part: BoardYear, *, answers: Mapping[int, bool], grounds: str, by: Account
) -> None:
    """Vouch that a board meets criteria, or does not (xác nhận tiêu chuẩn).

    ``answers``: the criterion's key → whether it is met. Raises RankingNotTaken, BoardNotRanked,
    CriterionNotAsked, NothingAttested and GroundsMissing.
    """
    lock(part.campaign)
    regulations.check_attest_criteria(part, situation_of(part.campaign), answers, grounds)
    for criterion, is_met in answers.items():
        Attestation.objects.update_or_create(
            campaign=part.campaign,
            board=part.board,
            criterion_id=criterion,
            defaults={
                "is_met": is_met, "grounds": grounds.strip(),
                "attested_at": clock.now(), "attested_by": by,
            },
        )  # fmt: skip
    told = {"board": part.board.short_name, "count": len(answers), "grounds": grounds.strip()}
    record("awards.attest_criteria", part.campaign, by=by, **told)


@transaction.atomic
def grant_waiver(part: BoardYear, *, kind: AwardKind, reason: str, by: Account) -> Waiver:
    """Let a board be nominated although it does not meet every criterion (cho ngoại lệ).

    Raises RankingNotTaken, BoardNotRanked, KindNotOfYear, WaivedAlready, WaiverNotNeeded and
    WaiverReasonMissing.
    """
    lock(part.campaign)
    regulations.check_grant_waiver(part, situation_of(part.campaign), kind, reason)
    waiver = Waiver.objects.create(
        campaign=part.campaign, board=part.board, kind=kind, reason=reason.strip(), granted_by=by
    )
    told = {"board": part.board.short_name, "kind": kind.name, "reason": waiver.reason}
    record("awards.grant_waiver", part.campaign, by=by, **told)
    return waiver


@transaction.atomic
def revoke_waiver(waiver: Waiver, *, by: Account) -> None:
    """Take an exception back (rút ngoại lệ). Raises RevokedAlready."""
    lock(waiver)
    regulations.check_revoke_waiver(waiver)
    waiver.revoked_at, waiver.revoked_by = clock.now(), by
    waiver.save(update_fields=["revoked_at", "revoked_by"])
    told = {"board": waiver.board.short_name, "kind": waiver.kind.name}
    record("awards.revoke_waiver", waiver.campaign, by=by, **told)


@transaction.atomic
def nominate_boards(campaign: Campaign, *, by: Account) -> None:
    """Make the list that the conference votes on, or make it anew (lập danh sách giới thiệu).

    Whom ranking, criteria and quotas no longer put forward is dropped. Raises RankingNotTaken,
    PutToVoteAlready, QuotasMissing and NobodyToNominate.
    """
    lock(campaign)
    situation = situation_of(campaign)
    regulations.check_nominate_boards(campaign, situation)
    rows = [row for kind in situation.kinds for row in listed(situation, kind.kind.pk)]
    pairs = {(row["kind_id"], row["board_id"]) for row in rows}
    for nomination in Nomination.objects.filter(campaign=campaign).select_for_update():
        gone = (nomination.kind_id, nomination.board_id) not in pairs
        if gone and nomination.state == NominationState.NOMINATED:
            nomination.move(NominationState.DROPPED)
            nomination.save(update_fields=["state"])
    for row in rows:
        key = {"campaign": campaign, "kind_id": row.pop("kind_id"), "board_id": row.pop("board_id")}
        made = {"state": NominationState.NOMINATED, "made_at": clock.now(), "made_by": by}
        Nomination.objects.update_or_create(**key, defaults=row | made)
    record("awards.nominate_boards", campaign, by=by, count=len(rows))


@transaction.atomic
def put_to_vote(
    campaign: Campaign, *, kind: AwardKind, conference: Conference, by: Account
) -> AwardBallot:
    """Prepare the ballot on whom the list nominates for a kind (đưa danh sách ra bỏ phiếu).

    By the regime's threshold; as many pass as the quota allows. Raises NotOfThisYear,
    NobodyNominated, PutToVoteAlready, and what conferences.actions.prepare_ballot raises.
    """
    lock(campaign)
    nominated = list_for_ballot(campaign, kind)
    regulations.check_put_to_vote(campaign, conference, kind, nominated)
    threshold = kind.thresholds.get(council=Council.BLOC)
    ballot = conferences.actions.prepare_ballot(
        conference,
        options=stands_of([each.board for each in nominated], conference.held_on),
        share=threshold.share,
        is_strict=threshold.is_strict,
        purpose=Purpose.PROPOSAL,
        kind=VoteKind.AGREE,
        title=ballot_title(kind, campaign),
        places=Quota.objects.get(campaign=campaign, kind=kind).count,
        source=threshold.source,
        by=by,
    )
    record("awards.put_to_vote", campaign, by=by, kind=kind.name, count=len(nominated))
    return AwardBallot.objects.create(campaign=campaign, kind=kind, ballot=ballot)


def ballot_title(kind: AwardKind, campaign: Campaign) -> str:
    """What stands over the ballot paper."""
    return f"Đề nghị tặng {kind.name} năm {campaign.year}"


def stands_of(boards: Sequence[Board], day: dt.date) -> list[Stands]:
    """Under their names of that day; two of the same name with their codes."""
    names = [board.short_name_on(day) for board in boards]
    return [
        Stands(name if names.count(name) == 1 else f"{name} ({board.code})", board)
        for name, board in zip(names, boards, strict=True)
    ]


def listed(situation: Situation, kind: int) -> list[dict[str, Any]]:
    """The boards of a kind as the list holds them, in the order of the ranking."""
    return [
        {
            "kind_id": kind,
            "board_id": each.board_id,
            "position": position,
            "rank": each.rank,
            "is_tied": situation.places[each.board_id, kind] == Place.TIED,
            "waiver_id": situation.waivers.get((each.board_id, kind), {}).get("pk"),
        }
        for position, each in enumerate(situation.nominated(kind), 1)
    ]
