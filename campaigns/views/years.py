"""Pages of the years themselves."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bloc import queries as bloc_queries
from bloc.models import BlocYear
from campaigns import actions, queries
from campaigns.forms.years import OpenCampaignForm
from foundation import clock
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit

YEARS_A_PAGE = 50


@require_safe
def campaigns(request, bloc_pk):
    """The bloc's years, the newest first."""
    visible = bloc_queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.view_bloc", visible, pk=bloc_pk)
    years = queries.campaigns_visible_to(request.user).filter(bloc=bloc).order_by("-year")
    next_year = queries.year_to_open(bloc)
    context = {
        "bloc": bloc,
        "current_bloc": bloc,
        "page": Paginator(years, YEARS_A_PAGE).get_page(request.GET.get("page")),
        "next_year": next_year,
        "opens": request.user.has_perm("campaigns.open_campaign", BlocYear(bloc, next_year)),
    }
    return render(request, "campaigns/campaigns.html", context)


@require_safe
def campaign(request, pk):
    """One year: its days, its law, its officers."""
    visible = queries.campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    return render(request, "campaigns/campaign.html", campaign_page(campaign))


def campaign_page(campaign):
    """What the page of a year shows; the switchboard adds what higher rooms know."""
    bloc, year = campaign.bloc, campaign.year
    day = min(max(clock.today(), campaign.opens_on), campaign.closes_on)
    return {
        "campaign": campaign,
        "bloc": bloc,
        "current_bloc": bloc,
        "computed": queries.computed_regime(campaign),
        "organiser": bloc_queries.organiser_on(bloc, day),
        "officers": bloc_queries.officers_of(bloc, year),
        "events": story(Event.objects.about(campaign)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def open_campaign(request, bloc_pk, year):
    """A year begins."""
    bloc = get_object_or_404(bloc_queries.blocs_visible_to(request.user), pk=bloc_pk)
    bloc_year = BlocYear(bloc, year)
    permit(request, "campaigns.open_campaign", bloc_year)
    days = {"opens_on": dt.date(year, 1, 1), "closes_on": dt.date(year, 12, 31)}
    form = OpenCampaignForm(request.POST or None, initial=days)
    if done(form, actions.open_campaign, bloc_year, by=request.user):
        messages.success(request, _("The year is open."))
        return redirect(bloc.campaigns.get(year=year))
    context = {"bloc": bloc, "current_bloc": bloc, "year": year, "form": form}
    return render(request, "campaigns/open_campaign.html", context)
