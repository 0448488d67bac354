"""Which rows of a year, each of one board, a person may know of."""

from django.db.models import Q

from bloc import queries as bloc_queries
from bloc.models import Office
from bloc.queries import deciding_year as charged
from bloc.queries.persons import terms_at_home
from foundation import clock
from members.models import Account


def own_or_overseen(account: Account, campaign: str = "campaign") -> Q:
    """The rows of the person's boards, and of the years that the person oversees.

    ``campaign``: the path from a row to its year; the row knows its ``board``. Says the
    same as the permissions that are built of ``of_own_board | oversees``.
    """
    found = Q(board__in=account.boards_before)
    found |= Q(**{f"{campaign}__bloc__organiser__in": bloc_queries.ministries_served(account)})
    for bloc_id, deciding, years in decided_today(account):
        then = {f"{campaign}__bloc": bloc_id, f"{campaign}__year__in": years}
        found |= Q(**then) & overseen_boards(account, bloc_id, deciding)
    return found


def decided_today(account: Account) -> list[tuple[int, int, list[int]]]:
    """Bloc, year of officers in charge today, and the emulation years that they decide about.

    Of the blocs in which one of the person's boards holds an office.
    """
    if not bloc_queries.in_office(account):
        return []
    today = clock.today()
    mine = {t.bloc_id for t in terms_at_home(account) if t.board_id in account.boards_today}
    held = {(t.bloc_id, t.year) for t in terms_at_home(account) if t.holds_on(today)}
    return [
        (bloc, year, [y for y in (year, year + 1) if charged(account, bloc, y) == year])
        for bloc, year in sorted(held)
        if bloc in mine
    ]


def overseen_boards(account: Account, bloc_id: int, deciding: int) -> Q:
    """The boards that the person oversees by an office; as permissions.oversees says it."""
    held = bloc_queries.offices(account, bloc_id, deciding)
    chief, deputy = held.get(Office.CHIEF), held.get(Office.DEPUTY)
    keeper = bloc_queries.secretary_of(account, bloc_id, deciding)
    if account.leads(chief) or account.leads(deputy):
        return Q()
    if keeper == account.pk and account.serves(chief):
        return Q()
    if account.leads(held.get(Office.STAND_IN)):  # for the deputy, or where there is none
        return Q(board=deputy) if deputy else Q()
    return Q(pk__in=[])
