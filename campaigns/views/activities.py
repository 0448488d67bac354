"""Pages of the activities of a year."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import actions, merging, queries
from campaigns.forms import activities as forms
from campaigns.forms.shares import SettleActivityForm
from campaigns.merging import Clash
from campaigns.models import Activity, ActivityKind, BoardYear, Campaign
from campaigns.pages import activities as pages
from campaigns.queries import activities as activity_queries
from campaigns.regulations.activities import ActivityStale
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members.models import Board

asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def permitted(request: HttpRequest, permission: str, pk: int) -> Campaign:
    """The year, if the person may do that in it."""
    visible = queries.campaigns_visible_to(request.user)
    return get_permitted(request, f"campaigns.{permission}", visible, pk=pk)


def seen(request: HttpRequest, permission: str, pk: int) -> Activity:
    """The activity, if the person may do that with it."""
    visible = activity_queries.activities_visible_to(request.user)
    return get_permitted(request, f"campaigns.{permission}", visible, pk=pk)


def page(request: HttpRequest, template: str, subject: Any, **more: Any) -> HttpResponse:
    """A page about a year or about one of its activities."""
    campaign = getattr(subject, "campaign", subject)
    around = {"campaign": campaign, "current_bloc": campaign.bloc, "activity": subject}
    return render(request, template, around | more)


@require_safe
def activities(request: HttpRequest, pk: int) -> HttpResponse:
    """What the bloc does together in the year."""
    campaign = permitted(request, "view_activity", pk)
    may = request.user.has_perm("campaigns.plan_activity", campaign)
    return page(
        request, "campaigns/activities.html", campaign, plans=may, **pages.of_year(campaign)
    )


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: when and where, who takes part, what came of it, photos."""
    found = seen(request, "view_activity", pk)
    return page(request, "campaigns/activity.html", found, **pages.of_activity(found, request.user))


@asked_or_sent
def plan_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity is entered; the boards are told."""
    campaign = permitted(request, "plan_activity", pk)
    form = forms.PlanActivityForm(
        request.POST or None, boards=activity_queries.boards_of_year(campaign)
    )
    if done(form, actions.plan_activity, campaign, by=request.user):
        messages.success(request, _("The activity has been entered."))
        return redirect("campaigns:activities", campaign.pk)
    return page(request, "campaigns/plan_activity.html", campaign, form=form)


@asked_or_sent
def change_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned is changed."""
    found = seen(request, "change_activity", pk)
    template, kind = "campaigns/change_activity.html", forms.ActivityForm
    words = Words(template, kind, activity_queries.facts_of, actions.change_activity)
    return words.changed(request, found, boards=activity_queries.boards_of_year(found.campaign))


@asked_or_sent
def tell_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it."""
    found = seen(request, "tell_activity", pk)
    template, kind = "campaigns/tell_activity.html", forms.TellActivityForm
    words = Words(template, kind, activity_queries.outcome_of, actions.tell_activity)
    return words.changed(request, found)


@dataclass(frozen=True)
class Words:
    """Words of an activity that two people may be writing: on which page and form, kept by what."""

    template: str
    form: type[forms.SeenForm]
    saved: Callable[[Activity], dict[str, Any]]
    action: Callable

    def changed(self, request: HttpRequest, found: Activity, **options: Any) -> HttpResponse:
        """Save them, or show why not, and both versions."""
        saved = self.saved(found)
        form = self.form.showing(saved, saved, **options)
        if request.method == "POST":
            form = self.form(request.POST, **options)
        if request.method == "POST" and form.is_valid():
            try:
                self.action(found, **form.cleaned_data, by=request.user)
            except ActivityStale as stale:
                both = both_versions(form, self.saved(found), **options)
                return page(request, self.template, found, stale=stale, **both)
            except Refusal as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, _("The activity has been saved."))
                return redirect(found)
        return page(request, self.template, found, form=form)


def both_versions(form: Any, theirs: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The form that holds both, and what differs."""
    typed = dict(form.cleaned_data)
    marks = typed.pop("seen")
    both = type(form).showing(merging.merged(typed, theirs, marks), theirs, **options)
    clashes = [
        Clash(form.fields[each.key].label, said(each.theirs), said(each.mine), each.both_changed)
        for each in merging.clashes(typed, theirs, marks)
    ]
    return {"form": both, "clashes": clashes}


def said(value: Any) -> Any:
    """A value as people read it: a day, a kind, a board, a text."""
    if isinstance(value, Board):
        return value.short_name
    return dict(ActivityKind.choices).get(value, localize(value))


@asked_or_sent
def call_off_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not take place."""
    found = seen(request, "call_off_activity", pk)
    form = forms.CallOffActivityForm(request.POST or None)
    if done(form, actions.call_off_activity, found, by=request.user):
        messages.success(request, _("The activity is called off; the boards are told by mail."))
        return redirect(found)
    return page(request, "campaigns/call_off_activity.html", found, form=form)


@asked_or_sent
def take_part(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """A board says with how many people it comes."""
    found = seen(request, "view_activity", pk)
    who = BoardYear(found.campaign, get_object_or_404(Board, pk=board))
    permit(request, "campaigns.take_part", who)
    answer = found.attendances.filter(board=who.board).first()
    initial = {"people": answer.people if answer else None}
    form = forms.TakePartForm(request.POST or None, initial=initial)
    if done(form, actions.take_part, who, activity=found, by=request.user):
        messages.success(request, _("The answer has been saved."))
        return redirect(found)
    return page(request, "campaigns/take_part.html", found, form=form, board=who.board)


@asked_or_sent
def settle_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, and what each board pays; a total may be split equally first."""
    found = seen(request, "settle_activity", pk)
    boards = activity_queries.boards_on_roll(found)
    saved = activity_queries.roll_of(found)
    if request.method != "POST":
        form = SettleActivityForm.showing(saved, saved, boards=boards)
        return page(request, "campaigns/settle_activity.html", found, form=form)
    form = SettleActivityForm(request.POST, boards=boards)
    if form.is_valid() and "split" in request.POST:
        return page(
            request, "campaigns/settle_activity.html", found, form=form.splitting(), is_split=True
        )
    if form.is_valid():
        return settle(request, found, form)
    return page(request, "campaigns/settle_activity.html", found, form=form)


def settle(request: HttpRequest, found: Activity, form: SettleActivityForm) -> HttpResponse:
    """Save the table, or show why not, and both versions."""
    lines, marks = form.lines, form.cleaned_data["seen"]
    try:
        actions.settle_activity(found, lines=lines, seen=marks, by=request.user)
    except ActivityStale as stale:
        saved = activity_queries.roll_of(found)
        both = form.showing(merging.merged(lines, saved, marks), saved, boards=form.boards)
        clashes = form.clashes(merging.clashes(lines, saved, marks))
        return page(
            request,
            "campaigns/settle_activity.html",
            found,
            form=both,
            stale=stale,
            clashes=clashes,
        )
    except Refusal as refusal:
        form.add_error(None, refusal)
        return page(request, "campaigns/settle_activity.html", found, form=form)
    messages.success(request, _("People and shares have been saved."))
    return redirect(found)
