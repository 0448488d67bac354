"""What a pledge is: its page, its list, its versions, its history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from foundation import comparison
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.shortcuts import get_permitted
from pledges import next_steps, paper, queries
from pledges.content import Content
from pledges.forms.lists import PledgesForm
from pledges.models import Pledge, PledgeState
from pledges.pages import rail as rail_pages
from pledges.pages import signing as signing_pages
from pledges.views.visible import visible_pledge

ROWS_A_PAGE = 50
TEXT_UNDER_HAND = 0  # stands among the numbers of the versions where two texts are compared


@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """The pledges of my blocs, the newest year first."""
    rows = queries.with_counts(queries.pledges_visible_to(request.user))
    form = PledgesForm(request.GET, pledges=rows)
    found = form.found()
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pledges": page,
        "form": form,
        "wanting": queries.years_without_pledge(request.user),
    }
    return render(request, "pledges/pledges.html", context)


@require_safe
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper on the left; on the right what I can do, and who has signed."""
    shown = queries.pledges_shown_to(request.user)
    pledge: Any = get_permitted(request, "pledges.view_pledge", shown, pk=pk)
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "paper": paper.on_screen(pledge, queries.text_shown(pledge)),
        "steps": next_steps.of_pledge(pledge, request.user),
        **signing_context(request, pledge),
        **drawing_context(request, pledge),
    }
    return render(request, "pledges/pledge.html", context)


def signing_context(request: HttpRequest, pledge: Pledge) -> dict[str, Any]:
    """How far the pledge is, what the person can do, and what each board has given."""
    if pledge.round is None:
        rail, withdrawn = rail_pages.rail_of(pledge, 0, 0), signing_pages.withdrawal_of(pledge)
        return {"signing": None, "signatures": None, "rail": rail, "withdrawn": withdrawn}
    places = queries.places(pledge)
    signatures = signing_pages.lines_of(pledge, request.user, places)
    return {
        "signing": signing_pages.signing_of(pledge, request.user, places),
        "signatures": signatures,
        "rail": rail_pages.rail_of(pledge, signatures.signed, len(signatures.lines)),
    }


def drawing_context(request: HttpRequest, pledge: Pledge) -> dict[str, Any]:
    """How far the drawing is, and who may have it done once more."""
    if pledge.state != PledgeState.DRAWING:
        return {"drawing": None}
    redraws = request.user.has_perm("pledges.redraw_pledge", pledge)
    return {"drawing": queries.drawing_of(pledge), "redraws": redraws}


@require_safe
def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the drawing is: a fragment that asks for itself until the paper is there."""
    pledge = visible_pledge(request, pk)
    if pledge.state != PledgeState.DRAWING:
        return HttpResponseClientRefresh()
    context = {"pledge": pledge, **drawing_context(request, pledge)}
    return render(request, "pledges/_drawing.html", context)


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts that went to the boards or were frozen; two of them may be compared."""
    pledge = visible_pledge(request, pk)
    rows = pledge.versions.select_related("made_by", "round").order_by("-number")
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "versions": rows}
    return render(request, "pledges/versions.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as its paper reads."""
    shown = queries.pledges_shown_to(request.user)
    pledge: Any = get_permitted(request, "pledges.view_pledge", shown, pk=pk)
    kept = pledge.versions.select_related("made_by", "round")
    version = get_object_or_404(kept, number=number)
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "version": version,
        "paper": paper.on_screen(pledge, Content.of_version(version)),
    }
    return render(request, "pledges/version.html", context)


@require_safe
def compare_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two texts side by side, what changed marked by words; 0 is the text under hand."""
    pledge = visible_pledge(request, pk)
    kept = {each.number: each for each in pledge.versions.select_related("made_by")}
    texts = {number: Content.of_version(each) for number, each in kept.items()}
    texts[TEXT_UNDER_HAND] = Content.of_pledge(pledge)
    wanted = [request.GET.get(name, "") for name in ("before", "after")]
    numbers = [int(number) for number in wanted if number.isdecimal() and int(number) in texts]
    if len(numbers) < len(wanted):
        messages.info(request, _("Choose two texts of this pledge to compare."))
        return redirect("pledges:versions", pledge.pk)
    rows = comparison.rows(*(whole(texts[number]) for number in numbers))
    sides = [kept.get(number) for number in numbers]
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "sides": sides, "rows": rows}
    context["is_changed"] = any(row.is_changed or row.is_moved for row in rows)
    return render(request, "pledges/compare_versions.html", context)


def whole(content: Content) -> list[comparison.Named]:
    """The parts with place and day of signing."""
    day = content.signed_on.strftime("%d/%m/%Y") if content.signed_on else ""
    place = ("place", _("Place and day of signing"), f"{content.place}, {day}".strip(", "))
    return [*content.named_parts(), place]


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what, in sentences."""
    pledge = visible_pledge(request, pk)
    page = Paginator(Event.objects.about(pledge), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "page": page, "events": story(page)}
    return render(request, "pledges/history.html", context)
