"""Pages of the proposals that came out of the ballots."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from awards import actions
from awards.pages import proposals as pages
from awards.views.visible import page, year_for
from foundation.refusals import Refusal


@require_safe
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is proposed for what, by which votes, and who is not."""
    campaign = year_for(request, "view_proposals", pk)
    return page(request, "awards/proposals.html", campaign, **pages.of_year(campaign, request.user))


@require_POST
def take_proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the results of the ballots over for good."""
    campaign = year_for(request, "take_proposals", pk)
    try:
        actions.take_proposals(campaign, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The bloc's proposals have been taken over; they stay so."))
    return redirect("awards:proposals", campaign.pk)
