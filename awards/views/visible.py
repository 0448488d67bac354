"""What a person may see and do, or 404 and 403; the frame of every page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from awards.pages.simulator import year_of_board
from awards.queries.nominations import with_award_facts
from awards.queries.situation import Situation, situation_of
from campaigns.models import BoardYear
from campaigns.queries import campaigns_visible_to
from foundation.shortcuts import get_permitted, permit

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def year_for(request: HttpRequest, verb: str, pk: int) -> Any:
    """The year with what is known of its awards, if the person may do that in it."""
    visible = with_award_facts(campaigns_visible_to(request.user))
    return get_permitted(request, f"awards.{verb}", visible, pk=pk)


def board_for(
    request: HttpRequest, verb: str, pk: int, board_pk: int
) -> tuple[BoardYear, Situation]:
    """A board of the year's ranking, if the person may do that about it."""
    campaign = year_for(request, "view_simulator", pk)
    situation = situation_of(campaign)
    part = year_of_board(campaign, situation, board_pk)
    if part is None:
        raise Http404
    permit(request, f"awards.{verb}", campaign if verb.startswith("view_") else part)
    return part, situation


def page(request: HttpRequest, template: str, campaign: Any, **more: Any) -> HttpResponse:
    """A page about the awards of a year."""
    around = {
        "campaign": campaign, "current_bloc": campaign.bloc, "invented": campaign.is_invented,
    }  # fmt: skip
    return render(request, template, around | more)
