"""What keeps itself up to date: the screen of the room, and the count of those who are there."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferences import addresses
from conferences.models import Conference
from conferences.pages.screen import of_screen
from conferences.queries.attendance import quorum_of
from conferences.views.visible import conference_for
from foundation.live import live


def by_token(token: str) -> Conference:
    """Whose screen it is; the projector does not sign in, so the address is signed."""
    found = addresses.read_screen(token)
    if found is None:
        raise Http404
    return found


@login_not_required
@require_safe
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """For the projector: no controls, and nothing that the room does not see anyway."""
    context = of_screen(by_token(token)) | {"token": token}
    return render(request, "conferences/screen.html", context)


@login_not_required
@require_safe
def screen_now(request: HttpRequest, token: str) -> HttpResponse:
    """The part of it that asks for itself again."""
    context = of_screen(by_token(token)) | {"token": token}
    return live(request, "conferences/_screen.html", context)


@require_safe
def attendance_now(request: HttpRequest, pk: int) -> HttpResponse:
    """How many boards are there, for everybody's own page."""
    found = conference_for(request, "view_conference", pk)
    context = {"conference": found, "quorum": quorum_of(found)}
    return live(request, "conferences/_quorum.html", context)
