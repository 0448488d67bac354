"""Pages of examples and new models."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions, queries
from campaigns.forms.examples import PublishExampleForm, TellEffectForm
from campaigns.models import Adoption, BoardYear, Example
from campaigns.queries import examples as example_queries
from campaigns.queries.movements import movements_of
from foundation.attempts import attempt
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit
from members.models import Board

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def seen(request: HttpRequest, permission: str, pk: int) -> Example:
    """The example, if the person may do that with it."""
    visible = example_queries.shown_to(request.user)
    return get_permitted(request, f"campaigns.{permission}", visible, pk=pk)


@require_safe
def examples(request: HttpRequest, pk: int) -> HttpResponse:
    """The examples of a year."""
    visible = queries.campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.view_example", visible, pk=pk)
    boards = Board.objects.filter(pk__in=request.user.boards_today).prefetch_related("names")
    may = [
        board
        for board in boards
        if request.user.has_perm("campaigns.publish_example", BoardYear(campaign, board))
    ]
    context = {"examples": example_queries.examples_of(campaign), "publishing": may}
    context |= {"campaign": campaign, "current_bloc": campaign.bloc}
    return render(request, "campaigns/examples.html", context)


@require_safe
def example(request: HttpRequest, pk: int) -> HttpResponse:
    """One example: how it was done, and who does the same."""
    found = seen(request, "view_example", pk)
    adoptions = [(each, tells(request, each)) for each in found.adoptions.all()]
    taken = {each.board_id for each, _tells in adoptions} | {found.board_id}
    boards = Board.objects.filter(pk__in=request.user.boards_today - taken)
    context = {
        "example": found,
        "campaign": found.campaign,
        "current_bloc": found.bloc,
        "adoptions": adoptions,
        "adopting": [board for board in boards if adopts(request, found, board)],
        "withdraws": request.user.has_perm("campaigns.withdraw_example", found),
    }
    return render(request, "campaigns/example.html", context)


def tells(request: Any, adoption: Adoption) -> bool:
    """Whether the person may say what came of it."""
    return request.user.has_perm("campaigns.tell_effect", adoption)


def adopts(request: Any, found: Example, board: Board) -> bool:
    """Whether the person may adopt it for the board."""
    who = BoardYear(found.campaign, board)
    return not found.withdrawn_at and request.user.has_perm("campaigns.adopt_example", who)


@asked_or_sent
def publish_example(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A board shows what it does well."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    who = BoardYear(campaign, get_object_or_404(Board, pk=board))
    permit(request, "campaigns.publish_example", who)
    form = PublishExampleForm(
        request.POST or None, request.FILES or None, movements=movements_of(campaign)
    )
    if done(form, actions.publish_example, who, by=request.user):
        messages.success(request, _("The whole bloc can read it now."))
        return redirect("campaigns:examples", campaign.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "board": who.board}
    return render(request, "campaigns/publish_example.html", {**context, "form": form})


@require_POST
def adopt_example(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """Another board does the same."""
    found = seen(request, "view_example", pk)
    who = BoardYear(found.campaign, get_object_or_404(Board, pk=board))
    permit(request, "campaigns.adopt_example", who)
    said = _("The board has adopted the example; its author is told.")
    attempt(request, actions.adopt_example, who, example=found, success=said)
    return redirect(found)


@asked_or_sent
def tell_effect(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it there."""
    mine = Adoption.objects.filter(board__in=request.user.boards_today)
    visible = mine.select_related("example__campaign__bloc", "board")
    adoption = get_permitted(request, "campaigns.tell_effect", visible, pk=pk)
    form = TellEffectForm(request.POST or None, initial={"effect": adoption.effect})
    if done(form, actions.tell_effect, adoption, by=request.user):
        messages.success(request, _("It stands on the example's page now."))
        return redirect(adoption.example)
    context = {"adoption": adoption, "campaign": adoption.example.campaign, "form": form}
    return render(request, "campaigns/tell_effect.html", context)


@require_POST
def withdraw_example(request: HttpRequest, pk: int) -> HttpResponse:
    """The board takes its example back."""
    found = seen(request, "withdraw_example", pk)
    attempt(request, actions.withdraw_example, found, success=_("The example is withdrawn."))
    return redirect("campaigns:examples", found.campaign_id)


@require_safe
def example_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What goes with it."""
    found = seen(request, "view_example", pk)
    return answer_with(get_object_or_404(Example, pk=found.pk, document__isnull=False).document)
