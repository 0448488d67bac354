"""The catalogue of indicators: what a bloc measures its boards by."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bloc import queries as bloc_queries
from bloc.models import Bloc, BlocYear
from campaigns import actions
from campaigns.forms.indicators import IndicatorForm, TypicalForm
from campaigns.models import Indicator
from campaigns.queries import indicators as queries
from foundation import clock
from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit


def bloc_for(request: HttpRequest, permission: str, pk: int) -> Bloc:
    """The bloc, if the person may do that to its catalogue this year."""
    bloc = get_object_or_404(bloc_queries.blocs_today(request.user), pk=pk)
    permit(request, permission, BlocYear(bloc, clock.today().year))
    return bloc


def indicator_for(request: HttpRequest, permission: str, pk: int) -> Indicator:
    """The indicator, if the person may do that to it."""
    visible = queries.indicators_visible_to(request.user)
    return get_permitted(request, permission, visible, pk=pk)


@require_safe
def indicators(request: HttpRequest, bloc_pk: int) -> HttpResponse:
    """The whole catalogue, in the order in which boards plan and papers print."""
    bloc = bloc_for(request, "campaigns.view_indicators", bloc_pk)
    rows = list(queries.catalogue(bloc))
    subject = BlocYear(bloc, clock.today().year)
    context = {
        "bloc": bloc,
        "current_bloc": bloc,
        "indicators": [row for row in rows if row.until is None],
        "retired": [row for row in rows if row.until],
        "keeps": request.user.has_perm("campaigns.add_indicator", subject),
    }
    return render(request, "campaigns/indicators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_indicator(request: HttpRequest, bloc_pk: int) -> HttpResponse:
    """One more."""
    bloc = bloc_for(request, "campaigns.add_indicator", bloc_pk)
    form = IndicatorForm(request.POST or None, button=_("Add the indicator"))
    if done(form, actions.add_indicator, bloc, by=request.user):
        messages.success(request, _("The indicator has been added at the end of the list."))
        return redirect("campaigns:indicators", bloc.pk)
    context = {"bloc": bloc, "current_bloc": bloc, "form": form}
    return render(request, "campaigns/add_indicator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe it otherwise."""
    indicator = indicator_for(request, "campaigns.change_indicator", pk)
    start = IndicatorForm.facts_of(indicator)
    form = IndicatorForm(request.POST or None, initial=start, button=_("Save the indicator"))
    if done(form, actions.change_indicator, indicator, by=request.user):
        messages.success(request, _("The indicator has been saved."))
        return redirect("campaigns:indicators", indicator.bloc_id)
    context: dict[str, Any] = {"indicator": indicator, "current_bloc": indicator.bloc}
    context |= {"form": form, "is_used": queries.is_used(indicator)}
    return render(request, "campaigns/change_indicator.html", context)


@require_POST
def retire_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more."""
    indicator = indicator_for(request, "campaigns.retire_indicator", pk)
    attempt(request, actions.retire_indicator, indicator, success=_("The indicator is retired."))
    return redirect("campaigns:indicators", indicator.bloc_id)


@require_POST
def move_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    indicator = indicator_for(request, "campaigns.move_indicator", pk)
    attempt(request, actions.move_indicator, indicator, up=request.POST.get("where") == "up")
    return redirect("campaigns:indicators", indicator.bloc_id)


@require_http_methods(["GET", "HEAD", "POST"])
def take_typical_indicators(request: HttpRequest, bloc_pk: int) -> HttpResponse:
    """Examples to begin with."""
    bloc = bloc_for(request, "campaigns.take_typical_indicators", bloc_pk)
    typical = queries.typical_missing(bloc)
    form = TypicalForm(request.POST or None, typical=typical)
    if request.method == "POST" and done(
        form, actions.take_typical_indicators, bloc, by=request.user
    ):
        count = len(form.cleaned_data["chosen"])
        said = ngettext(
            "%(n)s indicator has been taken.", "%(n)s indicators have been taken.", count
        )
        messages.success(request, said % {"n": count})
        return redirect("campaigns:indicators", bloc.pk)
    context = {"bloc": bloc, "current_bloc": bloc, "form": form, "typical": typical}
    return render(request, "campaigns/take_typical_indicators.html", context)
