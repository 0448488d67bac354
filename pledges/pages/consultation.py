"""The consultation as its page tells it: one board's sheet, and the matrix of all boards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import comparison
from members.models import Account, Board
from pledges import queries
from pledges.answers import Answers
from pledges.models import Answer, Comment, Part, Pledge, PledgeState

AGREED, RAISED, MISSING = "agreed", "raised", "missing"


@dataclass(frozen=True)
class Sign:
    """How the matrix shows an answer: a sign, and the words for whoever cannot see it."""

    state: str
    sign: str
    words: Any


SIGNS = {
    AGREED: Sign(AGREED, "✓", _("agreed")),
    RAISED: Sign(RAISED, "●", _("commented, waits for an answer")),
    MISSING: Sign(MISSING, "–", _("no answer")),
}
HEADS = {
    Part.GROUNDS: pgettext_lazy("head of a narrow column: legal grounds", "Gr."),
    Part.TARGETS: pgettext_lazy("head of a narrow column: common targets", "Ta."),
    Part.RESPONSIBILITIES: pgettext_lazy("head of a narrow column: responsibilities", "Re."),
}


@dataclass(frozen=True)
class SheetPart:
    """One part of the text before a board: agreed, changed since, or new."""

    key: str
    name: str
    digest: str
    pieces: list[comparison.Piece]  # with what changed since the board agreed
    state: str
    is_agreed: bool  # also while a comment of the board waits for an answer
    is_changed: bool
    comments: list[Comment]


@dataclass(frozen=True)
class Sheet:
    """The whole text before one board."""

    answer: Answer
    parts: list[SheetPart]
    may_agree: bool
    may_comment: bool
    may_withdraw: bool
    others: list[Answer]  # further boards for which the person may answer

    @property
    def open_parts(self) -> list[SheetPart]:
        return [part for part in self.parts if not part.is_agreed]

    @property
    def awaited(self) -> int:
        """How many parts wait for a word of the board."""
        return sum(part.state == MISSING for part in self.parts)


@dataclass(frozen=True)
class MatrixRow:
    """One board's answers across the parts."""

    board: Board
    cells: list[str]

    @property
    def signs(self) -> list[Sign]:
        return [SIGNS[cell] for cell in self.cells]

    @property
    def agreed(self) -> int:
        return self.cells.count(AGREED)

    @property
    def has_answered(self) -> bool:
        return MISSING not in self.cells

    @property
    def agrees(self) -> bool:
        return self.agreed == len(self.cells)

    @property
    def state(self) -> str:
        """The row in one word."""
        if self.agrees:
            return AGREED
        return RAISED if self.has_answered else MISSING


@dataclass(frozen=True)
class Matrix:
    """Boards and parts: who has answered what."""

    heads: list[tuple[Any, str]]  # short head, full name of the part
    rows: list[MatrixRow]
    only_missing: bool

    @property
    def legend(self) -> list[Sign]:
        return list(SIGNS.values())

    @property
    def shown(self) -> list[MatrixRow]:
        return [row for row in self.rows if not (self.only_missing and row.has_answered)]

    @property
    def missing(self) -> int:
        return sum(not row.has_answered for row in self.rows)

    @property
    def agreed(self) -> int:
        return sum(row.agrees for row in self.rows)


def matrix_of(pledge: Pledge, boards: list[Board], *, only_missing: bool) -> Matrix:
    """Who has answered what; ``only_missing``: only the boards whose answer is missing."""
    answers, parts = queries.answers_shown(pledge), queries.text_shown(pledge).named_parts()
    heads = [
        (HEADS[Part(key)] if key in Part.values else name.rpartition(" ")[2], name)
        for key, name, _text in parts
    ]
    rows = [
        MatrixRow(board, [cell(answers, board.pk, key) for key, _name, _text in parts])
        for board in boards
    ]
    return Matrix(heads, rows, only_missing)


def cell(answers: Answers, board: int, part: str) -> str:
    """What the board has said to the part; a comment that waits for an answer is said first."""
    if (board, part) in answers.raised:
        return RAISED
    return AGREED if (board, part) in answers.agreed else MISSING


def comments_on(pledge: Pledge, boards: Iterable[Board]) -> list[Comment]:
    """Every comment with its board and the name of its part, the open ones first."""
    content, known = queries.text_shown(pledge), {board.pk: board for board in boards}
    comments = list(pledge.comments.select_related("written_by", "answered_by", "withdrawn_by"))
    for comment in comments:
        if comment.board_id in known:
            comment.board = known[comment.board_id]
        comment.part_name = content.name_of(comment.part)  # type: ignore[attr-defined]
    return sorted(comments, key=lambda comment: not comment.is_open)


def sheet_of(
    account: Account, pledge: Pledge, boards: list[Board], comments: list[Comment], wanted: str
) -> Sheet | None:
    """The sheet of the person's board, while the boards are asked; ``wanted``: of which one."""
    if pledge.state != PledgeState.CONSULTATION:
        return None
    mine = {answer.board_id for answer in queries.answers_of(account, pledge)}
    own = [Answer(pledge, board) for board in boards if board.pk in mine]
    if not own:
        return None
    answer = next((each for each in own if str(each.board_id) == wanted), own[0])
    subject: Any = answer  # permissions take any object with board, bloc and year
    return Sheet(
        answer,
        sheet_parts(pledge, answer.board_id, comments),
        may_agree=account.has_perm("pledges.agree_to_pledge", subject),
        may_comment=account.has_perm("pledges.comment_on_pledge", subject),
        may_withdraw=account.has_perm("pledges.withdraw_comment", subject),
        others=[each for each in own if each != answer],
    )


def sheet_parts(pledge: Pledge, board: int, comments: list[Comment]) -> list[SheetPart]:
    """The parts as the board has them before it, with what changed since it agreed."""
    content, answers = queries.text_shown(pledge), queries.answers_shown(pledge)
    former = former_texts(pledge, board)
    parts = []
    for key, name, text in content.named_parts():
        is_agreed = (board, key) in answers.agreed
        before = text if is_agreed else former.get(key, text)
        parts.append(
            SheetPart(
                key,
                name,
                answers.digests[key],
                comparison.merged(before, text),
                cell(answers, board, key),
                is_agreed,
                is_changed=before.split() != text.split(),
                comments=[each for each in comments if (each.board_id, each.part) == (board, key)],
            )
        )
    return parts


def former_texts(pledge: Pledge, board: int) -> dict[str, str]:
    """Part → what it said when the board agreed to it last."""
    rows = pledge.consent_rows  # type: ignore[attr-defined]
    consents = [(row["part"], row["sha"]) for row in rows if row["board"] == board]
    return queries.texts_agreed_before(pledge.version_rows, consents)  # type: ignore[attr-defined]
