"""Pages of the dossiers of proposals."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from awards import actions
from awards.forms.dossiers import DossierPartForm
from awards.models import DossierItem
from awards.pages import dossiers as pages
from awards.queries.dossiers import parts_visible_to, proposals_visible_to
from awards.views.visible import asked_or_sent, page, year_for
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted


@require_safe
def dossiers(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the dossiers of the year are, of those that the person may read."""
    campaign = year_for(request, "view_proposals", pk)
    shown = pages.of_year(campaign, request.user)
    return page(request, "awards/dossiers.html", campaign, **shown)


@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Paper by paper, what is there and what is missing."""
    visible = proposals_visible_to(request.user)
    proposal = get_permitted(request, "awards.view_dossier", visible, pk=pk)
    shown = pages.of_proposal(proposal, request.user)
    return page(request, "awards/dossier.html", proposal.campaign, **shown)


@asked_or_sent
def add_dossier_part(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """A file for a paper, or another one in its place."""
    visible = proposals_visible_to(request.user)
    proposal = get_permitted(request, "awards.add_dossier_part", visible, pk=pk)
    item = get_object_or_404(DossierItem, pk=item_pk, kind=proposal.kind_id)
    form = DossierPartForm(request.POST or None, request.FILES or None, title=item.title)
    if done(form, actions.add_dossier_part, proposal, item, by=request.user):
        messages.success(request, _("The paper stands in the dossier."))
        return redirect("awards:dossier", proposal.pk)
    shown = {"form": form, "proposal": proposal, "item": item}
    return page(request, "awards/add_dossier_part.html", proposal.campaign, **shown)


@require_safe
def dossier_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, to who may read the dossier."""
    visible = parts_visible_to(request.user)
    part = get_permitted(request, "awards.view_dossier", visible, pk=pk)
    return answer_with(part.document, inline=True)
