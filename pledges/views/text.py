"""Writing: the draft is begun, edited as a whole, and sent to the boards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.queries import campaigns_visible_to
from campaigns.queries.summaries import summary_before
from foundation.forms import done, refuse
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted
from pledges import actions, merging, queries
from pledges.content import Content
from pledges.forms import tasks as task_list
from pledges.forms.tasks import TaskRow
from pledges.forms.text import ConsultForm, DraftForm, TextForm
from pledges.models import Pledge
from pledges.regulations.text import StaleEdit

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])
CHOICE = "choice-"


def writable(request: HttpRequest, verb: str, pk: int) -> Any:
    """The pledge, if the person may do that with its text."""
    visible = queries.pledges_visible_to(request.user)
    return get_permitted(request, f"pledges.{verb}", visible, pk=pk)


@looked_at_or_sent
def draft_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the pledge of a year, empty or with another year's text."""
    campaigns = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "pledges.draft_pledge", campaigns, pk=pk)
    others = queries.pledges_visible_to(request.user).filter(campaign__bloc=campaign.bloc)
    others = others.order_by("-campaign__year")
    options = {"pledges": others, "summary": summary_before(campaign)}
    form = DraftForm(request.POST or None, initial={"start_from": others.first()}, **options)
    if request.method == "POST" and done(form, actions.draft_pledge, campaign, by=request.user):
        messages.success(request, _("The draft has been begun. Write its text."))
        return redirect("pledges:edit_pledge", campaign.pledge.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    return render(request, "pledges/draft_pledge.html", context)


@looked_at_or_sent
def edit_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text at once; its buttons keep everything that was typed."""
    pledge = writable(request, "edit_pledge", pk)
    if request.method != "POST":
        rows = task_list.rows_of(Content.of_pledge(pledge))
        return text_page(request, pledge, TextForm.of(pledge), rows)
    form, typed = TextForm(request.POST), task_list.typed(request.POST)
    moved = task_list.rearranged(typed, request.POST)
    if moved is not None:
        return text_page(request, pledge, form.again(), moved, keep="unsaved")
    rows = task_list.judged(typed)
    if not form.is_valid() or any(row.error for row in rows):
        more = {"keep": "unsaved", **meanwhile(pledge, form, rows)}
        return text_page(request, pledge, form, rows or [TaskRow()], **more)
    if "join" in request.POST:
        return join(request, pledge, form.content(task_list.tasks_of(rows)))
    return save(request, pledge, form, rows)


def save(request: HttpRequest, pledge: Pledge, form: TextForm, rows: list[TaskRow]) -> HttpResponse:
    """Save, or show why not; nothing that was typed is lost."""
    mine, seen = form.content(task_list.tasks_of(rows)), form.cleaned_data["seen_edition"]
    try:
        actions.edit_pledge(pledge, mine, seen_edition=seen, by=request.user)
    except StaleEdit:
        more = {"keep": "unsaved", **meanwhile(pledge, form, rows)}
        fresh, rows = TextForm.showing(mine, pledge), task_list.rows_of(mine)
        return text_page(request, pledge, fresh, rows, **more)
    except Refusal as refusal:
        refuse(form, refusal)
        return text_page(request, pledge, form, rows, keep="unsaved")
    messages.success(request, _("The text has been saved."))
    return redirect(pledge)


def meanwhile(pledge: Pledge, form: TextForm, rows: list[TaskRow]) -> dict[str, Any]:
    """What somebody else has saved since the page was opened, part by part; often nothing."""
    if form.cleaned_data.get("seen_edition", pledge.edition) == pledge.edition:
        return {}
    mine, theirs = form.content(task_list.tasks_of(rows)), Content.of_pledge(pledge)
    clashes = merging.clashes(mine, theirs, form.cleaned_data["base"])
    return {"stale": StaleEdit(who=pledge.changed_by), "clashes": clashes}


def join(request: HttpRequest, pledge: Pledge, mine: Content) -> HttpResponse:
    """One text out of two, part by part as chosen; it is saved only when the writer says so."""
    choices = {
        name.removeprefix(CHOICE): choice
        for name, choice in request.POST.items()
        if name.startswith(CHOICE)
    }
    both = merging.joined(mine, Content.of_pledge(pledge), choices)
    messages.info(request, _("The two versions have been joined. Read the text, then save it."))
    fresh, rows = TextForm.showing(both, pledge), task_list.rows_of(both)
    return text_page(request, pledge, fresh, rows, keep="unsaved")


def text_page(
    request: HttpRequest, pledge: Pledge, form: TextForm, rows: list[TaskRow], **more: Any
) -> HttpResponse:
    """The form with its list of tasks."""
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "form": form,
        "rows": rows,
        **more,
    }
    return render(request, "pledges/edit_pledge.html", context)


@looked_at_or_sent
def consult_boards(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the text to the boards, for the first time or after a change."""
    pledge = writable(request, "consult_boards", pk)
    form = ConsultForm(request.POST or None, initial={"answers_due_on": pledge.answers_due_on})
    if request.method == "POST" and done(form, actions.consult_boards, pledge, by=request.user):
        messages.success(request, _("The text has been sent; the boards are told by mail."))
        return redirect("pledges:consultation", pledge.pk)
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "form": form,
        "answers": queries.answers_to(pledge),
        "asked": queries.parts_asked(pledge),
    }
    return render(request, "pledges/consult_boards.html", context)
