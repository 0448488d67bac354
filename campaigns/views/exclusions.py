"""Pages that keep a board out of the ranking, and let it in again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns import actions
from campaigns.forms.rankings import DeclareExclusionForm, LiftExclusionForm
from campaigns.models import BoardYear
from campaigns.queries import rankings as queries
from campaigns.queries.registrations import boards_of_year
from campaigns.queries.table_rows import table_at_once
from campaigns.queries.years import campaigns_visible_to
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@looked_at_or_sent
def declare_exclusion(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """Keep a board out, by a condition of the year's table."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_ranking", visible, pk=pk)
    boards = {board.pk: board for board in boards_of_year(campaign)}
    if board_pk not in boards:
        raise Http404
    part = BoardYear(campaign, boards[board_pk])
    permit(request, "campaigns.declare_exclusion", part)
    conditions = queries.conditions_of(table_at_once(campaign))
    form = DeclareExclusionForm(request.POST or None, conditions=conditions)
    if request.method == "POST" and done(form, actions.declare_exclusion, part, by=request.user):
        messages.success(request, _("The board is not ranked; it is told by mail."))
        return redirect("campaigns:rankings", campaign.pk)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "board": part.board}
    return render(request, "campaigns/declare_exclusion.html", around | {"form": form})


@looked_at_or_sent
def lift_exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be ranked after all."""
    visible = queries.exclusions_visible_to(request.user)
    exclusion = get_permitted(request, "campaigns.lift_exclusion", visible, pk=pk)
    campaign = exclusion.campaign
    form = LiftExclusionForm(request.POST or None)
    if request.method == "POST" and done(form, actions.lift_exclusion, exclusion, by=request.user):
        messages.success(request, _("The board is ranked again; it is told by mail."))
        return redirect("campaigns:rankings", campaign.pk)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "exclusion": exclusion}
    return render(request, "campaigns/lift_exclusion.html", around | {"form": form})
