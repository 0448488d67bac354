"""What is done to a bloc: one verb, one transaction, locked and recorded."""

from bloc.actions.boards import merge_boards, name_board, register_board
from bloc.actions.ministries import (
    begin_ministry_post,
    end_ministry_post,
    found_ministry,
    invite_colleague,
    invite_ministry,
    succeed_ministry,
)
from bloc.actions.offices import (
    appoint_secretary,
    begin_term,
    end_secretary,
    end_term,
    remind_of_chief,
)
from bloc.actions.people import (
    confirm_factor_reset,
    end_leader,
    invite_leader,
    tell_keepers_of_reset,
)
from bloc.actions.seats import end_seat, found_bloc, seat_board

__all__ = [
    "appoint_secretary",
    "begin_ministry_post",
    "begin_term",
    "confirm_factor_reset",
    "end_leader",
    "end_ministry_post",
    "end_seat",
    "end_secretary",
    "end_term",
    "found_bloc",
    "found_ministry",
    "invite_colleague",
    "invite_leader",
    "invite_ministry",
    "merge_boards",
    "name_board",
    "register_board",
    "remind_of_chief",
    "seat_board",
    "succeed_ministry",
    "tell_keepers_of_reset",
]
