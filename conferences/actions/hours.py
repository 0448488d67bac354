"""A conference begins and ends."""

from django.db import transaction

from conferences.models import Conference
from conferences.regulations import hours as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def open_conference(conference: Conference, *, by: Account) -> None:
    """It begins now; the minutes name the hour (khai mạc hội nghị).

    Raises ConferenceCalledOff, ConferenceClosed, NotToday and ConferenceOpened.
    """
    lock(conference)
    regulations.check_open_conference(conference)
    conference.opened_at, conference.opened_by = clock.now(), by
    conference.save(update_fields=["opened_at", "opened_by"])
    record("conferences.open_conference", conference, by=by)


@transaction.atomic
def close_conference(conference: Conference, *, by: Account) -> None:
    """It ends now; who was there stays as it is (bế mạc hội nghị).

    Raises ConferenceCalledOff, ConferenceClosed, NotToday, ConferenceNotOpened and
    BallotUnderWay.
    """
    lock(conference)
    regulations.check_close_conference(conference)
    conference.closed_at, conference.closed_by = clock.now(), by
    conference.save(update_fields=["closed_at", "closed_by"])
    record("conferences.close_conference", conference, by=by)
