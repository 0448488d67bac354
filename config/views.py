"""Where rooms meet on one page: the home page lays side by side what each room offers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import bloc.queries
import members.queries
import pledges.queries
from foundation import clock


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, and how my blocs stand."""
    account = request.user
    waiting = [
        *members.queries.waiting_for(account),
        *bloc.queries.waiting_for(account),
        *pledges.queries.waiting_for(account),
    ]
    context = {
        "waiting": sorted(waiting, key=lambda thing: thing.sort_key()),
        "standings": pledges.queries.standings_for(account),
        "today": clock.today(),
    }
    return render(request, "config/home.html", context)
