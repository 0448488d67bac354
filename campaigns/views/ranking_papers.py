"""The ranking on paper: the notice, and the summary of points as PDF and XLSX."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from campaigns.papers import ranking as notice
from campaigns.papers import scores
from campaigns.papers.scores_book import book_of
from campaigns.views.rankings import ranking_for
from foundation.documents import library
from foundation.documents.responses import answer_with_bytes

PDF = "application/pdf"


@require_safe
def ranking_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of the ranking as PDF."""
    found = ranking_for(request, pk)
    drawing = library.draw(notice.TEMPLATE, paper=notice.of_ranking(found))
    return answer_with_bytes(drawing.pdf, notice.file_name(found), PDF)


@require_safe
def scores_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary of points as PDF."""
    found = ranking_for(request, pk)
    drawing = library.draw(scores.TEMPLATE, paper=scores.of_scores(found))
    return answer_with_bytes(drawing.pdf, scores.file_name(found, "pdf"), PDF)


@require_safe
def scores_book(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as XLSX, with live formulas."""
    from foundation.documents import spreadsheet  # slow to import: only who draws pays for it

    found = ranking_for(request, pk)
    content = spreadsheet.write(*book_of(found))
    return answer_with_bytes(content, scores.file_name(found, "xlsx"), spreadsheet.XLSX)
