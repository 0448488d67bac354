"""Examples are published and adopted."""

from django.db import transaction

from campaigns.letters import examples as letters
from campaigns.models import Adoption, BoardYear, Example, Movement
from campaigns.regulations import examples as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def publish_example(  # noqa: PLR0913 -- what it is, how it was done, with a file
    who: BoardYear,
    *,
    kind: str,
    name: str,
    story: str,
    effect: str = "",
    movement: Movement | None = None,
    content: bytes = b"",
    media_type: str = "",
    file_name: str = "",
    by: Account,
) -> Example:
    """Show the bloc what the board does well, and how (công bố điển hình, mô hình mới).

    Raises NoMemberOfTheYear, StoryMissing and PublishedAlready.
    """
    lock(who.board)
    regulations.check_publish_example(who, name, story)
    document = None
    if content:
        document = file_document(
            content,
            title=name[:300],
            file_name=file_name[:200],
            media_type=media_type,
            owner=who.board.code,
            bloc=who.bloc.code,
            year=who.year,
            filed_by=by.get_username(),
        )
    example = Example.objects.create(
        campaign=who.campaign, board=who.board, kind=kind, name=name, story=story, effect=effect,
        movement=movement, document=document, published_by=by,
    )  # fmt: skip
    record("campaigns.publish_example", example, by=by, name=name)
    return example


@transaction.atomic
def adopt_example(who: BoardYear, *, example: Example, by: Account) -> Adoption:
    """The board does the same from now on (áp dụng điển hình, mô hình của đơn vị khác).

    Raises ExampleWithdrawn, OwnExample, NoMemberOfTheYear and AdoptedAlready.
    """
    lock(example)
    regulations.check_adopt_example(example, who)
    adoption = Adoption.objects.create(example=example, board=who.board, adopted_by=by)
    record("campaigns.adopt_example", example, by=by, board=who.board.short_name)
    letters.tell_adopted(adoption)
    return adoption


@transaction.atomic
def tell_effect(adoption: Adoption, *, effect: str, by: Account) -> None:
    """What came of it at the board that adopted it (báo hiệu quả áp dụng).

    Raises ExampleWithdrawn and EffectMissing.
    """
    lock(adoption)
    regulations.check_tell_effect(adoption, effect)
    adoption.effect = effect.strip()
    adoption.effect_told_at, adoption.effect_told_by = clock.now(), by
    adoption.save(update_fields=["effect", "effect_told_at", "effect_told_by"])
    record("campaigns.tell_effect", adoption.example, by=by, board=adoption.board.short_name)


@transaction.atomic
def withdraw_example(example: Example, *, by: Account) -> None:
    """It is shown no longer as an example; it stays kept (rút điển hình).

    Raises ExampleWithdrawn.
    """
    lock(example)
    regulations.check_withdraw_example(example)
    example.withdrawn_at, example.withdrawn_by = clock.now(), by
    example.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("campaigns.withdraw_example", example, by=by, name=example.name)
