"""Pages of those who stand for the offices of the next year."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferences import actions
from conferences.models import ConferenceKind
from conferences.pages import candidates as pages
from conferences.views.participants import board_for
from conferences.views.visible import conference_for, page
from foundation.attempts import attempt


@require_safe
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may stand, whose turn it is, and who has agreed."""
    found = conference_for(request, "view_conference", pk)
    if found.kind != ConferenceKind.YEAR_END:
        raise Http404
    shown = pages.of_conference(found, request.user)
    return page(request, "conferences/candidates.html", found, **shown)


@require_POST
def agree_to_stand(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A leader says yes for the board."""
    who = board_for(request, "agree_to_stand", pk, board)
    attempt(request, actions.agree_to_stand, who, success=_("Your board stands for election."))
    return redirect("conferences:candidates", pk)


@require_POST
def withdraw_consent(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """And takes it back."""
    who = board_for(request, "withdraw_consent", pk, board)
    attempt(request, actions.withdraw_consent, who, success=_("Your board stands no longer."))
    return redirect("conferences:candidates", pk)
