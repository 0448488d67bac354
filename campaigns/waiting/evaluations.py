"""What of a year's evaluation waits for whom."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, Evaluation, EvaluationComment, EvaluationState
from campaigns.queries import evaluations as queries
from foundation import clock
from foundation.ballots.models import Elector
from foundation.waiting import Waiting
from members.models import Account


def waiting_for(account: Account, years: Iterable[Any]) -> list[Waiting]:
    """A sheet to answer, texts to read before they are shown.

    The years must come by ``with_evaluations``.
    """
    return [
        waiting
        for evaluation in under_way(years)
        for waiting in (*to_answer(evaluation), *to_read(evaluation, account))
    ]


def with_evaluations(years: QuerySet[Campaign], account: Account) -> QuerySet[Campaign]:
    """With those that are open, or have texts undecided, and what of them may be this person's."""
    mine = [queries.seat_of(board) for board in account.boards_today if account.leads(board)]
    roll = Elector.objects.filter(ballot=OuterRef("ballot"), seat__in=mine, has_voted=False)
    texts = EvaluationComment.objects.filter(evaluation=OuterRef("pk"), state__in=queries.UNDECIDED)
    text = JSONObject(part="part", first_by="first_by_id")
    row = JSONObject(
        pk="pk",
        state="state",
        closes_on="closes_on",
        chief_id="chief_id",
        deputy_id="deputy_id",
        open_seats=ArraySubquery(roll.values("seat")),
        undecided=ArraySubquery(texts.order_by("paper_id").values(row=text)),
    )
    rows = Evaluation.objects.filter(campaign=OuterRef("pk")).order_by("closes_on")
    return years.annotate(evaluation_rows=ArraySubquery(rows.values(row=row)))


def under_way(years: Iterable[Any]) -> Iterator[Any]:
    """Those that still take answers, or whose texts have to be read."""
    for year in years:
        for row in year.evaluation_rows:
            known = {**row, "closes_on": day_of(row["closes_on"])}
            seats, undecided = known.pop("open_seats"), known.pop("undecided")
            evaluation: Any = Evaluation(campaign=year, **known)
            evaluation.open_seats, evaluation.undecided = seats, undecided
            if undecided or takes_answers(evaluation):
                yield evaluation


def day_of(said: str | None) -> dt.date | None:
    """A day that came as words."""
    return dt.date.fromisoformat(said) if said else None


def takes_answers(evaluation: Evaluation) -> bool:
    """It is open, and its last day has not passed."""
    closes_on = evaluation.closes_on
    return evaluation.state == EvaluationState.OPEN and bool(
        closes_on and closes_on >= clock.today()
    )


def to_answer(evaluation: Any) -> Iterator[Waiting]:
    """The person's board has not answered yet."""
    if takes_answers(evaluation) and evaluation.open_seats:
        yield Waiting(
            _("Evaluate the chief, the deputy and the members of %(year)s")
            % {"year": evaluation.year},
            reverse("campaigns:answer_evaluation", args=[evaluation.pk]),
            _("Answer"),
            detail=_("In secret: nobody sees which board has given which answer."),
            due_on=evaluation.closes_on,
            bloc=str(evaluation.bloc),
        )


def to_read(evaluation: Any, account: Account) -> Iterator[Waiting]:
    """Texts out of the box that this person may release."""
    rows = [
        EvaluationComment(evaluation=evaluation, part=row["part"], first_by_id=row["first_by"])
        for row in evaluation.undecided
    ]
    if found := sum(queries.waits_for(each, account) for each in rows):
        said = ngettext(
            "Read %(n)s comment of the evaluation %(year)s before it is shown",
            "Read %(n)s comments of the evaluation %(year)s before they are shown",
            found,
        )
        url = reverse("campaigns:evaluation_comments", args=[evaluation.pk])
        title = said % {"n": found, "year": evaluation.year}
        yield Waiting(title, url, _("Read the comments"), bloc=str(evaluation.bloc))
