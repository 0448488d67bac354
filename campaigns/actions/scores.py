"""The scoring of a year: begun, explained, answered, locked, opened again."""

from uuid import UUID

from django.db import transaction

from bloc.models import Office
from campaigns import checking
from campaigns.letters import scores as letters
from campaigns.letters.readers import board_in_office
from campaigns.models import (
    Campaign,
    CheckDuty,
    Explanation,
    Scoring,
    ScoringState,
    Sheet,
)
from campaigns.queries import sheets as queries
from campaigns.queries.departures import heirs_of
from campaigns.queries.registrations import boards_apart, boards_of_year
from campaigns.queries.table_rows import table_at_once
from campaigns.regulations import scores as regulations
from campaigns.regulations.departures import check_departures_settled
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def begin_scoring(campaign: Campaign, *, pattern: str, by: Account) -> Scoring:
    """Ask the boards to score themselves, and share out who checks whom (tổ chức chấm điểm).

    ``pattern`` is a CheckPattern. Raises ScoringBegun, NoTableInForce and DeparturesOpen.
    """
    lock(campaign)
    regulations.check_begin_scoring(campaign, table_at_once(campaign))
    check_departures_settled(campaign)
    scoring = Scoring.objects.create(campaign=campaign, pattern=pattern, begun_by=by)
    CheckDuty.objects.bulk_create(
        CheckDuty(scoring=scoring, checker_id=checker, board_id=board)
        for checker, board in shared_out(campaign, pattern)
    )
    record("campaigns.begin_scoring", campaign, by=by, year=campaign.year, pattern=pattern)
    letters.tell_begun(scoring)
    return scoring


def shared_out(campaign: Campaign, pattern: str) -> list[tuple[int, int]]:
    """Who checks whom. Who left and is scored apart checks nobody; its heir does not check it."""
    gone = [board.pk for board in boards_apart(campaign)]
    boards = [board.pk for board in boards_of_year(campaign) if board.pk not in gone]
    held = [board_in_office(campaign.bloc, campaign.year, each) for each in Office]
    officers = [board.pk for board in held if board]
    found = checking.duties(pattern, boards, officers, seed=campaign.year)
    heirs = heirs_of(gone, campaign)
    for board in gone:
        others = [each for each in boards if board not in heirs or each != heirs[board].pk]
        seed = f"{campaign.year}/{board}"
        checkers = checking.checkers_of_gone(pattern, others, officers, seed=seed)
        found += [(checker, board) for checker in checkers]
    return found


@transaction.atomic
def explain_line(sheet: Sheet, *, key: UUID, text: str, by: Account) -> Explanation:
    """Say why the board sees a line otherwise than its checkers (giải trình).

    ``sheet`` is the board's own, ``key`` the criterion's. Said again before it is answered,
    the later words count. Raises ScoringLocked, PhaseNotBegun, PhaseOver, NothingToExplain,
    ExplanationAnswered, TextMissing and TextTooLong.
    """
    lock(sheet.scoring)
    lock(sheet)
    said = sheet.explanations.filter(criterion__key=key).first()
    line = queries.differing_line(sheet, key)
    regulations.check_explain_line(sheet, line, said, text)
    facts = {"text": text.strip(), "explained_at": clock.now(), "explained_by": by}
    found, _new = Explanation.objects.update_or_create(sheet=sheet, criterion=line, defaults=facts)
    record("campaigns.explain_line", sheet, by=by, line=found.criterion.name)
    letters.tell_explained(found)
    return found


@transaction.atomic
def answer_explanation(explanation: Explanation, *, text: str, by: Account) -> None:
    """Answer what a board has explained (trả lời giải trình).

    Raises ScoringLocked, ExplanationAnswered, TextMissing and TextTooLong.
    """
    lock(explanation.sheet.scoring)
    lock(explanation)
    regulations.check_answer_explanation(explanation, text)
    explanation.answer = text.strip()
    explanation.answered_at, explanation.answered_by = clock.now(), by
    explanation.save(update_fields=["answer", "answered_at", "answered_by"])
    line = explanation.criterion.name
    record("campaigns.answer_explanation", explanation.sheet, by=by, line=line)
    letters.tell_answered(explanation)


@transaction.atomic
def lock_scores(scoring: Scoring, *, by: Account) -> None:
    """Close the points of the year (khóa điểm).

    Raises DeparturesOpen, OfficialMissing, ExplanationsOpen, and IllegalMove when they are locked.
    """
    lock(scoring)
    scoring.move(ScoringState.LOCKED)
    boards = boards_of_year(scoring.campaign)
    check_departures_settled(scoring.campaign)
    regulations.check_lock_scores(
        queries.without_official(scoring, boards), queries.waiting_for_answer(scoring, boards)
    )
    scoring.locked_at, scoring.locked_by = clock.now(), by
    scoring.reopen_reason = ""
    scoring.save(update_fields=["state", "locked_at", "locked_by", "reopen_reason"])
    record("campaigns.lock_scores", scoring.campaign, by=by, year=scoring.year)
    letters.tell_locked(scoring)


@transaction.atomic
def reopen_scores(scoring: Scoring, *, reason: str, by: Account) -> None:
    """Open locked points again; all boards are told why (mở khóa điểm).

    Raises ReopenReasonMissing, ReopenReasonTooLong, and IllegalMove unless they are locked.
    """
    lock(scoring)
    scoring.move(ScoringState.OPEN)
    regulations.check_reopen_scores(reason)
    scoring.reopen_reason = reason.strip()
    scoring.save(update_fields=["state", "reopen_reason"])
    record("campaigns.reopen_scores", scoring.campaign, by=by, reason=scoring.reopen_reason)
    letters.tell_reopened(scoring)
