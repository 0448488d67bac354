"""Photos of an activity: shown to who may read of it, and to nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.activities import AddPhotoForm
from campaigns.models import Photo
from campaigns.queries import activities as queries
from campaigns.views.activities import page, seen
from foundation.attempts import attempt
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted

HOUR = 3600  # seconds


def shown(request: HttpRequest, permission: str, pk: int) -> Photo:
    """The photo, if the person may do that with it."""
    visible = queries.photos_visible_to(request.user)
    return get_permitted(request, f"campaigns.{permission}", visible, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo is brought, with a caption."""
    activity = seen(request, "add_photo", pk)
    form = AddPhotoForm(request.POST or None, request.FILES or None)
    if done(form, actions.add_photo, activity, by=request.user):
        messages.success(request, _("The photo has been added."))
        return redirect(activity)
    return page(request, "campaigns/add_photo.html", activity, form=form)


@require_POST
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo is shown no longer."""
    photo = shown(request, "remove_photo", pk)
    attempt(request, actions.remove_photo, photo, success=_("The photo has been removed."))
    return redirect(photo.activity)


@require_safe
def photo_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo in its larger size."""
    return answer_with(shown(request, "view_activity", pk).picture, inline=True)


@require_safe
def photo_thumbnail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo in small, for lists."""
    response = answer_with(shown(request, "view_activity", pk).thumbnail, inline=True)
    response["Cache-Control"] = f"private, max-age={HOUR}"
    return response
