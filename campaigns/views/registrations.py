"""Pages of the boards' registrations: who stands how, and one of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from campaigns import actions
from campaigns.models import BoardYear, PhaseKind, Registration
from campaigns.next_steps import registrations as next_steps
from campaigns.pages import registrations as pages
from campaigns.papers import registration as papers
from campaigns.queries import registrations as queries
from campaigns.queries.calendar import window_of
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.years import campaigns_visible_to
from campaigns.regulations.registrations import WRITABLE
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members.models import Board


def registration_for(request: HttpRequest, verb: str, pk: int) -> Registration:
    """The registration, if the person may do that to it."""
    visible = queries.shown_to(request.user)
    found = get_permitted(request, f"campaigns.{verb}", visible, pk=pk)
    hand_days(found, found.campaign)
    return found


@require_safe
def registrations(request: HttpRequest, pk: int) -> HttpResponse:
    """Every board with its registration, side by side; a board sees its own."""
    visible = with_days(campaigns_visible_to(request.user), "pk")
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    hand_days(campaign, campaign)
    rows = pages.board_rows(campaign, request.user)
    oversees = request.user.has_perm("campaigns.view_progress", campaign)
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "window": window_of(campaign, PhaseKind.REGISTRATION),
        "own": pages.own_places(campaign, rows, request.user),
        "rows": rows if oversees else [],
        "comparison": pages.comparison_of(rows, request.user) if oversees else None,
    }
    return render(request, "campaigns/registrations.html", context)


@require_POST
def begin_registration(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """An empty one, or with the figures of the last year."""
    campaign = get_object_or_404(campaigns_visible_to(request.user), pk=pk)
    subject = BoardYear(campaign, get_object_or_404(Board, pk=board_pk))
    permit(request, "campaigns.begin_registration", subject)
    former = "former" in request.POST and queries.last_registration(campaign, board_pk)
    try:
        made = actions.begin_registration(subject, start_from=former or None, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:registrations", campaign.pk)
    return redirect("campaigns:edit_registration", made.pk)


@require_safe
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """What the board sets out to reach, how it stands, what was accepted when."""
    registration = registration_for(request, "view_registration", pk)
    goals = pages.goals_shown(registration, request.user)
    context: dict[str, Any] = {
        "registration": registration,
        "campaign": registration.campaign,
        "current_bloc": registration.bloc,
        "invented": registration.is_invented,
        "steps": next_steps.of_registration(registration, request.user),
        "late": queries.days_late(registration),
        "window": queries.window_for(registration),
        "events": story(Event.objects.about(registration)),
        **(shown(registration, goals) if goals else {}),
    }
    return render(request, "campaigns/registration.html", context)


def shown(registration: Registration, goals: Any) -> dict[str, Any]:
    """The figures and titles, and what each acceptance changed."""
    lines = pages.lines_of(registration, goals)
    return {
        "goals": goals,
        "lines": lines,
        "aims": pages.aims_of(goals),
        "has_versions": bool(registration.versions.all()),
        "versions": pages.versions_of(registration, [line.indicator for line in lines]),
    }


@require_safe
def registration_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, drawn from what the page shows."""
    registration = registration_for(request, "view_registration", pk)
    goals = pages.goals_shown(registration, request.user)
    if goals is None:
        raise Http404
    in_hand = registration.state in WRITABLE and pages.is_inside(registration, request.user)
    paper = papers.of_registration(registration, goals, in_hand=in_hand)
    drawn = library.draw(papers.TEMPLATE, paper=paper)
    return answer_with_bytes(drawn.pdf, papers.file_name(registration), "application/pdf")
