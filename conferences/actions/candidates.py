"""Boards agree to stand for an office of the next year, and take it back."""

from django.db import transaction

from conferences.models import BoardAtConference, Consent
from conferences.queries import candidates as queries
from conferences.regulations import candidates as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def agree_to_stand(who: BoardAtConference, *, by: Account) -> Consent:
    """The leader says that the board stands for chief or deputy (đồng ý ứng cử).

    Twice is once. Raises ConferenceCalledOff, ConferenceOver, NoElectionHere,
    BoardDoesNotVote and MayNotStand.
    """
    lock(who.conference)
    regulations.check_agree_to_stand(who)
    if there := queries.consent_of(who.conference, who.board):
        return there
    made = Consent.objects.create(conference=who.conference, board=who.board, agreed_by=by)
    board = who.board.short_name
    record("conferences.agree_to_stand", who.conference, by=by, board=board)
    return made


@transaction.atomic
def withdraw_consent(who: BoardAtConference, *, by: Account) -> None:
    """The leader takes it back (rút ứng cử).

    Raises ConferenceCalledOff, ConferenceOver and ConsentGone.
    """
    lock(who.conference)
    consent = queries.consent_of(who.conference, who.board)
    regulations.check_withdraw_consent(who, consent)
    consent.withdrawn_at, consent.withdrawn_by = clock.now(), by  # type: ignore[union-attr]
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])  # type: ignore[union-attr]
    board = who.board.short_name
    record("conferences.withdraw_consent", who.conference, by=by, board=board)
