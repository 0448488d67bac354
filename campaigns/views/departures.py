"""Boards that came, left or merged within a year, and how those that went are counted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions
from campaigns.forms.departures import SettleDepartureForm, WithdrawDepartureForm
from campaigns.models import BoardYear
from campaigns.pages.departures import departures_page
from campaigns.queries import departures as queries
from campaigns.queries.years import campaigns_visible_to
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def departures(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came and who went, and what was settled about them."""
    visible = queries.with_departures(campaigns_visible_to(request.user))
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    context = departures_page(campaign, request.user)
    return render(request, "campaigns/departures.html", context)


@looked_at_or_sent
def settle_departure(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """How a board that went is counted."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    seat = queries.seat_left(campaign, board_pk)
    if seat is None:
        raise Http404
    part = BoardYear(campaign, seat.board)
    permit(request, "campaigns.settle_departure", part)
    form = SettleDepartureForm(request.POST or None)
    if request.method == "POST" and done(form, actions.settle_departure, part, by=request.user):
        messages.success(request, _("It is settled how the board is counted; it is told by mail."))
        return redirect("campaigns:departures", campaign.pk)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "seat": seat}
    return render(request, "campaigns/settle_departure.html", around | {"form": form})


@looked_at_or_sent
def withdraw_departure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was settled."""
    visible = queries.departures_visible_to(request.user)
    departure = get_permitted(request, "campaigns.withdraw_departure", visible, pk=pk)
    campaign, form = departure.campaign, WithdrawDepartureForm(request.POST or None)
    answered = request.method == "POST"
    if answered and done(form, actions.withdraw_departure, departure, by=request.user):
        messages.success(request, _("It is withdrawn; say anew how the board is counted."))
        return redirect("campaigns:departures", campaign.pk)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "departure": departure}
    return render(request, "campaigns/withdraw_departure.html", around | {"form": form})
