"""The operating regulation and the plan of a year: begun, written, discussed, adopted."""

import datetime as dt

from django.db import transaction

from bloc.models import BlocYear
from campaigns.actions.register import register_paper
from campaigns.charter_text import plan_to_begin_with, regulation_to_begin_with
from campaigns.letters import charters as letters
from campaigns.models import (
    Campaign,
    Charter,
    CharterAnswer,
    CharterKind,
    CharterState,
    Direction,
    Opinion,
    PhaseKind,
    RegisteredPaper,
)
from campaigns.papers import charter as papers
from campaigns.queries import charters as queries
from campaigns.queries.calendar import days_of
from campaigns.regulations import charters as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def draft_charter(
    campaign: Campaign, *, kind: str, reason: str = "", is_invented: bool = False, by: Account
) -> Charter:
    """Begin a regulation or a plan (soạn quy chế, kế hoạch).

    It starts from the last one that the bloc adopted; a plan, and a bloc's first regulation,
    from the usual text. Raises CharterBegun and NewVersionReasonMissing.
    """
    lock(campaign)
    regulations.check_draft_charter(campaign, kind, reason)
    charter = Charter.objects.create(
        campaign=campaign,
        kind=kind,
        number=campaign.charters.filter(kind=kind).count() + 1,
        text=text_to_begin_with(campaign, kind),
        reason=reason.strip(),
        drafted_by=by,
        changed_by=by,
        is_invented=is_invented,
    )
    record("campaigns.draft_charter", charter, by=by, kind=kind, year=campaign.year)
    return charter


def text_to_begin_with(campaign: Campaign, kind: str) -> str:
    """A later version goes on with the text in force; a plan has the days of its own year."""
    former = queries.last_adopted(campaign, kind)
    if former and (kind == CharterKind.REGULATION or former.campaign_id == campaign.pk):
        return former.text
    if kind == CharterKind.REGULATION:
        return regulation_to_begin_with(campaign.bloc.name)
    tasks = [task.strip(" -;.") for task in campaign.key_tasks.splitlines() if task.strip()]
    planned = sorted(days_of(campaign).items(), key=lambda each: each[1])
    days = [f"{papers.PHASES[PhaseKind(phase)]}: {papers.span(*days)}" for phase, days in planned]
    return plan_to_begin_with(campaign.bloc.name, campaign.year, tasks, days)


@transaction.atomic
def edit_charter(charter: Charter, *, text: str, seen_edition: int, by: Account) -> None:
    """Write the text; the same words are no change (sửa quy chế, kế hoạch).

    Raises CharterClosed, StaleCharter and CharterTooLong.
    """
    lock(charter)
    if charter.is_open and text == charter.text:
        return
    regulations.check_edit_charter(charter, text, seen_edition)
    charter.text = text
    charter.edition += 1
    charter.changed_at, charter.changed_by = clock.now(), by
    charter.save(update_fields=["text", "edition", "changed_at", "changed_by"])
    record("campaigns.edit_charter", charter, by=by, kind=charter.kind)


@transaction.atomic
def consult_on_charter(charter: Charter, *, comments_due_on: dt.date, by: Account) -> None:
    """Show the draft to the boards, or give them more time (lấy ý kiến về dự thảo).

    Raises CharterClosed, CharterEmpty and LastDayPassed.
    """
    lock(charter)
    regulations.check_consult_on_charter(charter, comments_due_on)
    if charter.state == CharterState.DRAFT:
        charter.move(CharterState.IN_COMMENT)
    charter.comments_due_on = comments_due_on
    charter.save(update_fields=["state", "comments_due_on"])
    record("campaigns.consult_on_charter", charter, by=by, until=comments_due_on.isoformat())
    letters.tell_asked(charter, by)


@transaction.atomic
def answer_charter(answer: CharterAnswer, *, agrees: bool, text: str = "", by: Account) -> Opinion:
    """Say for a board that it agrees, or what should be different (cho ý kiến về dự thảo).

    Raises BoardsNotAsked, CharterClosed, NoMemberBoard and OpinionEmpty.
    """
    charter = answer.charter
    lock(charter)
    regulations.check_answer_charter(answer, text, agrees=agrees)
    opinion = Opinion.objects.create(
        charter=charter,
        board=answer.board,
        agrees=agrees,
        text=text.strip(),
        edition=charter.edition,
        given_at=clock.now(),
        given_by=by,
    )
    board = answer.board.short_name
    record("campaigns.answer_charter", charter, by=by, board=board, agrees=agrees)
    if opinion.text:
        letters.tell_opinion(opinion)
    return opinion


@transaction.atomic
def reply_to_opinion(opinion: Opinion, *, text: str, by: Account) -> None:
    """Answer what a board has said (trả lời ý kiến).

    Raises CharterClosed, RepliedAlready and ReplyMissing.
    """
    lock(opinion)
    regulations.check_reply_to_opinion(opinion, text)
    opinion.reply = text.strip()
    opinion.replied_at, opinion.replied_by = clock.now(), by
    opinion.save(update_fields=["reply", "replied_at", "replied_by"])
    board = opinion.board.short_name
    record("campaigns.reply_to_opinion", opinion.charter, by=by, board=board)
    letters.tell_reply(opinion)


@transaction.atomic
def adopt_charter(charter: Charter, *, despite: bool = False, by: Account) -> None:
    """Adopt it under the next number of the bloc's register (ban hành quy chế, kế hoạch).

    The one of the same year before it is superseded. ``despite``: before the last day for
    opinions, or with opinions unanswered. Raises CharterEmpty, OpinionsStillOpen,
    OpinionsUnanswered, and IllegalMove where the boards have not been asked.
    """
    lock(charter.campaign)
    lock(charter)
    charter.move(CharterState.ADOPTED)
    regulations.check_adopt_charter(charter, despite=despite)
    if former := queries.charter_in_force(charter.campaign, charter.kind):
        former.move(CharterState.SUPERSEDED)
        former.save(update_fields=["state"])
    charter.adopted_at, charter.adopted_by = clock.now(), by
    charter.paper = numbered(charter, by)
    charter.content = papers.content_of(charter)
    charter.save(update_fields=["state", "adopted_at", "adopted_by", "paper", "content"])
    facts = {"kind": charter.kind, "number": charter.paper.marked}
    record("campaigns.adopt_charter", charter, by=by, **facts)
    letters.tell_adopted(charter)


def numbered(charter: Charter, by: Account) -> RegisteredPaper:
    """The line of the register that gives the paper its number."""
    today = clock.today()
    return register_paper(
        BlocYear(charter.bloc, today.year),
        direction=Direction.OUT,
        dated_on=today,
        subject=papers.full_title(charter),
        symbol=papers.SYMBOLS[CharterKind(charter.kind)],
        signer=str(by),
        correspondent=papers.correspondents_of(charter.bloc),
        by=by,
    )
