"""Who is chief, deputy, stand-in and secretary of a year."""

import datetime as dt

from django.db import transaction

from bloc import letters, regulations
from bloc.models import Bloc, BlocYear, Secretary, Term
from foundation import clock
from foundation.audit.log import record
from foundation.audit.models import Event
from foundation.shortcuts import lock
from members.models import Account, Board


@transaction.atomic
def begin_term(  # noqa: PLR0913 -- who, in which office, who speaks for it, by what
    bloc_year: BlocYear,
    *,
    office: str,
    board: Board,
    since: dt.date,
    until: dt.date | None = None,
    representative: str = "",
    representative_title: str = "",
    basis: str = "",
    is_invented: bool = False,
    by: Account,
) -> Term:
    """Let a board hold an office of that year from that day (bắt đầu nhiệm kỳ).

    The terms of the year before go on: years overlap. Its leaders are told. Raises
    PeriodReversed, NotSeated, OfficeTaken, HoldsOffice.
    """
    lock(bloc_year.bloc)
    term = Term(
        bloc=bloc_year.bloc,
        year=bloc_year.year,
        office=office,
        board=board,
        since=since,
        until=until,
        representative=representative,
        representative_title=representative_title,
        basis=basis,
        is_invented=is_invented,
    )
    regulations.check_begin_term(term)
    term.save()
    facts = {"board": board.name_on(since), "year": term.year, "since": since}
    record("bloc.begin_term", term.bloc, by=by, office=term.office, **facts)
    letters.tell_term_begun(term)
    return term


@transaction.atomic
def remind_of_chief(bloc: Bloc) -> None:
    """Write to the keepers that the year has no chief; a step of the system, once a month."""
    lock(bloc)
    today = clock.today()
    told = Event.objects.about(bloc).filter(verb="bloc.remind_of_chief")
    if told.filter(facts__year=today.year, facts__month=today.month).exists():
        return
    record("bloc.remind_of_chief", bloc, by=None, year=today.year, month=today.month)
    letters.tell_chief_missing(bloc, today.year)


@transaction.atomic
def end_term(term: Term, *, until: dt.date, by: Account) -> None:
    """Let a term of office end after that day (kết thúc nhiệm kỳ).

    Raises EndedAlready, PeriodReversed.
    """
    lock(term.bloc)
    lock(term)
    regulations.check_ending(term, until)
    term.until = until
    term.save(update_fields=["until"])
    facts = {"board": term.board.name_on(until), "year": term.year, "until": until}
    record("bloc.end_term", term.bloc, by=by, office=term.office, **facts)


@transaction.atomic
def appoint_secretary(
    bloc_year: BlocYear, *, account: Account, since: dt.date | None = None, by: Account
) -> Secretary:
    """Let somebody of the chief's board keep the bloc's books of that year (cử thư ký).

    From today unless told otherwise; the person is told. Raises NoChief,
    SecretaryThere, NotOfChiefsBoard.
    """
    since = since or clock.today()
    lock(bloc_year.bloc)
    regulations.check_appoint_secretary(bloc_year, account, since)
    secretary = Secretary.objects.create(
        bloc=bloc_year.bloc,
        year=bloc_year.year,
        account=account,
        since=since,
        appointed_by=by,
    )
    facts = {"person": str(account), "year": bloc_year.year, "since": since}
    record("bloc.appoint_secretary", bloc_year.bloc, by=by, **facts)
    letters.tell_secretary_appointed(secretary)
    return secretary


@transaction.atomic
def end_secretary(secretary: Secretary, *, until: dt.date | None = None, by: Account) -> None:
    """Let a secretary's task end after that day, today unless told otherwise (thôi làm thư ký).

    Raises EndedAlready, PeriodReversed.
    """
    until = until or clock.today()
    lock(secretary.bloc)
    lock(secretary)
    regulations.check_ending(secretary, until)
    secretary.until = until
    secretary.save(update_fields=["until"])
    facts = {"person": str(secretary.account), "year": secretary.year, "until": until}
    record("bloc.end_secretary", secretary.bloc, by=by, **facts)
