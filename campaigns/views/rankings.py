"""Pages of the ranking: as it was taken, why a board stands where it does, and before that."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions
from campaigns.forms.rankings import TakeRankingForm
from campaigns.models import Campaign, Ranking
from campaigns.pages import fairness as fairness_page
from campaigns.pages import rankings as pages
from campaigns.pages import why
from campaigns.queries import rankings as queries
from campaigns.queries.scores import scoring_of
from campaigns.queries.years import campaigns_visible_to
from foundation.forms import done
from foundation.shortcuts import get_permitted

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def campaign_for(request: HttpRequest, permission: str, pk: int) -> Any:
    """The year, if the person may do that with it."""
    visible = queries.with_ranking_facts(campaigns_visible_to(request.user))
    return get_permitted(request, permission, visible, pk=pk)


def ranking_for(request: HttpRequest, pk: int) -> Ranking:
    """The snapshot, if the person may read it."""
    visible = queries.rankings_visible_to(request.user)
    return get_permitted(request, "campaigns.view_ranking", visible, pk=pk)


def page(request: HttpRequest, name: str, campaign: Campaign, /, **more: object) -> HttpResponse:
    """A page about the ranking of a year; the view has asked for ``has_invented``."""
    around = {"campaign": campaign, "current_bloc": campaign.bloc}
    return render(request, name, around | more)


@require_safe
def rankings(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the ranking that counts, or to the provisional one; says what is missing."""
    campaign = campaign_for(request, "campaigns.view_ranking", pk)
    if newest := queries.newest_ranking(campaign):
        return redirect(newest)
    scoring = scoring_of(campaign)
    if scoring and request.user.has_perm("campaigns.view_provisional_ranking", campaign):
        return redirect("campaigns:provisional_ranking", campaign.pk)
    return page(request, "campaigns/rankings.html", campaign, scoring=scoring)


@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """One snapshot."""
    found = ranking_for(request, pk)
    return page(
        request, "campaigns/ranking.html", found.campaign, **pages.of_ranking(found, request.user)
    )


@require_safe
def provisional_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """As it would be now: for those who prepare it."""
    campaign = campaign_for(request, "campaigns.view_provisional_ranking", pk)
    shown = pages.of_provisional(campaign, request.user)
    if shown is None:
        return redirect("campaigns:rankings", campaign.pk)
    return page(request, "campaigns/provisional_ranking.html", campaign, **shown)


@require_safe
def board_ranking(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """Why a board stands where it does."""
    found = ranking_for(request, pk)
    shown = why.of_board(found, board_pk, request.user)
    if shown is None:
        raise Http404
    return page(request, "campaigns/board_ranking.html", found.campaign, **shown)


@looked_at_or_sent
def take_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief freezes it."""
    campaign = campaign_for(request, "campaigns.take_ranking", pk)
    form = TakeRankingForm(
        request.POST if request.method == "POST" else None, is_first=campaign.last_number is None
    )
    if request.method == "POST" and done(form, actions.take_ranking, campaign, by=request.user):
        messages.success(request, _("The ranking has been taken; the boards are told by mail."))
        return redirect("campaigns:rankings", campaign.pk)
    shown = pages.of_taking(campaign)
    return page(request, "campaigns/take_ranking.html", campaign, form=form, **shown)


@require_safe
def fairness(request: HttpRequest, pk: int) -> HttpResponse:
    """Who checks harshly or leniently, and which two lift each other."""
    campaign = campaign_for(request, "campaigns.view_fairness", pk)
    return page(
        request,
        "campaigns/fairness.html",
        campaign,
        **fairness_page.of_checks(campaign, request.user),
    )
