"""What a bloc is: members, officers, seats over time, history."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bloc import next_steps, queries
from foundation import clock
from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.shortcuts import get_permitted

BLOCS_A_PAGE = 50
EVENTS_A_PAGE = 50


@require_safe
def blocs(request):
    """The blocs I belong to, and my ministries (Khối của tôi)."""
    page = Paginator(queries.blocs_listed_for(request.user), BLOCS_A_PAGE).get_page(
        request.GET.get("page")
    )
    ministries = list(queries.ministries_visible_to(request.user))
    called = queries.successors_on([each.pk for each in ministries], clock.today())
    context = {
        "page": page,
        "cards": queries.cards_for(request.user, list(page)),
        "ministries": [(each, called[each.pk]) for each in ministries],
    }
    return render(request, "bloc/blocs.html", context)


@require_safe
def bloc(request, pk):
    """The members of today in their order, the officers marked, and what may be done next."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.view_bloc", visible, pk=pk)
    return render(request, "bloc/bloc.html", bloc_page(request, bloc))


def bloc_page(request, bloc):
    """What the page of a bloc shows; the switchboard adds what higher rooms know."""
    account, today = request.user, clock.today()
    begun = queries.begun_terms(account, bloc.pk)
    year = queries.year_in_charge(today.year, begun) if begun else today.year
    terms = queries.terms_today(account, bloc.pk, year)
    invites = account.has_perm("bloc.invite_leader", bloc)
    members = queries.members_with_offices(bloc, terms, leaders=invites)
    secretary = queries.secretary_on(bloc, year, today)
    return {
        "bloc": bloc,
        "current_bloc": bloc,
        "year": year,
        "members": members,
        "secretary": secretary,
        "organiser": queries.organiser_on(bloc, today),
        "steps": [
            *next_steps.of_chief(bloc, year, secretary, account),
            *next_steps.of_keeper(bloc, account, has_members=bool(members)),
        ],
        "invites": invites,
    }


@require_safe
def officers(request, pk):
    """Chiefs, deputies, stand-ins and secretaries, year by year."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.view_bloc", visible, pk=pk)
    years = queries.officers_by_year(bloc)
    secretaries = [secretary for year in years for secretary in year.secretaries]
    context = {
        "bloc": bloc,
        "current_bloc": bloc,
        "years": years,
        "keeps": request.user.has_perm("bloc.end_term", bloc),
        "ending": [s for s in secretaries if request.user.has_perm("bloc.end_secretary", s)],
    }
    return render(request, "bloc/officers.html", context)


@require_safe
def seats(request, pk):
    """Who sat in the bloc in which year, and by which decision."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.view_bloc", visible, pk=pk)
    context = {
        "bloc": bloc,
        "current_bloc": bloc,
        "table": queries.seats_over_time(bloc),
        "mergers": queries.mergers_of(bloc),
        "keeps": request.user.has_perm("bloc.end_seat", bloc),
    }
    return render(request, "bloc/seats.html", context)


@require_safe
def history(request, pk):
    """Who did what to the bloc, in sentences."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.view_bloc", visible, pk=pk)
    events = Paginator(Event.objects.about(bloc), EVENTS_A_PAGE)
    page = events.get_page(request.GET.get("page"))
    context = {"bloc": bloc, "current_bloc": bloc, "page": page, "events": story(page)}
    return render(request, "bloc/history.html", context)
