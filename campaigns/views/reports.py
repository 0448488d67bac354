"""Pages of the reports of a year: what is asked, who stands how, one report, its decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import actions
from campaigns.forms.reports import RequestReportForm, ReturnReportForm, SubmitReportForm
from campaigns.models import BoardRequest, Report, ReportKind, ReportRequest
from campaigns.next_steps import reports as next_steps
from campaigns.pages import reports as pages
from campaigns.queries import evidence as evidence_queries
from campaigns.queries import reports as queries
from campaigns.queries.days import hand_days, with_days
from campaigns.queries.recorded import with_recorded
from campaigns.queries.years import campaigns_visible_to
from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from members.models import Board

looked_at_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def permitted(request: HttpRequest, verb: str, pk: int) -> Report:
    """The report, if the person may do that with it; its year knows its days."""
    visible = with_days(queries.reports_visible_to(request.user), "request__campaign")
    visible = with_recorded(visible)
    report = get_permitted(request, f"campaigns.{verb}", visible, pk=pk)
    hand_days(report, report.campaign)
    return report


def requested(request: HttpRequest, verb: str, pk: int) -> ReportRequest:
    """What was asked, if the person may do that with it; its year knows its days."""
    visible = with_days(queries.requests_visible_to(request.user), "campaign")
    asked = get_permitted(request, f"campaigns.{verb}", visible, pk=pk)
    hand_days(asked, asked.campaign)
    return asked


@require_safe
def report_requests(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was asked in a year: kinds, days, and how one's own board stands, or all do."""
    visible = with_days(campaigns_visible_to(request.user), "pk")
    campaign = get_permitted(request, "campaigns.view_campaign", visible, pk=pk)
    hand_days(campaign, campaign)
    asked = list(campaign.report_requests.select_related("asked_by"))
    context = {
        "campaign": campaign,
        "current_bloc": campaign.bloc,
        "asked": pages.asked_of(campaign, asked, request.user),
        "oversees": request.user.has_perm("campaigns.view_progress", campaign),
        "steps": next_steps.of_campaign(campaign, request.user),
    }
    return render(request, "campaigns/report_requests.html", context)


@looked_at_or_sent
def request_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The boards are asked for one more."""
    visible = campaigns_visible_to(request.user)
    campaign = get_permitted(request, "campaigns.request_report", visible, pk=pk)
    form = RequestReportForm(request.POST or None, initial={"kind": ReportKind.ANNUAL})
    if request.method == "POST" and done(form, actions.request_report, campaign, by=request.user):
        made = campaign.report_requests.last()
        messages.success(request, _("The boards have been asked. Look through the outline."))
        return redirect("campaigns:outline_report", made.pk)
    context = {"campaign": campaign, "current_bloc": campaign.bloc, "form": form}
    return render(request, "campaigns/request_report.html", context)


@require_safe
def report_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One report of the year: its outline, and how the boards stand."""
    asked = requested(request, "view_campaign", pk)
    [shown] = pages.asked_of(asked.campaign, [asked], request.user)
    context = {
        "asked": shown,
        "campaign": asked.campaign,
        "current_bloc": asked.bloc,
        "headings": asked.headings.all(),
        "oversees": request.user.has_perm("campaigns.view_progress", asked),
        "steps": next_steps.of_request(asked, request.user),
    }
    return render(request, "campaigns/report_request.html", context)


@require_POST
def begin_report(request: HttpRequest, pk: int, board_pk: int) -> HttpResponse:
    """A board begins to write."""
    asked = get_object_or_404(queries.requests_visible_to(request.user), pk=pk)
    subject = BoardRequest(asked, get_object_or_404(Board, pk=board_pk))
    permit(request, "campaigns.begin_report", subject)
    try:
        report = actions.begin_report(subject, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(asked)
    return redirect(report.get_writing_url())


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What the board tells, with evidence, what is to be mended, and what comes next."""
    shown = permitted(request, "view_report", pk)
    return render(request, "campaigns/report.html", pages.report_page(shown, request.user))


@require_safe
def report_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was submitted each time, two of them side by side."""
    report = permitted(request, "view_report", pk)
    wished = request.GET.get("before", ""), request.GET.get("after", "")
    context = pages.versions_page(report, request.user, *wished)
    return render(request, "campaigns/report_versions.html", context)


@looked_at_or_sent
def submit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The leader gives his word."""
    report = permitted(request, "submit_report", pk)
    form = SubmitReportForm(request.POST or None, initial={"paper_number": report.paper_number})
    if done(form, actions.submit_report, report, by=request.user):
        messages.success(request, _("The report has been submitted."))
        return redirect(report)
    context = pages.around(report) | {"form": form}
    return render(request, "campaigns/submit_report.html", context)


@looked_at_or_sent
def return_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back with reasons, on the whole and on the very parts."""
    report = permitted(request, "return_report", pk)
    form = ReturnReportForm(evidence_queries.provable(report), request.POST or None)
    if done(form, actions.return_report, report, by=request.user):
        messages.success(request, _("The report has been returned; the board is told by mail."))
        return redirect(report)
    context = pages.around(report) | {"form": form}
    return render(request, "campaigns/return_report.html", context)


@looked_at_or_sent
def accept_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it as it is."""
    report = permitted(request, "accept_report", pk)
    context: dict[str, Any] = pages.around(report)
    if request.method != "POST":
        return render(request, "campaigns/accept_report.html", context)
    try:
        actions.accept_report(report, by=request.user)
    except Refusal as refusal:
        return render(request, "campaigns/accept_report.html", context | {"refusal": refusal})
    messages.success(request, _("The report has been accepted; the board is told by mail."))
    return redirect(report)
