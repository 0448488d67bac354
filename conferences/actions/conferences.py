"""Conferences are called, changed and called off."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.db import transaction

from campaigns.models import Campaign
from conferences.letters import conferences as letters
from conferences.letters import invitations as invitation_letters
from conferences.models import Chair, Conference
from conferences.queries import conferences as queries
from conferences.queries.conferences import WRITTEN
from conferences.quorum import TWO_THIRDS
from conferences.regulations import conferences as regulations
from conferences.regulations.conferences import Seen
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account

TOLD = {"held_on", "hour", "place"}  # what the invited must learn of when it changes


@transaction.atomic
def call_conference(
    campaign: Campaign,
    *,
    chairs: Sequence[Account],
    quorum: Fraction = TWO_THIRDS,
    is_invented: bool = False,
    by: Account,
    **facts: Any,
) -> Conference:
    """Call the boards to a conference of the year (triệu tập hội nghị).

    ``facts``: the fields of a conference by their names (``queries.conferences.WRITTEN``).
    Raises what check_call_conference and check_quorum raise.
    """
    lock(campaign)
    conference = Conference(campaign=campaign, is_invented=is_invented, called_by=by, **facts)
    regulations.check_call_conference(conference, chairs)
    regulations.check_quorum(quorum)
    conference.quorum_parts, conference.quorum_whole = quorum.as_integer_ratio()
    conference.save()
    seat_chairs(conference, chairs)
    told = {"kind": conference.kind, "day": conference.held_on}
    record("conferences.call_conference", conference, by=by, **told)
    return conference


def seat_chairs(conference: Conference, chairs: Sequence[Account]) -> None:
    """These chair it, in this order, and nobody else."""
    conference.chairs.all().delete()
    for position, account in enumerate(dict.fromkeys(chairs), 1):
        Chair.objects.create(conference=conference, account=account, position=position)


@transaction.atomic
def change_conference(
    conference: Conference, *, seen: Seen | None = None, by: Account, **facts: Any
) -> None:
    """Change day, place, people or quorum (thay đổi hội nghị).

    ``seen``: the marks of ``queries.conferences.facts_of`` that the writer had before them;
    the same words again change nothing. Raises what call_conference raises,
    ConferenceCalledOff and ConferenceStale.
    """
    lock(conference.campaign)
    lock(conference)
    regulations.check_change_conference(conference, seen)
    before = queries.facts_of(conference)
    changed = [name for name in before if facts.get(name, before[name]) != before[name]]
    if not changed:
        return
    now = before | facts
    for name in WRITTEN:
        setattr(conference, name, now[name])
    regulations.check_call_conference(conference, now["chairs"])
    regulations.check_quorum(now["quorum"])
    conference.quorum_parts, conference.quorum_whole = now["quorum"].as_integer_ratio()
    conference.save(update_fields=[*WRITTEN, "quorum_parts", "quorum_whole"])
    if "chairs" in changed:
        seat_chairs(conference, now["chairs"])
    told = {"kind": conference.kind, "day": conference.held_on}
    record("conferences.change_conference", conference, by=by, **told)
    if TOLD & set(changed) and conference.invitation_paper and not conference.is_over:
        invitation_letters.tell_changed(conference)


@transaction.atomic
def call_off_conference(conference: Conference, *, reason: str, by: Account) -> None:
    """It does not take place; all boards are told why (hủy hội nghị).

    Raises ConferenceCalledOff, ConferenceOver and ReasonMissing.
    """
    lock(conference)
    regulations.check_call_off_conference(conference, reason)
    conference.called_off_at, conference.called_off_by = clock.now(), by
    conference.called_off_why = reason.strip()
    conference.save(update_fields=["called_off_at", "called_off_by", "called_off_why"])
    record("conferences.call_off_conference", conference, by=by, reason=conference.called_off_why)
    letters.tell_called_off(conference)
