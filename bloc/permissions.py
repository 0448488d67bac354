"""Who a person is to a bloc and to its ministry.

The subject tells its ``bloc`` and its ``year``, or its ``ministry_id``, and where it
belongs to a board its ``board_id``. What belongs to a year is decided by that year's
officers; until they are elected, by those of the year before (``deciding_year``).
Nobody decides about the own board: there the deputy does; where there is none, or
the deputy is concerned too, the board that the ministry names.
"""

import rules

from bloc import queries
from bloc.models import MinistryRole, Office
from members.models import Role
from members.permissions import is_oneself


def bloc_of(subject):
    return subject.bloc.pk


def officers(account, subject):
    """Which boards hold the offices that decide about the subject's year, by office."""
    bloc = bloc_of(subject)
    return queries.offices(account, bloc, queries.deciding_year(account, bloc, subject.year))


@rules.predicate
def sits_in_bloc(account, subject):
    """The person works for a board of the bloc."""
    mine = account.boards_today
    return bool(mine) and bool(mine & queries.seated_boards(account, bloc_of(subject)))


@rules.predicate
def sat_in_bloc(account, subject):
    """The person's board, or one that went into it, was a member in the subject's year.

    Ever, where the subject has no year. Who took part goes on reading.
    """
    return queries.sat_in(account, bloc_of(subject), getattr(subject, "year", None))


@rules.predicate
def leads_bloc(account, subject):
    """The person leads the board that is chief for that year (Khối trưởng)."""
    chief = officers(account, subject).get(Office.CHIEF)
    return chief is not None and account.leads(chief)


@rules.predicate
def deputises_bloc(account, subject):
    """The person leads the board that decides where the chief may not (Khối phó).

    The deputy; where there is none, or the subject is the deputy's own, the stand-in.
    """
    held = officers(account, subject)
    deputy = held.get(Office.DEPUTY)
    if deputy is None or deputy == getattr(subject, "board_id", None):
        deputy = held.get(Office.STAND_IN)
    return deputy is not None and account.leads(deputy)


@rules.predicate
def keeps_books(account, subject):
    """The person is the bloc's secretary for that year, and at the chief's board (thư ký khối)."""
    bloc = bloc_of(subject)
    year = queries.deciding_year(account, bloc, subject.year)
    if queries.secretary_of(account, bloc, year) != account.pk:
        return False
    return account.serves(queries.offices(account, bloc, year).get(Office.CHIEF))


@rules.predicate
def of_chiefs_board(account, subject):
    """The object belongs to the chief's own board."""
    chief = officers(account, subject).get(Office.CHIEF)
    return chief is not None and chief == subject.board_id


def of_ministry(subject):
    """The ministry that a subject hangs on: itself, its own, or its bloc's organiser."""
    if hasattr(subject, "ministry_id"):
        return subject.ministry_id
    return subject.bloc.organiser_id


@rules.predicate
def reviews_bloc(account, subject):
    """The person is the ministry's reviewer for the bloc (chuyên viên thẩm định)."""
    return queries.serves_ministry(account, of_ministry(subject), MinistryRole.REVIEWER)


@rules.predicate
def approves_bloc(account, subject):
    """The person approves in the ministry that organises the bloc (người phê duyệt)."""
    return queries.serves_ministry(account, of_ministry(subject), MinistryRole.APPROVER)


@rules.predicate
def keeps_blocs(account, subject):
    """The person keeps the ministry's blocs (đầu mối quản lý khối)."""
    return queries.serves_ministry(account, of_ministry(subject), MinistryRole.KEEPER)


@rules.predicate
def vouches_for(account, subject):
    """The person leads a board where the other one works, or keeps their ministry's blocs."""
    boards, ministries = queries.workplaces(subject.account_id)
    return any(account.serves(board, Role.LEADER) for board in boards) or any(
        queries.serves_ministry(account, ministry, MinistryRole.KEEPER) for ministry in ministries
    )


serves_ministry = reviews_bloc | approves_bloc | keeps_blocs

rules.add_perm("bloc.view_bloc", sits_in_bloc | serves_ministry | sat_in_bloc)
rules.add_perm("bloc.view_ministry", serves_ministry)
rules.add_perm("bloc.found_bloc", keeps_blocs)
rules.add_perm("bloc.register_board", keeps_blocs)
rules.add_perm("bloc.name_board", keeps_blocs)
rules.add_perm("bloc.merge_boards", keeps_blocs)
rules.add_perm("bloc.seat_board", keeps_blocs)
rules.add_perm("bloc.end_seat", keeps_blocs)
rules.add_perm("bloc.begin_term", keeps_blocs)
rules.add_perm("bloc.end_term", keeps_blocs)
rules.add_perm("bloc.invite_leader", keeps_blocs)
rules.add_perm("bloc.end_leader", keeps_blocs)
rules.add_perm("bloc.invite_colleague", keeps_blocs)
rules.add_perm("bloc.end_ministry_post", keeps_blocs)
rules.add_perm("bloc.appoint_secretary", leads_bloc)
rules.add_perm("bloc.end_secretary", leads_bloc)
rules.add_perm("bloc.confirm_factor_reset", vouches_for & ~is_oneself)
