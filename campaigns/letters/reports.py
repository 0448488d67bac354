"""Who is told by mail what happens to the reports of a year."""

from collections.abc import Iterable

from django.urls import reverse

from campaigns.letters.readers import deciders_about, people_of
from campaigns.models import Report, ReportRequest
from campaigns.outlines import Changed
from campaigns.queries import reports as queries
from foundation import emails
from members.models import Account


def tell_requested(request: ReportRequest) -> None:
    """All boards learn what is wanted, by when, and where to write it."""
    facts = {
        "request": request,
        "window": queries.window_for(request),
        "url": request.get_absolute_url(),
    }
    emails.send("report_requested", people_of(queries.boards_of(request.campaign)), **facts)


def tell_outlined(
    request: ReportRequest, writing: Iterable[Report], changes: Iterable[Changed], by: Account
) -> None:
    """The boards that are writing learn which headings have changed."""
    found = list(changes)
    for report in writing if found else ():
        facts = {"request": request, "changes": found, "by": by, "url": report.get_writing_url()}
        emails.send("report_outlined", people_of([report.board]), **facts)


def tell_submitted(report: Report) -> None:
    """Whoever decides about that board has a report to read."""
    to = deciders_about(report.bloc, report.year, report.board_id)
    late = queries.days_late(report)
    facts = {"report": report, "late": late, "url": report.get_absolute_url()}
    emails.send("report_submitted", to, **facts)


def tell_returned(report: Report) -> None:
    """The board learns what is to be mended, part by part."""
    sections = {each.heading: each.return_reason for each in queries.sections_of(report)}
    figures = {each.indicator: each.return_reason for each in queries.figures_of(report)}
    parts = [(name, said) for name, said in (sections | figures).items() if said]
    url = reverse("campaigns:write_report", args=[report.pk])
    emails.send("report_returned", people_of([report.board]), report=report, parts=parts, url=url)


def tell_accepted(report: Report) -> None:
    """The board learns that nothing is missing."""
    to, url = people_of([report.board]), report.get_absolute_url()
    emails.send("report_accepted", to, report=report, url=url)
