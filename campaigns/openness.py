"""Whose sheets of points a person may read, before and after the lock. Pure.

Nobody is led by others' figures: a checker reads another's check only after giving its own,
an officer's board other boards' self-scores only after handing in its own (house, §5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

SELF, CROSS, OFFICIAL, GIVEN = "self", "cross", "official", "given"


class Paper(Protocol):
    """What is asked of a sheet."""

    kind: str
    state: str
    board_id: int
    scorer_id: int


@dataclass(frozen=True)
class Reader:
    """Who reads: their boards, and what they are to the year or to the sheet's board.

    ``oversees`` the year; ``settles`` the official points of that board.
    """

    boards: frozenset[int]
    oversees: bool = False
    settles: bool = False
    is_ministry: bool = False


@dataclass(frozen=True)
class Year:
    """How far the scoring is: all its sheets, who checks whom, and what has begun."""

    sheets: tuple[Paper, ...]
    duties: frozenset[tuple[int, int]]
    explains: bool = False  # the phase of explanation has begun
    is_locked: bool = False

    def given(self, kind: str, board: int, scorers: Iterable[int]) -> bool:
        """Whether one of the scorers has handed in such a sheet about that board."""
        wanted = set(scorers)
        return any(
            each.state == GIVEN
            and each.kind == kind
            and each.board_id == board
            and each.scorer_id in wanted
            for each in self.sheets
        )

    def all_checks_given(self, board: int) -> bool:
        """Whether every checker of the board has handed in."""
        checkers = {checker for checker, checked in self.duties if checked == board}
        return all(self.given(CROSS, board, {checker}) for checker in checkers)


def opens(sheet: Paper, reader: Reader, year: Year) -> bool:
    """Whether the reader may see what stands on the sheet."""
    if sheet.kind == OFFICIAL:
        return opens_official(sheet, reader, year)
    if sheet.scorer_id in reader.boards:
        return True
    if sheet.state != GIVEN or reader.is_ministry:
        return sheet.state == GIVEN
    if sheet.board_id in reader.boards:
        return year.is_locked or year.explains or year.all_checks_given(sheet.board_id)
    return opens_to_others(sheet, reader, year)


def opens_official(sheet: Paper, reader: Reader, year: Year) -> bool:
    """To who settles them at once, to the ministry when given, to others with the lock."""
    if reader.settles:
        return True
    if sheet.state != GIVEN or reader.is_ministry:
        return sheet.state == GIVEN
    return year.is_locked and (reader.oversees or sheet.board_id in reader.boards)


def opens_to_others(sheet: Paper, reader: Reader, year: Year) -> bool:
    """Self-scores and checks of another board, to its checkers and to who oversees."""
    board = sheet.board_id
    checking = {checker for checker in reader.boards if (checker, board) in year.duties}
    if checking and sheet.kind == SELF:
        return True
    if checking:
        return year.is_locked or year.given(CROSS, board, checking)
    own = {each for each in reader.boards if each != board}
    has_scored = all(year.given(SELF, each, {each}) for each in own)
    return reader.oversees and (year.is_locked or has_scored)
