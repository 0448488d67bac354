"""Who a person is to a bloc and to its ministry.

The subject tells its ``bloc_id`` or ``bloc``, and its ``year``. What belongs to a
year is decided by that year's officers; until they are elected, by those of the
year before (``deciding_year``). Nobody decides about the own board: there the
deputy does, or a stand-in whom the ministry names.
"""

import rules

from bloc import queries
from bloc.models import MinistryRole, Office
from members.permissions import heads_board, is_oneself


def bloc_of(subject):
    return subject.bloc.pk


def holds_office(account, subject, office):
    """Whether the person leads the board that holds the office for the subject's year."""
    bloc = bloc_of(subject)
    year = queries.deciding_year(account, bloc, subject.year)
    board = queries.offices(account, bloc, year).get(office)
    return board is not None and account.leads(board)


@rules.predicate
def sits_in_bloc(account, subject):
    """The person works for a board of the bloc."""
    return bool(account.boards_today & queries.seated_boards(account, bloc_of(subject)))


@rules.predicate
def leads_bloc(account, subject):
    """The person leads the board that is chief for that year (Khối trưởng)."""
    return holds_office(account, subject, Office.CHIEF)


@rules.predicate
def deputises_bloc(account, subject):
    """The person leads the board that is deputy, or stands in, for that year (Khối phó)."""
    return holds_office(account, subject, Office.DEPUTY) or holds_office(
        account, subject, Office.STAND_IN
    )


@rules.predicate
def keeps_books(account, subject):
    """The person is the bloc's secretary for that year (thư ký khối)."""
    bloc = bloc_of(subject)
    year = queries.deciding_year(account, bloc, subject.year)
    return queries.secretary_of(account, bloc, year) == account.pk


@rules.predicate
def of_chiefs_board(account, subject):
    """The object belongs to the chief's own board."""
    bloc = bloc_of(subject)
    year = queries.deciding_year(account, bloc, subject.year)
    return queries.offices(account, bloc, year).get(Office.CHIEF) == subject.board_id


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


serves_ministry = reviews_bloc | approves_bloc | keeps_blocs

rules.add_perm("bloc.view_bloc", sits_in_bloc | serves_ministry)
rules.add_perm("bloc.found_bloc", keeps_blocs)
rules.add_perm("bloc.register_board", keeps_blocs)
rules.add_perm("bloc.name_board", keeps_blocs)
rules.add_perm("bloc.merge_boards", keeps_blocs)
rules.add_perm("bloc.seat_board", keeps_blocs)
rules.add_perm("bloc.end_seat", keeps_blocs)
rules.add_perm("bloc.begin_term", keeps_blocs)
rules.add_perm("bloc.end_term", keeps_blocs)
rules.add_perm("bloc.invite_leader", keeps_blocs)
rules.add_perm("bloc.invite_colleague", keeps_blocs)
rules.add_perm("bloc.end_ministry_post", keeps_blocs)
rules.add_perm("bloc.appoint_secretary", leads_bloc)
rules.add_perm("bloc.end_secretary", leads_bloc)
rules.add_perm("bloc.confirm_factor_reset", (heads_board | keeps_blocs) & ~is_oneself)
