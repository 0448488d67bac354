"""The ranking: boards kept out of it and let in again, and the snapshots that stay."""

from django.db import transaction

from bloc.models import BlocYear
from campaigns.actions.register import register_paper
from campaigns.letters import rankings as letters
from campaigns.models import (
    BoardYear,
    Campaign,
    Direction,
    Exclusion,
    Ranking,
    RegisteredPaper,
    Standing,
)
from campaigns.papers.summary import correspondents_of
from campaigns.queries import rankings as queries
from campaigns.queries.scores import scoring_of
from campaigns.reckoning import reckoning_of
from campaigns.regulations import rankings as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def declare_exclusion(part: BoardYear, *, condition: str, fact: str, by: Account) -> Exclusion:
    """Keep a board out of the ranking by a condition of the year (không xếp hạng).

    Raises NotInTheBloc, ConditionUnknown, FactMissing and ExcludedAlready.
    """
    lock(part.campaign)
    regulations.check_declare_exclusion(part, condition, fact)
    exclusion = Exclusion.objects.create(
        campaign=part.campaign,
        board=part.board,
        condition=condition,
        fact=fact.strip(),
        declared_by=by,
    )
    board = part.board.short_name
    record("campaigns.declare_exclusion", exclusion, by=by, board=board, condition=condition)
    letters.tell_excluded(exclusion)
    return exclusion


@transaction.atomic
def lift_exclusion(exclusion: Exclusion, *, reason: str, by: Account) -> None:
    """Let the board be ranked after all (bỏ điều kiện không xếp hạng).

    Raises LiftedAlready and LiftReasonMissing.
    """
    lock(exclusion)
    regulations.check_lift_exclusion(exclusion, reason)
    exclusion.lift_reason = reason.strip()
    exclusion.lifted_at, exclusion.lifted_by = clock.now(), by
    exclusion.save(update_fields=["lift_reason", "lifted_at", "lifted_by"])
    board = exclusion.board.short_name
    record("campaigns.lift_exclusion", exclusion, by=by, board=board, reason=exclusion.lift_reason)
    letters.tell_lifted(exclusion)


@transaction.atomic
def take_ranking(campaign: Campaign, *, reason: str = "", by: Account) -> Ranking:
    """Freeze the ranking as the locked scores make it (chốt bảng xếp hạng).

    The first needs no reason; a later one is a new snapshot beside the old. Its notice and its
    summary of points each take the next number of the bloc's register. Raises
    ScoresNotLocked, NothingChanged and RankingReasonMissing.
    """
    lock(campaign)
    if scoring := scoring_of(campaign):
        lock(scoring)
    regulations.check_locked(campaign)
    reckoning, former = reckoning_of(campaign), queries.newest_ranking(campaign)
    regulations.check_take_ranking(reckoning, former, reason)
    assert reckoning, "checked above"
    ranking = Ranking.objects.create(
        campaign=campaign,
        table=reckoning.table,
        number=former.number + 1 if former else 1,
        reason=reason.strip() if former else "",
        paper=numbered(campaign, queries.NOTICE, "Thông báo kết quả xếp hạng", by),
        scores_paper=numbered(campaign, queries.SCORES, "Bảng tổng hợp điểm", by),
        taken_by=by,
    )
    Standing.objects.bulk_create(Standing(ranking=ranking, **row) for row in reckoning.rows)
    record("campaigns.take_ranking", ranking, by=by, number=ranking.number, reason=ranking.reason)
    letters.tell_taken(ranking)
    return ranking


def numbered(campaign: Campaign, symbol: str, title: str, by: Account) -> RegisteredPaper:
    """The line of the register that gives a paper of the ranking its number."""
    today = clock.today()
    return register_paper(
        BlocYear(campaign.bloc, today.year),
        direction=Direction.OUT,
        dated_on=today,
        subject=f"{title} thi đua năm {campaign.year}",
        symbol=symbol,
        signer=str(by),
        correspondent=correspondents_of(campaign.bloc),
        by=by,
    )
