"""Boards that left or merged within a year: how the year counts them."""

import datetime as dt

from django.db import transaction

from campaigns.letters import departures as letters
from campaigns.models import BoardYear, Departure
from campaigns.regulations import departures as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def settle_departure(  # noqa: PLR0913 -- how, by which decision, why
    part: BoardYear,
    *,
    treatment: str,
    decision_number: str,
    decision_on: dt.date,
    reason: str,
    by: Account,
) -> Departure:
    """Say how a board that left or merged counts (tính riêng, hoặc kết thúc sớm không xếp hạng).

    ``treatment`` is a Treatment. Its points go to no other board, whichever it is. Raises
    ScoringLocked, NotGone, SettledAlready, DecisionMissing, DecisionToCome and
    DepartureReasonMissing.
    """
    lock(part.campaign)
    regulations.check_settle_departure(part, decision_number, decision_on, reason)
    departure = Departure.objects.create(
        campaign=part.campaign,
        board=part.board,
        treatment=treatment,
        decision_number=decision_number.strip(),
        decision_on=decision_on,
        reason=reason.strip(),
        settled_by=by,
    )
    facts = {"treatment": treatment, "decision": departure.decision_number}
    board = part.board.short_name
    record("campaigns.settle_departure", departure, by=by, board=board, **facts)
    letters.tell_settled(departure)
    return departure


@transaction.atomic
def withdraw_departure(departure: Departure, *, reason: str, by: Account) -> None:
    """Take it back, to settle it anew (bỏ quyết định cách tính).

    Raises ScoringLocked, WithdrawnAlready and WithdrawReasonMissing.
    """
    lock(departure.campaign)
    lock(departure)
    regulations.check_withdraw_departure(departure, reason)
    departure.withdraw_reason = reason.strip()
    departure.withdrawn_at, departure.withdrawn_by = clock.now(), by
    departure.save(update_fields=["withdraw_reason", "withdrawn_at", "withdrawn_by"])
    facts = {"board": departure.board.short_name, "reason": departure.withdraw_reason}
    record("campaigns.withdraw_departure", departure, by=by, **facts)
    letters.tell_withdrawn(departure)
