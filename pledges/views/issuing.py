"""From the text to the paper, and the ends of a round."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted
from foundation.signing import rounds
from pledges import actions, queries
from pledges.forms.text import CloseForm, IssueForm, WithdrawForm

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def permitted_pledge(request: HttpRequest, verb: str, pk: int) -> Any:
    """The pledge, if the person may do that with it."""
    visible = queries.pledges_visible_to(request.user)
    return get_permitted(request, f"pledges.{verb}", visible, pk=pk)


@looked_at_or_sent
def issue_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the text; the paper is drawn while the pledge's page waits."""
    pledge = permitted_pledge(request, "issue_pledge", pk)
    silent = queries.boards_not_agreed(pledge)
    form = IssueForm(request.POST or None, all_agree=not silent)
    if request.method == "POST" and done(form, actions.issue_pledge, pledge, by=request.user):
        messages.success(request, _("The text is frozen. The paper is being drawn."))
        return redirect(pledge)
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "form": form, "silent": silent}
    return render(request, "pledges/issue_pledge.html", context)


@require_POST
def redraw_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more, after the drawing has failed."""
    pledge = permitted_pledge(request, "redraw_pledge", pk)
    attempt(request, actions.redraw_pledge, pledge)
    return redirect(pledge)


@looked_at_or_sent
def close_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """End the signing although boards are missing."""
    pledge = permitted_pledge(request, "close_pledge", pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and done(form, actions.close_pledge, pledge, by=request.user):
        messages.success(request, _("The signing has been closed; the missing boards are listed."))
        return redirect(pledge)
    missing = rounds.missing(pledge.round) if pledge.round else []
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "form": form, "missing": missing}
    return render(request, "pledges/close_pledge.html", context)


@looked_at_or_sent
def withdraw_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Void the round after a mistake."""
    pledge = permitted_pledge(request, "withdraw_pledge", pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and done(form, actions.withdraw_pledge, pledge, by=request.user):
        messages.success(request, _("The pledge has been withdrawn; everybody who signed is told."))
        return redirect(pledge)
    context = {"pledge": pledge, "current_bloc": pledge.bloc, "form": form}
    return render(request, "pledges/withdraw_pledge.html", context)
