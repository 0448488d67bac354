"""Pages of a year's points: begun, explained, answered, locked, opened again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.scores import (
    AnswerExplanationForm,
    BeginScoringForm,
    ExplainLineForm,
    ReopenScoresForm,
)
from campaigns.models import Campaign, Scoring, Sheet, SheetKind
from campaigns.pages import scores as pages
from campaigns.pages import sheets as sheet_pages
from campaigns.queries import sheets as queries
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.registrations import boards_of_year
from campaigns.queries.years import campaigns_visible_to
from campaigns.sheets import SheetPlan
from foundation.attempts import attempt
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def year_for(request: HttpRequest, verb: str, pk: int) -> Campaign:
    """The year with its days, if the person may do that with its points."""
    visible = with_days(campaigns_visible_to(request.user), "pk")
    campaign = get_permitted(request, f"campaigns.{verb}", visible, pk=pk)
    hand_days(campaign, campaign)
    return campaign


def page(request: HttpRequest, name: str, campaign: Campaign, **more: Any) -> HttpResponse:
    """A page about the points of a year."""
    around = {"campaign": campaign, "current_bloc": campaign.bloc}
    return render(request, name, around | more)


@require_safe
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own sheets; for who oversees the year all boards with their three figures."""
    campaign = year_for(request, "view_scores", pk)
    context = pages.scores_page(campaign, request.user)
    return render(request, "campaigns/scores.html", context)


@looked_at_or_sent
def begin_scoring(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief asks the boards for their points."""
    campaign = year_for(request, "begin_scoring", pk)
    form = BeginScoringForm(request.POST or None)
    if done(form, actions.begin_scoring, campaign, by=request.user):
        messages.success(request, _("The scoring has begun; the boards are told by mail."))
        return redirect("campaigns:scores", campaign.pk)
    return page(request, "campaigns/begin_scoring.html", campaign, form=form)


@require_POST
def begin_sheet(request: HttpRequest, pk: int, board: int, kind: str) -> HttpResponse:
    """Begin a self-score, a check, or the official points of a board."""
    campaign = year_for(request, "view_scores", pk)
    plan = plan_for(request, campaign, board, kind)
    permit(request, "campaigns.begin_sheet", plan)
    try:
        sheet = actions.begin_sheet(plan, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:scores", campaign.pk)
    return redirect(sheet)


def plan_for(request: HttpRequest, campaign: Campaign, board: int, kind: str) -> SheetPlan:
    """What is to be begun, and by which board; 404 where there is no such thing."""
    scoring = get_object_or_404(Scoring, campaign=campaign)
    scoring.campaign = campaign
    boards = {each.pk: each for each in boards_of_year(campaign)}
    scorers = {
        SheetKind.SELF: lambda: board,
        SheetKind.CROSS: lambda: checker_for(request, scoring, board),
        SheetKind.OFFICIAL: lambda: queries.deciders_of(request.user, campaign)(board),
    }
    scorer = scorers[SheetKind(kind)]() if kind in SheetKind else None
    if board not in boards or scorer not in boards:
        raise Http404
    return SheetPlan(scoring, boards[board], boards[scorer], kind)


def checker_for(request: HttpRequest, scoring: Scoring, board: int) -> int | None:
    """The first of the person's boards that checks that one."""
    mine = request.user.boards_today
    duties = sorted(queries.duties_of(scoring))
    return next((a for a, b in duties if b == board and a in mine), None)


@looked_at_or_sent
def explain_line(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """The board says why it sees a line otherwise."""
    sheet = own_sheet(request, pk)
    line = queries.differing_line(sheet, key)
    if line is None:
        raise Http404
    said = sheet.explanations.filter(criterion=line).first()
    form = ExplainLineForm(request.POST or None, initial={"text": said.text if said else ""})
    if done(form, actions.explain_line, sheet, key=key, by=request.user):
        messages.success(request, _("The explanation has been sent."))
        return redirect(sheet)
    context = sheet_pages.around(sheet) | {"form": form, "line": line}
    return render(request, "campaigns/explain_line.html", context)


def own_sheet(request: HttpRequest, pk: int) -> Sheet:
    """The board's own sheet, if the person may explain its lines."""
    visible = queries.sheets_visible_to(request.user).filter(kind=SheetKind.SELF)
    return get_permitted(request, "campaigns.explain_line", visible, pk=pk)


@looked_at_or_sent
def answer_explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever decides about the board answers."""
    visible = queries.explanations_visible_to(request.user)
    found = get_permitted(request, "campaigns.answer_explanation", visible, pk=pk)
    form = AnswerExplanationForm(request.POST or None)
    if done(form, actions.answer_explanation, found, by=request.user):
        messages.success(request, _("The answer has been sent."))
        return redirect(found.sheet)
    context = sheet_pages.around(found.sheet) | {"form": form, "explanation": found}
    return render(request, "campaigns/answer_explanation.html", context)


@looked_at_or_sent
def lock_scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief closes the points."""
    campaign = year_for(request, "lock_scores", pk)
    if request.method == "POST":
        scoring = get_object_or_404(Scoring, campaign=campaign)
        said = _("The points are locked; the boards are told by mail.")
        attempt(request, actions.lock_scores, scoring, success=said)
        return redirect("campaigns:scores", campaign.pk)
    return page(request, "campaigns/lock_scores.html", campaign)


@looked_at_or_sent
def reopen_scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief opens them again, and says why."""
    campaign = year_for(request, "reopen_scores", pk)
    scoring = get_object_or_404(Scoring, campaign=campaign)
    form = ReopenScoresForm(request.POST or None)
    if done(form, actions.reopen_scores, scoring, by=request.user):
        messages.success(request, _("The points are open again; the boards are told by mail."))
        return redirect("campaigns:scores", campaign.pk)
    return page(request, "campaigns/reopen_scores.html", campaign, form=form)
