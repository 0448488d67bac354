"""What the boards answer, and how the secretary sees it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted, permit
from members.models import Board
from pledges import actions, queries
from pledges.content import Content
from pledges.forms.text import AnswerForm, CommentForm
from pledges.models import Answer, Comment, Consent
from pledges.pages import consultation as consultation_pages
from pledges.views.visible import visible_pledge


@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """My board's sheet, everybody's comments, and the matrix of all boards."""
    shown = queries.pledges_shown_to(request.user)
    pledge = get_permitted(request, "pledges.view_pledge", shown, pk=pk)
    boards = queries.consulted_boards(pledge)
    comments = consultation_pages.comments_on(pledge, boards)
    only_missing, wanted = "missing" in request.GET, request.GET.get("board", "")
    context = {
        "pledge": pledge,
        "current_bloc": pledge.bloc,
        "sheet": consultation_pages.sheet_of(request.user, pledge, boards, comments, wanted),
        "matrix": consultation_pages.matrix_of(pledge, boards, only_missing=only_missing),
        "comments": comments,
        "keeps": request.user.has_perm("pledges.answer_comment", pledge),
    }
    return render(request, "pledges/consultation.html", context)


def answer_of(request: HttpRequest, verb: str, pk: int, board: int) -> Answer:
    """A board's answer to the pledge: 404 where it is not to be seen, 403 where not mine."""
    answer = Answer(visible_pledge(request, pk), get_object_or_404(Board, pk=board))
    permit(request, f"pledges.{verb}", answer)
    return answer


def back_to(answer: Answer) -> str:
    """The board's sheet."""
    return f"{answer.pledge.get_consultation_url()}?board={answer.board_id}"


def words_for_consents(consents: list[Consent]) -> str:
    """How much the board has agreed to just now."""
    count = len(consents)
    words = ngettext(
        "Your board has agreed to %(n)s part.", "Your board has agreed to %(n)s parts.", count
    )
    return words % {"n": count}


@require_POST
def agree_to_pledge(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """Agree to the parts that were ticked, as they were seen."""
    answer = answer_of(request, "agree_to_pledge", pk, board)
    ticked = (value.partition(":") for value in request.POST.getlist("part"))
    seen = {part: digest for part, _colon, digest in ticked}
    attempt(request, actions.agree_to_pledge, answer, seen=seen, success=words_for_consents)
    return redirect(back_to(answer))


@require_http_methods(["GET", "HEAD", "POST"])
def comment_on_pledge(request: HttpRequest, pk: int, board: int, part: str) -> HttpResponse:
    """Say what the board thinks of one part."""
    answer = answer_of(request, "comment_on_pledge", pk, board)
    content = Content.of_pledge(answer.pledge)
    if part not in dict(content.parts()):
        raise Http404
    form, act = CommentForm(request.POST or None), actions.comment_on_pledge
    if request.method == "POST" and done(form, act, answer, part=part, by=request.user):
        messages.success(request, _("The comment has been sent to the secretary."))
        return redirect(f"{back_to(answer)}#part-{part}")
    about = {"name": content.name_of(part), "text": dict(content.parts())[part]}
    context = {"pledge": answer.pledge, "answer": answer, "form": form, **about}
    return render(request, "pledges/comment_on_pledge.html", context)


def visible_comment(request: HttpRequest, pk: int) -> Any:
    """A board's comment: 404 where its pledge is not to be seen."""
    visible = queries.pledges_visible_to(request.user)
    comments = Comment.objects.select_related("board", "pledge__campaign__bloc", "written_by")
    return get_object_or_404(comments.filter(pledge__in=visible), pk=pk)


@require_POST
def withdraw_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the board has said of a part."""
    comment = visible_comment(request, pk)
    permit(request, "pledges.withdraw_comment", comment)
    words = _("The comment has been withdrawn; it stays, struck out.")
    attempt(request, actions.withdraw_comment, comment, success=words)
    answer = Answer(comment.pledge, comment.board)
    return redirect(f"{back_to(answer)}#part-{comment.part}")


@require_http_methods(["GET", "HEAD", "POST"])
def answer_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Reply to a board's comment."""
    comment = visible_comment(request, pk)
    permit(request, "pledges.answer_comment", comment.pledge)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and done(form, actions.answer_comment, comment, by=request.user):
        messages.success(request, _("The answer has been sent."))
        return redirect(f"{comment.pledge.get_consultation_url()}#comments")
    name = Content.of_pledge(comment.pledge).name_of(comment.part)
    context = {"pledge": comment.pledge, "comment": comment, "name": name, "form": form}
    return render(request, "pledges/answer_comment.html", context)


@require_POST
def remind_boards(request: HttpRequest, pk: int) -> HttpResponse:
    """Write once more to the boards whose answer is missing."""
    visible = queries.pledges_visible_to(request.user)
    pledge: Any = get_permitted(request, "pledges.remind_boards", visible, pk=pk)
    words = _("The boards whose answer is missing have been reminded.")
    attempt(request, actions.remind_boards, pledge, success=words)
    return redirect(pledge.get_consultation_url())
