"""Boards and guests arrive and leave; the conference goes through its agenda."""

from django.db import transaction

from conferences.actions.delegates import name_delegate
from conferences.models import AgendaItem, Arrival, BoardAtConference, GuestArrival, Invitation, Way
from conferences.queries import attendance as queries
from conferences.queries import delegates
from conferences.regulations import attendance as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def check_in(who: BoardAtConference, *, way: str = Way.SECRETARY, by: Account) -> Arrival:
    """The board is there, with its delegate (điểm danh). Twice is once.

    A leader who comes where no delegate was named stands by right. Raises
    ConferenceCalledOff, NotToday, BoardDoesNotVote and DelegateMissing.
    """
    lock(who.conference)
    regulations.check_check_in(who)
    there = who.conference.arrivals.there().filter(board=who.board).first()
    if there:
        return there
    delegate = delegates.delegate_of(who.conference, who.board)
    if delegate is None and by.leads(who.board_id):
        delegate = name_delegate(who, person=by, by=by)
    regulations.check_has_delegate(who, delegate)
    assert delegate, "checked"
    arrival = Arrival.objects.create(
        conference=who.conference, board=who.board, delegate=delegate, way=way, arrived_by=by
    )
    facts = {"board": who.board.short_name, "name": delegate.name, "way": str(way)}
    record("conferences.check_in", who.conference, by=by, **facts)
    return arrival


@transaction.atomic
def check_out(who: BoardAtConference, *, by: Account) -> None:
    """The board has left, or was entered by mistake (ghi nhận đơn vị rời hội nghị).

    Raises ConferenceCalledOff, NotToday and NotThere.
    """
    lock(who.conference)
    regulations.check_check_out(who)
    arrival = who.conference.arrivals.there().get(board=who.board)
    arrival.left_at, arrival.left_by = clock.now(), by
    arrival.save(update_fields=["left_at", "left_by"])
    record("conferences.check_out", who.conference, by=by, board=who.board.short_name)


@transaction.atomic
def check_in_guest(invitation: Invitation, *, by: Account) -> None:
    """A guest has come; guests never count (ghi nhận khách đến dự).

    Raises ConferenceCalledOff, NotToday, InvitationTakenBack and GuestThere.
    """
    lock(invitation)
    regulations.check_check_in_guest(invitation)
    GuestArrival.objects.create(invitation=invitation, arrived_by=by)
    record("conferences.check_in_guest", invitation.conference, by=by, name=invitation.name)


@transaction.atomic
def begin_agenda_item(item: AgendaItem, *, by: Account) -> None:
    """It is spoken of now; the screen shows it (chuyển sang nội dung). Twice is once.

    Raises ConferenceCalledOff, ItemRemoved and NotToday.
    """
    lock(item.conference)
    lock(item)
    regulations.check_begin_agenda_item(item)
    if queries.item_now(item.conference) == item:
        return
    item.begun_at, item.begun_by = clock.now(), by
    item.save(update_fields=["begun_at", "begun_by"])
    record("conferences.begin_agenda_item", item.conference, by=by, title=item.title)
