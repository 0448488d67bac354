"""Which rows of a year, each of one board, a person may know of."""

from django.db.models import Q

from bloc import queries as bloc_queries
from bloc.models import Office
from campaigns.models import Campaign
from members.models import Account


def own_or_overseen(account: Account, campaign: str = "campaign") -> Q:
    """The rows of the person's boards, and of the years that the person oversees.

    ``campaign``: the path from a row to its year; the row knows its ``board``. Says the
    same as the permissions that are built of ``of_own_board | oversees``.
    """
    found = Q(board__in=account.boards_before)
    found |= Q(**{f"{campaign}__bloc__organiser__in": bloc_queries.ministries_served(account)})
    for year in years_in_office(account):
        found |= Q(**{campaign: year.pk}) & overseen_boards(account, year)
    return found


def years_in_office(account: Account) -> list[Campaign]:
    """The years of the blocs in which one of the person's boards holds an office."""
    if not bloc_queries.in_office(account):
        return []
    mine = [t for t in bloc_queries.terms_at_home(account) if t.board_id in account.boards_today]
    return list(Campaign.objects.filter(bloc__in={term.bloc_id for term in mine}))


def overseen_boards(account: Account, year: Campaign) -> Q:
    """The boards of the year that the person oversees; as permissions.oversees says it."""
    deciding = bloc_queries.deciding_year(account, year.bloc_id, year.year)
    held = bloc_queries.offices(account, year.bloc_id, deciding)
    chief, deputy = held.get(Office.CHIEF), held.get(Office.DEPUTY)
    keeper = bloc_queries.secretary_of(account, year.bloc_id, deciding)
    if account.leads(chief) or (keeper == account.pk and account.serves(chief)):
        return Q()
    nobody, found = Q(pk__in=[]), Q(pk__in=[])
    if account.leads(deputy):
        found |= ~Q(board=deputy)
    if account.leads(held.get(Office.STAND_IN)):
        found |= Q(board=deputy) if deputy else ~nobody
    return found
