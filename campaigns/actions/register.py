"""The bloc's papers are registered."""

import datetime as dt

from django.db import transaction

from bloc.models import BlocYear
from campaigns.models import RegisteredPaper
from campaigns.regulations import register as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account


@transaction.atomic
def register_paper(  # noqa: PLR0913 -- a line of the register has so many columns
    bloc_year: BlocYear,
    *,
    direction: str,
    dated_on: dt.date,
    subject: str,
    correspondent: str,
    symbol: str = "",
    signer: str = "",
    number: int | None = None,
    content: bytes = b"",
    media_type: str = "",
    file_name: str = "",
    by: Account,
) -> RegisteredPaper:
    """Write a paper into the register; without ``number`` it gets the next one (vào sổ văn bản).

    Raises DayOfAnotherYear, DayToCome, NumberTooHigh and NumberTaken.
    """
    lock(bloc_year.bloc)
    taken = numbers_taken(bloc_year, direction)
    number = number or max(taken, default=0) + 1
    regulations.check_register_paper(bloc_year, dated_on, number, taken)
    document = None
    if content:
        document = file_document(
            content,
            title=subject[:300],
            file_name=file_name[:200],
            media_type=media_type,
            bloc=bloc_year.bloc.code,
            year=bloc_year.year,
            filed_by=by.get_username(),
        )
    paper = RegisteredPaper.objects.create(
        bloc=bloc_year.bloc,
        year=bloc_year.year,
        direction=direction,
        number=number,
        dated_on=dated_on,
        symbol=symbol,
        subject=subject,
        signer=signer,
        correspondent=correspondent,
        document=document,
        registered_by=by,
    )
    facts = {"number": paper.marked, "direction": direction, "about": subject}
    record("campaigns.register_paper", bloc_year.bloc, by=by, **facts)
    return paper


def numbers_taken(bloc_year: BlocYear, direction: str) -> set[int]:
    """The numbers that are used already, cancelled ones too."""
    papers = RegisteredPaper.objects.filter(bloc=bloc_year.bloc)
    used = papers.filter(year=bloc_year.year, direction=direction)
    return set(used.values_list("number", flat=True))


@transaction.atomic
def cancel_paper(paper: RegisteredPaper, *, reason: str, by: Account) -> None:
    """The number stays used, for a paper that came to nothing (hủy số văn bản).

    Raises CancelledAlready and CancelReasonMissing.
    """
    lock(paper)
    regulations.check_cancel_paper(paper, reason)
    paper.cancelled_at, paper.cancelled_by = clock.now(), by
    paper.cancel_reason = reason.strip()
    paper.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    facts = {"number": paper.marked, "reason": paper.cancel_reason}
    record("campaigns.cancel_paper", paper.bloc, by=by, **facts)
