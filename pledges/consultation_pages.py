"""The consultation as its page tells it: my board's sheet, and the matrix of all boards."""

from dataclasses import dataclass, field
from typing import Any

from members.models import Account, Board
from pledges import comparison, queries
from pledges.content import Content
from pledges.models import Answer, Comment, Pledge, PledgeState


@dataclass(frozen=True)
class SheetPart:
    """One part of the text before a board: agreed, changed since, or new."""

    key: str
    name: Any
    text: str
    digest: str
    is_agreed: bool
    changed: comparison.Row | None
    comments: list[Comment]


@dataclass(frozen=True)
class Sheet:
    """The whole text before one board."""

    answer: Answer
    parts: list[SheetPart]
    may_agree: bool
    may_comment: bool

    @property
    def open_parts(self) -> list[SheetPart]:
        return [part for part in self.parts if not part.is_agreed]


@dataclass(frozen=True)
class MatrixRow:
    """One board's answers across the parts."""

    board: Board
    cells: list[str] = field(default_factory=list)  # done, comment, or nothing

    @property
    def agreed(self) -> int:
        return self.cells.count("done")

    @property
    def is_silent(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class Matrix:
    """Boards × parts."""

    names: list[tuple[str, Any]]
    rows: list[MatrixRow]
    answered: int
    total: int
    comments: list[Comment]


def sheet_of(pledge: Pledge, account: Account) -> Sheet | None:
    """The sheet of the person's board, while the boards are asked."""
    if pledge.state != PledgeState.CONSULTATION:
        return None
    seated = {board.pk for board in queries.consulted_boards(pledge)}
    answers = [each for each in queries.answers_of(account, pledge) if each.board_id in seated]
    if not answers:
        return None
    answer = answers[0]
    return Sheet(
        answer,
        sheet_parts(pledge, answer),
        may_agree=account.has_perm("pledges.agree_to_pledge", answer),
        may_comment=account.has_perm("pledges.comment_on_pledge", answer),
    )


def sheet_parts(pledge: Pledge, answer: Answer) -> list[SheetPart]:
    """The parts as the board has them before it, with what changed since it agreed."""
    content = Content.of_pledge(pledge)
    held = queries.consents_of(pledge).get(answer.board_id, {})
    former = queries.texts_agreed_before(pledge, answer.board_id)
    mine = [c for c in pledge.comments.select_related("written_by", "answered_by")
            if c.board_id == answer.board_id]  # fmt: skip
    digests = content.fingerprints()
    return [
        SheetPart(
            key,
            name,
            text,
            digests[key],
            is_agreed=key in held,
            changed=comparison.row(str(name), former[key], text)
            if key in former and key not in held
            else None,
            comments=[comment for comment in mine if comment.part == key],
        )
        for key, name, text in queries.named_parts(content)
    ]


def matrix_of(pledge: Pledge, *, only_silent: bool) -> Matrix:
    """Who has answered what; ``only_silent``: only boards that have not agreed to all."""
    parts = [(key, name) for key, name, _text in queries.named_parts(Content.of_pledge(pledge))]
    held = queries.consents_of(pledge)
    comments = list(
        pledge.comments.select_related("board", "written_by", "answered_by").prefetch_related(
            "board__names"
        )
    )
    spoken = {(comment.board_id, comment.part) for comment in comments}
    rows = [
        MatrixRow(board, [cell(board, key, held, spoken) for key, _name in parts])
        for board in queries.consulted_boards(pledge)
    ]
    complete = [row for row in rows if row.agreed == len(parts)]
    shown = [row for row in rows if row not in complete] if only_silent else rows
    names = dict(parts)
    for comment in comments:
        comment.name = names.get(comment.part, "–")
    return Matrix(parts, shown, len(complete), len(rows), comments)


def cell(board: Board, key: str, held: dict, spoken: set) -> str:
    """What stands in one cell."""
    if key in held.get(board.pk, {}):
        return "done"
    return "comment" if (board.pk, key) in spoken else ""
