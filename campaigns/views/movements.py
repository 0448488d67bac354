"""Pages of the movements of a year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions, queries
from campaigns.actions.movements import WRITTEN
from campaigns.forms.movements import (
    JoinMovementForm,
    MovementForm,
    ReviewMovementForm,
    TellProgressForm,
)
from campaigns.models import BoardYear, Campaign, Movement, MovementYear, Participation
from campaigns.pages import movements as pages
from campaigns.queries import movements as movement_queries
from foundation import clock
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit
from members.models import Board

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def permitted(request: HttpRequest, permission: str, pk: int) -> Campaign:
    """The year, if the person may do that in it."""
    visible = queries.campaigns_visible_to(request.user)
    return get_permitted(request, f"campaigns.{permission}", visible, pk=pk)


def in_year(request: HttpRequest, permission: str, pk: int, movement: int) -> MovementYear:
    """A movement in a year, if the person may do that with it."""
    campaign = permitted(request, permission, pk)
    found = get_object_or_404(movement_queries.shown_in(campaign), pk=movement)
    return MovementYear(found, campaign)


def page(request: HttpRequest, template: str, year: Any, **more: Any) -> HttpResponse:
    """The page of a question about a movement."""
    campaign = getattr(year, "campaign", year)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "year": year}
    return render(request, template, around | more)


@require_safe
def movements(request: HttpRequest, pk: int) -> HttpResponse:
    """The movements that run in the year."""
    campaign = permitted(request, "view_movement", pk)
    may = request.user.has_perm("campaigns.launch_movement", campaign)
    rows = movement_queries.movements_of(campaign)
    return page(request, "campaigns/movements.html", campaign, movements=rows, launches=may)


@require_safe
def movement(request: HttpRequest, pk: int, movement: int) -> HttpResponse:
    """One movement: what it wants, who takes part, what came of it."""
    year = in_year(request, "view_movement", pk, movement)
    return page(request, "campaigns/movement.html", year, **pages.of_movement(year, request.user))


@asked_or_sent
def launch_movement(request: HttpRequest, pk: int) -> HttpResponse:
    """A movement is entered; the boards are told."""
    campaign = permitted(request, "launch_movement", pk)
    days = {"since": campaign.opens_on, "until": campaign.closes_on}
    form = MovementForm(request.POST or None, request.FILES or None, initial=days)
    if done(form, actions.launch_movement, campaign, by=request.user):
        messages.success(request, _("The movement has been entered; the boards are told by mail."))
        return redirect("campaigns:movements", campaign.pk)
    return page(request, "campaigns/launch_movement.html", campaign, form=form)


@asked_or_sent
def change_movement(request: HttpRequest, pk: int, movement: int) -> HttpResponse:
    """What is entered is corrected."""
    year = in_year(request, "change_movement", pk, movement)
    initial = {name: getattr(year.movement, name) for name in WRITTEN}
    form = MovementForm(request.POST or None, request.FILES or None, initial=initial)
    if done(form, actions.change_movement, year, by=request.user):
        messages.success(request, _("The movement has been saved."))
        return redirect(year)
    return page(request, "campaigns/change_movement.html", year, form=form)


@asked_or_sent
def join_movement(request: HttpRequest, pk: int, movement: int, board: int) -> HttpResponse:
    """A board takes part."""
    year = in_year(request, "view_movement", pk, movement)
    who = BoardYear(year.campaign, get_object_or_404(Board, pk=board))
    permit(request, "campaigns.join_movement", who)
    form = JoinMovementForm(request.POST or None)
    if done(form, actions.join_movement, who, movement=year.movement, by=request.user):
        messages.success(request, _("The board takes part."))
        return redirect(year)
    return page(request, "campaigns/join_movement.html", year, form=form, board=who.board)


@asked_or_sent
def tell_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """A board tells what it has done."""
    mine = Participation.objects.filter(board__in=request.user.boards_today)
    visible = mine.select_related("campaign__bloc", "movement", "board")
    participation = get_permitted(request, "campaigns.tell_progress", visible, pk=pk)
    today = {"told_on": clock.today()}
    form = TellProgressForm(request.POST or None, request.FILES or None, initial=today)
    if done(form, actions.tell_progress, participation, by=request.user):
        messages.success(request, _("It stands on the movement's page now."))
        return redirect(participation)
    year = MovementYear(participation.movement, participation.campaign)
    return page(request, "campaigns/tell_progress.html", year, form=form, board=participation.board)


@asked_or_sent
def review_movement(request: HttpRequest, pk: int, movement: int) -> HttpResponse:
    """The bloc says what came of it."""
    year = in_year(request, "review_movement", pk, movement)
    form = ReviewMovementForm(request.POST or None, initial={"held_on": clock.today()})
    if done(form, actions.review_movement, year, by=request.user):
        messages.success(request, _("The review has been saved."))
        return redirect(year)
    return page(request, "campaigns/review_movement.html", year, form=form)


@require_safe
def movement_plan(request: HttpRequest, pk: int, movement: int) -> HttpResponseBase:
    """The plan as a file."""
    year = in_year(request, "view_movement", pk, movement)
    found = get_object_or_404(Movement, pk=year.movement.pk, plan__isnull=False)
    return answer_with(found.plan, inline=True)


@require_safe
def progress_file(request: HttpRequest, pk: int, movement: int, told: int) -> HttpResponseBase:
    """What a board has to show for what it did."""
    year = in_year(request, "view_movement", pk, movement)
    told_here = movement_queries.progress_in(year).exclude(document=None)
    return answer_with(get_object_or_404(told_here, pk=told).document, inline=True)
