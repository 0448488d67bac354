"""What passes from the chief of a year to that of the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc.models import Office, Secretary, Term
from campaigns.models import Campaign, Evaluation, Ranking, Report, ReportState, Summary
from campaigns.models.evaluation import EvaluationState
from campaigns.models.summary import SummaryState
from campaigns.queries import campaigns_visible_to
from conferences.models import Conference, HandOver, Invitation
from foundation import clock
from foundation.documents.models import Document
from members.models import Account

PACKING_TASK = "conferences.tasks.pack_papers"
OWNER = "ban-giao"  # of the archive itself: never packed into the next one


@dataclass(frozen=True)
class Matter:
    """Something of the year that is still open, and where it is finished."""

    title: str
    url: str


def hand_overs_visible_to(account: Account) -> QuerySet[HandOver]:
    """Those of the years of which the person may know."""
    rows = HandOver.objects.filter(campaign__in=campaigns_visible_to(account))
    return rows.select_related("campaign__bloc", "giver", "receiver", "archive__blob")


def hand_over_of(campaign: Campaign) -> HandOver | None:
    """As it was prepared, with its boards, people and archive."""
    people = ("prepared_by", "given_by", "received_by")
    rows = HandOver.objects.filter(campaign=campaign)
    return rows.select_related("giver", "receiver", "archive__blob", *people).first()


def chiefs_around(campaign: Campaign) -> dict[int, Term]:
    """The newest term of a chief, begun already, of this year and of the next, by year."""
    years = (campaign.year, campaign.year + 1)
    rows = campaign.bloc.terms.filter(
        office=Office.CHIEF, year__in=years, since__lte=clock.today()
    ).select_related("board")
    return {term.year: term for term in rows.prefetch_related("board__names").order_by("since")}


def secretaries_around(campaign: Campaign) -> dict[int, Secretary]:
    """Who keeps the books of this year and of the next today, by year."""
    rows = campaign.bloc.secretaries.filter(year__in=(campaign.year, campaign.year + 1))
    return {row.year: row for row in rows.held_on(clock.today()).select_related("account")}


def papers_of(campaign: Campaign) -> QuerySet[Document]:
    """Every document that is filed under the bloc and the year, in the order of filing."""
    rows = Document.objects.filter(bloc=campaign.bloc.code, year=campaign.year)
    return rows.exclude(owner=OWNER).select_related("blob").order_by("pk")


def guests_of(campaign: Campaign) -> list[Invitation]:
    """The people of the ministry and the province whom the year's conferences invited, once."""
    rows = Invitation.objects.standing().filter(
        conference__campaign=campaign, conference__called_off_at=None, board=None
    )
    return list({row.email: row for row in rows.order_by("conference__held_on", "pk")}.values())


def with_matters(pk: int) -> Any:
    """The year with what tells whether something is open: one query."""
    here = {"campaign": OuterRef("pk")}
    coming = Conference.objects.filter(**here, called_off_at=None, held_on__gt=clock.today())
    talked = Evaluation.objects.filter(
        **here, state__in=[EvaluationState.OPEN, EvaluationState.CLOSED]
    )
    rows = Campaign.objects.annotate(
        has_ranking=Exists(Ranking.objects.filter(**here)),
        has_summary=Exists(Summary.objects.filter(**here, state=SummaryState.ISSUED)),
        has_evaluation=Exists(talked),
        has_meeting=Exists(coming),
    )
    return rows.get(pk=pk)


def reports_waiting(campaign: Campaign) -> int:
    """How many reports were handed in and wait for the chief."""
    waiting = Count("pk", filter=Q(state=ReportState.SUBMITTED))
    rows = Report.objects.filter(request__campaign=campaign)
    return int(rows.aggregate(waiting=waiting)["waiting"])


def open_matters(campaign: Campaign) -> Iterator[Matter]:
    """What the old chief has not finished; each disappears when it is done."""
    year = with_matters(campaign.pk)
    if waiting := reports_waiting(campaign):
        words = ngettext(
            "%(count)s report waits to be accepted",
            "%(count)s reports wait to be accepted",
            waiting,
        )
        yield Matter(words % {"count": waiting}, address("campaigns:report_requests", campaign))
    if not year.has_ranking:
        yield Matter(_("The ranking has not been taken"), address("campaigns:rankings", campaign))
    if not year.has_summary:
        words = _("The summary report has not been issued")
        yield Matter(words, address("campaigns:summary", campaign))
    if year.has_evaluation:
        words = _("The evaluation has not been published")
        yield Matter(words, address("campaigns:evaluation", campaign))
    if year.has_meeting:
        words = _("A conference of the year is still to be held")
        yield Matter(words, address("conferences:conferences", campaign))


def address(name: str, campaign: Campaign) -> str:
    return reverse(name, args=[campaign.pk])
