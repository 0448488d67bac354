"""Pages of the bloc's summary report: read, written, brought up to date, issued, revised."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.summaries import IssueSummaryForm, ReviseSummaryForm, SummarySectionForm
from campaigns.models import Summary, SummaryState
from campaigns.pages import summaries as pages
from campaigns.papers import summary as papers
from campaigns.queries import summaries as queries
from campaigns.queries.years import campaigns_visible_to
from campaigns.regulations.summaries import SummarySectionStale
from campaigns.views.report_papers import WORD
from foundation.attempts import attempt
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])
STALE, REFUSED = 409, 422  # HTTP


def permitted(request: HttpRequest, verb: str, pk: int) -> Summary:
    """The summary, if the person may do that with it."""
    visible = queries.summaries_visible_to(request.user)
    return get_permitted(request, f"campaigns.{verb}", visible, pk=pk)


def with_sources(request: HttpRequest, summary: Summary) -> Any:
    """Its year, with what was recorded."""
    return queries.years_with_sources(request.user).get(pk=summary.campaign_id)


@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary of a year, or that there is none yet."""
    years = queries.years_with_summary(request.user)
    campaign = get_permitted(request, "campaigns.view_summary", years, pk=pk)
    return render(request, "campaigns/summary.html", pages.year_page(campaign, request.user))


@require_POST
def compile_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw it up from what was recorded."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.compile_summary", visible, pk=pk)
    try:
        made = actions.compile_summary(campaign, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("campaigns:summary", campaign.pk)
    messages.success(request, _("The summary report has been compiled. Finish its words."))
    return redirect("campaigns:edit_summary", made.pk)


@looked_at_or_sent
def edit_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """All parts with their facts, each saved for itself."""
    summary = permitted(request, "edit_summary", pk)
    if request.method == "POST":
        return save(request, summary)
    if summary.state != SummaryState.DRAFT:
        return redirect(summary)
    return writing(request, summary)


def writing(request: HttpRequest, summary: Summary, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what could not be saved."""
    context = pages.writing_page(summary, with_sources(request, summary), **more)
    return render(request, "campaigns/edit_summary.html", context, status=status)


def save(request: HttpRequest, summary: Summary) -> HttpResponse:
    """The words of one part are saved; where somebody was faster both versions are shown."""
    form = SummarySectionForm(request.POST)
    key, mine = request.POST.get("section", ""), request.POST.get("text", "")
    section = get_object_or_404(summary.sections, pk=key if key.isdecimal() else 0)
    section.summary = summary
    if not form.is_valid():
        said = next(iter(form.errors.values()))[0]
        return writing(request, summary, REFUSED, typed=(section.pk, mine, said))
    typed = form.cleaned_data
    try:
        actions.edit_summary(
            section, text=typed["text"], seen_edition=typed["seen_edition"], by=request.user
        )
    except Refusal as refusal:
        return refused(request, summary, (section.pk, typed["text"], refusal))
    messages.success(request, _("The part has been saved."))
    return redirect(f"{request.path}#section-{section.pk}")


def refused(request: HttpRequest, summary: Summary, typed: tuple[int, str, Any]) -> HttpResponse:
    """Why it was not saved; nothing that was typed is lost while it can still be."""
    if summary.state != SummaryState.DRAFT:
        messages.error(request, str(typed[2]))
        return redirect(summary)
    is_stale = isinstance(typed[2], SummarySectionStale)
    return writing(request, summary, STALE if is_stale else REFUSED, typed=typed, is_stale=is_stale)


@require_POST
def refresh_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what is recorded now, in one part or in all."""
    summary = permitted(request, "refresh_summary", pk)
    code = request.POST.get("code")
    said = _("The new figures have been taken.")
    attempt(request, actions.refresh_summary, summary, codes=[code] if code else None, success=said)
    return redirect("campaigns:edit_summary", summary.pk)


@looked_at_or_sent
def issue_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief issues it."""
    summary = permitted(request, "issue_summary", pk)
    campaign = with_sources(request, summary)
    changed = len(pages.changes_of(queries.sections_of(summary), campaign))
    form = IssueSummaryForm(request.POST or None, has_changes=bool(changed))
    if request.method == "POST" and done(form, actions.issue_summary, summary, by=request.user):
        messages.success(request, _("The summary report has been issued; the boards are told."))
        return redirect(summary)
    context = pages.around(summary) | {"form": form, "changed": changed}
    return render(request, "campaigns/issue_summary.html", context)


@looked_at_or_sent
def revise_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The chief takes it in hand again."""
    summary = permitted(request, "revise_summary", pk)
    form = ReviseSummaryForm(request.POST or None)
    if request.method == "POST" and done(form, actions.revise_summary, summary, by=request.user):
        messages.success(request, _("The summary report is in hand again."))
        return redirect("campaigns:edit_summary", summary.pk)
    context = pages.around(summary) | {"form": form}
    return render(request, "campaigns/revise_summary.html", context)


# -- papers ----------------------------------------------------------------------


def paper_for(request: HttpRequest, pk: int, number: int) -> tuple[Summary, dict[str, Any]]:
    """The paper of a version; number 0 is the text in hand, for those who oversee the bloc."""
    summary = permitted(request, "view_summary", pk)
    if number:
        versions = summary.versions.select_related("paper")
        version = get_object_or_404(versions, number=number)
        version.summary = summary
        return summary, papers.of_version(version)
    if not request.user.has_perm("campaigns.view_progress", summary):
        raise Http404
    return summary, papers.of_draft(summary, queries.sections_of(summary))


def name_of(summary: Summary, number: int, ending: str) -> str:
    """What the file is called."""
    what = f"ban-{number}" if number else "du-thao"
    return f"bao-cao-tong-ket-{summary.year}-{what}.{ending}"


@require_safe
def summary_paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The paper as PDF."""
    summary, paper = paper_for(request, pk, number)
    pdf = library.draw(papers.TEMPLATE, paper=paper).pdf
    return answer_with_bytes(pdf, name_of(summary, number, "pdf"), "application/pdf")


@require_safe
def summary_word(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The same paper as DOCX."""
    from campaigns.papers.summary_word import word_of  # slow to import: only who draws pays

    summary, paper = paper_for(request, pk, number)
    return answer_with_bytes(word_of(paper), name_of(summary, number, "docx"), WORD)
