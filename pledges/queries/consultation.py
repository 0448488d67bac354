"""The boards, and what they have said to the text."""

from collections.abc import Collection, Iterable
from typing import Any

from bloc import queries as bloc
from foundation import clock
from members.models import Account, Board
from pledges.answers import Answers
from pledges.content import Content
from pledges.models import Answer, Pledge


def consulted_boards(pledge: Pledge) -> list[Board]:
    """The boards that are asked: those that sit in the bloc today."""
    return bloc.members_on(pledge.bloc, clock.today())


def signing_boards(pledge: Pledge) -> list[tuple[Board, str]]:
    """The boards that sign, with their office: chief and deputy of the pledge's year first."""
    if pledge.signed_on is None:
        return []
    return bloc.officers_first(pledge.bloc, pledge.year, pledge.signed_on)


def answers_to(pledge: Pledge) -> Answers:
    """What the boards have said to the text as it stands."""
    consents = pledge.consents.filter(voided_at=None)
    comments = pledge.comments.open()
    return Answers.to(
        Content.of_pledge(pledge),
        consents.values_list("board_id", "part", "text_sha256"),
        comments.values_list("board_id", "part", "about"),
    )


def boards_not_agreed(pledge: Pledge) -> list[Board]:
    """The boards that have not agreed to every part as it stands."""
    answers = answers_to(pledge)
    return [board for board in consulted_boards(pledge) if not answers.agrees(board.pk)]


def boards_to_answer(pledge: Pledge) -> list[Board]:
    """The boards whose answer is missing, in whole or in part."""
    answers = answers_to(pledge)
    return [board for board in consulted_boards(pledge) if not answers.has_answered(board.pk)]


def parts_asked(pledge: Pledge) -> str:
    """Which parts the boards are asked for: "all", what "changed", or all "anew".

    Anew after a withdrawal, which voids what they had agreed to.
    """
    voided = set(pledge.consents.order_by().values_list("voided_at", flat=True).distinct())
    if None in voided:
        return "changed"
    return "anew" if voided else "all"


def parts_to_agree(answer: Answer) -> dict[str, str]:
    """Part → fingerprint of what the board has yet to agree to."""
    return answers_to(answer.pledge).to_agree(answer.board_id)


def answers_of(
    account: Account, pledge: Pledge, seated: Collection[int] | None = None
) -> list[Answer]:
    """The boards of the bloc for which the person may answer, by post or by delegation.

    ``seated``: the boards that sit in the bloc today, where the caller knows them.
    """
    boards = {post.board_id: post.board for post in account.posts_today}
    boards |= {lent.board_id: lent.board for lent in account.delegations_today}
    if seated is None:
        seated = bloc.seated_boards(account, pledge.bloc.pk) if boards else ()
    return [Answer(pledge, board) for key, board in boards.items() if key in seated]


def texts_agreed_before(
    versions: Iterable[dict[str, Any]], consents: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Part → the text to which a board agreed last, where a version still tells it.

    versions: their contents, the oldest first. consents: (part, fingerprint) of the
    board, the oldest first.
    """
    texts: dict[tuple[str, str], str] = {}
    for kept in versions:
        content = Content.of_json(kept)
        digests = content.fingerprints()
        texts.update({(key, digests[key]): text for key, text in content.parts()})
    return {part: texts[part, sha] for part, sha in consents if (part, sha) in texts}
