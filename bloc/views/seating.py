"""The keeper seats boards, and ends their membership."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bloc import actions, queries
from bloc.forms import EndSeatForm, SeatBoardForm
from bloc.models import Seat
from foundation.forms import done
from foundation.shortcuts import get_permitted


@require_http_methods(["GET", "HEAD", "POST"])
def seat_board(request, pk):
    """A board becomes a member."""
    visible = queries.blocs_visible_to(request.user)
    bloc = get_permitted(request, "bloc.seat_board", visible, pk=pk)
    form = SeatBoardForm(request.POST or None, boards=queries.boards_to_seat(bloc))
    if done(form, actions.seat_board, bloc, by=request.user):
        messages.success(request, _("The board is a member of the bloc."))
        return redirect("bloc:seats", bloc.pk)
    return render(request, "bloc/seat_board.html", {"bloc": bloc, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request, pk):
    """A board stops being a member."""
    visible = Seat.objects.filter(bloc__in=queries.blocs_visible_to(request.user))
    seat = get_permitted(request, "bloc.end_seat", visible.select_related("bloc", "board"), pk=pk)
    form = EndSeatForm(request.POST or None)
    if done(form, actions.end_seat, seat, by=request.user):
        messages.success(request, _("The membership has its end."))
        return redirect("bloc:seats", seat.bloc_id)
    context = {"bloc": seat.bloc, "seat": seat, "form": form}
    return render(request, "bloc/end_seat.html", context)
