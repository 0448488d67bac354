"""What of a year's evaluation waits for whom."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Evaluation, EvaluationComment, EvaluationState
from campaigns.queries import evaluations as queries
from foundation import clock
from foundation.ballots.models import Elector
from foundation.waiting import Waiting
from members.models import Account


def waiting_for(account: Account) -> list[Waiting]:
    """A sheet to answer, texts to read before they are shown; one query."""
    return [
        waiting
        for evaluation in under_way(account)
        for waiting in (*to_answer(evaluation), *to_read(evaluation, account))
    ]


def under_way(account: Account) -> QuerySet[Evaluation]:
    """Those that are open, or have texts undecided, with what of them may be this person's."""
    mine = [queries.seat_of(board) for board in account.boards_today if account.leads(board)]
    roll = Elector.objects.filter(ballot=OuterRef("ballot"), seat__in=mine, has_voted=False)
    texts = EvaluationComment.objects.filter(evaluation=OuterRef("pk"), state__in=queries.UNDECIDED)
    row = JSONObject(part="part", first_by="first_by_id")
    taking = Q(state=EvaluationState.OPEN, closes_on__gte=clock.today())
    found = queries.evaluations_visible_to(account).annotate(
        open_seats=ArraySubquery(roll.values("seat")),
        undecided=ArraySubquery(texts.order_by("paper_id").values(row=row)),
    )
    return found.filter(taking | ~Q(undecided=[])).order_by("closes_on")


def to_answer(evaluation: Any) -> Iterator[Waiting]:
    """The person's board has not answered yet."""
    if evaluation.state == EvaluationState.OPEN and evaluation.open_seats:
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
        yield Waiting(title, url, _("Read"), bloc=str(evaluation.bloc))
