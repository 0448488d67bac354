"""What the boards answer, and how the secretary sees it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.forms import done
from foundation.refusals import Refusal
from foundation.shortcuts import get_permitted, permit
from pledges import actions, consultation_pages, queries
from pledges.forms.text import AnswerForm, CommentForm
from pledges.models import Answer, Comment
from pledges.views.wall import visible_pledge

SILENT = "silent"


@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts with my board's answers; for the secretary the matrix of all boards."""
    pledge = visible_pledge(request, pk)
    only_silent = request.GET.get("show") == SILENT
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "invented": pledge.is_invented,
        "sheet": consultation_pages.sheet_of(pledge, request.user),
        "matrix": consultation_pages.matrix_of(pledge, only_silent=only_silent),
        "only_silent": only_silent,
        "answers_comments": request.user.has_perm("pledges.answer_comment", pledge),
    }
    return render(request, "pledges/consultation.html", context)


def answer_of(request: HttpRequest, pk: int, board: int) -> Answer:
    """My board's answer: 404 where I do not serve it."""
    pledge = visible_pledge(request, pk)
    answers = {each.board_id: each for each in queries.answers_of(request.user, pledge)}
    return answers.get(board) or Answer(pledge, get_object_or_404(queries.Board, pk=board))


@require_POST
def agree_to_pledge(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """Agree to the parts that were ticked, as they were seen."""
    answer = answer_of(request, pk, board)
    permit(request, "pledges.agree_to_pledge", answer)
    ticked = (value.partition(":") for value in request.POST.getlist("part"))
    try:
        seen = {part: digest for part, _colon, digest in ticked}
        actions.agree_to_pledge(answer, seen=seen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your board's agreement has been recorded."))
    return redirect("pledges:consultation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def comment_on_pledge(request: HttpRequest, pk: int, board: int, part: str) -> HttpResponse:
    """Say what the board thinks of one part."""
    answer = answer_of(request, pk, board)
    permit(request, "pledges.comment_on_pledge", answer)
    form = CommentForm(request.POST or None)
    act = actions.comment_on_pledge
    if request.method == "POST" and done(form, act, answer, part=part, by=request.user):
        messages.success(request, _("The comment has been sent to the secretary."))
        return redirect("pledges:consultation", pk)
    name, text = queries.part_of(answer.pledge, part)
    context = {"pledge": answer.pledge, "form": form, "name": name, "text": text}
    return render(request, "pledges/comment_on_pledge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a board's comment."""
    comment = get_object_or_404(
        Comment.objects.filter(pledge__in=queries.pledges_visible_to(request.user)), pk=pk
    )
    get_permitted(
        request,
        "pledges.answer_comment",
        queries.pledges_visible_to(request.user),
        pk=comment.pledge_id,
    )
    form = AnswerForm(request.POST or None, initial={"text": comment.answer})
    if request.method == "POST" and done(form, actions.answer_comment, comment, by=request.user):
        messages.success(request, _("The answer has been sent."))
        return redirect("pledges:consultation", comment.pledge_id)
    context = {"pledge": comment.pledge, "comment": comment, "form": form}
    return render(request, "pledges/answer_comment.html", context)
