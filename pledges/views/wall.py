"""What shows itself and keeps itself up to date: the list of signatures, the wall, the files."""

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from foundation.documents.responses import answer_with
from foundation.live import live
from foundation.shortcuts import permit
from foundation.signing.models import Revision
from pledges import queries
from pledges.models import Pledge
from pledges.pages import rail as rail_pages
from pledges.pages import signing as signing_pages
from pledges.views.visible import visible_pledge


@require_safe
def signatures(request, pk):
    pledge = visible_pledge(request, pk)
    found = signing_pages.lines_of(pledge, request.user)
    rail = rail_pages.rail_of(pledge, found.signed, len(found.lines))
    shown = {"pledge": pledge, "signatures": found, "rail": rail}
    return live(request, "pledges/_signatures.html", shown)


def wall_context(request: HttpRequest, pledge: Pledge) -> dict[str, Any]:
    found = signing_pages.lines_of(pledge, request.user)
    return {"pledge": pledge, "signatures": found, "server": settings.BASE_URL.partition("://")[2]}


@require_safe
def wall(request, pk):
    pledge = visible_pledge(request, pk)
    return render(request, "pledges/wall.html", wall_context(request, pledge))


@require_safe
def wall_seats(request, pk):
    pledge = visible_pledge(request, pk)
    return live(request, "pledges/_wall.html", wall_context(request, pledge))


@require_safe
def revisions(request, pk):
    pledge = visible_pledge(request, pk)
    rounds = queries.rounds_of(pledge)
    return render(request, "pledges/revisions.html", {"pledge": pledge, "rounds": rounds})


@require_safe
def newest(request, pk):
    pledge = visible_pledge(request, pk)
    if pledge.round is None:
        raise Http404
    return answer_with(pledge.round.newest)


@require_safe
def revision(request, pk):
    pledges = queries.pledges_visible_to(request.user)
    rows = Revision.objects.filter(round__parties__signatory__pledge__in=pledges).distinct()
    found = get_object_or_404(rows.select_related("document__blob"), pk=pk)
    place = found.round.parties.select_related("signatory__pledge__campaign__bloc").first()
    permit(request, "pledges.view_pledge", place.signatory.pledge)
    return answer_with(found.document)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": "'self'"})
def scan(request, pk):
    places = queries.signatories_visible_to(request.user)
    place = get_object_or_404(places.filter(party__scan__isnull=False), pk=pk)
    may = ("pledges.confirm_scan", "pledges.upload_scan")
    if not any(request.user.has_perm(permission, place) for permission in may):
        raise Http404
    return answer_with(place.party.scan, inline=True)
