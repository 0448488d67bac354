"""Whether what is to be done to a bloc may be done now."""

import datetime as dt
import re

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bloc import queries
from bloc.models import (
    Bloc,
    BlocYear,
    Ministry,
    MinistryPost,
    MinistryRole,
    Office,
    Seat,
    Secretary,
    Term,
)
from foundation import clock
from foundation.periods import Period, holds_on
from foundation.refusals import Refusal
from members import names
from members.models import Account, Board, BoardName, FactorReset, Merger, Post, Role
from members.regulations import check_title

CODE = "[A-Z0-9-]+"  # as people type a new one; codes stand in the names of files
ANY_CODE = r"(?!.*\.\.)[\w/. -]+"  # as the papers of earlier years have them: ĐN, D/N


class BadCode(Refusal):
    text = _("A code has letters from A to Z, digits and hyphens only.")
    field = "code"


class BlocCodeTaken(Refusal):
    text = _("Another bloc bears the code %(code)s already.")
    field = "code"


class CodeTaken(Refusal):
    text = _("%(board)s bears the code %(code)s in this bloc already.")
    field = "code"


class PeriodReversed(Refusal):
    text = _("The last day (%(until)s) lies before the first one (%(since)s).")
    field = "until"


class NoKind(Refusal):
    text = _("Say what the board manages: at least one kind of park or zone.")
    field = "kinds"


class NameNotNewer(Refusal):
    text = _("The present name holds from %(since)s; a new one has to begin later.")
    field = "since"


class DecisionIncomplete(Refusal):
    text = _("A decision has both a number and a date.")
    field = "decision_number"


class AlreadySeated(Refusal):
    text = _("%(board)s sits in %(bloc)s in that period; it can sit in one bloc of a ministry.")
    field = "board"


class PlaceTaken(Refusal):
    text = _("Place %(position)s of the list is taken by %(board)s in that period.")
    field = "position"


class EndedAlready(Refusal):
    text = _("This has ended on %(until)s already.")


class StillInOffice(Refusal):
    text = _("%(board)s is %(office)s of %(year)s beyond that day; end the term of office first.")
    field = "until"


class NotSeated(Refusal):
    text = _("%(board)s does not sit in the bloc on %(day)s.")
    field = "board"


class OfficeTaken(Refusal):
    text = _("%(board)s is %(office)s of %(year)s in that period.")
    field = "office"


class HoldsOffice(Refusal):
    text = _("%(board)s already holds an office of %(year)s in that period: %(office)s.")
    field = "board"


class MergesIntoItself(Refusal):
    text = _("%(board)s cannot go into itself, nor into a board that came out of it.")
    field = "predecessors"


class MergedAlready(Refusal):
    text = _("%(board)s has gone into %(successor)s already.")
    field = "predecessors"


class NoPredecessor(Refusal):
    text = _("Say which boards went into the new one.")
    field = "predecessors"


class OtherYear(Refusal):
    text = _("The day %(day)s does not lie in the year %(year)s.")
    field = "happened_on"


class NoChief(Refusal):
    text = _("The bloc has no chief for %(year)s yet.")


class NotOfChiefsBoard(Refusal):
    text = _("The secretary works for the chief's board; %(person)s does not on that day.")
    field = "account"


class SecretaryThere(Refusal):
    text = _("%(person)s is the secretary for %(year)s in that period; end that first.")
    field = "since"


class LeaderThere(Refusal):
    text = _("%(person)s leads this board already, and invites its other people.")
    field = "email"


class NotALeader(Refusal):
    text = _("%(person)s does not lead the board.")


class PostHeld(Refusal):
    text = _("%(person)s holds this role in the ministry already.")
    field = "email"


class NamedOtherwise(Refusal):
    text = _("The ministry with the code %(code)s is called %(name)s.")


class UnknownMinistry(Refusal):
    text = _("No ministry has the code %(code)s.")


class KeeperThere(Refusal):
    text = _("%(person)s keeps the blocs of this ministry already, and invites colleagues.")


