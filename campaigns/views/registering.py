"""What is done with a registration: written, handed in, decided, changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns import actions
from campaigns.catalogue import TITLES
from campaigns.forms import registrations as forms
from campaigns.forms.registrations import Sheet
from campaigns.goals import Goals, differences, joined
from campaigns.models import Registration
from campaigns.pages import registrations as pages
from campaigns.queries import registrations as queries
from campaigns.regulations.registrations import WRITABLE, StaleRegistration
from campaigns.views.registrations import registration_for
from foundation.forms import done
from foundation.refusals import Refusal

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@looked_at_or_sent
def edit_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole registration at once; its buttons keep everything that was typed."""
    registration = registration_for(request, "edit_registration", pk)
    indicators = list(queries.indicators_of(registration))
    if request.method != "POST":
        if registration.state not in WRITABLE:
            return redirect(registration)
        sheet = Sheet.showing(Goals.of(registration), registration, indicators)
        return writing_page(request, registration, sheet)
    sheet = Sheet.typed(request.POST, registration, indicators)
    if not sheet.is_sound:
        return writing_page(request, registration, sheet, keep="unsaved")
    return save(request, registration, sheet)


def save(request: HttpRequest, registration: Registration, sheet: Sheet) -> HttpResponse:
    """Save, or show why not; nothing that was typed is lost."""
    seen, base = (sheet.text.cleaned_data[name] for name in ("seen_edition", "base"))
    try:
        actions.edit_registration(registration, sheet.goals, seen_edition=seen, by=request.user)
    except StaleRegistration as stale:
        return both_versions(request, registration, sheet.goals, base, stale)
    except Refusal as refusal:
        sheet.text.add_error(refusal.field, refusal)
        return writing_page(request, registration, sheet, keep="unsaved")
    messages.success(request, _("The registration has been saved."))
    return redirect(registration)


def both_versions(
    request: HttpRequest, registration: Registration, mine: Goals, base: Any, stale: Refusal
) -> HttpResponse:
    """What two people wrote, side by side; the form holds both, mine where both changed a part."""
    registration = registration_for(request, "edit_registration", registration.pk)
    theirs, indicators = Goals.of(registration), list(queries.indicators_of(registration))
    clashes = differences(theirs, mine, {each.pk: each for each in indicators}, base)
    sheet = Sheet.showing(joined(mine, theirs, base), registration, indicators)
    return writing_page(request, registration, sheet, keep="unsaved", stale=stale, clashes=clashes)


def writing_page(
    request: HttpRequest, registration: Registration, sheet: Sheet, **more: Any
) -> HttpResponse:
    """The form with its table and its list."""
    context = {
        "registration": registration,
        "campaign": registration.campaign,
        "current_bloc": registration.bloc,
        "invented": registration.is_invented,
        "sheet": sheet,
        "titles": TITLES,
        "window": queries.window_for(registration),
        **more,
    }
    return render(request, "campaigns/edit_registration.html", context)


def asked(
    request: HttpRequest, registration: Registration, form: Any, template: str
) -> HttpResponse:
    """One question about a registration, with its figures beside it."""
    goals = pages.goals_shown(registration, request.user)
    context = {
        "registration": registration,
        "campaign": registration.campaign,
        "current_bloc": registration.bloc,
        "invented": registration.is_invented,
        "form": form,
        "late": queries.days_late(registration),
        "lines": pages.lines_of(registration, goals) if goals else [],
        "aims": pages.aims_of(goals) if goals else [],
    }
    return render(request, template, context)


@looked_at_or_sent
def submit_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader hands it in."""
    registration = registration_for(request, "submit_registration", pk)
    held = {"paper_number": registration.paper_number}
    form = forms.SubmitRegistrationForm(request.POST or None, initial=held)
    if done(form, actions.submit_registration, registration, by=request.user):
        messages.success(request, _("The registration has been handed in; the chief is told."))
        return redirect(registration)
    return asked(request, registration, form, "campaigns/submit_registration.html")


@looked_at_or_sent
def accept_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief, about the chief's own board the deputy, takes the figures."""
    registration = registration_for(request, "accept_registration", pk)
    form = forms.AcceptRegistrationForm(request.POST if request.method == "POST" else None)
    if done(form, actions.accept_registration, registration, by=request.user):
        messages.success(request, _("The registration is accepted; the board is told."))
        return redirect(registration)
    return asked(request, registration, form, "campaigns/accept_registration.html")


@looked_at_or_sent
def return_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the board, with a reason."""
    registration = registration_for(request, "return_registration", pk)
    form = forms.ReturnRegistrationForm(request.POST or None)
    if done(form, actions.return_registration, registration, by=request.user):
        messages.success(request, _("The registration has been returned; the board is told."))
        return redirect(registration)
    return asked(request, registration, form, "campaigns/return_registration.html")


@looked_at_or_sent
def change_registration(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader opens accepted figures for a change."""
    registration = registration_for(request, "change_registration", pk)
    form = forms.ChangeRegistrationForm(request.POST or None)
    if done(form, actions.change_registration, registration, by=request.user):
        messages.success(request, _("Write the new figures; what was accepted holds until then."))
        return redirect("campaigns:edit_registration", registration.pk)
    return asked(request, registration, form, "campaigns/change_registration.html")
