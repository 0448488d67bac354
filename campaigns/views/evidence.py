"""Pages of the evidence in a report, and the files themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.evidence import AddEvidenceForm, LinkEvidenceForm
from campaigns.models import Evidence
from campaigns.pages import evidence as pages
from campaigns.queries import evidence as queries
from campaigns.queries import reports as report_queries
from foundation.attempts import attempt
from foundation.documents.previews import small_picture
from foundation.documents.responses import answer_with
from foundation.forms import done
from foundation.shortcuts import get_permitted

DAY = 24 * 3600  # seconds


def permitted(request: HttpRequest, permission: str, pk: int, **only: Any) -> Evidence:
    """The evidence, if its report is one that the person may see."""
    visible = queries.evidence_in(report_queries.reports_visible_to(request.user))
    return get_permitted(request, permission, visible, pk=pk, **only)


def page(report, **more):
    """What every page of evidence shows around its question."""
    around = {"report": report, "campaign": report.campaign, "current_bloc": report.bloc}
    return around | {"room": pages.room(report)} | more


@require_http_methods(["GET", "HEAD", "POST"])
def add_evidence(request, pk):
    """A file, a link or a decision is brought."""
    visible = report_queries.reports_visible_to(request.user)
    report = get_permitted(request, "campaigns.add_evidence", visible, pk=pk)
    provable, ticked = queries.provable(report), request.GET.getlist("proves")
    form = AddEvidenceForm(
        provable, request.POST or None, request.FILES or None, initial={"proves": ticked}
    )
    if done(form, telling(request), report, by=request.user):
        return redirect(report)
    return render(request, "campaigns/add_evidence.html", page(report, form=form))


def telling(request):
    """The action, and a word on whether the same thing stood there already."""

    def bring(report, **facts):
        _evidence, is_new = actions.add_evidence(report, **facts)
        stands = _("It stands in the report already; what you ticked is now proved by it too.")
        messages.success(request, _("The evidence has been added.") if is_new else stands)

    return bring


@require_http_methods(["GET", "HEAD", "POST"])
def link_evidence(request, pk):
    """What a piece of evidence proves is said anew."""
    evidence = permitted(request, "campaigns.link_evidence", pk)
    report = evidence.report
    initial = {"proves": queries.keys_of(evidence)}
    form = LinkEvidenceForm(queries.provable(report), request.POST or None, initial=initial)
    if done(form, actions.link_evidence, evidence, by=request.user):
        messages.success(request, _("What the evidence proves has been saved."))
        return redirect(report)
    context = page(report, form=form, evidence=evidence)
    return render(request, "campaigns/link_evidence.html", context)


@require_POST
def withdraw_evidence(request, pk):
    """A piece of evidence is taken out of the report."""
    evidence = permitted(request, "campaigns.withdraw_evidence", pk)
    done_words = _("The evidence has been withdrawn.")
    attempt(request, actions.withdraw_evidence, evidence, success=done_words)
    return redirect(evidence.report)


@require_safe
def evidence_file(request, pk):
    """The file itself: shown by the browser, under its own name, to who may read the report."""
    return answer_with(opened(request, pk).document, inline=True)


@require_safe
@cache_control(private=True, max_age=DAY, immutable=True)
def evidence_preview(request, pk):
    """A picture in small, for the lists; its bytes never change."""
    evidence = opened(request, pk)
    if evidence.kind != "image":
        raise Http404
    return HttpResponse(small_picture(evidence.document.blob), content_type="image/jpeg")


def opened(request: HttpRequest, pk: int) -> Evidence:
    """Evidence that is a file, and that the person may open."""
    evidence = permitted(request, "campaigns.view_report", pk, document__isnull=False)
    if not queries.is_open_to(evidence, request.user):
        raise Http404
    return evidence