class LastKeeper(Refusal):
    text = _("Nobody else keeps the ministry's blocs after that day; invite another keeper first.")
    field = "until"


class ConfirmedAlready(Refusal):
    text = _("%(person)s has confirmed this already.")


def check_period(since: dt.date, until: dt.date | None) -> None:
    """A period does not end before it begins."""
    if until is not None and until < since:
        raise PeriodReversed(since=since, until=until)


def check_decision(number: str, day: dt.date | None) -> None:
    """A decision's number and date belong together."""
    if bool(number) != bool(day):
        raise DecisionIncomplete


def overlapping(rows: QuerySet, since: dt.date, until: dt.date | None) -> QuerySet:
    """Those of the rows that share a day with the period."""
    rows = rows.filter(Q(until=None) | Q(until__gte=since))
    return rows if until is None else rows.filter(since__lte=until)


def check_ending(period: Period, until: dt.date) -> None:
    """What ends has not ended before, and does not end before it began."""
    if period.until is not None and period.until <= until:
        raise EndedAlready(until=period.until)
    check_period(period.since, until)


def check_code(code: str) -> None:
    """A code is letters and digits; what forms take is narrower (CODE)."""
    if not re.fullmatch(ANY_CODE, code):
        raise BadCode


def check_register_board(
    code: str, kinds: list[str], since: dt.date, until: dt.date | None
) -> None:
    """A board has a code, manages something, and its first name has a proper period."""
    check_code(code)
    if not kinds:
        raise NoKind
    check_period(since, until)


def check_name_board(board: Board, since: dt.date, until: dt.date | None) -> None:
    """Names follow one another: a new one begins after the present one began."""
    check_period(since, until)
    latest = BoardName.objects.filter(board=board).order_by("since").last()
    if latest and latest.since >= since:
        raise NameNotNewer(since=latest.since)


def check_merge_boards(
    successor: Board, predecessors: list[Board], year: int, happened_on: dt.date | None
) -> None:
    """Boards go into another one, once, never in a circle; the day lies in the year."""
    if not predecessors:
        raise NoPredecessor
    if happened_on and happened_on.year != year:
        raise OtherYear(day=happened_on, year=year)
    steps = list(Merger.objects.values_list("predecessor", "successor"))
    came_after = {successor.pk, *names.chain(successor.pk, steps)}
    for board in predecessors:
        if board.pk in came_after:
            raise MergesIntoItself(board=board)
        if (board.pk, successor.pk) in steps:
            raise MergedAlready(board=board, successor=successor)


def check_seat_board(seat: Seat) -> None:
    """One bloc of a ministry at a time, a place and a code of its own."""
    check_period(seat.since, seat.until)
    check_decision(seat.decision_number, seat.decision_on)
    others = Seat.objects.select_related("board", "bloc")
    line = queries.ministry_line(seat.organiser_id)
    elsewhere = others.filter(board=seat.board, organiser__in=line)
    if clash := overlapping(elsewhere, seat.since, seat.until).first():
        raise AlreadySeated(board=seat.board, bloc=clash.bloc)
    here = others.filter(bloc=seat.bloc).exclude(board=seat.board)
    if twin := here.filter(board__code=seat.board.code).first():
        raise CodeTaken(board=twin.board, code=seat.board.code)
    same_place = here.filter(position=seat.position)
    if clash := overlapping(same_place, seat.since, seat.until).first():
        raise PlaceTaken(board=clash.board, position=seat.position)


def check_end_seat(seat: Seat, until: dt.date, number: str, day: dt.date | None) -> None:
    """A seat ends once, by a whole decision, and not under a term of office."""
    check_ending(seat, until)
    check_decision(number, day)
    terms = Term.objects.filter(bloc=seat.bloc, board=seat.board)
    later = terms.filter(Q(until=None) | Q(until__gt=until), year__gte=until.year)
    if term := later.select_related("board").first():
        raise StillInOffice(board=term.board, office=term.get_office_display(), year=term.year)


