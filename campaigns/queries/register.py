"""What we know of the bloc's papers."""

from django.db.models import Q, QuerySet

from bloc.models import Bloc
from bloc.queries import blocs_today
from campaigns.models import RegisteredPaper
from foundation import clock
from members.models import Account


def papers_visible_to(account: Account) -> QuerySet[RegisteredPaper]:
    """The papers of the blocs to which the person belongs today."""
    rows = RegisteredPaper.objects.filter(bloc__in=blocs_today(account))
    return rows.select_related("bloc", "document__blob", "registered_by")


def years_of_register(bloc: Bloc) -> list[int]:
    """The calendar years that have papers, and this one, the newest first."""
    years = set(bloc.registered_papers.order_by().values_list("year", flat=True).distinct())
    return sorted(years | {clock.today().year}, reverse=True)


def found(papers: QuerySet[RegisteredPaper], words: str) -> QuerySet[RegisteredPaper]:
    """Those whose number, symbol, subject, signer or correspondent has these words."""
    wanted = Q()
    for word in words.split():
        anywhere = Q(symbol__icontains=word) | Q(subject__icontains=word)
        anywhere |= Q(signer__icontains=word) | Q(correspondent__icontains=word)
        if word.isdecimal() and len(word) <= len("99999"):
            anywhere |= Q(number=int(word))
        wanted &= anywhere
    return papers.filter(wanted)
