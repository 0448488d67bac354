"""Movements are launched, joined, told of and reviewed."""

import datetime as dt
from typing import Any

from django.db import transaction

from campaigns.letters import movements as letters
from campaigns.models import (
    BoardYear,
    Campaign,
    Movement,
    MovementReview,
    MovementYear,
    Participation,
    Progress,
)
from campaigns.regulations import movements as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.documents.models import Document
from foundation.shortcuts import lock
from members.models import Account

WRITTEN = (
    "launcher", "launched_by", "name", "aim", "content", "since", "until", "is_thematic", "paper",
)  # fmt: skip


@transaction.atomic
def launch_movement(campaign: Campaign, *, by: Account, **facts: Any) -> Movement:
    """Enter a movement that runs in the year (phát động, tiếp nhận phong trào thi đua).

    ``facts``: the fields of a movement by their names (WRITTEN), ``is_invented``, and its
    plan as ``content_of_plan``, ``media_type``, ``file_name``. Raises MovementReversed,
    MovementOutsideTheYear and MovementEntered.
    """
    lock(campaign.bloc)
    movement = Movement(
        bloc=campaign.bloc,
        entered_by=by,
        is_invented=facts.pop("is_invented", False),
        **{name: facts[name] for name in WRITTEN if name in facts},
    )
    regulations.check_launch_movement(MovementYear(movement, campaign))
    movement.plan = plan_of(campaign, movement.name, by, facts)
    movement.save()
    record("campaigns.launch_movement", movement, by=by, name=movement.name)
    letters.tell_launched(MovementYear(movement, campaign))
    return movement


@transaction.atomic
def change_movement(year: MovementYear, *, by: Account, **facts: Any) -> None:
    """Correct what is entered of a movement (sửa phong trào).

    Raises what launch_movement raises; without a file the plan stays as it is.
    """
    movement = year.movement
    lock(movement)
    for name in WRITTEN:
        setattr(movement, name, facts.get(name, getattr(movement, name)))
    regulations.check_launch_movement(year)
    movement.plan = plan_of(year.campaign, movement.name, by, facts) or movement.plan
    movement.save(update_fields=[*WRITTEN, "plan"])
    record("campaigns.change_movement", movement, by=by, name=movement.name)


def plan_of(campaign: Campaign, name: str, by: Account, facts: dict[str, Any]) -> Document | None:
    """The plan that was brought along, if any."""
    if not facts.get("content_of_plan"):
        return None
    return file_document(
        facts["content_of_plan"],
        title=name[:300],
        file_name=facts.get("file_name", "")[:200],
        media_type=facts.get("media_type", ""),
        bloc=campaign.bloc.code,
        year=campaign.year,
        filed_by=by.get_username(),
    )


@transaction.atomic
def join_movement(who: BoardYear, *, movement: Movement, plan: str, by: Account) -> Participation:
    """The board takes part in the movement this year (đăng ký hưởng ứng phong trào).

    Raises MovementOutsideTheYear, BoardNotInBloc, JoinedAlready and PlanMissing.
    """
    lock(movement)
    year = MovementYear(movement, who.campaign)
    regulations.check_join_movement(year, who, plan)
    participation = Participation.objects.create(
        movement=movement, campaign=who.campaign, board=who.board, plan=plan.strip(), joined_by=by
    )
    record("campaigns.join_movement", movement, by=by, board=who.board.short_name)
    return participation


@transaction.atomic
def tell_progress(  # noqa: PLR0913 -- what was done, when, with what to show for it
    participation: Participation,
    *,
    told_on: dt.date,
    text: str,
    is_result: bool = False,
    content: bytes = b"",
    media_type: str = "",
    file_name: str = "",
    by: Account,
) -> Progress:
    """What the board has done in the movement (báo tiến độ, kết quả phong trào).

    Raises ProgressToCome and ProgressBeforeTheMovement.
    """
    lock(participation)
    regulations.check_tell_progress(participation, told_on)
    document = None
    if content:
        document = file_document(
            content,
            title=str(participation)[:300],
            file_name=file_name[:200],
            media_type=media_type,
            owner=participation.board.code,
            bloc=participation.bloc.code,
            year=participation.year,
            filed_by=by.get_username(),
        )
    told = Progress.objects.create(
        participation=participation, told_on=told_on, text=text, is_result=is_result,
        document=document, told_by=by,
    )  # fmt: skip
    facts = {"board": participation.board.short_name}
    record("campaigns.tell_progress", participation.movement, by=by, **facts)
    return told


@transaction.atomic
def review_movement(
    year: MovementYear, *, stage: str, held_on: dt.date, text: str, by: Account
) -> MovementReview:
    """What came of the movement, half-way or at the end (sơ kết, tổng kết phong trào).

    Raises MovementOutsideTheYear, ReviewToCome and ReviewedAlready.
    """
    lock(year.movement)
    regulations.check_review_movement(year, stage, held_on)
    review = MovementReview.objects.create(
        movement=year.movement, campaign=year.campaign, stage=stage, held_on=held_on, text=text,
        written_at=clock.now(), written_by=by,
    )  # fmt: skip
    record("campaigns.review_movement", year.movement, by=by, stage=stage, year=year.year)
    return review
