"""The page on which a report is written, and what it saves by itself while somebody types.

Who asks for JSON is the page's own script (static/js/autosave.js): 200 saved, 409 somebody
else was faster, 422 refused. Without it the same addresses answer with pages.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import actions
from campaigns.forms.figures import FigureRow, row_of, seen_of, typed_rows
from campaigns.forms.reports import SectionForm
from campaigns.models import Figure, Report, Section
from campaigns.pages import reports as pages
from campaigns.queries import reports as queries
from campaigns.regulations.reports import SectionStale
from campaigns.views.reports import permitted
from campaigns.writing import FigureLine
from foundation import clock
from foundation.attempts import attempt
from foundation.refusals import Refusal
from foundation.shortcuts import permit

SAVED, STALE, REFUSED = 200, 409, 422  # HTTP


def by_itself(request: HttpRequest) -> bool:
    """Whether the page's script asks, not a person's browser."""
    return request.headers.get("Accept") == "application/json"


def saved_words() -> str:
    """What stands beside the field once it is saved."""
    return _("saved %(time)s") % {"time": time_format(localtime(clock.now()), "H:i")}


@require_safe
def write_report(request: HttpRequest, pk: int) -> HttpResponse:
    """All sections and the table of targets, each saved for itself."""
    report = permitted(request, "edit_section", pk)
    if report.state not in queries.WRITABLE:
        return redirect(report)
    return page(request, report)


def page(request: HttpRequest, report: Report, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what could not be saved."""
    context = pages.writing_page(report, request.user, **more)
    return render(request, "campaigns/write_report.html", context, status=status)


@require_POST
def edit_section(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one section are saved, by its button or by themselves."""
    sections = Section.objects.select_related("heading", "changed_by")
    section = get_object_or_404(
        sections.filter(report__in=queries.reports_visible_to(request.user)), pk=pk
    )
    permit(request, "campaigns.edit_section", section.report)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return refused(request, section, request.POST.get("text", ""), first_error(form))
    typed = form.cleaned_data
    try:
        actions.edit_section(section, **typed, by=request.user)
    except Refusal as refusal:
        return refused(request, section, typed["text"], refusal)
    if by_itself(request):
        return JsonResponse({"edition": section.edition, "words": saved_words()})
    messages.success(request, _("The section has been saved."))
    return redirect(f"{section.report.get_writing_url()}#section-{section.pk}")


def first_error(form: SectionForm) -> str:
    """What is wrong with the form, in one sentence."""
    return next(iter(form.errors.values()))[0]


def refused(request: HttpRequest, section: Section, mine: str, said: Any) -> HttpResponse:
    """Why it was not saved; where somebody was faster, with both versions."""
    is_stale = isinstance(said, SectionStale)
    status = STALE if is_stale else REFUSED
    if not by_itself(request):
        if section.report.state not in queries.WRITABLE:
            messages.error(request, str(said))
            return redirect(section.report)
        return page(request, section.report, status, typed=(section.pk, mine, said))
    answer = {"words": str(said), "edition": section.edition}
    if is_stale:
        context = {"clash": pages.clash_of(section, mine, said)}
        answer["html"] = render_to_string("campaigns/_section_clash.html", context, request)
    return JsonResponse(answer, status=status)


@require_POST
def edit_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The table of targets: sound rows are saved, the others say what is wrong."""
    report = permitted(request, "edit_figures", pk)
    figures = queries.figures_of(report)
    rows, lines = typed_rows(figures, request.POST)
    fresh = mark_stale(rows, lines)
    try:
        actions.edit_figures(report, fresh, by=request.user)
    except Refusal as refusal:
        return rows_refused(request, report, rows, refusal)
    if by_itself(request):
        return rows_answer(report, rows, {line.pk for line in fresh})
    if any(row.errors or row.theirs for row in rows):
        return page(request, report, REFUSED, rows=rows)
    messages.success(request, _("The figures have been saved."))
    return redirect(f"{report.get_writing_url()}#figures")


def mark_stale(rows: Sequence[FigureRow], lines: Sequence[FigureLine]) -> list[FigureLine]:
    """The lines whose rows nobody else has changed; the other rows hold what stands there now."""
    by_pk = {row.figure.pk: row for row in rows}
    fresh = []
    for line in lines:
        row = by_pk[line.pk]
        if line.seen_edition == row.figure.edition or line.says(row.figure):
            fresh.append(line)
        else:
            row.theirs, row.seen = row.figure, seen_of(row.figure)
    return fresh


def rows_refused(
    request: HttpRequest, report: Report, rows: list[FigureRow], said: Refusal
) -> HttpResponse:
    """Nothing was saved."""
    if by_itself(request):
        return JsonResponse({"words": str(said), "rows": {}}, status=REFUSED)
    messages.error(request, str(said))
    if report.state not in queries.WRITABLE:
        return redirect(report)
    return page(request, report, REFUSED, rows=rows)


def rows_answer(report: Report, rows: Sequence[FigureRow], saved: set[int]) -> JsonResponse:
    """Row by row: what it has become, or what is wrong with it."""
    now = {figure.pk: figure for figure in queries.figures_of(report)}
    answers = {row.name: row_answer(row, now[row.figure.pk], saved) for row in rows}
    is_stale, is_wrong = any(row.theirs for row in rows), any(row.errors for row in rows)
    status = STALE if is_stale else REFUSED if is_wrong else SAVED
    words = saved_words() if status == SAVED else _("not everything has been saved")
    return JsonResponse({"words": words, "rows": answers}, status=status)


def row_answer(row: FigureRow, figure: Figure, saved: set[int]) -> dict[str, Any]:
    """One row for the page's script; a row that was not touched keeps what it has seen."""
    shown, now = pages.figure_shown(figure), row_of(figure)
    answer: dict[str, Any] = {"errors": row.errors, "rate": shown.rate, "growth": shown.growth}
    if row.theirs:
        theirs = {"actual": now.actual, "last_year": now.last_year, "note": now.note}
        return answer | {"clash": pages.words_of_theirs(figure), "theirs": theirs, "seen": now.seen}
    return answer | {"seen": now.seen} if figure.pk in saved else answer


@require_POST
def take_over_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """The report is measured by the targets as they are accepted now."""
    report = permitted(request, "take_over_targets", pk)
    said = _("The accepted targets have been taken over.")
    attempt(request, actions.take_over_targets, report, success=said)
    return redirect(f"{report.get_writing_url()}#figures")
