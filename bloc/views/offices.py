"""Terms of office, and the secretary of a year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bloc import actions, queries
from bloc.forms import AppointSecretaryForm, BeginTermForm, EndForm
from bloc.models import BlocYear, Secretary, Term
from foundation import clock
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit
from members.models import Board


@require_http_methods(["GET", "HEAD", "POST"])
def begin_term(request, pk):
    """Which board holds an office; until the elections are held here, the keeper enters them."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.begin_term", visible, pk=pk)
    boards = Board.objects.filter(seats__bloc=bloc).distinct().prefetch_related("names")
    today = {"year": clock.today().year, "since": clock.today()}
    form = BeginTermForm(request.POST or None, boards=boards, initial=today)
    if form.is_valid():
        bloc_year = BlocYear(bloc, form.cleaned_data.pop("year"))
        if done(form, actions.begin_term, bloc_year, by=request.user):
            messages.success(request, words_for_term(form.cleaned_data["board"]))
            return redirect("bloc:officers", bloc.pk)
    return render(request, "bloc/begin_term.html", {"bloc": bloc, "form": form})


def words_for_term(board):
    """That the term is entered, and whether there was anybody to tell."""
    if queries.is_led(board):
        return _("The term of office has been entered; its board is told.")
    return _("The term of office has been entered. Nobody leads the board yet: nobody was told.")


@require_http_methods(["GET", "HEAD", "POST"])
def end_term(request, pk):
    """An office ends before its year is done."""
    visible = Term.objects.filter(bloc__in=queries.blocs_visible_to(request.user))
    term = get_permitted(request, "bloc.end_term", visible.select_related("bloc", "board"), pk=pk)
    form = EndForm(request.POST or None)
    if done(form, actions.end_term, term, by=request.user):
        messages.success(request, _("The term of office has its end."))
        return redirect("bloc:officers", term.bloc_id)
    context = {"bloc": term.bloc, "term": term, "form": form}
    return render(request, "bloc/end_term.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint_secretary(request, pk, year):
    """Who keeps the bloc's books of that year."""
    bloc_year = BlocYear(get_object_or_404(queries.blocs_visible_to(request.user), pk=pk), year)
    permit(request, "bloc.appoint_secretary", bloc_year)
    people = queries.chiefs_people(bloc_year.bloc, year)
    form = AppointSecretaryForm(request.POST or None, people=people)
    if done(form, actions.appoint_secretary, bloc_year, by=request.user):
        messages.success(request, _("The secretary has been appointed, and is told."))
        return redirect(bloc_year.bloc)
    context = {"bloc": bloc_year.bloc, "year": year, "form": form}
    return render(request, "bloc/appoint_secretary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_secretary(request, pk):
    """The secretary's task ends."""
    visible = Secretary.objects.filter(bloc__in=queries.blocs_visible_to(request.user))
    secretary = get_permitted(
        request, "bloc.end_secretary", visible.select_related("bloc", "account"), pk=pk
    )
    form = EndForm(request.POST or None)
    if done(form, actions.end_secretary, secretary, by=request.user):
        messages.success(request, _("The secretary's task has its end."))
        return redirect(secretary.bloc)
    context = {"bloc": secretary.bloc, "secretary": secretary, "form": form}
    return render(request, "bloc/end_secretary.html", context)
