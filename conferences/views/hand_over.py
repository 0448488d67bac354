"""Pages of the hand-over of a year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferences import actions
from conferences.forms import hand_over as forms
from conferences.models import HandOver
from conferences.pages import hand_over as pages
from conferences.papers import hand_over as record
from conferences.queries import hand_over as queries
from conferences.views.visible import asked_or_sent, year_for
from foundation.attempts import attempt
from foundation.documents import library
from foundation.documents.responses import answer_with, answer_with_bytes
from foundation.documents.uploads import PDF
from foundation.forms import done
from foundation.shortcuts import get_permitted


def hand_over_for(request: HttpRequest, verb: str, pk: int) -> HandOver:
    """The hand-over of that year, if the person may do that with it."""
    visible = queries.hand_overs_visible_to(request.user)
    return get_permitted(request, f"conferences.{verb}", visible, campaign=pk)


@require_safe
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """From whom to whom, what is open, and the papers."""
    campaign = year_for(request, "view_hand_over", pk)
    around = {"campaign": campaign, "current_bloc": campaign.bloc}
    shown = pages.of_year(campaign, request.user)
    return render(request, "conferences/hand_over.html", around | shown)


@asked_or_sent
def prepare_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Remarks for the new chief; the papers are packed."""
    campaign = year_for(request, "prepare_hand_over", pk)
    there = queries.hand_over_of(campaign)
    start = {"remarks": there.remarks} if there else {}
    form = forms.PrepareHandOverForm(request.POST or None, initial=start)
    if done(form, actions.prepare_hand_over, campaign, by=request.user):
        messages.success(request, _("The papers are being packed; that takes a minute."))
        return redirect("conferences:hand_over", campaign.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    return render(request, "conferences/prepare_hand_over.html", context)


@require_POST
def hand_over_year(request: HttpRequest, pk: int) -> HttpResponse:
    """The old chief's word."""
    found = hand_over_for(request, "hand_over_year", pk)
    said = _("The year has been handed over; the new chief is told by mail.")
    attempt(request, actions.hand_over_year, found, success=said)
    return redirect(found)


@require_POST
def receive_year(request: HttpRequest, pk: int) -> HttpResponse:
    """The new chief's word."""
    found = hand_over_for(request, "receive_year", pk)
    said = _("The year has been received. Now appoint your secretary.")
    attempt(request, actions.receive_year, found, success=said)
    return redirect(found)


@require_safe
def hand_over_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The record that both boards sign."""
    found = hand_over_for(request, "view_hand_over", pk)
    if found.archive is None:
        raise Http404
    paper, name = record.of_hand_over(found), record.file_name(found)
    return answer_with_bytes(library.draw(record.TEMPLATE, paper=paper).pdf, name, PDF)


@require_safe
def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The papers of the year in one file."""
    found = hand_over_for(request, "view_archive", pk)
    if found.archive is None:
        raise Http404
    return answer_with(found.archive)
