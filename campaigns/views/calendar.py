"""The days of a year."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions, merging, queries, typical
from campaigns.forms.calendar import ExtendPhaseForm, PlanCalendarForm
from campaigns.models import Campaign, Phase
from campaigns.next_steps.calendar import of_calendar
from campaigns.pages import calendar as pages
from campaigns.queries.calendar import days_of, window_of
from campaigns.regulations.calendar import CalendarStale
from foundation import clock
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])
VERBS = ["campaigns.plan_calendar", "campaigns.extend_phase", "campaigns.describe_campaign"]


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The phases in order, who got longer and why, and which days are off."""
    visible = queries.campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "today": clock.today(),
        **pages.page_of(campaign, request.user),
        "steps": of_calendar(campaign, request.user),
        "events": story(Event.objects.about(campaign).filter(verb__in=VERBS)),
    }
    return render(request, "campaigns/calendar.html", context)


@looked_at_or_sent
def plan_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """All days on one page; a new year begins with a proposal."""
    visible = queries.campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.plan_calendar", visible, pk=pk)
    saved = days_of(campaign)
    if request.method == "POST":
        return save_calendar(request, campaign, PlanCalendarForm(request.POST))
    proposed = {} if saved else typical.suggested(campaign.year)
    days = saved or {kind: (each.opens_on, each.closes_on) for kind, each in proposed.items()}
    return days_page(request, campaign, PlanCalendarForm.showing(days, saved), proposed=proposed)


def save_calendar(request: HttpRequest, campaign: Campaign, form: PlanCalendarForm) -> HttpResponse:
    """Save, or show why not; nothing that was typed is lost."""
    if not form.is_valid():
        return days_page(request, campaign, form)
    days, seen = form.cleaned_data["days"], form.cleaned_data["seen"]
    try:
        actions.plan_calendar(campaign, days, seen=seen, by=request.user)
    except CalendarStale as stale:
        saved = days_of(campaign)
        both = PlanCalendarForm.showing(merging.merged(days, saved, seen), saved)
        clashes = pages.named(merging.clashes(days, saved, seen))
        return days_page(request, campaign, both, stale=stale, clashes=clashes)
    except Refusal as refusal:
        form.add_error(refusal.field, refusal)
        return days_page(request, campaign, form)
    messages.success(request, _("The calendar has been saved."))
    return redirect("campaigns:calendar", campaign.pk)


def days_page(
    request: HttpRequest, campaign: Campaign, form: PlanCalendarForm, **more: Any
) -> HttpResponse:
    """The form, a row for each kind of phase."""
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "form": form,
        "rows": pages.days_to_set(campaign, form, more.pop("proposed", {})),
        "last_day": pages.last_day_of_all(campaign),
        **more,
    }
    return render(request, "campaigns/plan_calendar.html", context)


@looked_at_or_sent
def extend_phase(request: HttpRequest, pk: int) -> HttpResponse:
    """More time for one board or for all, with a reason."""
    visible = Phase.objects.filter(campaign__in=queries.campaigns_visible_to(request.user))
    phase = get_object_or_404(visible.select_related("campaign__bloc"), pk=pk)
    boards = pages.boards_to_extend(phase, request.user)
    if not boards:
        raise PermissionDenied
    form = ExtendPhaseForm(request.POST or None, boards=boards)
    if done(form, actions.extend_phase, phase, by=request.user):
        messages.success(request, _("More time has been given; those concerned are told by mail."))
        return redirect("campaigns:calendar", phase.campaign_id)
    context = {
        "phase": phase,
        "campaign": phase.campaign,
        "current_bloc": phase.campaign.bloc,
        "window": window_of(phase.campaign, phase.kind),
        "form": form,
    }
    return render(request, "campaigns/extend_phase.html", context)
