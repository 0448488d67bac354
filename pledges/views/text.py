"""Writing: the draft is begun, edited as a whole, and sent to the boards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.queries import campaigns_visible_to
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted
from pledges import actions, comparison, queries
from pledges.content import Content, TaskText
from pledges.forms.text import ConsultForm, DraftForm, TextForm, rearranged, tasks_of
from pledges.models import Pledge
from pledges.regulations.text import StaleEdit


@require_http_methods(["GET", "HEAD", "POST"])
def draft_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the pledge of a year, empty or with another year's text."""
    campaigns = campaigns_visible_to(request.user).select_related("bloc")
    campaign = get_permitted(request, "pledges.draft_pledge", campaigns, pk=pk)
    others = Pledge.objects.filter(campaign__bloc=campaign.bloc).order_by("-campaign__year")
    form = DraftForm(request.POST or None, pledges=others.select_related("campaign"))
    if request.method == "POST" and done(form, actions.draft_pledge, campaign, by=request.user):
        messages.success(request, _("The draft has been begun. Write its text."))
        return redirect("pledges:edit_pledge", campaign.pledge.pk)
    return render(request, "pledges/draft_pledge.html", {"campaign": campaign, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text at once; a text that somebody changed meanwhile is shown beside it."""
    pledges = queries.pledges_visible_to(request.user)
    pledge = get_permitted(request, "pledges.edit_pledge", pledges, pk=pk)
    if request.method != "POST":
        tasks = list(Content.of_pledge(pledge).tasks) or [TaskText("")]
        return text_page(request, pledge, TextForm.of(pledge), tasks)
    form, tasks = TextForm(request.POST), tasks_of(request.POST)
    if wish := request.POST.get("move"):
        return text_page(request, pledge, TextForm(initial=request.POST), rearranged(tasks, wish))
    if not form.is_valid():
        return text_page(request, pledge, form, tasks)
    return save_text(request, pledge, form, tasks)


def save_text(
    request: HttpRequest, pledge: Pledge, form: TextForm, tasks: list[TaskText]
) -> HttpResponse:
    """Save, or show why not; nothing that was typed is lost."""
    content = form.content(tasks)
    seen = form.cleaned_data["seen_edition"]
    try:
        actions.edit_pledge(pledge, content, seen_edition=seen, by=request.user)
    except StaleEdit as stale:
        return stale_page(request, pledge, content, stale)
    except Refusal as refusal:
        form.add_error(None, refusal)
        return text_page(request, pledge, form, tasks)
    messages.success(request, _("The text has been saved."))
    return redirect(pledge)


def stale_page(
    request: HttpRequest, pledge: Pledge, mine: Content, stale: StaleEdit
) -> HttpResponse:
    """Both texts side by side; mine stays in the form, and saving it again is now knowing."""
    theirs = Content.of_pledge(pledge)
    facts = {name: getattr(mine, name) for name in TextForm.base_fields if name != "seen_edition"}
    form = TextForm(initial={**facts, "seen_edition": pledge.edition})
    rows = comparison.rows(queries.named_parts(theirs), queries.named_parts(mine))
    more = {"stale": stale, "rows": [row for row in rows if row.is_changed]}
    return text_page(request, pledge, form, list(mine.tasks), status=409, **more)


def text_page(
    request: HttpRequest,
    pledge: Pledge,
    form: TextForm,
    tasks: list[TaskText],
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """The form with its list of tasks."""
    context = {"pledge": pledge, "form": form, "tasks": tasks, **more}
    return render(request, "pledges/edit_pledge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def consult_boards(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the text to the boards, for the first time or after a change."""
    pledges = queries.pledges_visible_to(request.user)
    pledge = get_permitted(request, "pledges.consult_boards", pledges, pk=pk)
    form = ConsultForm(request.POST or None, initial={"answers_due_on": pledge.answers_due_on})
    if request.method == "POST" and done(form, actions.consult_boards, pledge, by=request.user):
        messages.success(request, _("The text has been sent; the boards are told by mail."))
        return redirect("pledges:consultation", pledge.pk)
    return render(request, "pledges/consult_boards.html", {"pledge": pledge, "form": form})
