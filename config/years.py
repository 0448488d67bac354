"""The page “Năm thi đua”: what a bloc does in its year, from the pledge to the ministry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import campaigns.queries
from campaigns.models import Campaign
from campaigns.progress import DONE, LATER
from campaigns.queries.departures import with_departures
from conferences.queries.progress import with_closing
from config.progress import Year, year_of
from foundation import charts, clock
from foundation.shortcuts import get_permitted


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """This year's page; a list where there are several blocs, or none, or where it is asked for."""
    visible = campaigns.queries.campaigns_visible_to(request.user)
    this_year = [each for each in visible if each.year == clock.today().year]
    if len(this_year) == 1 and "tat-ca" not in request.GET:
        return redirect("year", this_year[0].pk)
    newest = sorted(visible, key=lambda each: (-each.year, str(each.bloc)))
    return render(request, "config/years.html", {"years": newest, "this_year": this_year})


@require_safe
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """The rail, the reader's own way, and, for those who oversee the bloc, all boards."""
    visible = with_departures(campaigns.queries.years_with_progress(request.user))
    visible = with_closing(visible)
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    shown = year_of(campaign)
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "rail": shown.rail(),
        "own": [own_way(shown, board) for board in own_boards(request, shown)],
        "today": clock.today(),
        **matrix(request, campaign, shown),
    }
    return render(request, "config/year.html", context)


def own_boards(request: Any, shown: Year) -> list[Any]:
    """The reader's boards among the members of that year."""
    return [board for board in shown.boards if board.pk in request.user.boards_today]


def own_way(shown: Year, board: Any) -> dict[str, Any]:
    """One board's rail, with the one click that comes next."""
    mark = shown.next_of(board)
    step = shown.step_of(mark) if mark else None
    return {"board": board, "rail": shown.way_of(board), "next": mark, "step": step}


def matrix(request: Any, campaign: Campaign, shown: Year) -> dict[str, Any]:
    """Boards × steps, for those who may see them side by side."""
    if not request.user.has_perm("campaigns.view_progress", campaign):
        return {}
    only_late, code = "late" in request.GET, request.GET.get("step", "")
    late = shown.late()
    return {
        "rows": shown.rows(request.user, only_late=only_late, code=code),
        "columns": [step for step in shown.counted if not code or step.code == code],
        "steps": shown.counted,
        "only_late": only_late,
        "chosen": code,
        "late_count": len(late),
        "reminds": bool(late) and request.user.has_perm("campaigns.remind_late", campaign),
        "total": len(shown.boards),
        "heat": "" if only_late or code else heat(shown),
    }


def heat(shown: Year) -> Any:
    """All boards × steps as colours, drawn once for page and paper."""
    strips = []
    for board in shown.boards:
        marks = [step.marks.get(board.pk) for step in shown.counted]
        states = [mark.state if mark else LATER for mark in marks]
        done = f"{states.count(DONE)} / {len(states)}"
        strips.append(charts.Strip(board.short_name, states, done))
    columns = [str(step.label) for step in shown.counted]
    return charts.heat(strips, columns, title=_("Progress of the boards")) if columns else ""
