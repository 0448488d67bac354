"""Boards send somebody to vote for them."""

from typing import Any

from django.db import transaction

from conferences.letters import delegates as letters
from conferences.models import BoardAtConference, Delegate, DelegateBasis
from conferences.queries import delegates as queries
from conferences.regulations import delegates as regulations
from foundation import clock
from foundation.audit.log import record
from foundation.documents.keeping import file_document
from foundation.shortcuts import lock
from members.models import Account, Post, Role


@transaction.atomic
def name_delegate(who: BoardAtConference, *, person: Account, by: Account) -> Delegate:
    """The leader says by a click who votes for the board (cử đại biểu, ủy quyền).

    A leader of the board stands by right, anybody else by authorisation. Whoever stood
    before is replaced; the same person again changes nothing. Raises ConferenceCalledOff,
    ConferenceOver, BoardDoesNotVote and PersonNotOfBloc.
    """
    lock(who.conference)
    regulations.check_name_delegate(who, person)
    former = queries.delegate_of(who.conference, who.board)
    if former and former.account == person:
        return former
    post = post_of(who, person)
    leads = post.board_id == who.board_id and post.role == Role.LEADER
    basis = DelegateBasis.RIGHT if leads else DelegateBasis.AUTHORISED
    made = replaced(who, by, account=person, name=str(person), title=post.title, basis=basis)
    told(who, "name_delegate", made, by)
    return made


@transaction.atomic
def authorise_by_paper(  # noqa: PLR0913 -- a file comes in parts
    who: BoardAtConference,
    *,
    content: bytes = b"",
    media_type: str = "",
    file_name: str = "",
    name: str = "",
    title: str = "",
    person: Account | None = None,
    by: Account,
) -> Delegate:
    """Enter whom a signed paper authorises (nhập giấy ủy quyền).

    ``person``: somebody with an account; else ``name`` and ``title``, who then votes on paper.
    Raises what name_delegate raises, DelegateNameMissing and AuthorisationMissing.
    """
    lock(who.conference)
    regulations.check_authorise_by_paper(who, name, person, content)
    if person:
        name, title = str(person), post_of(who, person).title
    paper = file_document(
        content,
        title=f"Giấy ủy quyền: {name.strip()}"[:300],
        file_name=file_name[:200],
        media_type=media_type,
        owner=who.board.code,
        bloc=who.bloc.code,
        year=who.year,
        filed_by=by.get_username(),
    )
    made = replaced(
        who, by, account=person, name=name.strip(), title=title.strip(), paper=paper,
        basis=DelegateBasis.AUTHORISED,
    )  # fmt: skip
    told(who, "authorise_by_paper", made, by)
    return made


def post_of(who: BoardAtConference, person: Account) -> Post:
    """What the person is, at the board if they work there."""
    return next(post for post in queries.who_may_stand(who) if post.account_id == person.pk)


def replaced(who: BoardAtConference, by: Account, **facts: Any) -> Delegate:
    """The board's new delegate; the one before stands no longer."""
    now = clock.now()
    former = who.conference.delegates.standing().filter(board=who.board)
    for each in former:
        each.ended_at, each.ended_by = now, by
        each.save(update_fields=["ended_at", "ended_by"])
    return Delegate.objects.create(
        conference=who.conference, board=who.board, named_at=now, named_by=by, **facts
    )


def told(who: BoardAtConference, verb: str, made: Delegate, by: Account) -> None:
    """Written down, and told to whoever stands and did not do it themselves."""
    facts = {"board": who.board.short_name, "name": made.name}
    record(f"conferences.{verb}", who.conference, by=by, **facts)
    if made.account and made.account != by:
        letters.tell_named(made)
