"""Whether somebody may be entered as present, and an item of the agenda begin."""

from django.utils.translation import gettext_lazy as _

from conferences.models import AgendaItem, BoardAtConference, Conference, Delegate, Invitation
from conferences.queries import attendance as queries
from conferences.queries import delegates
from conferences.regulations.agenda import check_item_stands
from conferences.regulations.conferences import check_not_closed
from conferences.regulations.delegates import BoardDoesNotVote
from conferences.regulations.invitations import InvitationTakenBack
from foundation import clock
from foundation.refusals import Refusal


class NotToday(Refusal):
    text = _("This is done on the day of the conference, %(day)s.")
    is_final = True


class DelegateMissing(Refusal):
    text = _("%(board)s has not said yet who votes for it.")
    is_final = True


class NotThere(Refusal):
    text = _("%(board)s is not entered as present.")


class GuestThere(Refusal):
    text = _("%(name)s is entered as present already.")


def check_on_the_day(conference: Conference) -> None:
    """Raises ConferenceCalledOff, ConferenceClosed and NotToday."""
    check_not_closed(conference)
    if conference.held_on != clock.today():
        raise NotToday(day=conference.held_on)


def check_check_in(who: BoardAtConference) -> None:
    """On the day, a board that votes. Raises what check_on_the_day raises, BoardDoesNotVote."""
    check_on_the_day(who.conference)
    if who.board not in delegates.members_of(who.conference):
        raise BoardDoesNotVote(board=who.board)


def check_has_delegate(who: BoardAtConference, delegate: Delegate | None) -> None:
    """Raises DelegateMissing."""
    if delegate is None:
        raise DelegateMissing(board=who.board.short_name)


def check_check_out(who: BoardAtConference) -> None:
    """On the day, a board that is there. Raises what check_on_the_day raises, and NotThere."""
    check_on_the_day(who.conference)
    if not queries.is_there(who):
        raise NotThere(board=who.board.short_name)


def check_check_in_guest(invitation: Invitation) -> None:
    """On the day, once. Raises what check_on_the_day raises, InvitationTakenBack, GuestThere."""
    check_on_the_day(invitation.conference)
    if invitation.withdrawn_at:
        raise InvitationTakenBack
    if hasattr(invitation, "arrival"):
        raise GuestThere(name=invitation.name)


def check_begin_agenda_item(item: AgendaItem) -> None:
    """On the day. Raises what check_item_stands and check_on_the_day raise."""
    check_item_stands(item)
    check_on_the_day(item.conference)
