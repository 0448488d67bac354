"""What of the bloc's summary report waits for whom."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from bloc import queries as bloc_queries
from campaigns.models import (
    Campaign,
    Report,
    ReportKind,
    ReportState,
    Summary,
    SummarySection,
    SummaryState,
)
from campaigns.summary_parts import REQUIRED
from foundation import clock
from foundation.waiting import Waiting
from members.models import Account

STILL_WANTED = 1  # years: what was not compiled by then waits no longer


def with_summaries(years: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With the summary, whether words are missing in it, and how many reports were accepted."""
    reports = Report.objects.filter(
        request__campaign=OuterRef("pk"),
        request__kind=ReportKind.ANNUAL,
        state=ReportState.ACCEPTED,
    )
    counted = reports.order_by().values("request").annotate(n=Count("pk")).values("n")
    summaries = Summary.objects.filter(campaign=OuterRef("pk"))
    empty = SummarySection.objects.filter(
        summary__campaign=OuterRef("pk"), code__in=REQUIRED, text__regex=r"^\s*$"
    )
    return years.annotate(
        accepted_reports=Subquery(counted),
        summary_key=Subquery(summaries.values("pk")),
        summary_state=Subquery(summaries.values("state")),
        summary_lacks=Exists(empty),
    )


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """To compile it once all reports are accepted, to write it, for the chief to issue it.

    The years must come by ``with_summaries`` and know their members (``seated_ids``).
    """
    if not bloc_queries.in_office(account):
        return []
    first = clock.today().year - STILL_WANTED
    return [
        waiting
        for year in years
        if year.year >= first and year.summary_state != SummaryState.ISSUED
        for waiting in of_year(year, account)
    ]


def of_year(year: Any, account: Account) -> Iterator[Waiting]:
    """One thing at most."""
    if year.summary_state is None:
        if is_ready(year) and account.has_perm("campaigns.compile_summary", year):
            title = _("Compile the summary report of %(year)s")
            yield waiting(year, title, _("Compile"), reverse("campaigns:summary", args=[year.pk]))
    elif not year.summary_lacks and account.has_perm("campaigns.issue_summary", year):
        title = _("Issue the summary report of %(year)s")
        yield waiting(year, title, _("Look at it"), reverse("campaigns:summary", args=[year.pk]))
    elif account.has_perm("campaigns.edit_summary", year):
        url = reverse("campaigns:edit_summary", args=[year.summary_key])
        yield waiting(year, _("Write the summary report of %(year)s"), _("Go on"), url)


def is_ready(year: Any) -> bool:
    """Whether every board's annual report is accepted."""
    return bool(year.seated_ids) and (year.accepted_reports or 0) >= len(year.seated_ids)


def waiting(year: Any, title: str, step: str, url: str) -> Waiting:
    return Waiting(title % {"year": year.year}, url, step, bloc=str(year.bloc))
