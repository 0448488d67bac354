"""A report as a paper: PDF to read and print, DOCX to go on with in an office."""

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from campaigns.models import Report
from campaigns.papers.report import of_report
from campaigns.queries import reports as queries
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes
from foundation.shortcuts import get_permitted

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def visible_report(request: HttpRequest, pk: int) -> Report:
    """The report, if the person may see it; what a board has in hand only its own people."""
    visible = queries.reports_visible_to(request.user)
    report = get_permitted(request, "campaigns.view_report", visible, pk=pk)
    if not queries.is_open_to(report, request.user):
        raise Http404
    return report


def name_of(report: Report, ending: str) -> str:
    """What the file is called: of whom, of when."""
    return f"bao-cao-{report.year}-{report.board.code}-{report.pk}.{ending}"


@require_safe
def report_paper(request, pk):
    """The paper as PDF, drawn from what the screen shows."""
    report = visible_report(request, pk)
    drawing = library.draw("documents/report.html", paper=of_report(report))
    return answer_with_bytes(drawing.pdf, name_of(report, "pdf"), "application/pdf")


@require_safe
def report_word(request, pk):
    """The same paper as DOCX."""
    from campaigns.papers.report_word import word_of  # slow to import: only who draws pays

    report = visible_report(request, pk)
    return answer_with_bytes(word_of(of_report(report)), name_of(report, "docx"), WORD)