def check_begin_term(term: Term) -> None:
    """The board sits in the bloc, holds no other office, and the office is free."""
    check_period(term.since, term.until)
    if not Seat.objects.filter(bloc=term.bloc, board=term.board).held_on(term.since).exists():
        raise NotSeated(board=term.board, day=term.since)
    year = Term.objects.filter(bloc=term.bloc, year=term.year).select_related("board")
    held = overlapping(year, term.since, term.until)
    if other := held.filter(office=term.office).first():
        facts = {"office": other.get_office_display(), "year": other.year}
        raise OfficeTaken(board=other.board, **facts)
    if other := held.filter(board=term.board).first():
        raise HoldsOffice(board=other.board, office=other.get_office_display(), year=other.year)


def check_secretary_wanted(bloc_year: BlocYear, since: dt.date) -> Term:
    """The year has a chief and no secretary on that day; returns the chief's term."""
    bloc, year = bloc_year.bloc, bloc_year.year
    chief = queries.term_on(bloc, year, Office.CHIEF, since)
    if chief is None:
        raise NoChief(year=year)
    others = Secretary.objects.filter(bloc=bloc, year=year).select_related("account")
    if other := overlapping(others, since, None).first():
        raise SecretaryThere(person=other.account, year=year)
    return chief


def check_appoint_secretary(bloc_year: BlocYear, account: Account, since: dt.date) -> None:
    """One secretary at a time, somebody of the chief's board."""
    chief = check_secretary_wanted(bloc_year, since)
    if not Post.objects.filter(account=account, board=chief.board).held_on(since).exists():
        raise NotOfChiefsBoard(person=account)


def check_invite_leader(bloc: Bloc, board: Board, title: str) -> None:
    """A member of the bloc whose leader has not come in, or leaves today; a leader has a title."""
    check_title(Role.LEADER, title)
    check_seated(bloc, board)
    if leader := queries.joined_leaders([board.pk]).exclude(until=clock.today()).first():
        raise LeaderThere(person=leader.account)


def check_seated(bloc: Bloc, board: Board) -> None:
    """A member of the bloc today: whose leaders are the keeper's concern."""
    today = clock.today()
    if not Seat.objects.filter(bloc=bloc, board=board).held_on(today).exists():
        raise NotSeated(board=board, day=today)


def check_end_leader(bloc: Bloc, post: Post, until: dt.date) -> None:
    """A leader of a member, whose post lasts beyond that day."""
    check_seated(bloc, post.board)
    if post.role != Role.LEADER:
        raise NotALeader(person=post.account)
    check_ending(post, until)


def check_invite_colleague(ministry: Ministry, email: str, role: str) -> None:
    """Nobody holds the same role twice."""
    held = ministry.posts.filter(role=role, account__email=email.lower())
    if post := overlapping(held, clock.today(), None).select_related("account").first():
        raise PostHeld(person=post.account)


def check_invite_ministry(
    known: Ministry | None, name: str, email: str, succeeds: str, former: Ministry | None
) -> None:
    """Only while nobody else keeps the ministry's blocs; who was invited may be again."""
    if succeeds and former is None:
        raise UnknownMinistry(code=succeeds)
    if known is None:
        return
    if str(known) != name:
        raise NamedOtherwise(code=known.code, name=known)
    keepers = known.posts.filter(role=MinistryRole.KEEPER).held_on(clock.today())
    others = queries.joined(keepers).exclude(account__email=email.lower())
    if keeper := others.select_related("account").first():
        raise KeeperThere(person=keeper.account)


def check_end_ministry_post(post: MinistryPost, until: dt.date) -> None:
    """Never the last keeper who has come in: nobody could invite another one."""
    check_ending(post, until)
    if post.role != MinistryRole.KEEPER:
        return
    keepers = MinistryPost.objects.filter(ministry=post.ministry, role=MinistryRole.KEEPER)
    after = keepers.filter(holds_on(until + dt.timedelta(days=1))).exclude(pk=post.pk)
    if not queries.joined(after).exists():
        raise LastKeeper


def check_confirm_factor_reset(reset: FactorReset) -> None:
    """Confirmed once."""
    if reset.confirmed_by:
        raise ConfirmedAlready(person=reset.confirmed_by)
