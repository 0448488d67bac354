"""The people of a board: who works there as what, invited, changed, ended, lent powers."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.attempts import attempt
from foundation.forms import done
from foundation.shortcuts import get_permitted
from members import actions, owners, queries
from members.forms import DelegatePowersForm, EndPostForm, InvitePersonForm, PostForm
from members.models import Board, Delegation, Post


@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts now and before, letters unanswered, powers lent."""
    board = get_permitted(request, "members.view_people", Board.objects.all(), pk=pk)
    posts, ended = queries.posts_over_time(board)
    letters = queries.open_invitations(board)
    context = {
        "board": board,
        "inside": True,
        "posts": posts,
        "invited": {letter.account_id for letter in letters},
        "ended": ended,
        "invitations": letters,
        "delegations": queries.delegations_of(board),
        "heads": request.user.has_perm("members.invite_person", board),
    }
    return render(request, "members/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody new on the board."""
    board = get_permitted(request, "members.invite_person", Board.objects.all(), pk=pk)
    form = InvitePersonForm(request.POST or None)
    if done(form, actions.invite_person, board, by=request.user):
        told = _("The post has been entered, and the person is told.")
        messages.success(request, owners.words_for_owner(form) or told)
        return redirect("members:people", board.pk)
    return render(request, "members/invite_person.html", {"board": board, "form": form})


def invitation_of(request, pk, board_pk, permission):
    """The board and the open letter to one of its people."""
    board = get_permitted(request, permission, Board.objects.all(), pk=board_pk)
    return board, get_object_or_404(queries.letters_to(board), pk=pk)


@require_POST
def resend_invitation(request: HttpRequest, board_pk: int, pk: int) -> HttpResponse:
    """The letter once more."""
    board, letter = invitation_of(request, pk, board_pk, "members.resend_invitation")
    success = _("The letter has been sent again; the older link is void.")
    attempt(request, actions.resend_invitation, letter, board=board, success=success)
    return redirect("members:people", board.pk)


@require_POST
def withdraw_invitation(request: HttpRequest, board_pk: int, pk: int) -> HttpResponse:
    """The link dies."""
    board, letter = invitation_of(request, pk, board_pk, "members.withdraw_invitation")
    success = _("The invitation has been withdrawn.")
    attempt(request, actions.withdraw_invitation, letter, board=board, success=success)
    return redirect("members:people", board.pk)


def post_of(request, pk, permission):
    """A post on one of the person's boards."""
    visible = Post.objects.filter(board__in=request.user.boards_today)
    return get_permitted(request, permission, visible.select_related("board", "account"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def change_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title or capacity from today."""
    post = post_of(request, pk, "members.change_post")
    now = {"title": post.title, "capacity": post.capacity}
    form = PostForm(request.POST or None, initial=now)
    if done(form, actions.change_post, post, by=request.user):
        messages.success(request, _("The post has been changed."))
        return redirect("members:people", post.board_id)
    context = {"post": post, "board": post.board, "form": form}
    return render(request, "members/change_post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody leaves the board, or one part of it."""
    post = post_of(request, pk, "members.end_post")
    form = EndPostForm(request.POST or None)
    if done(form, actions.end_post, post, by=request.user):
        messages.success(request, _("The post has its end."))
        return redirect("members:people", post.board_id)
    context = {"post": post, "board": post.board, "form": form}
    return render(request, "members/end_post.html", context)


@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegate_powers(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader's powers for a time; the leader shows first who asks."""
    board = get_permitted(request, "members.delegate_powers", Board.objects.all(), pk=pk)
    others = queries.colleagues(board, request.user)
    form = DelegatePowersForm(request.POST or None, people=others)
    if done(form, actions.delegate_powers, board, by=request.user):
        messages.success(request, _("The powers are lent; both of you are told by mail."))
        return redirect("members:people", board.pk)
    context = {"board": board, "others": others, "form": form}
    return render(request, "members/delegate_powers.html", context)


@require_POST
def end_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """The powers go back at once."""
    visible = Delegation.objects.filter(board__in=request.user.boards_today)
    delegation = get_permitted(
        request, "members.end_delegation", visible.select_related("board", "receiver"), pk=pk
    )
    success = _("The powers have been taken back.")
    attempt(request, actions.end_delegation, delegation, success=success)
    return redirect("members:people", delegation.board_id)
