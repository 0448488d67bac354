"""What a board is: its names, mergers, people and papers, and its history."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.audit.log import story
from foundation.audit.models import Event
from foundation.documents.responses import answer_with
from foundation.shortcuts import get_permitted
from members import next_steps, queries
from members.models import Board

BOARDS_A_PAGE = EVENTS_A_PAGE = 50


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """All boards by their names of today, searched without accents."""
    query = request.GET.get("q", "").strip()
    found = Paginator(queries.boards_called(query), BOARDS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return render(request, "members/boards.html", {"page": page, "query": query})


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Names, mergers, contacts and powers lent for everybody; the people for the board's own."""
    board = get_permitted(request, "members.view_board", Board.objects.all(), pk=pk)
    return render(request, "members/board.html", board_page(request, board))


def board_page(request: HttpRequest, board: Board) -> dict:
    """What the page of a board shows."""
    joined, went = queries.mergers_of(board)
    inside = request.user.has_perm("members.view_people", board)
    context = {
        "board": board,
        "joined": joined,
        "went": went,
        "inside": inside,
        "certificates": queries.certificates_of(board),
        "contacts": queries.contacts_of(board),
        "delegations": queries.delegations_of(board),
        "withdraws": request.user.has_perm("members.withdraw_certificate", board),
        "steps": next_steps.of_board(board, request.user),
    }
    if inside:
        context["posts"] = queries.people_of(board)
    return context


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what to the board, in sentences; for those of the board."""
    board = get_permitted(
        request, "members.view_people", Board.objects.prefetch_related("names"), pk=pk
    )
    page = Paginator(Event.objects.about(board), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"board": board, "inside": True, "page": page, "events": story(page)}
    return render(request, "members/history.html", context)


@require_safe
def seal(request: HttpRequest, pk: int) -> FileResponse:
    """The picture of the seal, for those of the board."""
    board = get_permitted(
        request, "members.view_people", Board.objects.select_related("seal__blob"), pk=pk
    )
    if board.seal is None:
        raise Http404
    return answer_with(board.seal, inline=True)
