"""Pages of conferences: the year's list, one of them, calling, changing, calling off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import merging
from campaigns.merging import Clash
from conferences import actions, addresses
from conferences.forms import conferences as forms
from conferences.models import Conference, ConferenceKind
from conferences.pages import conferences as pages
from conferences.pages.calling import choices_for
from conferences.queries import conferences as queries
from conferences.regulations.conferences import ConferenceStale
from conferences.views.visible import asked_or_sent, conference_for, page, year_for
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from members.models import Board


@require_safe
def conferences(request: HttpRequest, pk: int) -> HttpResponse:
    """The conferences of a year."""
    campaign = year_for(request, "view_conference", pk)
    calls = request.user.has_perm("conferences.call_conference", campaign)
    hands_over = request.user.has_perm("conferences.view_hand_over", campaign)
    may = {"calls": calls, "hands_over": hands_over}
    context = {"campaign": campaign, "current_bloc": campaign.bloc, **may}
    return render(request, "conferences/conferences.html", context | pages.of_year(campaign))


@require_safe
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    """One conference: when and where, its agenda, the papers to read."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_conference(found, request.user)
    screen = addresses.screen_token(found)
    return page(request, "conferences/conference.html", found, screen=screen, **shown)


@asked_or_sent
def call_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """A new conference of the year."""
    campaign = year_for(request, "call_conference", pk)
    choices = choices_for(campaign, request.user)
    form = forms.CallConferenceForm(
        request.POST or None, initial=choices.usual(), **choices.offered()
    )
    if done(form, actions.call_conference, campaign, by=request.user):
        messages.success(request, _("The conference has been called. Now write its agenda."))
        return redirect("conferences:conferences", campaign.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    return render(request, "conferences/call_conference.html", context)


@asked_or_sent
def change_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, place, or other people."""
    found = conference_for(request, "change_conference", pk)
    saved = queries.facts_of(found)
    offer = choices_for(found.campaign, request.user)
    choices = offer.offered(saved["chairs"], found.secretary)
    if request.method != "POST":
        form = forms.ConferenceForm.showing(saved, saved, **choices)
        return page(request, "conferences/change_conference.html", found, form=form)
    form = forms.ConferenceForm(request.POST, **choices)
    if not form.is_valid():
        return page(request, "conferences/change_conference.html", found, form=form)
    return change(request, found, form, choices)


def change(
    request: HttpRequest, found: Conference, form: forms.ConferenceForm, choices: dict[str, Any]
) -> HttpResponse:
    """Save what was typed, or show why not, and both versions."""
    try:
        actions.change_conference(found, **form.cleaned_data, by=request.user)
    except ConferenceStale as stale:
        both = both_versions(form, queries.facts_of(found), choices)
        return page(request, "conferences/change_conference.html", found, stale=stale, **both)
    except Refusal as refusal:
        refuse(form, refusal)
        return page(request, "conferences/change_conference.html", found, form=form)
    messages.success(request, _("The conference has been saved."))
    return redirect(found)


def both_versions(form: Any, theirs: dict[str, Any], choices: dict[str, Any]) -> dict[str, Any]:
    """The form that holds both, and what differs."""
    typed = dict(form.cleaned_data)
    marks = typed.pop("seen")
    both = type(form).showing(merging.merged(typed, theirs, marks), theirs, **choices)
    clashes = [
        Clash(form.fields[each.key].label, said(each.theirs), said(each.mine), each.both_changed)
        for each in merging.clashes(typed, theirs, marks)
    ]
    return {"form": both, "clashes": clashes}


def said(value: Any) -> Any:
    """A value as people read it: a day, a kind, a board, people, a share."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, Board):
        return value.short_name
    return dict(ConferenceKind.choices).get(str(value), localize(value))


@asked_or_sent
def call_off_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not take place."""
    found = conference_for(request, "call_off_conference", pk)
    form = forms.CallOffConferenceForm(request.POST or None)
    if done(form, actions.call_off_conference, found, by=request.user):
        messages.success(request, _("The conference is called off; the boards are told by mail."))
        return redirect(found)
    return page(request, "conferences/call_off_conference.html", found, form=form)
