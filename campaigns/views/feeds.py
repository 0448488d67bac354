"""Deadlines in a person's own calendar program."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import actions, addresses
from campaigns import feed as calendar_file
from campaigns.queries.feeds import activities_of, address_in_use, deadlines_of
from foundation import limits
from foundation.attempts import attempt
from foundation.shortcuts import permit

MOST, MINUTE = 30, 60  # times from one address, seconds


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """How to have the deadlines on the telephone, and the address for it."""
    held = address_in_use(request.user)
    path = reverse("campaigns:calendar_feed", args=[addresses.token_of(held)]) if held else ""
    url = settings.BASE_URL + path
    subscribes = url.replace("https://", "webcal://").replace("http://", "webcal://")
    context = {"held": held, "url": url, "subscribes": subscribes}
    return render(request, "campaigns/feed.html", context)


@require_POST
def make_calendar_address(request: HttpRequest) -> HttpResponse:
    """A new address; the one before is worth nothing any more."""
    permit(request, "campaigns.make_calendar_address", request.user)
    success = _("Your calendar has a new address.")
    attempt(request, actions.make_calendar_address, request.user, success=success)
    return redirect("campaigns:feed")


@require_POST
def withdraw_calendar_address(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    permit(request, "campaigns.withdraw_calendar_address", request.user)
    success = _("The address has been withdrawn; whoever had it reads nothing any more.")
    attempt(request, actions.withdraw_calendar_address, request.user, success=success)
    return redirect("campaigns:feed")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The file itself, for whoever has the address: a telephone does not sign in."""
    caller = get_adapter(request).get_client_ip(request)
    if limits.exceeds("calendar", caller, most=MOST, seconds=MINUTE):
        return limits.answer_too_often(request, seconds=MINUTE)
    found = addresses.read(token)
    if found is None:
        raise Http404
    account = found.account
    more = [each for source in calendar_file.SOURCES for each in source(account)]
    content = calendar_file.written(deadlines_of(account), activities_of(account), more)
    response = HttpResponse(content, content_type=calendar_file.TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="nam-thi-dua.ics"'
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
