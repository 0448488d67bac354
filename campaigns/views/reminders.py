"""Boards that are late are reminded: the letter is shown before it goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from campaigns import actions, progress, queries
from campaigns.forms.reminders import RemindLateForm
from campaigns.letters import reminders as letters
from campaigns.queries.registrations import boards_of_year
from foundation.forms import done
from foundation.shortcuts import get_permitted


@require_http_methods(["GET", "HEAD", "POST"])
def remind_late(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to remind, and in which words."""
    visible = queries.years_with_progress(request.user)
    campaign: Any = get_permitted(request, "campaigns.remind_late", visible, pk=pk)
    boards = {board.pk: board for board in boards_of_year(campaign)}
    late = progress.late_boards(queries.steps_of(campaign, list(boards)))
    told = queries.reminded_today(campaign)
    form = RemindLateForm(request.POST or None, boards=[boards[pk] for pk in late], told=told)
    if request.method == "POST" and done(form, actions.remind_late, campaign, by=request.user):
        count = len(form.cleaned_data["boards"])
        said = ngettext("%(n)s board has been reminded.", "%(n)s boards have been reminded.", count)
        messages.success(request, said % {"n": count})
        return redirect(campaign)
    letter = [letters.shown_before_it_goes(campaign, boards[pk], late[pk]) for pk in late]
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form, "told": told}
    return render(request, "campaigns/remind_late.html", {**context, "letters": letter})
