"""Pages of a bloc and its ministry: they ask, try, and answer."""

from bloc.views.boards import (
    choose_heir,
    end_leader,
    invite_leader,
    merge_boards,
    name_board,
    register_board,
)
from bloc.views.ministries import (
    confirm_factor_reset,
    end_ministry_post,
    found_bloc,
    invite_colleague,
    ministry,
)
from bloc.views.offices import (
    appoint_secretary,
    begin_term,
    end_secretary,
    end_term,
)
from bloc.views.pages import bloc, blocs, history, officers, seats
from bloc.views.seating import end_seat, seat_board

__all__ = [
    "appoint_secretary",
    "begin_term",
    "bloc",
    "blocs",
    "choose_heir",
    "confirm_factor_reset",
    "end_leader",
    "end_ministry_post",
    "end_seat",
    "end_secretary",
    "end_term",
    "found_bloc",
    "history",
    "invite_colleague",
    "invite_leader",
    "merge_boards",
    "ministry",
    "name_board",
    "officers",
    "register_board",
    "seat_board",
    "seats",
]
