"""What a person may see and do, or 404 and 403; the frame of every page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.queries import campaigns_visible_to
from conferences.models import AgendaItem, Conference
from conferences.queries import conferences as queries
from foundation.shortcuts import get_permitted

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def year_for(request: HttpRequest, verb: str, pk: int) -> Campaign:
    """The year, if the person may do that in it."""
    visible = campaigns_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def conference_for(request: HttpRequest, verb: str, pk: int) -> Conference:
    """The conference, if the person may do that with it."""
    visible = queries.conferences_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def item_for(request: HttpRequest, verb: str, pk: int) -> AgendaItem:
    """The item of an agenda, if the person may do that with it."""
    visible = queries.items_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, pk=pk)


def page(request: HttpRequest, template: str, conference: Conference, **more: Any) -> HttpResponse:
    """A page about a conference."""
    around = {
        "conference": conference,
        "campaign": conference.campaign,
        "current_bloc": conference.bloc,
        "invented": conference.is_invented,
    }
    return render(request, template, around | more)
