"""Pages of the years themselves."""

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bloc import queries as bloc_queries
from bloc.models import BlocYear
from campaigns import actions, merging, queries
from campaigns.forms.years import DescribeCampaignForm, OpenCampaignForm
from campaigns.regulations.years import DescriptionStale
from foundation import clock
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.forms import done
from foundation.refusals import Refusal
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
    earlier = queries.years_to_take_from(bloc, year)
    form = OpenCampaignForm(request.POST or None, initial=days, earlier=earlier)
    if done(form, actions.open_campaign, bloc_year, by=request.user):
        messages.success(request, _("The year is open. Look at its days and texts."))
        return redirect("campaigns:calendar", bloc.campaigns.get(year=year).pk)
    context = {"bloc": bloc, "current_bloc": bloc, "year": year, "form": form}
    return render(request, "campaigns/open_campaign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def describe_campaign(request, pk):
    """Slogan and key tasks of the year."""
    visible = queries.campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.describe_campaign", visible, pk=pk)
    saved = queries.description_of(campaign)
    if request.method == "POST":
        return save_description(request, campaign, DescribeCampaignForm(request.POST))
    return texts_page(request, campaign, DescribeCampaignForm.showing(saved, saved))


def save_description(request, campaign, form):
    """Save, or show why not; nothing that was typed is lost."""
    if not form.is_valid():
        return texts_page(request, campaign, form)
    typed = dict(form.cleaned_data)
    seen = typed.pop("seen")
    try:
        actions.describe_campaign(campaign, **typed, seen=seen, by=request.user)
    except DescriptionStale as stale:
        saved = queries.description_of(campaign)  # the action has read it anew
        both = DescribeCampaignForm.showing(merging.merged(typed, saved, seen), saved)
        clashes = merging.clashes(typed, saved, seen)
        return texts_page(request, campaign, both, stale=stale, clashes=clashes)
    except Refusal as refusal:
        form.add_error(refusal.field, refusal)
        return texts_page(request, campaign, form)
    messages.success(request, _("The texts have been saved."))
    return redirect("campaigns:calendar", campaign.pk)


def texts_page(request, campaign, form, **more):
    """The form of the texts."""
    labels = {name: field.label for name, field in form.fields.items()}
    clashes = [{"name": labels[clash.key], **vars(clash)} for clash in more.pop("clashes", [])]
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "form": form,
        "clashes": clashes,
        **more,
    }
    return render(request, "campaigns/describe_campaign.html", context)
