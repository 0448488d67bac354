"""The keeper enters boards, their names and mergers, lets leaders in, notes who left."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bloc import actions, queries
from bloc.forms import (
    EndLeaderForm,
    InviteLeaderForm,
    MergeBoardsForm,
    NameBoardForm,
    RegisterBoardForm,
)
from foundation.forms import done
from foundation.shortcuts import get_permitted
from members import owners

MERGED = gettext_lazy(
    "The merger has been written down. Next: end the former seats, seat the heir. In a year that "
    "runs the chief says how the former boards are counted."
)


@require_http_methods(["GET", "HEAD", "POST"])
def register_board(request, pk):
    """A board that the system does not know yet."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.register_board", visible, pk=pk)
    form = RegisterBoardForm(request.POST or None)
    if done(form, actions.register_board, bloc, by=request.user):
        messages.success(request, _("The board has been registered. Now seat it by decision."))
        return redirect("bloc:seat_board", bloc.pk)
    return render(request, "bloc/register_board.html", {"bloc": bloc, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def name_board(request, pk, board_pk):
    """A new name of a board."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.name_board", visible, pk=pk)
    board = get_object_or_404(queries.boards_kept_with(bloc), pk=board_pk)
    form = NameBoardForm(request.POST or None)
    if done(form, actions.name_board, board, by=request.user):
        messages.success(request, _("The new name has been entered."))
        return redirect("bloc:seats", bloc.pk)
    context = {"bloc": bloc, "board": board, "form": form}
    return render(request, "bloc/name_board.html", context)


@require_safe
def choose_heir(request, pk):
    """The board into which others went, before those are chosen."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.merge_boards", visible, pk=pk)
    context = {"bloc": bloc, "boards": queries.boards_kept_with(bloc)}
    return render(request, "bloc/choose_heir.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_boards(request, pk, board_pk):
    """Which boards went into that one."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.merge_boards", visible, pk=pk)
    kept = queries.boards_kept_with(bloc)
    heir = get_object_or_404(kept, pk=board_pk)
    offered = queries.boards_to_merge(bloc, heir)
    form = MergeBoardsForm(request.POST or None, boards=kept, offered=offered)
    if done(form, actions.merge_boards, heir, by=request.user):
        messages.success(request, MERGED)
        return redirect("bloc:seats", bloc.pk)
    context = {"bloc": bloc, "heir": heir, "form": form}
    return render(request, "bloc/merge_boards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_leader(request, pk, board_pk):
    """Somebody to lead a member that nobody leads."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.invite_leader", visible, pk=pk)
    board = get_object_or_404(queries.boards_kept_with(bloc), pk=board_pk)
    initial = queries.invited_before(board, request.GET.get("again", ""))
    form = InviteLeaderForm(request.POST or None, initial=initial)
    if done(form, actions.invite_leader, bloc, board=board, by=request.user):
        told = _("The invitation has been sent.")
        messages.success(request, owners.words_for_owner(form) or told)
        return redirect(bloc)
    context = {"bloc": bloc, "board": board, "form": form}
    return render(request, "bloc/invite_leader.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_leader(request, pk, post_pk):
    """A member's leader has left."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.end_leader", visible, pk=pk)
    post = get_object_or_404(queries.leaders_of(bloc), pk=post_pk)
    form = EndLeaderForm(request.POST or None)
    if done(form, actions.end_leader, bloc, post=post, by=request.user):
        messages.success(request, _("It is written down that the leader has left; they are told."))
        return redirect("bloc:invite_leader", bloc.pk, post.board_id)
    context = {"bloc": bloc, "post": post, "form": form}
    return render(request, "bloc/end_leader.html", context)
