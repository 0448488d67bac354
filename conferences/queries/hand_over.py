"""What passes from the chief of a year to that of the next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bloc.models import Office, Secretary, Term
from campaigns.models import Campaign, Evaluation, Ranking, Report, ReportState, Summary
from campaigns.models.evaluation import EvaluationState
from campaigns.models.summary import SummaryState
from campaigns.queries import campaigns_visible_to
from conferences.models import Conference, HandOver, Invitation, PaperKind, SignedPaper
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
    rows = campaign.bloc.terms.filter(office=Office.CHIEF, year__in=years, since__lte=clock.today())
    return {term.year: term for term in rows.select_related("board").order_by("since")}


def with_names(hand_over: HandOver | None, terms: Iterable[Term]) -> None:
    """The names of all these boards: one query."""
    passing = [hand_over.giver, hand_over.receiver] if hand_over else []
    prefetch_related_objects([*passing, *[term.board for term in terms]], "names")


def secretaries_around(campaign: Campaign) -> dict[int, Secretary]:
    """Who keeps the books of this year and of the next today, by year."""
    rows = campaign.bloc.secretaries.filter(year__in=(campaign.year, campaign.year + 1))
    return {row.year: row for row in rows.held_on(clock.today()).select_related("account")}


def papers_of(campaign: Campaign) -> QuerySet[Document]:
    """Every document that is filed under the bloc and the year, in the order of filing."""
    rows = filed(campaign.bloc.code, campaign.year)
    return rows.select_related("blob").order_by("pk")


def filed(bloc: Any, year: Any) -> QuerySet[Document]:
    """The papers of that year, but for the archives of hand-overs."""
    return Document.objects.filter(bloc=bloc, year=year).exclude(owner=OWNER)


def with_matters(campaign: Campaign) -> Any:
    """The year with what tells whether something is open, what is filed, its guests: one query."""
    here = {"campaign": OuterRef("pk")}
    waiting = Report.objects.filter(request__campaign=OuterRef("pk"), state=ReportState.SUBMITTED)
    coming = Conference.objects.filter(**here, called_off_at=None, held_on__gt=clock.today())
    talked = Evaluation.objects.filter(
        **here, state__in=[EvaluationState.OPEN, EvaluationState.CLOSED]
    )
    person = JSONObject(name="name", title="title", organisation="organisation", email="email")
    guests = (
        Invitation.objects.standing()
        .guests()
        .filter(conference__campaign=OuterRef("pk"), conference__called_off_at=None)
    )
    record = SignedPaper.objects.filter(
        conference__campaign=OuterRef("pk"), kind=PaperKind.HAND_OVER
    )
    rows = Campaign.objects.annotate(
        guest_rows=ArraySubquery(guests.order_by("conference__held_on", "pk").values(row=person)),
        waiting=number_of(waiting),
        record=Subquery(record.values("pk")),
        papers=number_of(filed(OuterRef("bloc__code"), OuterRef("year"))),
        has_ranking=Exists(Ranking.objects.filter(**here)),
        has_summary=Exists(Summary.objects.filter(**here, state=SummaryState.ISSUED)),
        has_evaluation=Exists(talked),
        has_meeting=Exists(coming),
    )
    return rows.get(pk=campaign.pk)


def guests_of(year: Any) -> list[dict[str, str]]:
    """The people of the ministry and the province, of a year ``with_matters``; each once."""
    return list({row["email"]: row for row in year.guest_rows}.values())


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many, as a part of another query."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def open_matters(year: Any) -> Iterator[Matter]:
    """What the old chief has not finished, of a year ``with_matters``; what is done is gone."""
    if year.waiting:
        words = ngettext(
            "%(count)s report waits to be accepted",
            "%(count)s reports wait to be accepted",
            year.waiting,
        )
        yield Matter(words % {"count": year.waiting}, address("campaigns:report_requests", year))
    if not year.has_ranking:
        yield Matter(_("The ranking has not been taken"), address("campaigns:rankings", year))
    if not year.has_summary:
        words = _("The summary report has not been issued")
        yield Matter(words, address("campaigns:summary", year))
    if year.has_evaluation:
        words = _("The evaluation has not been published")
        yield Matter(words, address("campaigns:evaluation", year))
    if year.has_meeting:
        words = _("A conference of the year is still to be held")
        yield Matter(words, address("conferences:conferences", year))


def address(name: str, campaign: Campaign) -> str:
    return reverse(name, args=[campaign.pk])
