"""What the public reads of conferences, and where it is prepared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.forms.activities import AddPhotoForm
from conferences import actions
from conferences.forms.publication import PublicSummaryForm
from conferences.models import Conference
from conferences.pages import publication as pages
from conferences.queries import publication as queries
from conferences.views.minutes import saved_or_both
from conferences.views.visible import asked_or_sent, conference_for, page
from foundation.attempts import attempt
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted

ON_A_PAGE = 20


@login_not_required
@require_safe
def all_published(request: HttpRequest) -> HttpResponse:
    """The conferences that were published, for everybody."""
    shown = Paginator(queries.published(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "conferences/all_published.html", {"page": shown})


@login_not_required
@require_safe
def published(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: summary, results, photos."""
    found = get_object_or_404(queries.published(), conference=pk)
    conference = found.conference
    shown = {
        "publication": found,
        "results": pages.results_of(conference),
        "photos": queries.photos_of(conference),
    }
    return page(request, "conferences/published.html", conference, **shown)


@login_not_required
@require_safe
def public_photo(_request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A photo of what is published."""
    found = get_object_or_404(queries.public_photos(), pk=pk)
    return answer_with(found.thumbnail if size == "nho" else found.picture, inline=True)


@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public will read, or reads."""
    found = conference_for(request, "view_conference", pk)
    shown = pages.of_conference(found, request.user)
    return page(request, "conferences/publication.html", found, **shown)


@require_safe
def conference_photo(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A photo, for who may know of the conference."""
    visible = queries.photos_visible_to(request.user)
    found = get_permitted(request, "conferences.view_conference", visible, pk=pk)
    return answer_with(found.thumbnail if size == "nho" else found.picture, inline=True)


@asked_or_sent
def add_conference_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo is brought, with a caption."""
    found = conference_for(request, "add_conference_photo", pk)
    form = AddPhotoForm(request.POST or None, request.FILES or None)
    if done(form, actions.add_conference_photo, found, by=request.user):
        messages.success(request, _("The photo has been added."))
        return back(found)
    return page(request, "conferences/add_conference_photo.html", found, form=form)


@require_POST
def remove_conference_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo is shown no longer."""
    visible = queries.photos_visible_to(request.user)
    found = get_permitted(request, "conferences.remove_conference_photo", visible, pk=pk)
    said = _("The photo has been removed.")
    attempt(request, actions.remove_conference_photo, found, success=said)
    return back(found.conference)


@asked_or_sent
def write_public_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public reads; two tabs lose nothing."""
    found = conference_for(request, "write_public_summary", pk)
    saved = {"summary": queries.publication_of(found).summary}
    context = saved_or_both(request, PublicSummaryForm, saved, actions.write_public_summary, found)
    if context is None:
        messages.success(request, _("The summary has been saved."))
        return back(found)
    return page(request, "conferences/write_public_summary.html", found, **context)


@require_POST
def publish_conference(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief lets everybody read it."""
    found = conference_for(request, "publish_conference", pk)
    said = _("The conference is published: everybody can read it.")
    attempt(request, actions.publish_conference, found, success=said)
    return back(found)


@require_POST
def withdraw_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """And no longer."""
    found = conference_for(request, "withdraw_publication", pk)
    said = _("The public cannot read it any more.")
    attempt(request, actions.withdraw_publication, found, success=said)
    return back(found)


def back(conference: Conference) -> HttpResponse:
    return redirect("conferences:publication", conference.pk)
