"""The register of the bloc's papers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bloc import queries as bloc_queries
from bloc.models import BlocYear
from campaigns import actions, queries
from campaigns.forms.register import CancelPaperForm, RegisterPaperForm
from campaigns.models import Direction
from foundation import clock
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit

PAPERS_A_PAGE = 50


@require_safe
def this_year(_request: HttpRequest, bloc_pk: int) -> HttpResponse:
    """The register of the calendar year that it is."""
    return redirect("campaigns:papers", bloc_pk, clock.today().year)


@require_safe
def papers(request: HttpRequest, bloc_pk: int, year: int) -> HttpResponse:
    """One calendar year of the register, in or out, narrowed down by words."""
    blocs = bloc_queries.blocs_today(request.user)
    bloc = get_permitted(request, "campaigns.view_papers", blocs, pk=bloc_pk)
    direction = Direction.IN if request.GET.get("so") == Direction.IN else Direction.OUT
    words = request.GET.get("tim", "")[:100]
    rows = queries.papers_visible_to(request.user).filter(bloc=bloc, year=year)
    rows = queries.found(rows.filter(direction=direction), words)
    context = {
        "bloc": bloc,
        "current_bloc": bloc,
        "year": year,
        "years": queries.years_of_register(bloc),
        "direction": direction,
        "words": words,
        "page": Paginator(rows, PAPERS_A_PAGE).get_page(request.GET.get("page")),
        "registers": request.user.has_perm("campaigns.register_paper", BlocYear(bloc, year)),
    }
    return render(request, "campaigns/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_paper(request: HttpRequest, bloc_pk: int, year: int) -> HttpResponse:
    """One more line."""
    bloc = get_object_or_404(bloc_queries.blocs_today(request.user), pk=bloc_pk)
    bloc_year = BlocYear(bloc, year)
    permit(request, "campaigns.register_paper", bloc_year)
    start = {"dated_on": clock.today(), "direction": request.GET.get("so", Direction.OUT)}
    form = RegisterPaperForm(request.POST or None, request.FILES or None, initial=start)
    if done(form, actions.register_paper, bloc_year, by=request.user):
        messages.success(request, _("The paper stands in the register."))
        return redirect("campaigns:papers", bloc.pk, year)
    context = {"bloc": bloc, "current_bloc": bloc, "year": year, "form": form}
    return render(request, "campaigns/register_paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A number that comes to nothing."""
    visible = queries.papers_visible_to(request.user)
    paper = get_permitted(request, "campaigns.cancel_paper", visible, pk=pk)
    form = CancelPaperForm(request.POST or None)
    if done(form, actions.cancel_paper, paper, by=request.user):
        messages.success(request, _("The number is cancelled; it is not given again."))
        return redirect("campaigns:papers", paper.bloc_id, paper.year)
    context = {"paper": paper, "current_bloc": paper.bloc, "form": form}
    return render(request, "campaigns/cancel_paper.html", context)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper itself."""
    visible = queries.papers_visible_to(request.user).exclude(document=None)
    paper = get_permitted(request, "campaigns.view_papers", visible, pk=pk)
    return answer_with(paper.document, inline=True)
