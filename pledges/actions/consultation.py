"""The boards' answers to a text: comments, consents, and what is replied."""

from django.db import transaction

from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account
from pledges import letters, queries
from pledges.content import Content
from pledges.models import Answer, Comment, Consent, Pledge
from pledges.regulations import text as regulations


@transaction.atomic
def comment_on_pledge(answer: Answer, *, part: str, text: str, by: Account) -> Comment:
    """Say what the board thinks of one part (góp ý).

    Raises NotInConsultation, NotAMember, PartUnknown, CommentEmpty and TooLong.
    """
    lock(answer.pledge)
    regulations.check_comment_on_pledge(answer, part, text)
    content = Content.of_pledge(answer.pledge)
    comment = Comment.objects.create(
        pledge=answer.pledge,
        board=answer.board,
        part=part,
        text=text.strip(),
        about=dict(content.parts())[part],
        written_by=by,
    )
    board, place = answer.board.short_name, content.place_of(part)
    record("pledges.comment_on_pledge", answer.pledge, by=by, board=board, part=place)
    letters.tell_commented(comment, place)
    return comment


@transaction.atomic
def withdraw_comment(comment: Comment, *, by: Account) -> None:
    """Take back what the board has said; it stays to be read, struck out (rút góp ý).

    Raises NotInConsultation, NotAMember, CommentAnswered and CommentWithdrawn.
    """
    lock(comment.pledge)
    lock(comment)
    regulations.check_withdraw_comment(comment)
    comment.withdrawn_at, comment.withdrawn_by = clock.now(), by
    comment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    place, board = Content.of_pledge(comment.pledge).place_of(comment.part), comment.board
    record("pledges.withdraw_comment", comment.pledge, by=by, board=board.short_name, part=place)


@transaction.atomic
def agree_to_pledge(
    answer: Answer, *, seen: dict[str, str] | None = None, by: Account
) -> list[Consent]:
    """Agree to parts of the text as they were seen: part → fingerprint (đồng ý).

    Without ``seen`` to everything that the board has not agreed to yet. A part that
    changed meanwhile refuses the whole; what was agreed to before stays so. Raises
    NotInConsultation, NotAMember, NothingTicked and PartUnknown.
    """
    lock(answer.pledge)
    wanted = queries.parts_to_agree(answer)
    if seen is None:
        seen = wanted
    regulations.check_agree_to_pledge(answer, seen)
    consents = Consent.objects.bulk_create(
        Consent(
            pledge=answer.pledge, board=answer.board, part=part, text_sha256=digest, given_by=by
        )
        for part, digest in wanted.items()
        if part in seen
    )
    if consents:
        board = answer.board.short_name
        record("pledges.agree_to_pledge", answer.pledge, by=by, board=board, parts=len(consents))
        if not queries.boards_not_agreed(answer.pledge):
            letters.tell_all_agreed(answer.pledge)
    return consents


@transaction.atomic
def answer_comment(comment: Comment, *, text: str, by: Account) -> None:
    """Reply to a board's comment (trả lời góp ý).

    Raises TextFrozen, CommentWithdrawn, AnsweredAlready, AnswerEmpty and TooLong.
    """
    lock(comment.pledge)
    lock(comment)
    regulations.check_answer_comment(comment, text)
    comment.answer, comment.answered_at, comment.answered_by = text.strip(), clock.now(), by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    record("pledges.answer_comment", comment.pledge, by=by, board=comment.board.short_name)
    letters.tell_comment_answered(comment)


@transaction.atomic
def remind_boards(pledge: Pledge, *, by: Account) -> None:
    """Write once more to the boards whose answer is missing (nhắc các đơn vị).

    Raises NotInConsultation, NobodyToRemind and RemindedToday.
    """
    lock(pledge)
    regulations.check_remind_boards(pledge)
    boards = queries.boards_to_answer(pledge)
    pledge.reminded_on = clock.today()
    pledge.save(update_fields=["reminded_on"])
    names = ", ".join(board.short_name for board in boards)
    record("pledges.remind_boards", pledge, by=by, boards=names)
    letters.tell_boards_reminded(pledge, boards)
