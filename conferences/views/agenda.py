"""Pages of the agenda of a conference."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferences import actions
from conferences.forms.agenda import AgendaDocumentForm, AgendaItemForm
from conferences.queries import conferences as queries
from conferences.views.visible import asked_or_sent, conference_for, item_for, page
from foundation.attempts import attempt
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted


@asked_or_sent
def add_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Something more on the agenda."""
    found = conference_for(request, "add_agenda_item", pk)
    form = AgendaItemForm(request.POST or None)
    if done(form, actions.add_agenda_item, found, by=request.user):
        messages.success(request, _("The item stands on the agenda."))
        return redirect(found)
    return page(request, "conferences/add_agenda_item.html", found, form=form)


@asked_or_sent
def change_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, another length."""
    item = item_for(request, "change_agenda_item", pk)
    start = {"title": item.title, "speaker": item.speaker, "minutes": item.minutes}
    form = AgendaItemForm(request.POST or None, initial=start)
    if done(form, actions.change_agenda_item, item, by=request.user):
        messages.success(request, _("The item has been saved."))
        return redirect(item.conference)
    return page(
        request, "conferences/change_agenda_item.html", item.conference, form=form, item=item
    )


@require_POST
def move_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    item = item_for(request, "move_agenda_item", pk)
    attempt(request, actions.move_agenda_item, item, up=request.POST.get("where") == "up")
    return redirect(item.conference)


@require_POST
def remove_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not spoken of."""
    item = item_for(request, "remove_agenda_item", pk)
    said = _("The item has been taken off the agenda.")
    attempt(request, actions.remove_agenda_item, item, success=said)
    return redirect(item.conference)


@asked_or_sent
def add_agenda_document(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper to read before."""
    item = item_for(request, "add_agenda_document", pk)
    form = AgendaDocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and done(form, actions.add_agenda_document, item, by=request.user):
        messages.success(request, _("All boards can read the document now."))
        return redirect(item.conference)
    return page(
        request, "conferences/add_agenda_document.html", item.conference, form=form, item=item
    )


@require_POST
def remove_agenda_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it no longer."""
    visible = queries.agenda_documents_visible_to(request.user)
    paper = get_permitted(request, "conferences.remove_agenda_document", visible, pk=pk)
    said = _("The document is no longer shown.")
    attempt(request, actions.remove_agenda_document, paper, success=said)
    return redirect(paper.item.conference)


@require_safe
def agenda_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself."""
    visible = queries.agenda_documents_visible_to(request.user)
    paper = get_permitted(request, "conferences.view_conference", visible, pk=pk)
    return answer_with(paper.document)
