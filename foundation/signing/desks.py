"""Where the rooms' places are signed: the agents' interface asks here what a ticket names.

A room that has places (its rows that stand for a Party, with ``.party`` and ``.pk``) says
once how one is found and which actions sign it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Desk:
    """The signing of one room: ``find`` gives a place by its number, or nothing.

    ``prepare``, ``finish`` and ``give_up`` are the room's actions; their names are its verbs.
    """

    room: str
    find: Callable[[int], Any]
    prepare: Callable[..., Any]
    finish: Callable[..., Any]
    give_up: Callable[..., Any]

    def verb(self, step: str) -> str:
        """The permission of one step: ``prepare``, ``finish`` or ``give_up``."""
        return f"{self.room}.{getattr(self, step).__name__}"


_desks: dict[str, Desk] = {}


def set_up(desk: Desk) -> None:
    """Let agents sign what this room lays before them."""
    _desks[desk.room] = desk


def desk_of(room: str) -> Desk | None:
    """The desk of a room; none where nothing is signed."""
    return _desks.get(room)
