"""Pages of those who are there: the secretary's list, the door, oneself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferences import actions, addresses
from conferences.models import BoardAtConference, Conference, Way
from conferences.pages import attendance as pages
from conferences.views.participants import board_for, invitation_for
from conferences.views.visible import asked_or_sent, conference_for, item_for, page
from foundation.attempts import attempt
from foundation.shortcuts import permit
from members.models import Board


def attendance_of(found: Conference) -> HttpResponse:
    return redirect("conferences:attendance", found.pk)


@require_safe
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Which boards are there, and whether they are enough."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_conference(found, request.user)
    return page(request, "conferences/attendance.html", found, **shown)


@require_POST
def check_in(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A board is there: the secretary enters it, or its delegate does."""
    who = board_for(request, "check_in", pk, board)
    prepares = request.user.has_perm("conferences.check_out", who)
    way = Way.SECRETARY if prepares else Way.ONESELF
    said = _("%(board)s is there.") % {"board": who.board.short_name}
    attempt(request, actions.check_in, who, way=way, success=said)
    return attendance_of(who.conference)


@require_POST
def check_out(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A board has left, or was entered by mistake."""
    who = board_for(request, "check_out", pk, board)
    said = _("%(board)s is no longer there.") % {"board": who.board.short_name}
    attempt(request, actions.check_out, who, success=said)
    return attendance_of(who.conference)


@require_POST
def check_in_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """A guest has come."""
    guest = invitation_for(request, "check_in_guest", pk)
    said = _("%(name)s is there.") % {"name": guest.name}
    attempt(request, actions.check_in_guest, guest, success=said)
    return attendance_of(guest.conference)


@require_POST
def begin_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """It is spoken of now."""
    item = item_for(request, "begin_agenda_item", pk)
    said = _("The screen shows it now.")
    attempt(request, actions.begin_agenda_item, item, success=said)
    return redirect(item.conference)


@require_POST
def open_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """It begins now."""
    found = conference_for(request, "open_conference", pk)
    said = _("The conference is open; the minutes will name the hour.")
    attempt(request, actions.open_conference, found, success=said)
    return attendance_of(found)


@require_POST
def close_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """It ends now."""
    found = conference_for(request, "close_conference", pk)
    said = _("The conference is closed; who was there stays as it is.")
    attempt(request, actions.close_conference, found, success=said)
    return attendance_of(found)


@require_safe
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """The code for the door, to print or to show."""
    found = conference_for(request, "check_out", pk)
    path = reverse("conferences:at_the_door", args=[addresses.door_token(found)])
    return page(request, "conferences/door.html", found, url=settings.BASE_URL + path)


def enter(request: HttpRequest, found: Conference, boards: list[Board]) -> None:
    """The person is there for all these boards."""
    for board in boards:
        who = BoardAtConference(found, board)
        permit(request, "conferences.check_in", who)
        said = _("Welcome. %(board)s is there.") % {"board": board.short_name}
        attempt(request, actions.check_in, who, way=Way.DOOR, success=said)


@asked_or_sent
def at_the_door(request: HttpRequest, token: str) -> HttpResponse:
    """Where the code leads: the delegate says “I am here”."""
    signed = addresses.read_door(token)
    if signed is None:
        raise Http404
    found = conference_for(request, "view_conference", signed.pk)
    mine = [line for line in pages.lines_of(found, request.user, {}) if line.is_mine]
    if request.method == "POST":
        enter(request, found, [line.board for line in mine])
        return redirect(request.path)
    is_there = bool(mine) and all(line.since for line in mine)
    context = {"lines": mine, "is_there": is_there}
    return page(request, "conferences/at_the_door.html", found, **context)
