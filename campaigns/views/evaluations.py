"""Pages of a year's evaluation: asked, answered in secret, counted, shown."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.evaluations import (
    AnswerEvaluationForm,
    ChangeEvaluationForm,
    OpenEvaluationForm,
    WithdrawEvaluationForm,
    written,
)
from campaigns.models import BoardEvaluation, Evaluation
from campaigns.pages import evaluations as pages
from campaigns.queries import evaluations as queries
from campaigns.queries.years import campaigns_visible_to
from foundation import clock
from foundation.attempts import attempt
from foundation.ballots.booth import AnsweredAlready
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members.models import Board

ANSWER_DAYS = 10  # what the form proposes
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def evaluation_for(request: HttpRequest, verb: str, pk: int) -> Evaluation:
    """The evaluation, if the person may do that with it."""
    visible = queries.evaluations_visible_to(request.user)
    return get_permitted(request, f"campaigns.{verb}", visible, pk=pk)


def page(request: HttpRequest, name: str, found: Evaluation, **more: Any) -> HttpResponse:
    """A page about an evaluation."""
    around = {"evaluation": found, "campaign": found.campaign, "current_bloc": found.bloc}
    return render(request, name, around | more)


@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The year's evaluation: what is asked, how many have answered, what came of it."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_evaluation", visible, pk=pk)
    shown = pages.of_year(campaign, request.user)
    around = {"campaign": campaign, "current_bloc": campaign.bloc}
    return render(request, "campaigns/evaluation.html", around | shown)


@require_POST
def draft_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin it, with the usual questions."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.draft_evaluation", visible, pk=pk)
    said = _("The evaluation has been begun. Look at the questions before the boards are asked.")
    attempt(request, actions.draft_evaluation, campaign, success=said)
    return redirect("campaigns:evaluation", campaign.pk)


@asked_or_sent
def change_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is asked."""
    found = evaluation_for(request, "change_evaluation", pk)
    form = ChangeEvaluationForm(request.POST or None, initial=written(found))
    if done(form, actions.change_evaluation, found, by=request.user):
        messages.success(request, _("The questions have been saved."))
        return redirect(found)
    return page(request, "campaigns/change_evaluation.html", found, form=form)


@asked_or_sent
def open_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the boards."""
    found = evaluation_for(request, "open_evaluation", pk)
    until = {"closes_on": clock.today() + dt.timedelta(days=ANSWER_DAYS)}
    form = OpenEvaluationForm(request.POST or None, initial=until)
    if done(form, actions.open_evaluation, found, by=request.user):
        messages.success(request, _("The boards have been asked; their leaders are told by mail."))
        return redirect(found)
    boards = queries.boards_asked(found.campaign)
    return page(request, "campaigns/open_evaluation.html", found, form=form, boards=boards)


@sensitive_post_parameters()
@never_cache
@asked_or_sent
def answer_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of the person's board; which board it is stands in the form, not in the address."""
    found = evaluation_for(request, "view_evaluation", pk)
    who = answering(request, found)
    if who.board_id is None:  # all have answered, or the person leads no board that is asked
        return redirect(found)
    permit(request, "campaigns.answer_evaluation", who)
    form = AnswerEvaluationForm(request.POST or None, who=who)
    if form.is_valid():
        return cast(request, who, form)
    board = get_object_or_404(Board, pk=who.board_id)
    return page(request, "campaigns/answer_evaluation.html", found, form=form, board=board)


def answering(request: HttpRequest, found: Evaluation) -> BoardEvaluation:
    """For which board: the one that the form names, else the first that has not answered."""
    named = request.POST.get("board", "")
    if named.isdecimal():
        return BoardEvaluation(found, int(named))
    mine = queries.boards_led(queries.seats_of(found), request.user)
    return BoardEvaluation(found, next((board for board in mine if not mine[board]), None))


def cast(request: HttpRequest, who: BoardEvaluation, form: AnswerEvaluationForm) -> HttpResponse:
    """Into the box; sent twice it is there once, and the second answer says that it is done."""
    try:
        actions.answer_evaluation(who, **form.cleaned_data, by=request.user)
    except AnsweredAlready as told:
        messages.info(request, str(told))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your answer is in the box. Nobody can take it out or see it."))
    return redirect(who.evaluation)


@require_POST
def close_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the box."""
    found = evaluation_for(request, "close_evaluation", pk)
    said = _("The box has been opened. Those concerned see their part first.")
    attempt(request, actions.close_evaluation, found, success=said)
    return redirect(found)


@require_POST
def publish_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to all."""
    found = evaluation_for(request, "publish_evaluation", pk)
    said = _("The whole bloc sees the result now; the leaders are told by mail.")
    attempt(request, actions.publish_evaluation, found, success=said)
    return redirect(found)


@asked_or_sent
def withdraw_evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up; what was answered is destroyed unread."""
    found = evaluation_for(request, "withdraw_evaluation", pk)
    form = WithdrawEvaluationForm(request.POST or None)
    if done(form, actions.withdraw_evaluation, found, by=request.user):
        messages.success(request, _("The evaluation has been withdrawn."))
        return redirect(found)
    return page(request, "campaigns/withdraw_evaluation.html", found, form=form)
