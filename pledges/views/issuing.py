"""From the text to the paper, and the ends of a round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted
from foundation.signing import rounds
from pledges import actions, queries
from pledges.forms.text import IssueForm, ReasonForm
from pledges.models import Pledge


def permitted_pledge(request: HttpRequest, verb: str, pk: int) -> Any:
    """The pledge, if the person may do that with it."""
    return get_permitted(
        request, f"pledges.{verb}", queries.pledges_visible_to(request.user), pk=pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
def issue_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the text; the paper is drawn while the page waits."""
    pledge = permitted_pledge(request, "issue_pledge", pk)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and done(form, actions.issue_pledge, pledge, by=request.user):
        messages.success(request, _("The text is frozen. The paper is being drawn."))
        return redirect(pledge)
    context = {"pledge": pledge, "form": form, "silent": queries.boards_not_agreed(pledge)}
    return render(request, "pledges/issue_pledge.html", context)


@require_POST
def redraw_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more, after the drawing has failed."""
    pledge = permitted_pledge(request, "redraw_pledge", pk)
    try:
        actions.redraw_pledge(pledge, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(pledge)


def with_reason(
    request: HttpRequest, pk: int, verb: str, act: Callable, label: str
) -> tuple[Pledge, ReasonForm, bool]:
    """A verb that wants a reason: the pledge, the form, and whether it was done."""
    pledge = permitted_pledge(request, verb, pk)
    form = ReasonForm(request.POST or None, label=label)
    was_done = request.method == "POST" and done(form, act, pledge, by=request.user)
    return pledge, form, was_done


@require_http_methods(["GET", "HEAD", "POST"])
def close_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """End the signing although boards are missing."""
    label = _("Close the signing")
    pledge, form, was_done = with_reason(request, pk, "close_pledge", actions.close_pledge, label)
    if was_done:
        messages.success(request, _("The signing has been closed; the missing boards are listed."))
        return redirect(pledge)
    missing = rounds.missing(pledge.round) if pledge.round else []
    context = {"pledge": pledge, "form": form, "missing": missing}
    return render(request, "pledges/close_pledge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the round after a mistake."""
    label, act = _("Withdraw the pledge"), actions.withdraw_pledge
    pledge, form, was_done = with_reason(request, pk, "withdraw_pledge", act, label)
    if was_done:
        messages.success(request, _("The pledge has been withdrawn; everybody who signed is told."))
        return redirect(pledge)
    return render(request, "pledges/withdraw_pledge.html", {"pledge": pledge, "form": form})
