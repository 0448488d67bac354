"""Whether a conference may be called, changed or called off."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bloc import queries as bloc_queries
from campaigns import merging
from campaigns.models import PhaseKind
from campaigns.queries import calendar
from conferences.models import Conference
from conferences.models.conference import ONCE_A_YEAR
from conferences.queries import conferences as queries
from foundation.refusals import Refusal
from members.models import Account

LARGEST_WHOLE = 1000  # of a quorum: nobody counts finer than in thousandths

Seen = Mapping[str, str]


class ConferenceOutsideTheYear(Refusal):
    text = _("A conference of %(year)s is held between %(first)s and %(last)s.")
    field = "held_on"


class ConferenceCalledAlready(Refusal):
    text = _("The %(kind)s of %(year)s has been called already, for %(day)s.")
    field = "kind"


class HostNotInBloc(Refusal):
    text = _("%(board)s is no member of the bloc on that day.")
    field = "host"


class ChairMissing(Refusal):
    text = _("Say who chairs the conference.")
    field = "chairs"


class ChairNotOfBloc(Refusal):
    text = _("%(person)s leads no board of the bloc.")
    field = "chairs"


class SecretaryNotOfChiefsBoard(Refusal):
    text = _("%(person)s does not work at the chief's board.")
    field = "secretary"


class NoSuchQuorum(Refusal):
    text = _("A quorum is a share of all boards, such as 2/3; never more than all.")
    field = "quorum"


class ConferenceStale(Refusal):
    """Somebody else has changed it since the page was opened."""

    text = _("Somebody has changed the conference meanwhile. Both versions are shown below.")


class ConferenceCalledOff(Refusal):
    text = _("The conference has been called off.")
    is_final = True


class ConferenceOver(Refusal):
    text = _("The conference was held on %(day)s.")
    is_final = True


class ConferenceOpened(Refusal):
    text = _("The conference was opened at %(time)s.")
    is_final = True


class ConferenceNotOpened(Refusal):
    text = _("The conference has not been opened yet.")
    is_final = True


class ConferenceClosed(Refusal):
    text = _("The conference was closed at %(time)s; nothing of it changes any more.")
    is_final = True


class BallotUnderWay(Refusal):
    text = _("The ballot “%(title)s” is not finished: declare its result, or declare it void.")
    is_final = True


class ReasonMissing(Refusal):
    text = _("Say why it is called off; all boards will read it.")
    field = "reason"


def check_call_conference(conference: Conference, chairs: Sequence[Account]) -> None:
    """In the year or soon after it, once of its kind, with people of the bloc at its head.

    Raises ConferenceOutsideTheYear, ConferenceCalledAlready, HostNotInBloc, NoSuchQuorum and
    what check_people raises.
    """
    campaign = conference.campaign
    last = calendar.last_day(campaign, PhaseKind.CONFERENCE)
    if not campaign.opens_on <= conference.held_on <= last:
        raise ConferenceOutsideTheYear(year=str(campaign.year), first=campaign.opens_on, last=last)
    if conference.kind in ONCE_A_YEAR:
        check_once(conference)
    if conference.host not in bloc_queries.members_on(conference.bloc, conference.held_on):
        raise HostNotInBloc(board=conference.host)
    check_people(conference, chairs)


def check_once(conference: Conference) -> None:
    """Raises ConferenceCalledAlready."""
    same = conference.campaign.conferences.filter(kind=conference.kind, called_off_at=None)
    other = same.exclude(pk=conference.pk).first()
    if other:
        kind = other.get_kind_display()
        raise ConferenceCalledAlready(kind=kind, year=str(other.year), day=other.held_on)


def check_people(conference: Conference, chairs: Sequence[Account]) -> None:
    """Who chairs leads a board, who writes is of the chief's; those at hand already may stay.

    Raises ChairMissing, ChairNotOfBloc and SecretaryNotOfChiefsBoard.
    """
    if not chairs:
        raise ChairMissing
    kept = queries.chairs_of(conference) if conference.pk else []
    may = {*queries.who_may_chair(conference.bloc), *kept}
    for person in chairs:
        if person not in may:
            raise ChairNotOfBloc(person=person)
    stays = Conference.objects.filter(pk=conference.pk, secretary=conference.secretary)
    if conference.secretary not in queries.who_may_write(conference.campaign) and not (
        conference.pk and stays.exists()
    ):
        raise SecretaryNotOfChiefsBoard(person=conference.secretary)


def check_quorum(share: Fraction) -> None:
    """Raises NoSuchQuorum."""
    if not 0 < share <= 1 or share.denominator > LARGEST_WHOLE:
        raise NoSuchQuorum


def check_stands(conference: Conference) -> None:
    """Raises ConferenceCalledOff."""
    if conference.called_off_at:
        raise ConferenceCalledOff


def check_not_closed(conference: Conference) -> None:
    """Raises what check_stands raises, and ConferenceClosed."""
    check_stands(conference)
    if conference.closed_at:
        raise ConferenceClosed(time=hour_of(conference.closed_at))


def hour_of(moment: dt.datetime) -> str:
    """On the clock of the room: 08:05."""
    return f"{localtime(moment):%H:%M}"


def check_change_conference(conference: Conference, seen: Seen | None) -> None:
    """While it stands, on the words that the writer had seen.

    Raises ConferenceClosed and ConferenceStale too.
    """
    check_not_closed(conference)
    if seen is not None and not merging.is_same(queries.facts_of(conference), seen):
        raise ConferenceStale


def check_call_off_conference(conference: Conference, reason: str) -> None:
    """Once, with a reason, before it is held.

    Raises ConferenceOver, ConferenceOpened and ReasonMissing too.
    """
    check_stands(conference)
    if conference.is_over:
        raise ConferenceOver(day=conference.held_on)
    if conference.opened_at:
        raise ConferenceOpened(time=hour_of(conference.opened_at))
    if not reason.strip():
        raise ReasonMissing
