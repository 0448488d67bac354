"""What a pledge is: its page, its list, its versions, its history."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from campaigns.queries import campaigns_visible_to
from foundation.audit.log import story
from foundation.audit.models import Event
from pledges import comparison, next_steps, paper, queries, signing_pages
from pledges.content import Content
from pledges.models import PledgeState, Version
from pledges.views.wall import visible_pledge

ROWS_A_PAGE = 50


@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """All pledges of my blocs, the newest year first."""
    rows = queries.with_counts(queries.pledges_visible_to(request.user))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    without = campaigns_visible_to(request.user).filter(pledge=None).select_related("bloc")
    wanting = [each for each in without if request.user.has_perm("pledges.draft_pledge", each)]
    context = {"page": page, "pledges": queries.toned(page), "wanting": wanting}
    return render(request, "pledges/pledges.html", context)


@require_safe
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper on the left; on the right what I can do, and who has signed."""
    pledge = visible_pledge(request, pk)
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "invented": pledge.is_invented,
        "tone": queries.TONES.get(pledge.state, "later"),
        "paper": paper.shown(pledge),
        "steps": next_steps.of_pledge(pledge, request.user),
        "drawing": queries.drawing_of(pledge),
        "redraws": request.user.has_perm("pledges.redraw_pledge", pledge),
        **signing_context(request, pledge),
    }
    return render(request, "pledges/pledge.html", context)


def signing_context(request: HttpRequest, pledge: queries.Pledge) -> dict:
    """What the signing half shows, once there is a round."""
    if pledge.round is None:
        return {"signing": None, "signatures": None}
    return {
        "signing": signing_pages.signing_of(pledge, request.user),
        "signatures": signing_pages.lines_of(pledge, request.user),
    }


@require_safe
def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the drawing is: a fragment that asks for itself until it is done."""
    pledge = visible_pledge(request, pk)
    if pledge.state != PledgeState.DRAWING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "pledge": pledge,
        "drawing": queries.drawing_of(pledge),
        "redraws": request.user.has_perm("pledges.redraw_pledge", pledge),
    }
    return render(request, "pledges/_drawing.html", context)


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts that went to the boards or were frozen; two of them may be compared."""
    pledge = visible_pledge(request, pk)
    rows = pledge.versions.select_related("made_by", "round").order_by("-number")
    return render(request, "pledges/versions.html", {"pledge": pledge, "versions": rows})


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as its paper would be."""
    pledge = visible_pledge(request, pk)
    version = get_object_or_404(pledge.versions.select_related("made_by"), number=number)
    shown = paper.of_content(pledge, Content.of_version(version))
    context = {"pledge": pledge, "version": version, "paper": shown}
    return render(request, "pledges/version.html", context)


@require_safe
def compare_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side, what changed marked by words."""
    pledge = visible_pledge(request, pk)
    numbers = [request.GET.get(name, "") for name in ("before", "after")]
    if not all(number.isdigit() for number in numbers):
        return redirect("pledges:versions", pledge.pk)
    first, second = (get_object_or_404(pledge.versions, number=number) for number in numbers)
    context = {"pledge": pledge, "first": first, "second": second, "rows": compared(first, second)}
    return render(request, "pledges/compare_versions.html", context)


def compared(first: Version, second: Version) -> list[comparison.Row]:
    """Each part of two versions, the tasks known by their keys."""
    texts = [Content.of_version(each) for each in (first, second)]
    return comparison.rows(*(queries.named_parts(text) for text in texts))


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what, in sentences."""
    pledge = visible_pledge(request, pk)
    page = Paginator(Event.objects.about(pledge), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"pledge": pledge, "page": page, "events": story(page)}
    return render(request, "pledges/history.html", context)
