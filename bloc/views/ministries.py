"""A ministry: its people and its blocs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bloc import actions, next_steps, queries
from bloc.forms import BlocForm, ConfirmFactorResetForm, EndForm, InviteColleagueForm
from bloc.models import Bloc, MinistryPost
from foundation import clock
from foundation.forms import done
from foundation.shortcuts import get_permitted
from members import owners
from members.models import FactorReset


@require_safe
def ministry(request, pk):
    """The ministry's people, and the blocs that it organises."""
    visible = queries.ministries_visible_to(request.user)
    ministry = get_permitted(
        request, "bloc.view_ministry", visible.select_related("succeeds"), pk=pk
    )
    context = {
        "ministry": ministry,
        "today_called": queries.successor_on(ministry.pk, clock.today()),
        "colleagues": queries.colleagues_in(ministry),
        "blocs": queries.blocs_of(ministry),
        "names": ministry.all_names,
        "former": ministry.succeeds,
        "steps": next_steps.of_ministry(ministry, request.user),
        "keeps": request.user.has_perm("bloc.end_ministry_post", ministry),
    }
    return render(request, "bloc/ministry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def found_bloc(request, pk):
    """A new bloc under the ministry."""
    visible = queries.ministries_visible_to(request.user)
    ministry = get_permitted(request, "bloc.found_bloc", visible, pk=pk)
    form = BlocForm(request.POST or None)
    if done(form, actions.found_bloc, ministry, by=request.user):
        messages.success(request, _("The bloc has been founded. Now register and seat its boards."))
        return redirect(Bloc.objects.get(code=form.cleaned_data["code"]))
    called = queries.successor_on(ministry.pk, clock.today())
    context = {"ministry": ministry, "today_called": called, "form": form}
    return render(request, "bloc/found_bloc.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_colleague(request, pk):
    """Somebody of the ministry comes in."""
    visible = queries.ministries_visible_to(request.user)
    ministry = get_permitted(request, "bloc.invite_colleague", visible, pk=pk)
    form = InviteColleagueForm(request.POST or None)
    if done(form, actions.invite_colleague, ministry, by=request.user):
        told = _("The post has been entered, and the person is told.")
        messages.success(request, owners.words_for_owner(form) or told)
        return redirect(ministry)
    return render(request, "bloc/invite_colleague.html", {"ministry": ministry, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def end_ministry_post(request, pk):
    """Somebody's part in the ministry ends."""
    visible = MinistryPost.objects.filter(ministry__in=queries.ministries_visible_to(request.user))
    post = get_permitted(
        request, "bloc.end_ministry_post", visible.select_related("ministry", "account"), pk=pk
    )
    form = EndForm(request.POST or None)
    if done(form, actions.end_ministry_post, post, by=request.user):
        messages.success(request, _("The post has its end."))
        return redirect(post.ministry)
    context = {"ministry": post.ministry, "post": post, "form": form}
    return render(request, "bloc/end_ministry_post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_factor_reset(request, pk):
    """Somebody vouches for a person who lost the second step of signing in."""
    visible = FactorReset.objects.filter(pk__in=queries.resets_to_confirm(request.user))
    reset = get_permitted(
        request, "bloc.confirm_factor_reset", visible.select_related("account"), pk=pk
    )
    form = ConfirmFactorResetForm(request.POST or None)
    if done(form, actions.confirm_factor_reset, reset, by=request.user):
        messages.success(request, _("Thank you. The administrator resets it now, and is told."))
        return redirect("home")
    return render(request, "bloc/confirm_factor_reset.html", {"reset": reset, "form": form})
