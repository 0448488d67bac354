"""The outline of a report while it is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns import actions
from campaigns.forms import outlines as heading_list
from campaigns.forms.outlines import HeadingRow
from campaigns.models import ReportRequest
from campaigns.outlines import fingerprint, lines_of
from campaigns.queries import reports as queries
from campaigns.regulations.reports import OutlineChanged
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted


@require_http_methods(["GET", "HEAD", "POST"])
def outline_report(request: HttpRequest, pk: int) -> HttpResponse:
    """All headings at once; its buttons keep everything that was typed."""
    visible = queries.requests_visible_to(request.user)
    asked = get_permitted(request, "campaigns.outline_report", visible, pk=pk)
    if request.method != "POST":
        return outline_page(request, asked)
    seen, typed = request.POST.get("seen", ""), heading_list.typed(request.POST)
    moved = heading_list.rearranged(typed, request.POST)
    if moved is not None:
        return outline_page(request, asked, rows=moved, seen=seen, keep="unsaved")
    rows = heading_list.judged(typed)
    if any(row.error for row in rows):
        return outline_page(request, asked, rows=rows, seen=seen, keep="unsaved")
    return save(request, asked, rows, seen)


def save(
    request: HttpRequest, asked: ReportRequest, rows: list[HeadingRow], seen: str
) -> HttpResponse:
    """Save, or show why not."""
    lines = heading_list.lines_of(rows)
    try:
        actions.outline_report(asked, lines, seen=seen, by=request.user)
    except OutlineChanged as refusal:
        return outline_page(request, asked, refusal=refusal)
    except Refusal as refusal:
        more = {"seen": seen, "keep": "unsaved", "refusal": refusal}
        return outline_page(request, asked, rows=rows, **more)
    messages.success(request, _("The outline has been saved."))
    return redirect(asked)


def outline_page(
    request: HttpRequest,
    asked: ReportRequest,
    *,
    rows: list[HeadingRow] | None = None,
    seen: str = "",
    **more: Any,
) -> HttpResponse:
    """The form with its list of headings."""
    lines = lines_of(asked.headings.all())
    context = {
        "asked": asked,
        "campaign": asked.campaign,
        "current_bloc": asked.bloc,
        "rows": rows or heading_list.rows_of(lines),
        "seen": seen or fingerprint(lines),
        "is_begun": queries.is_begun(asked),
        **more,
    }
    return render(request, "campaigns/outline_report.html", context)
